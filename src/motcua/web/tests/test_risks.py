# SPDX-License-Identifier: EUPL-1.2
"""The risk list: who sees what, in which order, why, and how to hand a dossier over."""

import pytest
from pytest_django import DjangoAssertNumQueries

from motcua.dossiers import acts
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import Office, at, on
from motcua.law.roles import Role
from motcua.law.statuses import State
from motcua.organisations.models import Absence
from motcua.risks.outlook import of_unit, outlook_of
from motcua.risks.risk import Reason, Times
from motcua.risks.tests.model import keep_model
from motcua.web.risks.words import grade, meaning, percent, sentences
from motcua.web.tests.conftest import SignIn, set_clock
from motcua.web.tests.test_pages import SIGNED_IN
from motcua.web.tests.town import fill, open_town

NOW = "2026-03-12 10:00"
ALL = "/nguy-co/?muc=tat-ca"


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOW)


def queue(office: Office, count: int) -> list[Dossier]:
    """So many dossiers of one specialist, received one day after the other."""
    return [office.assigned(f"2026-03-{9 + number % 3:02d} 10:00") for number in range(count)]


def test_before_anything_was_learnt_the_page_says_what_will_come(office: Office, as_role: SignIn) -> None:
    assert "Chưa đủ hồ sơ đã xong" in as_role(Role.AGENCY_HEAD).get("/nguy-co/").content.decode()
    assert outlook_of(office.actor(Role.AGENCY_HEAD), at(NOW)) is None


def test_likeliest_first_with_reasons(office: Office, as_role: SignIn) -> None:
    keep_model(at("2026-03-01 08:00"))
    made = queue(office, 6)
    page = as_role(Role.AGENCY_HEAD).get(ALL)
    shown = page.context["lines"]
    assert {line.row.dossier.code for line in shown} == {dossier.code for dossier in made}
    chances = [risk.chance for risk in page.context["outlook"].risks]
    assert chances == sorted(chances, reverse=True) and chances[0] > chances[-1]
    text = page.content.decode()
    assert "Người thụ lý đang giữ 6 hồ sơ" in text and f"{shown[0].percent} %" in text


def test_late_and_waiting_ones_are_told_apart(db: None) -> None:
    office = open_town()
    made = fill(office)
    keep_model(at("2026-03-01 08:00"))
    outlook = outlook_of(office.actor(Role.AGENCY_HEAD), at(NOW), least=0.0)
    assert outlook is not None
    codes = {risk.dossier.code for risk in outlook.risks}
    assert made["soon"].code in codes and made["submitted"].code in codes
    assert {made[name].code for name in ("late", "waiting", "ready", "online")}.isdisjoint(codes)
    assert (outlook.scored.late, outlook.scored.waiting) == (1, 1)


def test_everybody_sees_their_own_scope(office: Office, as_role: SignIn) -> None:
    keep_model(at("2026-03-01 08:00"))
    mine = office.assigned().code
    other = office.assigned().code
    head = office.actor(Role.SECTION_HEAD)
    acts.reassign(head, other, office.second_specialist, "Chia việc", on("2026-03-10 10:00"))

    def seen(role: Role) -> set[str]:
        lines = as_role(role).get(ALL).context["lines"]
        return {line.row.dossier.code for line in lines}

    assert seen(Role.SPECIALIST) == {mine}
    assert seen(Role.SECTION_HEAD) == seen(Role.AGENCY_HEAD) == {mine, other}
    assert seen(Role.CENTRE_HEAD) == set()
    assert as_role(Role.CLERK).get("/nguy-co/").status_code == 403
    whole = of_unit(office.committee.pk, at(NOW), shown=10)
    empty = of_unit(office.centre.pk, at(NOW))
    assert whole is not None and empty is not None
    assert whole.scored.pk.size == 2 and empty.scored.pk.size == 0
    assert len(whole.risks) == whole.scored.possible


def test_who_could_take_it_and_one_press_to_the_form(office: Office, as_role: SignIn) -> None:
    keep_model(at("2026-03-01 08:00"))
    queue(office, 2)
    second = office.second_specialist
    line = as_role(Role.SECTION_HEAD).get(ALL).context["lines"][0]
    (url,) = (offer.url for offer in line.offers if offer.name == second.full_name and offer.holds == 0)
    client = as_role(Role.SECTION_HEAD)
    form = client.get(url)
    assert f'value="{second.pk}" selected' in form.content.decode()
    told = {
        **{name: form.context["form"].initial[name] for name in ("key", "seen")},
        "handler": second.pk,
        "reason": "Chia đều công việc",
        "tiep": "nguy-co",
    }
    assert client.post(url.partition("?")[0], told)["Location"] == "/nguy-co/"
    line.row.dossier.refresh_from_db()
    assert line.row.dossier.holder == second


def test_whoever_is_away_is_not_named_and_a_specialist_hands_nothing_over(
    office: Office, as_role: SignIn
) -> None:
    keep_model(at("2026-03-01 08:00"))
    queue(office, 2)
    Absence.objects.create(
        person=office.second_specialist,
        reason="Nghỉ phép",
        recorded_by=office.people[Role.SECTION_HEAD],
        effective_from="2026-03-11",
        effective_to="2026-03-13",
    )
    line = as_role(Role.SPECIALIST).get(ALL).context["lines"][0]
    assert office.second_specialist.full_name not in {offer.name for offer in line.offers}
    assert not line.move and not any(offer.url for offer in line.offers)


@pytest.mark.parametrize("count", [2, 12])
def test_queries_do_not_grow_with_the_list(
    office: Office, as_role: SignIn, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    keep_model(at("2026-03-01 08:00"))
    queue(office, count)
    client = as_role(Role.AGENCY_HEAD)
    client.get(ALL)  # the model is kept by the process
    # model, editions of calendars, the open dossiers, procedures; the shown ones, intervals, positions, desks
    with django_assert_num_queries(SIGNED_IN + 8):
        assert len(client.get(ALL).context["lines"]) == count


def test_nonsense_in_the_address_is_the_first_page(office: Office, as_role: SignIn) -> None:
    keep_model(at("2026-03-01 08:00"))
    queue(office, 2)
    client = as_role(Role.AGENCY_HEAD)
    for nonsense in ("tu=x", "tu=-1", "muc=tat-ca&tu=99999999", "muc=?"):
        assert client.get(f"/nguy-co/?{nonsense}").status_code == 200


def test_reasons_in_words() -> None:
    facts = {
        "step": State.DRAFTED, "left": 540, "still": 960, "times": Times(737, 1390, here=True), "holds": 34,
        "days_off": 2, "slow_unit": True, "slow_here": False, "slow_month": False, "full_desk": True,
    }  # fmt: skip
    assert sentences(Reason(**facts)) == [
        "Từ bước “Đã dự thảo kết quả”, thủ tục này ở đây thường cần 1 ngày 4 giờ làm việc nữa, có khi "
        "3 ngày làm việc; còn 1 ngày 1 giờ làm việc.",
        "Chưa có việc gì mới trong 2 ngày làm việc.",
        "Người thụ lý đang giữ 34 hồ sơ, nhiều hơn mức thường làm kịp.",
        "Từ nay đến hạn có 2 ngày nghỉ.",
        "Đơn vị này thường chậm hơn nơi khác.",
    ]
    elsewhere = Reason(**{**facts, "times": Times(60, 120, here=False)})
    assert sentences(elsewhere)[0].startswith("Từ bước “Đã dự thảo kết quả”, thủ tục này thường cần 1 giờ")


def test_a_chance_is_never_told_as_certain() -> None:
    assert (percent(0.0), percent(0.42), percent(1.0)) == (1, 42, 99)
    assert [grade(chance) for chance in (0.1, 0.2, 0.5)] == ["Ít khả năng", "Có thể quá hạn", "Dễ quá hạn"]
    assert meaning(0.96) == "Trong 10 hồ sơ như vậy, khoảng 9 hồ sơ quá hạn."
    assert meaning(0.034) == "Trong 100 hồ sơ như vậy, khoảng 3 hồ sơ quá hạn."
