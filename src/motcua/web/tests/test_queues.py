# SPDX-License-Identifier: EUPL-1.2
"""Queues: what is due when, filters in the address, kept filters; one act on many with a result for each."""

import datetime as dt
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from motcua.desk.models import SavedFilter
from motcua.dossiers import acts, listing
from motcua.dossiers.acts import ApplicantIn
from motcua.dossiers.listing import DueGroup, in_group, survey
from motcua.dossiers.models import Dossier, Event
from motcua.dossiers.tests.office import Office, at, on
from motcua.law.roles import Role
from motcua.law.statuses import State
from motcua.law.timeliness import overdue_at
from motcua.law.transitions import Act
from motcua.organisations.models import Person
from motcua.web.queue_filters import GROUP_SLUGS, Filters, read_filters
from motcua.web.slugs import ACT_SLUGS
from motcua.web.tests.conftest import SignIn, set_clock
from motcua.web.tests.town import fill, open_town


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-03-12 10:00")


@pytest.fixture
def town(db: None) -> tuple[Office, dict[str, Dossier]]:
    office = open_town()
    return office, fill(office)


def signed_in(office: Office, role: Role) -> Client:
    client = Client()
    client.force_login(office.people[role])
    return client


def shown(client: Client, url: str) -> set[str]:
    return {row.dossier.code for row in client.get(url).context["rows"]}


def test_every_open_dossier_is_in_exactly_one_group(town: tuple[Office, dict[str, Dossier]]) -> None:
    _office, made = town
    now = at("2026-03-12 10:00")
    groups = {
        name: [
            group for group in DueGroup if Dossier.objects.filter(in_group(group, now), pk=one.pk).exists()
        ]
        for name, one in made.items()
    }
    counted = survey(Dossier.objects.order_by("due_original"), now)  # the same rule, asked row by row
    assert counted.groups == Counter(group for found in groups.values() for group in found)
    assert groups == {
        "late": [DueGroup.LATE],
        "soon": [DueGroup.TODAY],
        "calm": [DueGroup.LATER],
        "waiting": [DueGroup.WAITING],
        "new": [DueGroup.LATER],
        "moved": [DueGroup.LATER],
        "submitted": [DueGroup.THIS_WEEK],
        "ready": [],
        "online": [DueGroup.UNTAKEN],
    }


def test_a_filing_left_lying_is_behind_and_is_not_counted_with_those_past_their_due_date(
    town: tuple[Office, dict[str, Dossier]], monkeypatch: pytest.MonkeyPatch
) -> None:
    office, made = town
    set_clock(monkeypatch, "2026-03-13 09:00")  # filed on the 12th at 8:40: eight working hours end at 8:40
    desk = signed_in(office, Role.RECEPTION)
    assert shown(desk, "/hang-doi/quay/?han=cham-tiep-nhan") == {made["online"].code}
    assert not shown(desk, "/hang-doi/quay/?han=cho-tiep-nhan")
    assert not shown(desk, "/hang-doi/quay/?han=muon")
    (counter,) = [one for one in desk.get("/").context["waiting"] if "/quay/" in one.url]
    assert [(one.count, str(one.words)) for one in counter.urgent] == [("1", "Chậm tiếp nhận")]


def test_late_begins_where_the_law_says(town: tuple[Office, dict[str, Dossier]]) -> None:
    due = town[1]["soon"].due_original
    only = Dossier.objects.filter(pk=town[1]["soon"].pk)
    for seconds in (-60, -1, 0, 1, 60):
        now = due + dt.timedelta(seconds=seconds)
        group = DueGroup.LATE if overdue_at(now, due=due) else DueGroup.TODAY
        assert only.filter(in_group(group, now)).exists(), seconds
        assert survey(only, now).groups == {group: 1}, seconds


def test_the_groups_add_up_and_are_links(town: tuple[Office, dict[str, Dossier]]) -> None:
    office, made = town
    worker = signed_in(office, Role.SPECIALIST)
    page = worker.get("/hang-doi/toi-giu/")
    counts = {tab.name: int(tab.count) for tab in page.context["groups"]}
    assert counts.pop("Tất cả") == sum(counts.values()) == len(page.context["rows"])
    for tab in page.context["groups"]:
        assert len(worker.get(f"/hang-doi/toi-giu/{tab.url}").context["rows"]) == int(tab.count)
    assert shown(worker, "/hang-doi/toi-giu/?han=muon") == {made["late"].code}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("han=hom-nay", {"soon"}),
        ("thu-tuc=1.012796", {"calm"}),
        ("trang-thai=supplement-requested", {"waiting"}),
        ("chu=muon+nguyen", {"late"}),
        ("chu=hoang", {"waiting"}),
        ("kenh=online", set()),
        ("kenh=counter&han=muon", {"late"}),
        ("tu=2026-03-12&den=2026-03-12", {"soon"}),
        ("tu=2026-03-13", {"calm", "waiting", "submitted"}),
        ("den=2026-03-11", {"late"}),
        (
            "tu=x&den=2026-99-99&trang-thai=zz&don-vi=abc&han=zz",
            {"late", "soon", "calm", "waiting", "submitted"},
        ),
    ],
)
def test_filters_stand_in_the_address(
    town: tuple[Office, dict[str, Dossier]], query: str, names: set[str]
) -> None:
    office, made = town
    found = shown(signed_in(office, Role.SPECIALIST), f"/hang-doi/toi-giu/?{query}")
    assert found == {made[name].code for name in names}


def test_filters_by_unit_and_holder(town: tuple[Office, dict[str, Dossier]]) -> None:
    office, made = town
    head = signed_in(office, Role.SECTION_HEAD)
    everything = shown(head, "/hang-doi/don-vi/")
    assert made["moved"].code in everything and made["late"].code in everything
    mine = shown(head, f"/hang-doi/don-vi/?nguoi-giu={office.people[Role.SPECIALIST].pk}")
    assert made["moved"].code not in mine and made["late"].code in mine
    assert shown(head, f"/hang-doi/don-vi/?don-vi={office.section.pk}") == everything
    assert not shown(head, f"/hang-doi/don-vi/?don-vi={office.other_section.pk}")


def test_an_address_is_written_as_it_is_read() -> None:
    filters = Filters(
        DueGroup.LATE, 3, "G15", "1.004873", 7, State.ASSIGNED, "counter",
        dt.date(2026, 3, 1), dt.date(2026, 3, 31), "nguyễn an",
    )  # fmt: skip
    again = {name: values[0] for name, values in parse_qs(filters.query).items()}
    assert read_filters(again) == filters
    assert not read_filters({}) and not Filters().query
    assert set(GROUP_SLUGS) == set(DueGroup)


def test_a_filter_is_kept_shared_and_removed(town: tuple[Office, dict[str, Dossier]]) -> None:
    office, _made = town
    worker, head = signed_in(office, Role.SPECIALIST), signed_in(office, Role.SECTION_HEAD)
    sent = {"ten": "Gấp trước", "han": "muon", "chung": "on", "la": "x"}
    answer = worker.post("/hang-doi/toi-giu/luu/", sent)
    assert answer["Location"] == "/hang-doi/toi-giu/?han=muon"
    assert [one.name for one in head.get("/hang-doi/toi-giu/").context["saved"]] == ["Gấp trước"]
    pk = SavedFilter.objects.get().pk
    head.post(f"/hang-doi/toi-giu/xoa/{pk}/")
    assert SavedFilter.objects.exists()
    assert worker.get(f"/hang-doi/toi-giu/xoa/{pk}/").status_code == 405
    worker.post(f"/hang-doi/toi-giu/xoa/{pk}/")
    assert not SavedFilter.objects.exists()
    assert worker.post("/hang-doi/quay/luu/", sent).status_code == 403


def test_counts_stop_at_their_bound(office: Office, as_role: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "COUNT_UP_TO", 2)
    for number in range(4):
        office.received(
            "rolling", "2026-03-11 08:00", applicant=ApplicantIn(f"Thử {number}", is_made_up=True)
        )
    page = as_role(Role.RECEPTION).get("/hang-doi/quay/")
    assert [tab.count for tab in page.context["tabs"]] == ["2+", "0"]
    assert len(page.context["rows"]) == 4
    monkeypatch.setattr(listing, "SURVEYED", 3)
    page = as_role(Role.RECEPTION).get("/hang-doi/quay/")
    assert {tab.count for tab in page.context["groups"]} == {"3+"}  # more than that was not looked at


# ---- many at once


def three(office: Office) -> list[Dossier]:
    return [
        office.received(when="2026-03-12 08:00", applicant=ApplicantIn(f"Người {n}", is_made_up=True))
        for n in range(3)
    ]


def batch_form(client: Client, act: Act, codes: list[str]) -> dict[str, object]:
    """What the page of a batch would send."""
    page = client.get(
        "/hang-doi/nhieu/", {"viec": ACT_SLUGS[act], "ma": codes, "tu": "quay", "loc": "han=sau"}
    )
    seen = {f"da-xem-{item.row.dossier.pk}": item.row.dossier.last_sequence for item in page.context["items"]}
    return {
        "viec": ACT_SLUGS[act],
        "tu": "quay",
        "loc": "han=sau",
        "ma": [item.code for item in page.context["items"]],
        "key": page.context["form"]["key"].value(),
        "seen": 0,
        **seen,
    }


def test_one_act_on_many_with_a_result_for_each(office: Office, as_role: SignIn) -> None:
    made = three(office)
    desk = as_role(Role.RECEPTION)
    codes = [one.code for one in made]
    sent = {**batch_form(desk, Act.TRANSFER, codes), "to_unit": office.section.pk}
    acts.ask_supplement(office.actor(Role.RECEPTION), codes[1], ["A"], "Thiếu", on("2026-03-12 09:00"))
    page = desk.post("/hang-doi/nhieu/", sent)
    assert page.status_code == 200
    assert {one.code: one.done for one in page.context["results"]} == {
        codes[0]: True, codes[1]: False, codes[2]: True,
    }  # fmt: skip
    assert "đã có thay đổi từ khi bạn mở trang" in page.content.decode()
    back = urlsplit(page.context["back"])
    assert parse_qs(back.query) == {"han": ["sau"], "chon": [codes[1]]}
    again = desk.get(f"/hang-doi/quay/?chon={codes[1]}").content.decode()
    assert f'value="{codes[1]}" data-one checked' in again
    assert [Dossier.objects.get(code=code).state for code in codes] == [
        State.TRANSFERRED, State.SUPPLEMENT_REQUESTED, State.TRANSFERRED,
    ]  # fmt: skip


def test_what_was_refused_is_asked_again_only_where_that_may_help(office: Office, as_role: SignIn) -> None:
    """Moved on meanwhile: open it. Given to a wrong unit: choose another one."""
    codes = [one.code for one in three(office)]
    desk = as_role(Role.RECEPTION)
    wrong = {**batch_form(desk, Act.TRANSFER, codes), "to_unit": office.section.pk}
    for code in codes:
        acts.ask_supplement(office.actor(Role.RECEPTION), code, ["A"], "Thiếu", on("2026-03-12 09:00"))
    page = desk.post("/hang-doi/nhieu/", wrong)
    text = page.content.decode()
    assert page.context["done"] == 0 and "Thử lại" not in text
    assert "Việc này làm được khi hồ sơ ở: “Đã tiếp nhận”" in text and "Hãy mở từng hồ sơ" in text
    assert parse_qs(urlsplit(page.context["back"]).query)["chon"] == codes
    review = desk.get("/hang-doi/nhieu/", {"viec": ACT_SLUGS[Act.TRANSFER], "ma": codes, "tu": "quay"})
    assert (
        parse_qs(urlsplit(review.context["back"]).query)["chon"] == codes
    )  # nothing to do, and nothing lost

    fresh = [one.code for one in three(office)]
    sent = {**batch_form(desk, Act.TRANSFER, fresh), "to_unit": office.section.pk}
    acts.ask_supplement(office.actor(Role.RECEPTION), fresh[0], ["A"], "Thiếu", on("2026-03-12 09:00"))
    before = {
        f"da-xem-{Dossier.objects.get(code=fresh[1]).pk}": 0
    }  # looked at before something else happened
    page = desk.post("/hang-doi/nhieu/", {**sent, **before})
    assert [one.done for one in page.context["results"]] == [False, False, True]
    query = parse_qs(urlsplit(page.context["again"]).query)
    assert query["ma"] == [fresh[1]] and query["loc"] == ["han=sau"]


def test_a_batch_sent_twice_is_done_once(office: Office, as_role: SignIn) -> None:
    codes = [one.code for one in three(office)]
    desk = as_role(Role.RECEPTION)
    sent = {**batch_form(desk, Act.TRANSFER, codes), "to_unit": office.section.pk}
    part = desk.post("/hang-doi/nhieu/", {**sent, "ma": codes[:2]}, headers={"accept": "application/json"})
    assert [one["done"] for one in part.json()["results"]] == [True, True]
    whole = desk.post("/hang-doi/nhieu/", sent)
    assert [one.done for one in whole.context["results"]] == [True, True, True]
    assert Event.objects.filter(act=Act.TRANSFER).count() == 3


def test_the_review_tells_what_cannot_be_done(office: Office, as_role: SignIn) -> None:
    made = three(office)
    moved = office.assigned("2026-03-12 08:30")
    page = as_role(Role.RECEPTION).get(
        "/hang-doi/nhieu/",
        {"viec": ACT_SLUGS[Act.TRANSFER], "ma": [made[0].code, moved.code, "H00-khong-co"]},
    )
    assert [item.code for item in page.context["items"]] == [made[0].code]
    assert page.context["items"][0].effect
    assert [(item.code, item.reason) for item in page.context["impossible"]] == [
        (moved.code, "hồ sơ đang ở “Đang thụ lý”")
    ]


def test_a_batch_with_a_mistake_changes_nothing_and_keeps_what_was_typed(
    office: Office, as_role: SignIn
) -> None:
    codes = [one.code for one in three(office)]
    desk = as_role(Role.RECEPTION)
    sent = batch_form(desk, Act.TRANSFER, codes)
    page = desk.post("/hang-doi/nhieu/", {**sent, "to_unit": ""})
    assert page.status_code == 422
    assert [item.code for item in page.context["items"]] == codes
    assert "Chưa chọn “Đơn vị nhận”" in page.content.decode()
    assert not Event.objects.filter(act=Act.TRANSFER).exists()


def test_a_batch_is_no_way_around_a_right(office: Office, as_role: SignIn) -> None:
    codes = [one.code for one in three(office)]
    sent = {**batch_form(as_role(Role.RECEPTION), Act.TRANSFER, codes), "to_unit": office.section.pk}
    head = as_role(Role.AGENCY_HEAD)  # may see them, may not transfer them
    page = head.post("/hang-doi/nhieu/", sent)
    assert not any(one.done for one in page.context["results"])
    assert as_role(Role.SPECIALIST).post("/hang-doi/nhieu/", sent).status_code == 422  # sees none of them
    assert not Event.objects.filter(act=Act.TRANSFER).exists()
    assert "Không có hồ sơ nào để làm" in head.get("/hang-doi/nhieu/").content.decode()
    for act in ("", "ky-ket-qua", "khong-co"):
        assert head.get("/hang-doi/nhieu/", {"viec": act, "ma": codes}).status_code == 400


def test_numbers_are_given_in_order_to_many(office: Office, as_role: SignIn) -> None:
    signed = []
    for _n in range(3):
        dossier = office.submitted("2026-03-11 10:00")
        acts.sign(office.actor(Role.AGENCY_HEAD), dossier.code, "", on("2026-03-11 11:00"))
        signed.append(dossier.code)
    clerk = as_role(Role.CLERK)
    sent = {**batch_form(clerk, Act.NUMBER, signed), "symbol": "GXN-UBND"}
    assert clerk.post("/hang-doi/nhieu/", sent).context["done"] == 3
    numbers = list(Dossier.objects.order_by("id").values_list("result_number", flat=True))
    assert numbers == ["01/GXN-UBND", "02/GXN-UBND", "03/GXN-UBND"]


def test_many_are_given_to_another_hand(office: Office, as_role: SignIn) -> None:
    codes = [office.assigned("2026-03-12 08:00").code for _n in range(2)]
    head = as_role(Role.SECTION_HEAD)
    sent = {
        **batch_form(head, Act.REASSIGN, codes),
        "handler": office.second_specialist.pk,
        "reason": "Cân việc",
    }
    page = head.post("/hang-doi/nhieu/", sent)
    assert page.status_code == 200, page.context["form"].errors
    assert {one.holder_id for one in Dossier.objects.all()} == {office.second_specialist.pk}


def test_what_left_ones_sight_is_still_told(office: Office, as_role: SignIn) -> None:
    """The page sends the list in pieces and then whole: dossiers given to another unit must not vanish from it."""
    codes = [office.assigned("2026-03-12 08:00").code for _n in range(2)]
    head = as_role(Role.SECTION_HEAD)
    elsewhere = Person.objects.get(username="t-land")  # of another section
    sent = {**batch_form(head, Act.REASSIGN, codes), "handler": elsewhere.pk, "reason": "Thuộc địa chính"}
    part = head.post("/hang-doi/nhieu/", sent, headers={"accept": "application/json"})
    assert [one["done"] for one in part.json()["results"]] == [True, True]
    assert head.get(f"/ho-so/{codes[0]}/").status_code == 404
    whole = head.post("/hang-doi/nhieu/", sent)
    assert [(one.code, one.done) for one in whole.context["results"]] == [(code, True) for code in codes]
    other = as_role(Role.CENTRE_HEAD).post("/hang-doi/nhieu/", {**sent, "key": "0" * 32})
    assert not any(one.done for one in other.context["results"])
    assert Event.objects.filter(act=Act.REASSIGN).count() == 2
