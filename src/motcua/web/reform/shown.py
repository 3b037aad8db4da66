# SPDX-License-Identifier: EUPL-1.2
"""Sheets, criteria and rankings as templates tell them: words, bars, addresses; nothing left to reckon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from motcua.law.calendar_config import Confidence
from motcua.reform.comparing import Earlier, groups_before, points_now
from motcua.reform.computing import SOURCES
from motcua.reform.models import ReformAssessment, ReformScore, SheetState
from motcua.reform.queries import Ranked
from motcua.reform.rules import number_of
from motcua.reform.scoring import Sum, fact_of
from motcua.reform.summing import tally_appraised, tally_self
from motcua.reform.tree import Criterion, Judge, Tree
from motcua.statistics import Cell, M
from motcua.web.reform.words import fact_words, points_words, rule_sentence
from motcua.web.scores.shown import SURE
from motcua.web.statistics.bars import Part, bar
from motcua.web.statistics.links import figure_url
from motcua.web.statistics.shown import Figure
from motcua.web.statistics.words import measure_name, number_words
from motcua.web.wording import tr

SHOW = ("tat-ca", "chua-cham", "mat-diem", "khac-diem", "thieu-tai-lieu", "kien-nghi")
"""Filters of the table of criteria."""


@dataclass(frozen=True, slots=True)
class Total:
    """Points of what was judged so far, of a hundred possible, and of the whole set."""

    points: str
    possible: str
    most: str
    scaled: str
    appraised: bool


def total_of(sheet: ReformAssessment, tree: Tree) -> Total:
    """The appraisal where there is one, else the self-score."""
    judged = sheet.state in (SheetState.APPRAISED, SheetState.FINAL)
    points = sheet.appraised_total if judged else sheet.self_total
    possible = sheet.appraised_possible if judged else sheet.self_possible
    scaled = 100 * points / possible if points is not None and possible else None
    return Total(
        points_words(points),
        points_words(possible or Decimal(0)),
        points_words(tree.total),
        "–" if scaled is None else number_words(float(scaled), 1),
        judged,
    )


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A field of the set with its bar; `before`: last year's share in words."""

    code: str
    name: str
    bar: SafeString
    self_points: str
    appraised: str
    most: str
    before: str


def groups_of(sheet: ReformAssessment, tree: Tree, earlier: ReformAssessment | None) -> list[GroupRow]:
    """The fields, with those of the year before as a mark on the bar."""
    was = groups_before(earlier.groups) if earlier else {}
    return [_group(one, sheet.groups.get(one.code, {}), was.get(one.code)) for one in tree.fields]


def _group(
    one: Criterion, told: Mapping[str, str | None], was: tuple[str | None, str | None] | None
) -> GroupRow:
    own, given = _number(told.get("self")), _number(told.get("appraised"))
    now = given if given is not None else own
    possible = _number(told.get("appraised_possible" if given is not None else "self_possible"))
    share = _share(_number(was[0]), _number(was[1])) if was else None
    gained, judged, most = float(now or 0), float(possible or 0), float(one.most)
    return GroupRow(
        one.code,
        one.name,
        bar(
            [
                Part("ended", gained),
                Part("was-late", max(0.0, judged - gained)),
                Part("open", max(0.0, most - judged)),
            ],
            most,
            mark=None if share is None else share * most,
        ),
        points_words(own),
        points_words(given),
        points_words(one.most),
        "" if share is None else f"{number_words(100 * share, 1)} %",
    )


def _number(words: str | None) -> Fraction | None:
    return None if words is None else number_of(words)


def _share(points: Fraction | None, possible: Fraction | None) -> float | None:
    return float(points / possible) if points is not None and possible else None


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion in the table of a sheet."""

    code: str
    name: str
    depth: int
    is_sum: bool
    url: str
    most: str
    fact: str
    self_points: str
    appraised: str
    before: str
    files: int
    marks: Sequence[str]
    waiting: bool


def rows_of(
    sheet: ReformAssessment,
    tree: Tree,
    scores: Iterable[ReformScore],
    earlier: Mapping[str, Earlier],
    show: str = SHOW[0],
) -> list[Row]:
    """The criteria in the order of the set, with the sums of those above; filtered, only those scored themselves."""
    held = {score.code: score for score in scores}
    if show == SHOW[0]:
        own, given = tally_self(tree, held.values()).sums, tally_appraised(tree, held.values()).sums
        return [
            _sum_row(one, own[one.code], given[one.code])
            if one.is_sum
            else _row(sheet, one, held.get(one.code), earlier.get(one.code))
            for one in tree.criteria
        ]
    return [
        _row(sheet, one, held[one.code], earlier.get(one.code))
        for one in tree.leaves
        if one.code in held and is_shown(one, held[one.code], show)
    ]


def is_shown(one: Criterion, score: ReformScore, show: str) -> bool:
    """Whether a criterion passes a filter."""
    match show:
        case "chua-cham":
            return not score.self_fact and one.judge is Judge.UNIT
        case "mat-diem":
            points = points_now(score)
            return points is not None and points < one.most
        case "khac-diem":
            return score.appraised_fact is not None and score.appraised_points != score.self_points
        case "thieu-tai-lieu":
            return bool(one.evidence) and bool(score.self_fact) and not files_of(score)
        case "kien-nghi":
            return score.objected_at is not None
    return True


def files_of(score: ReformScore) -> list[Any]:
    """The files put forward, as `queries.scores_of` brought them along."""
    return getattr(score, "files", [])


def _row(sheet: ReformAssessment, one: Criterion, score: ReformScore | None, was: Earlier | None) -> Row:
    url = "" if score is None else reverse("reform_criterion", args=[sheet.pk, one.code])
    fact = fact_of(score.self_fact or {}) if score else None
    return Row(
        one.code,
        one.name,
        min(one.depth, 4),
        one.is_sum,
        url,
        points_words(one.most),
        fact_words(one, fact) if fact else "",
        points_words(score.self_points) if score else "",
        points_words(score.appraised_points) if score else "",
        points_words(was.points) if was and was.same else "",
        len(files_of(score)) if score else 0,
        _marks(one, score) if score else (),
        bool(score and not score.self_fact and one.judge is Judge.UNIT),
    )


def _sum_row(one: Criterion, own: Sum, given: Sum) -> Row:
    return Row(
        one.code,
        one.name,
        min(one.depth, 4),
        True,
        "",
        points_words(one.most),
        "",
        points_words(own.gained),
        points_words(given.gained),
        "",
        0,
        (),
        False,
    )


def _marks(one: Criterion, score: ReformScore) -> list[str]:
    told = []
    if one.judge is Judge.UPPER:
        told.append(_("cấp trên chấm"))
    elif not score.self_fact:
        told.append(_("chưa chấm"))
    if score.computed and (score.computed.get("fact")):
        told.append(_("số liệu hệ thống, có sửa") if score.because else _("số liệu hệ thống"))
    if score.objected_at and not score.answered_at:
        told.append(_("kiến nghị chờ trả lời"))
    elif score.objected_at:
        told.append(_("kiến nghị được chấp nhận") if score.upheld else _("kiến nghị không được chấp nhận"))
    return told


@dataclass(frozen=True, slots=True)
class CountedShown:
    """What the house counted for a criterion."""

    title: str
    formula: str
    value: str
    figures: Sequence[Figure]
    at: str
    lacks: str
    sure: Any


def counted_of(one: Criterion, score: ReformScore, *, opening: bool) -> CountedShown | None:
    """The count on record; None for a criterion that is bound to nothing."""
    source = SOURCES.get(one.source)
    if source is None:
        return None
    told = score.computed or {}
    formula = tr(source.part)
    if source.whole:
        divided = {"part": formula, "whole": tr(source.whole).lower()}
        formula = _("%(part)s, chia cho %(whole)s") % divided
    figures = [
        Figure(count, figure_url(Cell.of_token(token)), measure_name(M(name)))
        for name, count, token in told.get("failing", [])
        if opening
    ]
    return CountedShown(
        tr(source.title),
        formula,
        fact_words(one, fact_of(told.get("fact", {}))),
        figures,
        told.get("at", ""),
        tr(told.get("lacks", "")),
        SURE[source.sure],
    )


@dataclass(frozen=True, slots=True)
class About:
    """A criterion with everything the set says of it. `doubts`: what is not sure about name or points."""

    code: str
    name: str
    most: str
    rule: str
    evidence: str
    note: str
    doubts: Sequence[str]
    tags: Sequence[str]


def about(one: Criterion) -> About:
    """The criterion in words."""
    doubts, tags = [], []
    if one.confidence is not Confidence.VERIFIED:
        doubts.append(_("Mã, nội dung tiêu chí chưa được đối chiếu với quyết định ban hành."))
        tags.append(_("nội dung chưa đối chiếu"))
    if one.points_confidence is not Confidence.VERIFIED:
        doubts.append(_("Điểm tối đa và cách chấm chưa được đối chiếu với quyết định ban hành."))
        tags.append(_("điểm chưa đối chiếu"))
    return About(
        one.code, one.name, points_words(one.most), rule_sentence(one), one.evidence, one.note, doubts, tags
    )


@dataclass(frozen=True, slots=True)
class RankRow:
    """A unit in the ranking of a round."""

    place: str
    name: str
    url: str
    state: str
    bar: SafeString
    points: str
    scaled: str
    before: str
    change: str
    groups: Sequence[str]


def ranks_of(
    ranked: Iterable[Ranked], tree: Tree, *, published: bool, opens: frozenset[int]
) -> list[RankRow]:
    """The ranking. `opens`: units whose sheets the reader may open; points of others are told once `published`."""
    return [
        _rank(one, tree, shown=published or one.sheet.unit_id in opens, opening=one.sheet.unit_id in opens)
        for one in ranked
    ]


def _rank(one: Ranked, tree: Tree, *, shown: bool, opening: bool) -> RankRow:
    share = one.share if shown else None
    change = None if share is None or one.before is None else share - one.before
    groups = [one.sheet.groups.get(top.code, {}) for top in tree.fields] if shown else []
    return RankRow(
        str(one.place or "–") if shown else "–",
        one.sheet.unit.name,
        reverse("reform_sheet", args=[one.sheet.pk]) if opening else "",
        tr(SheetState(one.sheet.state).label),
        bar(
            [Part("ended", float(share or 0))], 100, mark=float(one.before) if shown and one.before else None
        ),
        f"{points_words(one.points)}/{points_words(one.possible)}"
        if shown and one.points is not None
        else "–",
        "–" if share is None else number_words(float(share), 1),
        "–" if one.before is None or not shown else number_words(float(one.before), 1),
        _signed(change),
        [points_words(_number(told.get("appraised") or told.get("self"))) for told in groups],
    )


def _signed(change: Decimal | None) -> str:
    if change is None:
        return ""
    return ("+" if change > 0 else "−" if change < 0 else "±") + number_words(abs(float(change)), 1)
