# SPDX-License-Identifier: EUPL-1.2
"""Every page of the site in the browser, in both widths and every language.

Each named route is opened as somebody who may; a new one is walked without being told about, or has to say in
`NOT_PAGES` why it is none. With ``MOTCUA_SCREENSHOTS=folder`` the pages are also saved as pictures.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.test import Client
from django.urls import URLPattern
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from motcua.dossiers import acts
from motcua.dossiers.models import Dossier, Outcome
from motcua.dossiers.tests.office import Office, at, on, person
from motcua.evaluations.links import token_of
from motcua.law.names import fold
from motcua.law.roles import Role
from motcua.organisations.calendars import load_calendar
from motcua.organisations.models import Absence, Delegation, Person, Position, Unit
from motcua.reports.behind import Behind, Kind
from motcua.reports.values import Part
from motcua.risks.tests.model import keep_model
from motcua.statistics import Cell, M, Question
from motcua.tickets import acts as tickets
from motcua.tickets.tests.hall import open_test_hall
from motcua.web.reports.shown import list_url
from motcua.web.statistics.links import figure_url
from motcua.web.tests.conftest import set_clock
from motcua.web.tests.inspections_walk import INSPECTIONS_FILES, INSPECTIONS_LED, SEEN_WHOLE_BY_HEAD
from motcua.web.tests.looking import WIDTHS, Looker
from motcua.web.tests.plan_work_walk import PLAN_WORK_FILES
from motcua.web.tests.plans_walk import PLANS_FILES
from motcua.web.tests.reform_walk import REFORM_FILES
from motcua.web.tests.registers_walk import REGISTERS_FILES, REGISTERS_KEPT
from motcua.web.tests.reports_walk import REPORTS_FILES
from motcua.web.tests.targets_walk import TARGETS_FILES
from motcua.web.tests.test_routes import FOR_ROLES, POST_ONLY, PUBLIC, address, routes
from motcua.web.tests.town import PDF, fill, open_town

NOT_PAGES = {
    **dict.fromkeys((*INSPECTIONS_FILES, *REGISTERS_FILES), "a file"),
    **dict.fromkeys(POST_ONLY, "only pressed"),
    **dict.fromkeys((*PLANS_FILES, *PLAN_WORK_FILES, *REPORTS_FILES, *TARGETS_FILES), "a file or a picture"),
    **dict.fromkeys(REFORM_FILES, "a file"),
    **dict.fromkeys(("letter", "file", "control_slip", "received_receipt", "ticket_slip"), "a PDF"),
    **dict.fromkeys(("counter_page", "totp_picture"), "a picture"),
    **dict.fromkeys(("counter_suggestions", "reminder_count"), "a part of a page, seen on that page"),
    **dict.fromkeys(("counter_phone_link",), "a part of a page, shown when asked for"),
    **dict.fromkeys(("access_export", "feed", "alive", "mfa_login_webauthn", "process_export"), "data"),
    "queues": "leads to the first queue",
    "figure_list": "names its figure in the query: a sample of its own",
    "report_procedures": "names its figure in the query: a sample of its own",
    "figure_export": "data",
    "control_now": "a part of a page, seen on that page",
    "account_login": "another name of sign_in",
    **dict.fromkeys(
        ("mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn"),
        "needs a second factor: looked at in test_account_browser",
    ),
    **dict.fromkeys(
        (
            "mfa_edit_webauthn",
            "mfa_deactivate_totp",
            "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes",
        ),
        "needs a second factor: looked at in test_account_browser",
    ),
}
"""Routes without a page of their own, and why."""

DARK = {
    "home",
    "queue",
    "counter",
    "dossier",
    "act",
    "signing",
    "returning",
    "lookup",
    "person",
    "calendar",
} | {
    *(
        "tickets",
        "ticket_wall",
        "reminders",
        "posting_procedure",
        "design",
        "access_log",
        "sign_in",
        "catalogue",
        "control",
        "figures",
    ),
}
"""Also looked at in the dark, in the first language."""

PREFERRED = (
    *(Role.SPECIALIST, Role.SYSTEM_ADMIN, Role.CONTROL_OFFICER, Role.RECEPTION, Role.CENTRE_HEAD),
    *(Role.AGENCY_HEAD, Role.RETURN_OFFICER),
)
"""Who opens a page, the first of those who may."""


LAST = "main form button:not([type=button]):visible >> nth=-1"
"""The button of a form, sent off empty to see it complain."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A page, who looks (nobody: not signed in).

    `press`: the button pressed then, after `typed` was written into fields by name; `until` shows up.
    """

    name: str
    role: Role | None
    path: str
    status: int = 200
    press: str = ""
    typed: tuple[tuple[str, str], ...] = ()
    until: str = ".summary, .field-bad"


@dataclass(frozen=True, slots=True)
class Town:
    """The town at work on Thursday 12/03/2026, 10:00."""

    office: Office
    made: dict[str, Dossier]


@pytest.fixture
def town(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    set_clock(monkeypatch, "2026-03-12 10:00")
    office = open_town()
    made = fill(office)
    for unit in Unit.objects.all():
        Unit.objects.filter(pk=unit.pk).update(search_key=fold(unit.name))
    for role, title in ((Role.SYSTEM_ADMIN, "Quản trị"), (Role.CONTROL_OFFICER, "Đầu mối kiểm soát")):
        office.people[role] = person(role.value, office.committee, role, title)
    code = office.assigned("2026-03-11 10:00").code
    acts.draft(office.actor(Role.SPECIALIST), code, Outcome.GRANTED, "Cấp", on("2026-03-12 09:00"), file=PDF)
    made["drafted"] = Dossier.objects.get(code=code)
    tickets.take(open_test_hall(office).services["A"].pk, "walk")
    _stood_in_for(office)
    keep_model(at("2026-03-01 08:00"))
    yield Town(office, made)
    load_calendar.cache_clear()


def _stood_in_for(office: Office) -> None:
    holder = office.people[Role.SPECIALIST]
    days = {"effective_from": "2026-03-16", "effective_to": "2026-03-17"}
    Absence.objects.create(person=holder, reason="Nghỉ phép", recorded_by=holder, **days)
    Delegation.objects.create(
        position=holder.positions.get(),
        delegate=office.second_specialist,
        document="QĐ 7/QĐ-UBND",
        decided_by=holder,
        **days,
    )


def who_opens(route: URLPattern) -> Role | None:
    """Somebody who may."""
    if route.name in PUBLIC:
        return None
    if route.name == "conformance_finding":
        return Role.AGENCY_HEAD  # anybody else says first why they look at the dossier
    if route.name in INSPECTIONS_LED | REGISTERS_KEPT | SEEN_WHOLE_BY_HEAD:
        return Role.AGENCY_HEAD  # to others these pages do not exist, or offer nothing
    allowed = FOR_ROLES.get(route.name, set(PREFERRED))
    return next(role for role in PREFERRED if role in allowed)


def pages() -> list[URLPattern]:
    """The routes that are walked."""
    return [route for route in routes() if route.name not in NOT_PAGES]


def samples(town: Town) -> list[Sample]:
    """One page of each route, and the states of pages that one address does not show."""
    walked = [Sample(route.name, who_opens(route), address(route, town.made["drafted"])) for route in pages()]
    return walked + further(town)


def further(town: Town) -> list[Sample]:
    """Dossiers in their states, acts, lists with and without rows, forms that complain, refusals."""
    code = {name: dossier.code for name, dossier in town.made.items()}
    handler = town.office.second_specialist
    Position.objects.filter(person=handler).update(procedures=["1.004873"])
    rights = f"/quan-tri/quyen/?vai-tro=specialist&ma-don-vi={town.office.section.pk}"
    grant = f"/quan-tri/nguoi/{handler.pk}/giao-vi-tri/?don-vi={town.office.section.pk}"
    return [
        Sample("dossier", Role.SPECIALIST, f"/ho-so/{code['late']}/"),
        Sample("dossier", Role.SPECIALIST, f"/ho-so/{code['waiting']}/"),
        Sample("dossier", Role.RECEPTION, f"/ho-so/{code['ready']}/"),
        Sample("act", Role.SPECIALIST, f"/ho-so/{code['calm']}/yeu-cau-bo-sung/"),
        Sample("act", Role.SPECIALIST, f"/ho-so/{code['calm']}/du-thao-ket-qua/", press=LAST),
        Sample("act", Role.RECEPTION, f"/ho-so/{code['waiting']}/nhan-giay-to-bo-sung/"),
        Sample("act", Role.AGENCY_HEAD, f"/ho-so/{code['late']}/xin-loi-va-hen-lai/"),
        Sample("queue", Role.SPECIALIST, "/hang-doi/toi-giu/"),
        Sample("queue-empty", Role.CLERK, "/hang-doi/vao-so/"),
        Sample("home", Role.SECTION_HEAD, "/"),
        Sample("counter-search", Role.RECEPTION, "/quay/?tim=khai"),
        Sample("counter", Role.RECEPTION, "/quay/?thu-tuc=1.004873"),
        Sample("counter-errors", Role.RECEPTION, "/quay/?thu-tuc=1.004873", press="main button.primary >> nth=0"),
        Sample("received", Role.RECEPTION, f"/quay/da-nhan/{code['new']}/"),
        Sample("figures-days", Role.AGENCY_HEAD, "/so-lieu/?theo=ngay&ky=khac&tu=2026-03-01&den=2026-03-12"),
        Sample("figures-empty", Role.AGENCY_HEAD, "/so-lieu/?ky=nam-1999"),
        Sample("figure_list", Role.AGENCY_HEAD, figure_url(_overdue(town))),
        Sample("report_procedures", Role.AGENCY_HEAD, list_url(_procedures(town))),
        Sample("wall", Role.AGENCY_HEAD, "/dieu-hanh/?man-hinh=1"),
        Sample("risks", Role.AGENCY_HEAD, "/nguy-co/?muc=tat-ca"),
        Sample("conformance", Role.AGENCY_HEAD, "/tuan-thu/?tu=2026-03-01&den=2026-03-31"),
        Sample("conformance-rule", Role.AGENCY_HEAD, "/tuan-thu/late-transfer/?tu=2026-03-01&den=2026-03-31"),
        Sample("conformance-finding", Role.AGENCY_HEAD, f"/tuan-thu/late-transfer/{code['moved']}/2/", press=LAST),
        Sample("scores-agencies", Role.AGENCY_HEAD, "/cham-diem/?loai=co-quan&ky=2026-Q1"),
        Sample("rate-errors", None, f"/danh-gia/ho-so/{token_of(town.made['calm'])}/", press="main button.primary"),
        Sample("rate_find-errors", None, "/danh-gia/", press="main button.primary"),
        Sample("rate_tablets-errors", Role.RECEPTION, "/danh-gia/tai-quay/", press=LAST),
        Sample("find", Role.RECEPTION, "/tim/?q=nguyen"),
        Sample("lookup-progress", None, f"/tra-cuu/?ma={code['calm']}"),
        Sample("person", Role.SYSTEM_ADMIN, f"/quan-tri/nguoi/{handler.pk}/?ho-so={code['calm']}"),
        Sample("people-none", Role.SYSTEM_ADMIN, "/quan-tri/nguoi/?q=khong ai"),
        Sample("person-errors", Role.SYSTEM_ADMIN, "/quan-tri/nguoi/them/", press=LAST),
        Sample("grant-errors", Role.SYSTEM_ADMIN, grant, press=LAST),
        Sample("rights", Role.SYSTEM_ADMIN, rights),
        Sample("calendar-errors", Role.SYSTEM_ADMIN, "/quan-tri/lich/vn-admin/sua/", press=LAST),
        Sample(
            "calendar-preview",
            Role.SYSTEM_ADMIN,
            "/quan-tri/lich/vn-admin/sua/",
            press="[name=xem-truoc]",
            typed=(
                *(("decision", "QĐ 7/QĐ-UBND"), ("day_1", "2026-03-13"), ("kind_1", "holiday")),
                ("name_1", "Nghỉ theo quyết định"),
            ),
            until="[name=ban-hanh]",
        ),
        Sample(
            "lookup-timeline",
            None,
            f"/tra-cuu/?ma={code['calm']}",
            press="main form[method=post] button",
            typed=(("ma-bi-mat", town.made["calm"].secret),),
            until=".story",
        ),
        Sample("forbidden", Role.CLERK, "/quay/", 403),
        Sample("missing", Role.CLERK, "/ho-so/H99-1/", 404),
    ]  # fmt: skip


def _overdue(town: Town) -> Cell:
    """What is overdue in the town."""
    day = dt.date(2026, 3, 12)
    return Cell(Question(unit=town.office.committee.pk, first=day, last=day), (), M.OVERDUE)


def _procedures(town: Town) -> Part:
    """Procedures with dossiers in the town."""
    day = dt.date(2026, 3, 12)
    cell = Cell(Question(unit=town.office.committee.pk, first=day, last=day), (), M.RECEIVED)
    return Part("", "", 1, Behind(Kind.PROCEDURES, "", cell).to_token())


def session_of(official: Person) -> str:
    """A session in which the password was given just now."""
    client = Client()
    client.force_login(official)
    session = client.session
    record_authentication(SimpleNamespace(session=session), official, "password", reauthenticated=True)
    session.save()
    return session.session_key or ""


def test_every_route_is_a_page_or_says_why_it_is_none() -> None:
    names = {route.name for route in routes()}
    assert None not in names, "a route without a name"
    assert NOT_PAGES.keys() <= names, "a reason for something that is no route"
    assert names >= DARK
    assert all(NOT_PAGES.values())


@pytest.mark.browser
@pytest.mark.longest
@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_no_page_has_a_fault(
    live_server: LiveServer,
    windowless: Browser,
    town: Town,
    shoot: Callable[[Page, str], None],
    language: str,
) -> None:
    bad: dict[str, list[str]] = {}
    by_role: dict[Role | None, list[Sample]] = {}
    for sample in samples(town):
        by_role.setdefault(sample.role, []).append(sample)
    for role, mine in by_role.items():
        context = windowless.new_context(
            viewport={"width": WIDTHS["desktop"], "height": 800},
            color_scheme="light",
            reduced_motion="reduce",
        )
        kept = {settings.LANGUAGE_COOKIE_NAME: language}
        if role:
            kept[settings.SESSION_COOKIE_NAME] = session_of(town.office.people[role])
        context.add_cookies([{"name": name, "value": kept[name], "url": live_server.url} for name in kept])
        looker = Looker.open(context)
        for sample in mine:
            if faults := list(look_at(looker, live_server.url, sample, language)):
                bad[f"{sample.name} {sample.path} as {role}"] = faults
            shoot(looker.page, f"{sample.name}-{language}")
        context.close()
    if bad:
        pytest.fail(
            "\n".join(f"{place}\n    " + "\n    ".join(told) for place, told in bad.items()), pytrace=False
        )


def look_at(looker: Looker, site: str, sample: Sample, language: str) -> Iterator[str]:
    """Open the page, press its button when that is the sample, and tell what is wrong."""
    looker.said.clear()
    answer = looker.page.goto(site + sample.path)
    assert answer is not None
    kind = answer.headers.get("content-type", "")
    if answer.status != sample.status or not kind.startswith("text/html"):
        yield f"answered {answer.status}, {kind}"
        return
    if looker.page.url.split("#")[0] != answer.request.url or answer.request.redirected_from:
        yield f"leads away to {looker.page.url}"
        return
    if sample.status >= 400:
        looker.said.clear()  # the console tells that the page itself was refused, which is meant
    if sample.press:
        for name, value in sample.typed:
            field = looker.page.locator(f"[name={name}]")
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        looker.page.locator(sample.press).click()
        looker.page.locator(sample.until).first.wait_for()
        looker.page.wait_for_load_state("load")
        looker.said.clear()
    first = language == settings.LANGUAGES[0][0]
    yield from looker.faults(language, dark=sample.name in DARK, first=first)
