# SPDX-License-Identifier: EUPL-1.2
"""Pages of the site with many officers at work: how long each waits, how many a second, how many queries.

The officers are made-up people of the database at hand: those with the fullest desks. Each has a session of their own
and thinks between two pages, so the times mean latency at work and not a race; how many pages a second the site can
give is measured apart, with as many requests at once as it has workers.
"""

from __future__ import annotations

import datetime as dt
import http.client
import re
import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from motcua.accesses.grounds import ground_of
from motcua.bench.http import UnexpectedAnswer
from motcua.dossiers import acts
from motcua.dossiers.models import Dossier, Outcome
from motcua.law.roles import Role
from motcua.law.statuses import State
from motcua.law.transitions import Act
from motcua.organisations.actors import actor_of
from motcua.organisations.models import Person
from motcua.web.slugs import ACT_SLUGS

THINKING = (1.5, 4.5)
"""Seconds between two requests of one officer."""

PAGES = ("queue", "search by name", "search by code", "dossier", "act through its form")
DIRECT = "act called directly"
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
_SUMMARY = "Đủ điều kiện giải quyết"
_AT_ONCE = 2


@dataclass(slots=True)
class Desk:
    """One officer: the session, their queue, dossiers they may open, those they may draft, names to search for."""

    person: Person
    cookie: str
    queue: str
    codes: list[str]
    names: list[str]
    drafts: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Times:
    """What was measured of each page: seconds by page, kept by several threads."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def note(self, page: str, seconds: float) -> None:
        """One answer."""
        self.seconds[page].append(seconds)


class Visitor:
    """An officer with an open connection."""

    def __init__(self, port: int, desk: Desk, seed: int) -> None:
        self.desk, self.random = desk, Random(seed)  # noqa: S311  which page next
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = {settings.SESSION_COOKIE_NAME: desk.cookie}

    def visit(self, page: str) -> float:
        """Ask for a page once; how long the answer took, in seconds. Raises `UnexpectedAnswer`."""
        if page == PAGES[4]:
            return self._draft()
        return self._timed("GET", self.address(page), None, {200, 302} if page == PAGES[2] else {200})[0]

    def address(self, page: str) -> str:
        """Where the page is, each time for another dossier or name."""
        choose = self.random.choice
        if page == "queue":
            return self.desk.queue
        if page == "search by name":
            return f"/tim/?q={quote(choose(self.desk.names))}"
        code = choose(self.desk.codes)
        return f"/tim/?q={quote(code)}" if page == "search by code" else f"/ho-so/{code}/"

    def _draft(self) -> float:
        desk = self.desk
        code = self.random.choice(list(desk.drafts))
        path = f"/ho-so/{code}/{ACT_SLUGS[Act.DRAFT]}/"
        _, shown = self._timed("GET", path, None, {200})
        found = _TOKEN.search(shown)
        if found is None:
            raise UnexpectedAnswer(f"{path}: no form")
        fields = {
            "csrfmiddlewaretoken": found.group(1).decode(),
            "key": uuid.uuid4().hex,
            "seen": desk.drafts[code],
            "outcome": Outcome.GRANTED.value,
            "summary": _SUMMARY,
        }
        took, _ = self._timed("POST", path, urlencode(fields), {302})
        desk.drafts[code] += 1
        return took

    def _timed(self, method: str, path: str, body: str | None, expected: set[int]) -> tuple[float, bytes]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        took = time.perf_counter() - began
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        self.cookies.pop("messages", None)
        if answer.status not in expected:
            text = re.sub(r"<[^>]+>|\s+", " ", content.decode("utf-8", "replace"))
            raise UnexpectedAnswer(f"{path}: {answer.status} {answer.getheader('Location')} {text[:400]}")
        return took, content


def seat_officers(count: int) -> list[Desk]:
    """Desks for `count` officers, half of them specialists. Raises `UnexpectedAnswer` where nobody is made up."""
    day = timezone.localdate()
    busy = (
        Person.objects.filter(is_made_up=True, is_active=True, dossiers_held__ended_at__isnull=True)
        .filter(dossiers_held__state__in=(State.ASSIGNED, State.DRAFTED))
        .annotate(many=Count("dossiers_held"))
        .order_by("-many", "id")
    )
    specialists = list(busy[: count - count // 2])
    if not specialists:
        raise UnexpectedAnswer("Không có người minh họa nào đang giữ hồ sơ; hãy chạy ./run simulate trước.")
    others = list(
        Person.objects.filter(
            is_made_up=True, positions__role__in=(Role.RECEPTION, Role.SECTION_HEAD, Role.RETURN_OFFICER)
        )
        .filter(positions__effective_to__isnull=True, positions__unit__dossiers_held__ended_at__isnull=True)
        .distinct()
        .order_by("id")[: count // 2]
    )
    desks = [_desk(person, day) for person in (*specialists, *others)]
    return [desk for desk in desks if desk.codes and desk.names]


def _desk(person: Person, day: dt.date) -> Desk:
    client = Client()
    client.force_login(person, "motcua.web.sessions.PersonBackend")
    actor = actor_of(person, day)
    units = sorted(actor.covered)
    places = Q(receiving_unit_id__in=units) | Q(competent_unit_id__in=units) | Q(holder_unit_id__in=units)
    seen = list(Dossier.objects.filter(places).order_by("-id")[:300])
    held = Dossier.objects.filter(holder=person, state__in=(State.ASSIGNED, State.DRAFTED))
    queue = client.get("/hang-doi/", SERVER_NAME="127.0.0.1").headers.get("Location", "/hang-doi/")
    return Desk(
        person,
        client.cookies[settings.SESSION_COOKIE_NAME].value,
        queue,
        [dossier.code for dossier in seen if ground_of(actor, dossier) is not None],
        [dossier.applicant_name for dossier in seen],
        dict(held.order_by("-id").values_list("code", "last_sequence")[:20]),
    )


def work(port: int, desks: list[Desk], seconds: float) -> Times:
    """All officers at work for `seconds`, each on pages of their own choice, thinking between them."""
    visitors = [Visitor(port, desk, number) for number, desk in enumerate(desks)]

    def office_day(visitor: Visitor, times: Times, ends: float) -> None:
        time.sleep(visitor.random.uniform(0, THINKING[1]))
        while time.monotonic() < ends:
            page = visitor.random.choice(pages_of(visitor.desk))
            times.note(page, visitor.visit(page))
            time.sleep(visitor.random.uniform(*THINKING))

    _together(visitors, office_day, Times(), 4.0)  # both workers warm up
    times = Times()
    _together(visitors, office_day, times, seconds)
    return times


def pages_of(desk: Desk) -> list[str]:
    """The pages an officer asks for; only who holds dossiers drafts."""
    return [page for page in PAGES if desk.drafts or page != PAGES[4]]


def race(port: int, desks: list[Desk], page: str, seconds: float) -> float:
    """How many a second of one page the site gives when somebody always waits."""
    able = [desk for desk in desks if page in pages_of(desk)]
    visitors = [Visitor(port, desk, number) for number, desk in enumerate(able[:_AT_ONCE])]
    times = Times()

    def hurry(visitor: Visitor, times: Times, ends: float) -> None:
        while time.monotonic() < ends:
            times.note(page, visitor.visit(page))

    began = time.monotonic()
    _together(visitors, hurry, times, seconds)
    return len(times.seconds[page]) / (time.monotonic() - began)


def _together(
    visitors: list[Visitor], job: Callable[[Visitor, Times, float], None], times: Times, seconds: float
) -> None:
    ends, failed = time.monotonic() + seconds, []

    def run(visitor: Visitor) -> None:
        try:
            job(visitor, times, ends)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(visitor,)) for visitor in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]


def call_directly(desks: list[Desk], seconds: float) -> tuple[float, list[float], int]:
    """The same act without the site: how many a second in one process, the seconds of each, its queries."""
    today = timezone.localdate()
    turns = [(actor_of(desk.person, today), code) for desk in desks for code in desk.drafts]
    with CaptureQueriesContext(connection) as captured:
        acts.draft(*turns[0], Outcome.GRANTED, _SUMMARY)
    took: list[float] = []
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        turn = turns[len(took) % len(turns)]
        each = time.perf_counter()
        acts.draft(*turn, Outcome.GRANTED, _SUMMARY)
        took.append(time.perf_counter() - each)
    return len(took) / (time.perf_counter() - began), took, _statements(captured)


def count_queries(desk: Desk) -> dict[str, int]:
    """Queries of each page for one officer, counted in this process after it was asked for once."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[settings.SESSION_COOKIE_NAME] = desk.cookie
    visitor = Visitor(0, desk, 0)
    counted = {}
    for page in PAGES[:4]:
        address = visitor.address(page)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counted[page] = _statements(captured)
    code = next(iter(desk.drafts))
    seen = Dossier.objects.values_list("last_sequence", flat=True).get(code=code)
    fields = {"key": uuid.uuid4().hex, "seen": seen, "outcome": Outcome.GRANTED.value, "summary": _SUMMARY}
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(f"/ho-so/{code}/{ACT_SLUGS[Act.DRAFT]}/", fields)
    if answer.status_code != 302:
        raise UnexpectedAnswer(f"{code}: {answer.status_code}")
    desk.drafts[code] = seen + 1
    counted[PAGES[4]] = _statements(captured)
    return counted


def _statements(captured: CaptureQueriesContext) -> int:
    """Statements that ask or write; beginnings and ends of transactions are not counted."""
    silent = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return sum(not query["sql"].upper().startswith(silent) for query in captured.captured_queries)


def percentile(seconds: list[float], share: float) -> float:
    """The time within which this share of the answers came, in milliseconds."""
    ordered = sorted(seconds)
    return round(1000 * ordered[min(len(ordered) - 1, int(len(ordered) * share))], 1)


def told(
    times: Times, per_second: dict[str, float], queries: dict[str, int]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the command prints of each page."""
    for page in per_second:
        seconds = times.seconds[page]
        yield (
            page,
            {
                "per_second": round(per_second[page], 1),
                "p50_ms": percentile(seconds, 0.5) if seconds else None,
                "p99_ms": percentile(seconds, 0.99) if seconds else None,
                "queries": queries[page],
                "answers": len(seconds),
            },
        )
