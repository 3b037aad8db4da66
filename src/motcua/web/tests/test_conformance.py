# SPDX-License-Identifier: EUPL-1.2
"""The conformance watch: counts open lists of the same length, findings are answered, others see nothing."""

import pytest
from pytest_django import DjangoAssertNumQueries

from motcua.conformance.checks import CHECKS
from motcua.conformance.models import Answer
from motcua.dossiers import acts
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import Office, on
from motcua.law.roles import Role
from motcua.web.tests.conftest import SignIn, set_clock
from motcua.web.tests.test_pages import SIGNED_IN

MARCH = "tu=2026-03-01&den=2026-03-31"


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-03-20 10:00")


def slow_transfers(office: Office, count: int) -> list[Dossier]:
    """So many dossiers handed over days after their receipt."""
    made = [office.received(when="2026-03-09 10:00") for _ in range(count)]
    for dossier in made:
        acts.transfer(office.actor(Role.RECEPTION), dossier.code, office.section, on("2026-03-18 09:00"))
    return made


def test_each_count_opens_a_list_of_that_length(office: Office, as_role: SignIn) -> None:
    slow_transfers(office, 3)
    office.assigned("2026-03-10 10:00")
    client = as_role(Role.AGENCY_HEAD)
    page = client.get(f"/tuan-thu/?{MARCH}")
    lines = [*page.context["broken"], *page.context["kept"]]
    assert len(lines) == len(CHECKS)
    assert {line.check.code: line.count for line in page.context["broken"]} == {
        "late_transfer": "3",
        "idle": "1",
    }
    for line in lines:
        listed = client.get(line.url)
        assert str(len(listed.context["lines"])) == line.count == str(listed.context["number"])
        for name, number, url in line.units:
            of_unit = client.get(url)
            assert of_unit.context["number"] == number == len(of_unit.context["lines"])
            assert {one.unit for one in of_unit.context["lines"]} == {name} == {of_unit.context["place"]}
    assert client.get(f"{page.context['broken'][0].url}&noi=99999999").context["number"] == 0


def test_a_long_list_is_told_page_by_page(office: Office, as_role: SignIn) -> None:
    slow_transfers(office, 53)
    client = as_role(Role.AGENCY_HEAD)
    first = client.get(f"/tuan-thu/late-transfer/?{MARCH}")
    second = client.get(f"/tuan-thu/late-transfer/{first.context['further']}")
    codes = [line.code for page in (first, second) for line in page.context["lines"]]
    assert len(codes) == len(set(codes)) == 53 and not second.context["further"]


def test_a_finding_is_answered_on_its_page(office: Office, as_role: SignIn) -> None:
    slow_transfers(office, 1)
    client = as_role(Role.AGENCY_HEAD)
    (line,) = client.get(f"/tuan-thu/late-transfer/?{MARCH}").context["lines"]
    assert "Phải chuyển trước" in line.sentence and line.person == office.people[Role.RECEPTION].full_name
    form = client.get(line.url)
    told = {"key": form.context["form"].initial["key"], "verdict": "founded", "note": "ngắn"}
    short = client.post(line.url, told)
    assert short.status_code == 422 and "ít nhất 10 chữ" in short.content.decode()
    assert "ngắn" in short.content.decode(), "what was typed is kept"
    told["note"] = "Người tiếp nhận nghỉ ốm, đã phân công người thay"
    for _ in range(2):
        done = client.post(line.url, told)
        assert done.status_code == 302 and done["Location"].startswith("/tuan-thu/late-transfer/?don_vi=")
    assert Answer.objects.count() == 1
    assert client.get("/tuan-thu/idle/" + line.url.split("/")[3] + "/1/").context["sentence"] == ""
    assert client.post("/tuan-thu/idle/" + line.url.split("/")[3] + "/1/", told).status_code == 404
    (line,) = client.get(done["Location"]).context["lines"]
    assert line.verdict == "Đúng là vi phạm"
    assert client.get(f"/tuan-thu/?{MARCH}").context["broken"][0].answered == 1


def test_only_those_who_lead_or_control_watch(office: Office, as_role: SignIn) -> None:
    (dossier,) = slow_transfers(office, 1)
    for role in (Role.SPECIALIST, Role.RECEPTION, Role.CLERK):
        client = as_role(role)
        assert client.get("/tuan-thu/").status_code == 403
        assert client.get(f"/tuan-thu/late-transfer/{dossier.code}/2/").status_code == 403
        answered = client.post(f"/tuan-thu/late-transfer/{dossier.code}/2/", {"verdict": "explained"})
        assert answered.status_code == 403
    assert as_role(Role.AGENCY_HEAD).get("/tuan-thu/no-such/").status_code == 404
    assert as_role(Role.AGENCY_HEAD).get("/tuan-thu/idle/KHONG-CO/1/").status_code == 404


def test_nonsense_is_said_beside_its_field(office: Office, as_role: SignIn) -> None:
    client = as_role(Role.AGENCY_HEAD)
    for asked in ("don_vi=999999", "tu=x", "tu=2026-03-10&den=2026-03-01", "tu=2020-01-01&den=2026-03-01"):
        page = client.get(f"/tuan-thu/?{asked}")
        assert page.status_code == 200 and page.context["form"].errors


@pytest.mark.parametrize("count", [1, 6])
def test_queries_do_not_grow_with_findings(
    office: Office, as_role: SignIn, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    slow_transfers(office, count)
    client = as_role(Role.AGENCY_HEAD)
    # whose units (scope and each right), those offered; units, the kept, people, all rules, ballots, answers, names
    with django_assert_num_queries(SIGNED_IN + 12):
        client.get(f"/tuan-thu/?{MARCH}")
    with django_assert_num_queries(SIGNED_IN + 13):
        client.get(f"/tuan-thu/late-transfer/?{MARCH}")
