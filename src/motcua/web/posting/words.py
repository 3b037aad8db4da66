# SPDX-License-Identifier: EUPL-1.2
"""A version in the plain words in which it is posted: ways and limits by case, papers by group, results, bases."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.catalogue.editing.answers import fee_words, limit_words
from motcua.catalogue.models import (
    Channel,
    Level,
    PaperRequirement,
    ProcedureCase,
    ProcedureVersion,
    VersionSource,
)
from motcua.law.online_levels import LEVEL_NAMES, OnlineLevel
from motcua.web.wording import tr, tr_limit


@dataclass(frozen=True, slots=True)
class Way:
    """One way to file in one case: how, how long, how much. `level`, `reason`: how far online, and why not all."""

    channel: str
    level: str
    reason: str
    limit: str
    fee: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """The ways of one case; the ordinary case has no name."""

    name: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as it is asked for."""

    name: str
    count: str
    form: str
    reuse: str


@dataclass(frozen=True, slots=True)
class Papers:
    """Papers under one heading: the case or the group they belong to."""

    heading: str
    papers: tuple[Paper, ...]
    one_is_enough: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything of one procedure that is posted."""

    version: ProcedureVersion
    levels: str
    cases: tuple[Case, ...]
    papers: tuple[Papers, ...]
    results: tuple[str, ...]
    refusals: tuple[str, ...]
    bases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One procedure of a board: the shortest words for limit and fee."""

    code: str
    name: str
    limits: str
    fees: str
    channels: str


def sheet_of(version: ProcedureVersion) -> Sheet:
    """The sheet of a version whose parts were prefetched."""
    results = list(version.results.all())
    return Sheet(
        version=version,
        levels=", ".join(tr(Level(level).label) for level in version.levels),
        cases=_cases(version),
        papers=_papers(version),
        results=tuple(one.name for one in results if not one.is_refusal),
        refusals=tuple(one.name for one in results if one.is_refusal),
        bases=tuple(" – ".join(filter(None, (one.title, one.number))) for one in version.legal_bases.all()),
    )


def board_line(version: ProcedureVersion) -> BoardLine:
    """One line of the board; needs the cases only."""
    cases = list(version.cases.all())
    return BoardLine(
        code=version.procedure.code,
        name=version.name,
        limits="; ".join(dict.fromkeys(_limit(case) for case in cases)) or _("chưa công bố"),
        fees="; ".join(dict.fromkeys(_fee(case) for case in cases)) or _("chưa công bố"),
        channels=", ".join(dict.fromkeys(tr(Channel(case.channel).label) for case in cases)),
    )


def _cases(version: ProcedureVersion) -> tuple[Case, ...]:
    found: dict[str, list[Way]] = {}
    for case in version.cases.all():
        notes = tuple(dict.fromkeys(filter(None, (case.limit_note.strip(), case.fee_note.strip()))))
        level = tr(LEVEL_NAMES[OnlineLevel(case.online_level)]) if case.online_level else ""
        reason = case.online_reason if case.online_level == OnlineLevel.PARTIAL else ""
        way = Way(tr(Channel(case.channel).label), level, reason, _limit(case), _fee(case), notes)
        found.setdefault(case.name, []).append(way)
    return tuple(Case(name, tuple(ways)) for name, ways in found.items())


def _limit(case: ProcedureCase) -> str:
    if not case.limit_unit:
        return _("chưa công bố")
    return tr_limit(limit_words({"limit_unit": case.limit_unit, "limit_value": case.limit_value}))


def _fee(case: ProcedureCase) -> str:
    if case.fee_free is None and case.fee_amount is None:
        return _("chưa công bố")
    row = {"fee_free": case.fee_free, "fee_amount": case.fee_amount, "fee_currency": case.fee_currency}
    words = tr(fee_words(row))
    return words.replace(" VND", _(" đồng"))


def _papers(version: ProcedureVersion) -> tuple[Papers, ...]:
    found: dict[tuple[str, str], list[Paper]] = {}
    for paper in version.papers.all():
        found.setdefault((paper.case_name, paper.group), []).append(
            Paper(paper.name, _count(paper), _form(paper.form_file), paper.reuse_source)
        )
    # In records of the national database the group is only the heading that the papers stand under.
    tied = version.source_kind != VersionSource.NATIONAL
    return tuple(
        Papers(" – ".join(filter(None, key)), tuple(papers), tied and bool(key[1]) and len(papers) > 1)
        for key, papers in found.items()
    )


def _form(files: str) -> str:
    """Names of published files; a key of our own data says only that there is a form."""
    return files if not files or "." in files else _("có mẫu tại nơi tiếp nhận")


def _count(paper: PaperRequirement) -> str:
    if paper.presented_only:
        return _("chỉ xuất trình")
    counted = (
        (paper.originals, ngettext("%(n)d bản chính", "%(n)d bản chính", paper.originals or 0)),
        (paper.copies, ngettext("%(n)d bản sao", "%(n)d bản sao", paper.copies or 0)),
    )
    return ", ".join(words % {"n": number} for number, words in counted if number)
