# SPDX-License-Identifier: EUPL-1.2
"""Pages in English: no Vietnamese words of our own are left, data say that they are Vietnamese, letters stay so."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import translation

import motcua
from motcua import web
from motcua.dossiers import acts
from motcua.dossiers.models import Dossier, Event, Letter, Outcome
from motcua.dossiers.tests.office import Office, on, person
from motcua.errors import MotCuaError
from motcua.law.roles import Role
from motcua.organisations.calendars import calendar_codes, load_calendar
from motcua.tickets import acts as tickets
from motcua.tickets.tests.hall import open_test_hall
from motcua.web.refusal_words import ENGLISH
from motcua.web.tests.conftest import SignIn, set_clock
from motcua.web.tests.test_routes import FOR_ROLES, POST_ONLY, PUBLIC, address, routes
from motcua.web.tests.town import PDF, fill, open_town

PREFERRED = (Role.SPECIALIST, Role.SYSTEM_ADMIN, Role.CONTROL_OFFICER, Role.RECEPTION, Role.CENTRE_HEAD)
NO_PAGES = {"feed", "design"}
"""A calendar file; and the parts of the pages, full of made-up examples."""
ALLOWED = {"Một Cửa", "Tiếng Việt", "NĐ-CP"}
VIETNAMESE = re.compile(
    "[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)
CATALOGUE = Path(web.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.po"
MEANT = {entry.msgstr for entry in polib.pofile(str(CATALOGUE)) if VIETNAMESE.search(entry.msgstr)}
"""English sentences that quote Vietnamese on purpose, such as examples of what to type."""
# Attributes that carry no words for people.
_SILENT = {
    "href",
    "src",
    "action",
    "value",
    "content",
    "name",
    "id",
    "for",
    "class",
    "d",
    "data-own",
    "style",
}
_VOID = {"meta", "link", "input", "br", "img", "hr", "wbr", "rect", "line", "path"}


class Words(HTMLParser):
    """Everything a page says that is not marked as Vietnamese."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.language: list[tuple[str, str]] = []
        self.page = ""
        self.said: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.page = given.get("lang") or ""
        here = given.get("lang") or (self.language[-1][1] if self.language else "")
        if tag not in _VOID:
            self.language.append((tag, here))
        if here != "vi":
            self.said += [text for name, text in attrs if text and name not in _SILENT]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        before = len(self.language)
        self.handle_starttag(tag, attrs)
        del self.language[before:]

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        while self.language:
            name, _language = self.language.pop()
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        if self.language and self.language[-1][1] != "vi" and self.language[-1][0] not in ("script", "style"):
            self.said.append(data)


@pytest.fixture
def town(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Office, dict[str, Dossier]]]:
    """The town at work on Thursday 12/03/2026, 10:00."""
    set_clock(monkeypatch, "2026-03-12 10:00")
    office = open_town()
    made = fill(office)
    for role, title in ((Role.SYSTEM_ADMIN, "Quản trị"), (Role.CONTROL_OFFICER, "Đầu mối kiểm soát")):
        office.people[role] = person(role.value, office.committee, role, title)
    code = office.assigned("2026-03-11 10:00").code
    acts.draft(office.actor(Role.SPECIALIST), code, Outcome.GRANTED, "Cấp", on("2026-03-12 09:00"), file=PDF)
    made["drafted"] = Dossier.objects.get(code=code)
    tickets.take(open_test_hall(office).services["A"].pk, "walk")
    yield office, made
    load_calendar.cache_clear()


def english(client: Client) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def who_opens(route: URLPattern) -> Role | None:
    allowed = FOR_ROLES.get(route.name, set(PREFERRED))
    return (
        None if route.name in PUBLIC else next((role for role in PREFERRED if role in allowed), min(allowed))
    )


def data_words() -> re.Pattern[str]:
    """What stands in the tables: names, titles and free text, which no page turns."""
    kept: set[str] = set(ALLOWED)
    for model in apps.get_models():
        if model._meta.app_label in ("sessions", "contenttypes", "auth"):
            continue
        for field in model._meta.concrete_fields:
            if (
                isinstance(field, models.CharField | models.TextField | models.JSONField)
                and not field.choices
            ):
                for value in model._default_manager.values_list(field.name, flat=True):
                    kept.update(_texts(value))
    for code in calendar_codes():
        calendar = load_calendar(code)
        kept.update(
            (
                calendar.name,
                *(part for day in calendar.days for part in (day.name, day.name.partition(" (")[0])),
            )
        )
        kept.update(day.source for day in calendar.days)
    kept.discard("")
    return re.compile("|".join(re.escape(one) for one in sorted(kept, key=len, reverse=True)), re.IGNORECASE)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from (part.strip() for part in (value, *value.splitlines()) if VIETNAMESE.search(part))
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def left_over(html: str, data: re.Pattern[str]) -> list[str]:
    """The sentences of a page that are Vietnamese without saying so."""
    said = {" ".join(text.split()) for text in Words(html).said}
    return sorted(text for text in said - MEANT if VIETNAMESE.search(data.sub("", text)))


def further(made: dict[str, Dossier]) -> list[tuple[Role | None, str]]:
    """Dossiers in their states, acts, lists, pages with something found."""
    code = {name: dossier.code for name, dossier in made.items()}
    return [
        *((Role.SPECIALIST, f"/ho-so/{code[name]}/") for name in ("late", "waiting", "submitted", "calm")),
        *((Role.RECEPTION, f"/ho-so/{code[name]}/") for name in ("ready", "online", "new", "moved")),
        (Role.SPECIALIST, f"/ho-so/{code['calm']}/yeu-cau-bo-sung/"),
        (Role.SPECIALIST, f"/ho-so/{code['calm']}/du-thao-ket-qua/"),
        (Role.SPECIALIST, "/hang-doi/toi-giu/"),
        (Role.RECEPTION, "/quay/?thu-tuc=1.004873"),
        (Role.RECEPTION, "/quay/?tim=khai"),
        (Role.RECEPTION, "/tim/?q=nguyen"),
        *((role, "/") for role in (Role.SECTION_HEAD, Role.AGENCY_HEAD, Role.CLERK, Role.RETURN_OFFICER)),
        (None, f"/tra-cuu/?ma={code['calm']}"),
    ]


def visits(made: dict[str, Dossier]) -> list[tuple[Role | None, str]]:
    """Each route that may be read, as somebody who may, and some more."""
    read = [route for route in routes() if route.name not in POST_ONLY and route.name not in NO_PAGES]
    return [(who_opens(route), address(route, made["drafted"])) for route in read] + further(made)


def told_of(office: Office, language: str) -> str:
    """Everything kept of one dossier from reception to signature, worked on under pages in `language`."""
    with translation.override(language):
        worker = office.actor(Role.SPECIALIST)
        code = office.assigned("2026-03-09 10:00").code
        acts.draft(worker, code, Outcome.GRANTED, "Cấp giấy", on("2026-03-10 10:00"), file=PDF)
        dossier = acts.submit(worker, code, on("2026-03-10 10:30")).dossier
        acts.sign(office.actor(Role.AGENCY_HEAD), code, dossier.result_sha256, on("2026-03-10 11:00"))
    letters = Letter.objects.filter(dossier=dossier).order_by("id").values_list("content", flat=True)
    events = Event.objects.filter(dossier=dossier).order_by("sequence").values_list("data", flat=True)
    kept = json.dumps(
        [[json.loads(one) for one in letters], list(events)], ensure_ascii=False, sort_keys=True
    )
    return re.sub(rf"{re.escape(code)}|\d+/P", "", kept).replace(dossier.secret, "")


def test_letters_and_events_are_vietnamese_whoever_looks(office: Office) -> None:
    vietnamese, english_page = told_of(office, "vi"), told_of(office, "en")
    assert "Cấp giấy" in vietnamese
    assert hashless(english_page) == hashless(vietnamese)


def hashless(text: str) -> str:
    """Without what is another one for each dossier: long numbers in base 16, ids."""
    return re.sub(r"[0-9a-f]{32,}|\b\d+\b", "", text)


def test_every_refusal_has_an_english_sentence() -> None:
    for found in pkgutil.walk_packages(motcua.__path__, "motcua."):
        if ".tests" not in found.name and not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    codes = {
        one.code
        for one in _below(MotCuaError)
        if ".tests" not in one.__module__ and one.__module__ != "tests"
    }
    assert {code for code in codes if code not in ENGLISH} == set()
    assert ENGLISH.keys() <= {*codes, "error"}, "a sentence for an error that is gone"


def _below(kind: type[MotCuaError]) -> Iterator[type[MotCuaError]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def test_a_refusal_says_its_kind_in_english_and_the_facts_in_vietnamese(as_role: SignIn) -> None:
    client = as_role(Role.RECEPTION)
    plain = client.get(reverse("lookup"), {"ma": "H99.50.05-260309-9999"}).content.decode()
    turned = english(client).get(reverse("lookup"), {"ma": "H99.50.05-260309-9999"}).content.decode()
    assert ENGLISH["dossier_unknown"] not in plain
    assert f'{ENGLISH["dossier_unknown"]} <span lang="vi">' in turned


def test_only_the_switch_brings_english(client: Client, db: None) -> None:
    page = client.get(reverse("lookup"), headers={"accept-language": "en"})
    assert Words(page.content.decode()).page == "vi"
    client.post(reverse("set_language"), {"language": "en", "next": reverse("lookup")})
    page = client.get(reverse("lookup"))
    assert Words(page.content.decode()).page == "en"
    assert page["Content-Language"] == "en"


def test_no_page_is_left_half_vietnamese(town: tuple[Office, dict[str, Dossier]]) -> None:
    office, made = town
    asked = visits(made)
    data = data_words()
    clients: dict[Role | None, Client] = {}
    found: dict[str, list[str]] = {}
    pages = 0
    for role, path in asked:
        if role not in clients:
            clients[role] = english(Client())
            if role is not None:
                clients[role].force_login(office.people[role])
        answer = clients[role].get(path)
        if (
            answer.streaming
            or not answer.get("Content-Type", "").startswith("text/html")
            or not answer.content
        ):
            continue
        pages += 1
        html = answer.content.decode()
        if "<html" in html and Words(html).page != "en":
            found.setdefault("the page says another language", []).append(path)
        for text in left_over(html, data):
            found.setdefault(text, []).append(path)
    assert pages > 60
    assert not found, "\n".join(f"{text!r}  {paths[0]}" for text, paths in found.items())
