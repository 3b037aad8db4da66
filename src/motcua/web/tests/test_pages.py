# SPDX-License-Identifier: EUPL-1.2
"""Queues, dossier page, time bar: what they show, and how many queries they take."""

import datetime as dt
import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from motcua.dossiers import acts
from motcua.dossiers.acts import ApplicantIn
from motcua.dossiers.tests.office import Office, at, on
from motcua.law.deadlines import compute_deadline
from motcua.law.limits import Limit
from motcua.law.roles import Role
from motcua.law.timeliness import Urgency
from motcua.organisations.calendars import load_calendar
from motcua.web.phrases import row_of
from motcua.web.tests.conftest import SignIn, set_clock
from motcua.web.tests.town import fill, open_town
from motcua.web.timebar import draw
from motcua.web.views.queues import PAGE

# One signed-in page: session, person, positions, delegations, units below them.
SIGNED_IN = 3  # the session, the person, and what they act as


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-03-12 10:00")


def queue_of(office: Office, count: int) -> None:
    """So many dossiers at the desk; every third waits for papers."""
    desk = office.actor(Role.RECEPTION)
    for number in range(count):
        who = ApplicantIn(f"Người Thử {number}", is_made_up=True)
        code = office.received("rolling", "2026-03-10 08:00", applicant=who).code
        if number % 3 == 0:
            acts.ask_supplement(desk, code, ["A"], "Thiếu", on("2026-03-10 09:00"))


@pytest.mark.parametrize("count", [2, 12])
def test_queries_of_a_queue_do_not_grow_with_its_rows(
    office: Office, as_role: SignIn, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    queue_of(office, count)
    client = as_role(Role.RECEPTION)
    # the queues' counts, those of the groups, the rows, their intervals, what can be filtered by, saved filters
    with django_assert_num_queries(SIGNED_IN + 6):
        page = client.get("/hang-doi/quay/")
    assert len(page.context["rows"]) == count


@pytest.mark.parametrize("extra", [0, 6])
def test_queries_of_a_dossier_do_not_grow_with_its_story(
    office: Office, as_role: SignIn, extra: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    code = office.assigned().code
    for number in range(extra):
        worker = office.actor(Role.SPECIALIST)
        acts.consult(worker, code, office.other_section, f"Câu {number}?", 8, on("2026-03-10 08:00"))
    client = as_role(Role.SPECIALIST)
    # the dossier, events, letters, units, people, intervals, papers, consultations, open questions,
    # notes, the process (here none), and the record of who looked
    with django_assert_num_queries(SIGNED_IN + 9 + 3):
        client.get(f"/ho-so/{code}/")


def test_queries_of_home_and_of_the_signing_list(
    office: Office, as_role: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    office.submitted()
    head = as_role(Role.AGENCY_HEAD)
    # every count of every queue; work on plans; whose figures, and the figures of today in one transaction
    with django_assert_num_queries(SIGNED_IN + 2 + 11):
        head.get("/")
    # the codes, the draft, its record of looking, intervals, submission, papers, consultations, the session
    with django_assert_num_queries(SIGNED_IN + 11):
        head.get("/ky/")


def test_a_long_queue_is_told_page_by_page(office: Office, as_role: SignIn) -> None:
    queue_of(office, PAGE + 3)
    client = as_role(Role.RECEPTION)
    first = client.get("/hang-doi/quay/")
    second = client.get(f"/hang-doi/quay/{first.context['further']}")
    codes = [row.dossier.code for page in (first, second) for row in page.context["rows"]]
    assert len(codes) == len(set(codes)) == PAGE + 3
    assert "Trang sau" in first.content.decode() and not first.context["earlier"]
    assert "Trang sau" not in second.content.decode()
    back = client.get(f"/hang-doi/quay/{second.context['earlier']}")
    assert [row.dossier.code for row in back.context["rows"]] == codes[:PAGE]
    for nonsense in ("sau=x", "sau=99999999999999999999-1", "truoc=-", "sau=1-1e9", "sau=9999999999999999-1"):
        assert client.get(f"/hang-doi/quay/?{nonsense}").status_code == 200


def test_all_six_states_are_shown_with_icon_and_word(db: None) -> None:
    made = fill(open_town())
    shown = {name: row_of(dossier, at("2026-03-12 10:00")) for name, dossier in made.items()}
    assert {name: row.urgency for name, row in shown.items()} == {
        "late": Urgency.LATE,
        "soon": Urgency.DUE_SOON,
        "calm": Urgency.IN_TIME,
        "waiting": Urgency.WAITING_CITIZEN,
        "new": Urgency.IN_TIME,
        "moved": Urgency.WAITING_OFFICE,
        "submitted": Urgency.IN_TIME,
        "ready": Urgency.DONE,
        "online": Urgency.DUE_SOON,
    }
    assert shown["late"].due == "quá hạn 1 ngày 2 giờ làm việc"
    assert shown["soon"].due == "còn 5 giờ 30 phút làm việc"
    assert shown["online"].due == "còn 6 giờ 40 phút làm việc để tiếp nhận"
    assert shown["ready"].due == "xong sớm 1 ngày 6 giờ làm việc"
    client = Client()
    client.force_login(made["late"].holder)
    page = client.get("/hang-doi/toi-giu/").content.decode()
    for word in ("Quá hạn", "Sắp đến hạn", "Trong hạn", "Chờ người nộp"):
        assert re.search(rf'<span class="state [^>]*><svg.*?</svg>{word}</span>', page)


def test_the_bar_is_to_scale() -> None:
    calendar = load_calendar("vn-admin")
    received, now = at("2026-03-09 10:00"), at("2026-03-10 12:00")
    deadline = compute_deadline(calendar, received, Limit.parse("3 working days"))
    bar = draw(deadline.explanation.segments, deadline.due_at, now)
    whole = (deadline.due_at - received) / dt.timedelta(seconds=1)
    assert float(bar.now.rstrip("%")) == pytest.approx(
        (now - received).total_seconds() / whole * 100, abs=0.01
    )
    assert bar.due == "100.000%"
    end = 0.0
    for piece in bar.pieces:  # no gap, no overlap
        assert float(piece.x.rstrip("%")) == pytest.approx(end, abs=0.01)
        end += float(piece.width.rstrip("%"))
    assert end == pytest.approx(100, abs=0.02)


def test_the_bar_of_a_late_dossier_goes_on_after_the_due_moment() -> None:
    calendar = load_calendar("vn-admin")
    deadline = compute_deadline(calendar, at("2026-03-09 10:00"), Limit.parse("1 working day"))
    bar = draw(deadline.explanation.segments, deadline.due_at, at("2026-03-12 10:00"))
    assert bar.pieces[-1].kind == "late"
    assert bar.now == "100.000%"
    assert float(bar.due.rstrip("%")) < 50


@pytest.mark.parametrize("limit", ["4 working hours", "60 working days", "6 months", "same day"])
def test_a_bar_of_any_length_stays_small(limit: str) -> None:
    calendar = load_calendar("vn-admin")
    deadline = compute_deadline(calendar, at("2026-02-10 15:30"), Limit.parse(limit))
    bar = draw(deadline.explanation.segments, deadline.due_at, at("2026-02-10 16:00"))
    assert 1 <= len(bar.pieces) <= 80
    assert len(bar.ticks) <= 8


def test_finding_a_dossier(office: Office, as_role: SignIn) -> None:
    dossier = office.received(when="2026-03-10 08:00")
    client = as_role(Role.RECEPTION)
    assert client.get("/tim/", {"q": f" {dossier.code.lower()} "})["Location"] == f"/ho-so/{dossier.code}/"
    assert dossier.code in client.get("/tim/", {"q": "nguyen van"}).content.decode()
    assert "Không tìm thấy" in client.get("/tim/", {"q": "Trần"}).content.decode()
    assert "Không tìm thấy" in as_role(Role.SPECIALIST).get("/tim/", {"q": dossier.code}).content.decode()


def test_what_was_typed_is_never_markup(office: Office, as_role: SignIn) -> None:
    evil = '<script>alert("x")</script>'
    dossier = office.received(
        "rolling", "2026-03-10 08:00", applicant=ApplicantIn(evil, is_made_up=True), subject=evil
    )
    client = as_role(Role.RECEPTION)
    paths = [f"/ho-so/{dossier.code}/", "/hang-doi/quay/"]
    paths += [f"{page}={evil}" for page in ("/tim/?q", "/quay/?tim", "/tra-cuu/?ma")]
    for path in paths:
        text = client.get(path).content.decode()
        assert "<script>" not in text and 'alert("x")' not in text, path


class _Balanced(HTMLParser):
    """Finds tags that are not closed where they should be."""

    VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def test_pages_are_well_formed_and_light(db: None) -> None:
    office = open_town()
    made = fill(office)
    for role, path in (
        (Role.RECEPTION, "/quay/?thu-tuc=1.004873"),
        (Role.RECEPTION, "/hang-doi/quay/"),
        (Role.SPECIALIST, f"/ho-so/{made['waiting'].code}/"),
        (Role.AGENCY_HEAD, "/ky/"),
    ):
        client = Client()
        client.force_login(office.people[role])
        text = client.get(path).content.decode()
        parser = _Balanced()
        parser.feed(text)
        assert not parser.wrong and not parser.open, (path, parser.wrong, parser.open)
        assert len(text.encode()) < 100_000
