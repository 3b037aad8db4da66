# SPDX-License-Identifier: EUPL-1.2
"""Every address of the site: who gets in, what it says about itself, and that reading changes nothing."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from motcua.accesses.queries import CONTROL_ROLES
from motcua.conformance.answering import READERS as CONFORMANCE_READERS
from motcua.desk import feed as feeds
from motcua.dossiers import acts
from motcua.dossiers.models import Dossier, Outcome
from motcua.dossiers.tests.office import Office, on, person
from motcua.inspections.rights import MANAGERS as LEADS
from motcua.law.roles import GRANTABLE, Role
from motcua.law.transitions import Act
from motcua.organisations.models import Person, Position
from motcua.risks.risk import READERS as RISK_READERS
from motcua.tickets import acts as tickets
from motcua.tickets.models import Ticket
from motcua.tickets.tests.hall import open_test_hall
from motcua.web.acts_table import ACT_PAGES
from motcua.web.statistics.roles import CONTROL_ROOM_ROLES, FIGURES_ROLES
from motcua.web.tests.administration_walk import (
    ADMINISTRATION_POST_ONLY,
    ADMINISTRATION_ROLES,
    administration_values,
)
from motcua.web.tests.catalogue_walk import (
    CATALOGUE_POST_ONLY,
    CATALOGUE_ROLES,
    POSTED,
    catalogue_values,
)
from motcua.web.tests.conftest import SignIn, set_clock
from motcua.web.tests.inspections_walk import INSPECTIONS_LED, INSPECTIONS_ROLES, inspections_values
from motcua.web.tests.plan_work_walk import (
    PLAN_WORK_POST_ONLY,
    PLAN_WORK_ROLES,
    PLAN_WORK_WITH_SECRET,
    plan_work_values,
)
from motcua.web.tests.plans_walk import PLANS_POST_ONLY, PLANS_ROLES, plans_values
from motcua.web.tests.reform_walk import REFORM_POST_ONLY, REFORM_ROLES, reform_values
from motcua.web.tests.registers_walk import (
    REGISTERS_KEEPERS,
    REGISTERS_KEPT,
    REGISTERS_ROLES,
    registers_values,
)
from motcua.web.tests.reports_walk import REPORTS_POST_ONLY, REPORTS_ROLES, reports_values
from motcua.web.tests.scores_walk import (
    RATED_WITH_SECRET,
    SCORES_POST_ONLY,
    SCORES_PUBLIC,
    SCORES_ROLES,
    scores_values,
)
from motcua.web.tests.targets_walk import TARGETS_POST_ONLY, TARGETS_ROLES, targets_values
from motcua.web.tests.town import PDF
from motcua.web.views.counter_scans import PhoneLink

WITH_SECRET = {"counter_phone", "ticket_kiosk", "ticket_wall", "ticket_slip", "ticket_own", "feed"}
WITH_SECRET |= {*RATED_WITH_SECRET, *PLAN_WORK_WITH_SECRET}
"""Open to whoever holds a key or a secret, and then only to that one thing."""

PUBLIC = {"sign_in", "account_login", "lookup", "appearance", "set_language", *WITH_SECRET, *POSTED, "alive"}
PUBLIC |= SCORES_PUBLIC
"""The only addresses that answer somebody who has not signed in."""

PUBLIC_BROWSER = {"appearance", "set_language"}
"""They keep a choice in the browser and go back; they know no dossier."""

POST_ONLY = {
    "sign_out",
    "give_up_sign_in",
    "set_language",
    *ADMINISTRATION_POST_ONLY,
    *CATALOGUE_POST_ONLY,
    *PLANS_POST_ONLY,
    *PLAN_WORK_POST_ONLY,
    *TARGETS_POST_ONLY,
    *REPORTS_POST_ONLY,
    *REFORM_POST_ONLY,
    *SCORES_POST_ONLY,
} | {
    *("counter_preview", "counter_person", "counter_pages", "ticket_work"),
    *("save_filter", "forget_filter"),
    *("mention_seen", "feed_address", "absence_end", "delegation_end"),
}
OWN_ROW = {"counter_page"}
"""Shows a row of the signed-in person only; the walk asks for one that is not theirs."""

ASKED_FOR = {"figure_list", "figure_export", "report_procedures"}
"""Shows what the query of its address names; the walk names nothing."""

SIGNING_IN = {"mfa_authenticate", "mfa_login_webauthn", "give_up_sign_in"}
"""Later steps of signing in. Whoever has not taken the first is led back to it."""

ASKS_AGAIN = {
    *(
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_activate_totp",
        "totp_picture",
    ),
    *("mfa_generate_recovery_codes", "mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn"),
}
"""Pages of one's own account that ask for the password once more."""

WITHOUT_SECOND_FACTOR = {"mfa_deactivate_totp", "mfa_view_recovery_codes"}
"""There is nothing to show to whoever has none."""

FOR_ROLES = {
    "counter": {Role.RECEPTION, Role.CENTRE_HEAD},
    "received": {Role.RECEPTION, Role.CENTRE_HEAD},
    "received_receipt": {Role.RECEPTION, Role.CENTRE_HEAD},
    "counter_suggestions": {Role.RECEPTION, Role.CENTRE_HEAD},
    "counter_page": {Role.RECEPTION, Role.CENTRE_HEAD},
    "counter_phone_link": {Role.RECEPTION, Role.CENTRE_HEAD},
    "tickets": {Role.RECEPTION, Role.CENTRE_HEAD},
    "ticket_figures": {Role.RECEPTION, Role.CENTRE_HEAD},
    "ticket_setup": {Role.CENTRE_HEAD},
    "signing": {Role.AGENCY_HEAD},
    "sign_pile": {Role.AGENCY_HEAD},
    "handover": {Role.RETURN_OFFICER, Role.RECEPTION, Role.CENTRE_HEAD},
    "returning": {Role.RETURN_OFFICER, Role.RECEPTION, Role.CENTRE_HEAD},
    **{name: set(CONTROL_ROLES) for name in ("access_log", "access_unusual", "access_export")},
    "risks": set(RISK_READERS),
    **{name: set(CONTROL_ROOM_ROLES) for name in ("control", "control_now")},
    **{name: set(FIGURES_ROLES) for name in ("figures", "figure_list", "figure_export")},
    **{name: set(CONFORMANCE_READERS) for name in ("conformance", "conformance_rule", "conformance_finding")},
    **ADMINISTRATION_ROLES,
    **CATALOGUE_ROLES,
    **PLANS_ROLES,
    **PLAN_WORK_ROLES,
    **TARGETS_ROLES,
    **REPORTS_ROLES,
    **REFORM_ROLES,
    **SCORES_ROLES,
    **INSPECTIONS_ROLES,
    **REGISTERS_ROLES,
    "queue": {Role.RECEPTION, Role.CENTRE_HEAD},  # the desk's queue, which is the one asked for below
}


def routes() -> Iterator[URLPattern]:
    yield from _within(get_resolver())


def _within(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            assert not entry.pattern.converters, (
                "a prefix with values, which the walk does not know how to fill"
            )
            yield from _within(entry)
        else:
            yield entry


@pytest.fixture
def dossier(office: Office) -> Dossier:
    """A dossier with a letter and a file, drafted and not submitted."""
    code = office.assigned().code
    acts.draft(office.actor(Role.SPECIALIST), code, Outcome.GRANTED, "Cấp", on("2026-03-09 10:00"), file=PDF)
    tickets.take(open_test_hall(office).services["A"].pk, "walk")
    return Dossier.objects.get(code=code)


def address(route: URLPattern, dossier: Dossier) -> str:
    values = {
        "code": dossier.code,
        "slug": "quay",
        "sha256": dossier.result_sha256,
        **({"pk": dossier.letters.earliest("id").pk} if "pk" in route.pattern.converters else {}),
        "act": Act.SUBMIT,
        "rule": "late-transfer",
        "sequence": 1,
        **_secrets(route.name),
        **administration_values(route.name),
        **catalogue_values(route.name),
        **scores_values(route.name, dossier),
        **plans_values(route.name),
        **plan_work_values(route.name),
        **targets_values(route.name),
        **reports_values(route.name),
        **inspections_values(route.name, dossier),
        **registers_values(route.name),
        **reform_values(route.name),
    }
    return reverse(route.name, kwargs={name: values[name] for name in route.pattern.converters})


def _secrets(name: str) -> dict[str, str]:
    """What the addresses in `WITH_SECRET` need."""
    if name not in WITH_SECRET:
        return {}
    if name in RATED_WITH_SECRET or name in PLAN_WORK_WITH_SECRET:
        return {}  # told by scores_values and plan_work_values
    if name == "feed":
        official = Person.objects.earliest("id")
        return {"token": feeds.make_address(official.pk, timezone.now())}
    ticket = Ticket.objects.select_related("hall").get()
    return {
        "key": ticket.hall.key,
        "secret": ticket.secret,
        "token": PhoneLink(0, "a-key", "9.000001").signed(),
    }


def fingerprint() -> list[tuple[object, ...]]:
    """Everything that reading must not change: all rows of dossiers, events, papers, people."""
    rows: list[tuple[object, ...]] = []
    with connection.cursor() as cursor:
        for table in ("dossiers_dossier", "dossiers_event", "dossiers_paper", "dossiers_applicant"):
            cursor.execute(f"select md5(string_agg(t::text, '|' order by id)) from {table} t")  # noqa: S608
            rows += cursor.fetchall()
    return rows


def test_nobody_gets_in_without_signing_in(dossier: Dossier) -> None:
    for route in routes():
        url = address(route, dossier)
        for method in ("get", "post"):
            answer = getattr(Client(), method)(url)
            if route.name in PUBLIC_BROWSER:
                assert answer.status_code in (200, 302, 405), url
                assert "dang-nhap" not in answer.headers.get("Location", ""), url
            elif route.name in SIGNING_IN:
                assert answer.status_code == 405 or answer["Location"] == "/dang-nhap/", url
            elif route.name in PUBLIC:
                answers = (
                    (200, 405, 422)
                    if route.name in {*WITH_SECRET, *POSTED, *SCORES_PUBLIC, "alive"}
                    else (200, 422)
                )
                to_itself = (
                    answer.status_code == 302 and answer["Location"] == url
                )  # the tablet between two ballots
                assert answer.status_code in answers or to_itself, url
            else:
                assert answer.status_code == 302, (method, url)
                assert answer["Location"].startswith(
                    "/dang-nhap/?next=" if route.name != "sign_out" else "/"
                ), url


def is_hidden(name: str | None, role: Role, *, sees: bool) -> bool:
    """Pages that do not exist for those who do not lead an inspection, or do not keep a register."""
    if name == "inspection_dossier" and not sees:
        return True
    return (name in INSPECTIONS_LED and role not in LEADS) or (
        name in REGISTERS_KEPT and role not in REGISTERS_KEEPERS
    )


@pytest.mark.parametrize("half", [0, 1])
def test_each_role_gets_its_pages_and_no_other(
    office: Office, dossier: Dossier, monkeypatch: pytest.MonkeyPatch, half: int
) -> None:
    set_clock(monkeypatch, "2026-03-09 11:00")
    walked = [(route, address(route, dossier)) for route in routes() if route.name not in POST_ONLY]
    before = fingerprint()
    for role in sorted(GRANTABLE)[half::2]:
        official = office.people.get(role) or person(
            f"walk-{role.value}", office.other_section, role, "Vị trí thử"
        )
        client = Client()
        client.force_login(official)
        for route, url in walked:
            answer = client.get(url)
            if answer.status_code == 302:
                assert route.name in {"sign_in", "queues", "account_login", *SIGNING_IN, *ASKS_AGAIN}, (
                    route.name
                )
            else:
                # Who is not of the office sits in a unit that has nothing to do with the dossier.
                expected = answer_to(route, role, sees=role in office.people)
                assert answer.status_code == expected, (role, route.name)
        assert fingerprint() == before


def answer_to(route: URLPattern, role: Role, *, sees: bool) -> int:
    """The status with which a page answers a role; `sees`: the dossier is of its unit."""
    if route.name == "act" and sees and role is not Role.SPECIALIST:
        return 403
    if route.name in WITHOUT_SECOND_FACTOR:
        return 404
    if route.name in FOR_ROLES and role not in FOR_ROLES[route.name]:
        return 403
    hidden = is_hidden(route.name, role, sees=sees) or ("code" in route.pattern.converters and not sees)
    return 404 if hidden or route.name in OWN_ROW | ASKED_FOR else 200


def test_no_act_is_performed_by_whoever_may_not(office: Office, dossier: Dossier, as_role: SignIn) -> None:
    clerk = as_role(Role.CLERK)
    before = fingerprint()
    for act in ACT_PAGES:
        url = reverse("act", args=[dossier.code, act])
        answer = clerk.post(url, {"key": f"k-{act}", "seen": dossier.last_sequence})
        assert answer.status_code in (403, 409, 422), act
    assert fingerprint() == before


def test_a_form_without_its_token_is_refused(office: Office, dossier: Dossier) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(office.people[Role.SPECIALIST])
    before = fingerprint()
    for route in routes():
        if route.name == "lookup":
            continue
        answer = client.post(address(route, dossier), {"key": "k", "seen": dossier.last_sequence})
        assert answer.status_code in (403, 405), route.name
        if answer.status_code == 403:
            assert "Phiên làm việc đã thay đổi" in answer.content.decode()
    assert client.post("/tra-cuu/", {"ma": dossier.code, "ma-bi-mat": dossier.secret}).status_code == 403
    assert fingerprint() == before


def test_every_page_forbids_inline_code(office: Office, dossier: Dossier, as_role: SignIn) -> None:
    client = as_role(Role.SPECIALIST)
    for route in routes():
        if route.name in POST_ONLY:
            continue
        answer = client.get(address(route, dossier))
        policy = answer["Content-Security-Policy"]
        assert "unsafe" not in policy and "default-src 'none'" in policy, route.name
        assert answer["X-Content-Type-Options"] == "nosniff"
        if answer["Content-Type"].startswith("text/html"):
            text = answer.content.decode()
            assert "<style" not in text and " style=" not in text, route.name
            assert not re.search(r"<script(?![^>]* src=\"/static/)|\son\w+=\"", text), route.name


def test_a_person_without_position_sees_nothing(dossier: Dossier) -> None:
    nobody = Person.objects.create_person("t-nobody", "Người Thử Không Việc", "mật khẩu thử", is_made_up=True)
    client = Client()
    client.force_login(nobody)
    assert "Bạn chưa có hàng đợi nào" in client.get("/").content.decode()
    assert client.get(f"/ho-so/{dossier.code}/").status_code == 404
    assert client.get("/quay/").status_code == 403


def test_a_position_that_ended_opens_nothing(office: Office, dossier: Dossier, as_role: SignIn) -> None:
    Position.objects.filter(person=office.people[Role.RECEPTION]).update(effective_to="2020-01-01")
    assert as_role(Role.RECEPTION).get("/quay/").status_code == 403


def test_a_file_of_another_dossier_is_not_handed_out(
    office: Office, dossier: Dossier, as_role: SignIn
) -> None:
    other = office.received(when="2026-03-09 11:00")
    client = as_role(Role.SPECIALIST)
    mine = client.get(reverse("file", args=[dossier.code, dossier.result_sha256]))
    assert mine.content == PDF
    assert mine["Content-Type"] == "application/pdf"
    desk = as_role(Role.RECEPTION)
    assert desk.get(reverse("file", args=[other.code, dossier.result_sha256])).status_code == 404
    letter = dossier.letters.earliest("id").pk
    assert desk.get(reverse("letter", args=[other.code, letter])).status_code == 404


def test_signing_in_and_out(office: Office) -> None:
    client = Client()
    wrong = client.post("/dang-nhap/", {"username": "t-clerk", "password": "sai"})
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in wrong.content.decode()
    right = client.post(
        "/dang-nhap/", {"username": "t-clerk", "password": "mật khẩu thử", "next": "/hang-doi/"}
    )
    assert right["Location"] == "/hang-doi/"
    evil = {"username": "t-clerk", "password": "mật khẩu thử", "next": "https://example.org/"}
    assert Client().post("/dang-nhap/", evil)["Location"] == "/"
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/").status_code == 302
    assert client.get("/").status_code == 302
    assert not list(get_messages(right.wsgi_request))
