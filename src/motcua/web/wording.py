# SPDX-License-Identifier: EUPL-1.2
"""The words of the law in the language of the page.

Names of acts, states, roles and kinds stand in the rooms below in Vietnamese, because letters, events and reports are
Vietnamese whoever looks. Only a page turns them, with `tr`; `vocabularies` is everything it may be asked for.
"""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db.models import TextChoices
from django.utils.translation import get_language, gettext, gettext_lazy

import motcua.law
from motcua.catalogue.editing import answers
from motcua.catalogue.listing import STANDINGS
from motcua.conformance import checks
from motcua.evaluations.policy import policy
from motcua.law import names, officer_score, service_index, transitions
from motcua.law.separation import SEPARATION_RULES
from motcua.organisations import editions, records
from motcua.plans import meeting
from motcua.plans.acts import words as plan_words
from motcua.plans.working import standing
from motcua.reform import computing, rules, tree
from motcua.statistics import measures, questions

_WORDS_BELOW = (
    *("chưa rõ", "chưa có", "miễn phí", answers.DUE, "từ chối", "kết quả thường", "ghi chú"),
    *("Chưa có người", "Chưa rõ lĩnh vực"),
    *("tên thủ tục", "lĩnh vực", "cấp thực hiện", "cách thức thực hiện, thời hạn"),
    *("kết quả thực hiện", "căn cứ pháp lý"),
)
"""Words that rooms below answer with, without a vocabulary of their own: values of doubts, parts of a draft."""


def spoken() -> str:
    """The language of the page as the law knows it: `en`, or `vi` for everything else."""
    return "en" if get_language() == "en" else "vi"


def date_phrase(day: dt.date) -> str:
    """The day with its weekday, in the language of the page."""
    return names.date_phrase(day, spoken())


def moment_phrase(moment: dt.datetime) -> str:
    """The moment with its weekday, in the language of the page. Raises `NaiveTimeError`."""
    return names.moment_phrase(moment, spoken())


def span_phrase(working_minutes: int) -> str:
    """A span of working minutes in the language of the page."""
    return names.span_phrase(working_minutes, spoken())


def left_phrase(working_minutes: int) -> str:
    """What is left until due, or gone by, in the language of the page."""
    return names.left_phrase(working_minutes, spoken())


def tr(words: object) -> str:
    """The words in the language of the page; words of nobody's vocabulary come back as they are."""
    text = str(words) if words is not None else ""
    return gettext(text) if text else ""


def tr_choices(choices: Iterable[tuple[str, object]]) -> list[tuple[str, Any]]:
    """What a field offers, each word turned when the page is made: a form is declared once for all languages."""
    return [(value, gettext_lazy(str(words)) if words else "") for value, words in choices]


def tr_limit(label: str) -> str:
    """A time limit in the language of the page: `3 ngày làm việc` is "3 working days"; `trong ngày` has no number."""
    number, _space, unit = label.partition(" ")
    if spoken() == "vi" or not number[:1].isdecimal():
        return tr(label)
    turned = tr(unit)
    return f"{number} {turned.removesuffix('s') if number == '1' else turned}"


def vocabularies() -> set[str]:
    """Every name in the closed vocabularies of the house: those of the law, and the choices of its tables."""
    doubts = (word for kind in answers.KINDS.values() for word in (kind.name, kind.hint))
    rules = (rule.name for rule in SEPARATION_RULES.values())
    watched = (word for check in checks.CHECKS for word in (check.title, check.law, check.advice))
    rated = (group.name for group in policy().groups)
    indexed = (word for rule in service_index.RULES for word in (rule.name, rule.numerator, rule.denominator))
    graded = (*officer_score.GRADES, *(name for _least, name in service_index.BANDS))
    lists = (*editions.WEEKDAYS, *STANDINGS.values(), *_WORDS_BELOW)
    from motcua.plans.acts.targets import TargetAct
    from motcua.plans.targets.binding import notes

    found = (
        *map(_words_of, _modules()),
        notes(),
        map(str, TargetAct.labels),
        doubts,
        rules,
        watched,
        rated,
        indexed,
        graded,
        lists,
    )
    return {word for words in found for word in words if word}


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(motcua.law.__path__, "motcua.law."):
        if ".tests" not in found.name:
            yield importlib.import_module(found.name)
    yield from (
        measures,
        questions,
        answers,
        records,
        checks,
        computing,
        rules,
        tree,
        standing,
        meeting,
        plan_words,
    )
    for app in apps.get_app_configs():
        if app.name.startswith("motcua.") and app.models_module is not None:
            yield app.models_module


def _words_of(module: ModuleType) -> Iterator[str]:
    for name, value in vars(module).items():
        if (
            name.endswith(("_NAMES", "TITLES"))
            and not name.startswith("ENGLISH")
            and isinstance(value, Mapping)
        ):
            yield from (str(word) for word in value.values() if isinstance(word, str))
        elif isinstance(value, type):
            yield from _labels_of(value)
    if module is transitions:
        yield from transitions.CONDITION_REFUSALS.values()


def _labels_of(found: type) -> Iterator[str]:
    """The labels of a class of choices, and of those inside a model."""
    inner = (one for one in vars(found).values() if isinstance(one, type))
    for choices in (found, *inner):
        if issubclass(choices, TextChoices) and choices is not TextChoices:
            yield from (str(label) for label in choices.labels)


_PERIODS = (
    (re.compile(r"Quý (?P<number>[IV]+) năm (?P<year>\d{4})"), gettext_lazy("Quý %(number)s năm %(year)s")),
    (re.compile(r"6 tháng đầu năm (?P<year>\d{4})"), gettext_lazy("6 tháng đầu năm %(year)s")),
    (re.compile(r"6 tháng cuối năm (?P<year>\d{4})"), gettext_lazy("6 tháng cuối năm %(year)s")),
    (re.compile(r"9 tháng năm (?P<year>\d{4})"), gettext_lazy("9 tháng năm %(year)s")),
    (re.compile(r"Năm (?P<year>\d{4})"), gettext_lazy("Năm %(year)s")),
    (re.compile(r"Tháng thống kê (?P<month>\d\d/\d{4})"), gettext_lazy("Tháng thống kê %(month)s")),
    (re.compile(r"Tháng (?P<month>\d\d/\d{4})"), gettext_lazy("Tháng %(month)s")),
    (re.compile(r"Tuần (?P<first>\S+) – (?P<last>\S+)"), gettext_lazy("Tuần %(first)s – %(last)s")),
)


def period_phrase(label: str) -> str:
    """The name of a period, as reports keep it, in the language of the page; any other words stay as they are."""
    for pattern, words in _PERIODS:
        if match := pattern.fullmatch(label):
            return str(words) % match.groupdict()
    return label
