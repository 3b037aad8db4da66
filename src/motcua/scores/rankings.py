# SPDX-License-Identifier: EUPL-1.2
"""Scores of officials and agencies after TT 01/2018/TT-VPCP Đ.13–15, ranked.

Where the points come from. Indicator 1: the judgement kept with the end of each dossier, by the policy `date`. 2:
the same for the agency that settles, and for one that was asked for its opinion the day of its answer against the day
it was due. 3: how often papers were asked for after reception. 4, 6 and 7: what ballots say, told from five on; a
ballot that finds the conduct wrong counts as a petition about it. 9: dossiers filed online, and the catalogue. 5 and
8 are left out until their data exist, and named: an indicator without data is no zero (Đ.15.4.b).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.evaluations.figures import UNITS_BELOW, parameters
from motcua.law import officer_score as law
from motcua.law.judging import Policy
from motcua.law.officer_score import OF_AGENCIES, OF_OFFICIALS, Indicator, Score
from motcua.law.report_windows import Window
from motcua.law.service_index import Count
from motcua.organisations.models import Unit
from motcua.organisations.queries import person_names, unit_names
from motcua.scores import ballots, publicity
from motcua.scores.ballots import NOTHING_SAID, Each, Said
from motcua.scores.indicators import ONLINE
from motcua.statistics import By, Cell, M, Question, Row, ask, together

Points = Mapping[int, int]
"""Dossiers by points: `{2: 5, 1: 3, 0: 1}`."""

_TIME: Final = {2: M.ENDED_EARLY, 1: M.ENDED_ON_TIME, 0: M.ENDED_LATE}
_CONTACTS: Final = {2: M.NO_SUPPLEMENT, 1: M.ONE_SUPPLEMENT, 0: M.MORE_SUPPLEMENTS}
OPENS: Final[Mapping[Indicator, Mapping[int, M]]] = {
    Indicator.TOTAL_TIME: _TIME,
    Indicator.CONTACTS: _CONTACTS,
}
"""Which figures the points of an indicator are: these open their dossiers. Ballots never do."""

LACKS: Final[Mapping[Indicator, Any]] = {
    Indicator.TOTAL_TIME: _("Kỳ này chưa có hồ sơ giải quyết xong."),
    Indicator.AGENCY_TIME: _("Kỳ này chưa có hồ sơ giải quyết xong."),
    Indicator.CONTACTS: _("Kỳ này chưa có hồ sơ giải quyết xong."),
    Indicator.AGENCIES: _("Chưa đủ phiếu đánh giá."),
    Indicator.AT_THE_CENTRE: _("Danh mục chưa ghi thủ tục nào thẩm định, phê duyệt tại Bộ phận Một cửa."),
    Indicator.PUBLICITY: _("Chưa đủ phiếu đánh giá."),
    Indicator.ATTITUDE: _("Chưa đủ phiếu đánh giá."),
    Indicator.PETITIONS: _("Chờ phần phản ánh, kiến nghị."),
    Indicator.ONLINE: _(
        "Kỳ này chưa nhận hồ sơ, hoặc danh mục có quá ít thủ tục nộp trực tuyến để kết luận."
    ),
}
"""Why an indicator has no data."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One official, agency or field with its score and place. `points`: dossiers by points of each indicator;
    `grade` is empty where missing indicators leave it open."""

    key: str
    name: str
    place: int | None
    score: Score
    grade: str
    dossiers: int
    points: Mapping[Indicator, Points]
    question: Question
    said: Said

    def opens(self, indicator: Indicator, gained: int) -> Cell | None:
        """The dossiers that got so many points; None where they are not told."""
        measure = OPENS.get(indicator, {}).get(gained)
        return Cell(self.question, (), measure) if measure else None

    def to_dict(self) -> dict[str, Any]:
        """The row as plain JSON; a missing score is null."""
        return {
            "key": self.key,
            "name": self.name,
            "place": self.place,
            "total": _text(self.score.total),
            "most": self.score.most,
            "grade": self.grade or None,
            "dossiers": self.dossiers,
            "ballots": self.said.told,
            "indicators": {
                str(indicator.value): {
                    "score": _text(self.score.by_indicator.get(indicator)),
                    "points": {str(gained): number for gained, number in points.items()},
                }
                for indicator, points in self.points.items()
            },
            "missing": [indicator.value for indicator in self.score.missing],
        }


@dataclass(frozen=True, slots=True)
class Ranking:
    """A ranking of officials or agencies. `as_of`: what was on record then."""

    kind: str
    unit_id: int
    unit_name: str
    window: Window
    as_of: dt.datetime
    indicators: tuple[Indicator, ...]
    rows: tuple[Scored, ...]
    fields: tuple[Scored, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The ranking as plain JSON."""
        told = {
            "kind": self.kind,
            "unit": self.unit_id,
            "unit_name": self.unit_name,
            "source": "TT 01/2018/TT-VPCP Đ.13–15",
            "policy": Policy.DATE.value,
            "window": {
                "label": self.window.label,
                "first": self.window.first.isoformat(),
                "last": self.window.last.isoformat(),
            },
            "as_of": self.as_of.isoformat(),
            "rows": [row.to_dict() for row in self.rows],
        }
        if self.kind == "agencies":
            told["fields"] = [row.to_dict() for row in self.fields]
        return told


def officer_scores(unit: Unit, window: Window, *, as_of: dt.datetime | None = None) -> Ranking:
    """Officials who settled dossiers of a unit and those below it, by indicators 1, 2, 3, 4 and 7 (at most 10)."""
    with together():
        return _officers(unit, window, as_of)


def _officers(unit: Unit, window: Window, as_of: dt.datetime | None) -> Ranking:
    rows, asked_at = _rows(unit, window, (By.OFFICER,), as_of)
    said = ballots.said(unit, window.first, window.last, timezone.localdate(), Each.OFFICER)
    opinions = _opinions(unit, window, "c.answered_by_id")
    plain = _question(unit.pk, window, as_of)
    settled = {int(row.keys[0].value): row for row in rows}
    names = {pk: row.keys[0].label for pk, row in settled.items()}
    names |= person_names(opinions.keys() - names.keys())
    found = [
        _scored(
            str(officer),
            name,
            _points(settled.get(officer), said.get(str(officer), NOTHING_SAID), opinions.get(officer, {})),
            settled.get(officer),
            _replaced(plain, officer=officer),
            said.get(str(officer)),
            OF_OFFICIALS,
        )
        for officer, name in names.items()
        if officer
    ]
    return Ranking("officers", unit.pk, unit.name, window, asked_at, OF_OFFICIALS, _placed(found))


def agency_scores(unit: Unit, window: Window, *, as_of: dt.datetime | None = None) -> Ranking:
    """Agencies that settle below a unit by all nine indicators (at most 18), and the same five by field."""
    with together():
        return _agencies(unit, window, as_of)


def _agencies(unit: Unit, window: Window, as_of: dt.datetime | None) -> Ranking:
    today = timezone.localdate()
    rows, asked_at = _rows(unit, window, (By.AGENCY,), as_of)
    said = ballots.said(unit, window.first, window.last, today, Each.AGENCY)
    opinions = _opinions(unit, window, "c.unit_id")
    settled = {int(row.keys[0].value): row for row in rows}
    online = _online(unit, window, as_of, settled)
    names = {pk: row.keys[0].label for pk, row in settled.items()}
    names |= unit_names(opinions.keys() - names.keys())
    found = [
        _scored(
            str(own),
            name,
            {
                **_points(settled.get(own), said.get(str(own), NOTHING_SAID), opinions.get(own, {})),
                Indicator.PUBLICITY: said.get(str(own), NOTHING_SAID).publicity or {},
                Indicator.ONLINE: online.get(own, {}),
            },
            settled.get(own),
            _question(own, window, as_of),
            said.get(str(own)),
            OF_AGENCIES,
        )
        for own, name in names.items()
    ]
    fields = _by_field(unit, window, as_of)
    return Ranking("agencies", unit.pk, unit.name, window, asked_at, OF_AGENCIES, _placed(found), fields)


def _by_field(unit: Unit, window: Window, as_of: dt.datetime | None) -> tuple[Scored, ...]:
    """The five indicators of dossiers by field (Đ.15.2)."""
    rows, _asked_at = _rows(unit, window, (By.FIELD,), as_of)
    said = ballots.said(unit, window.first, window.last, timezone.localdate(), Each.FIELD)
    plain = _question(unit.pk, window, as_of)
    found = []
    for row in rows:
        key = row.keys[0]
        code = str(key.value)
        points = _points(row, said.get(code, NOTHING_SAID), {})
        question = _replaced(plain, fields=(code,))
        scored = _scored(code, key.label, points, row, question, said.get(code), OF_OFFICIALS)
        found.append(replace(scored, grade=""))  # a field is no official: nobody did its tasks
    return _placed(found)


def _question(unit: int, window: Window, as_of: dt.datetime | None, by: tuple[By, ...] = ()) -> Question:
    return Question(unit=unit, first=window.first, last=window.last, policy=Policy.DATE, as_of=as_of, by=by)


def _replaced(plain: Question, *, officer: int | None = None, fields: tuple[str, ...] = ()) -> Question:
    return Question(
        unit=plain.unit,
        first=plain.first,
        last=plain.last,
        policy=plain.policy,
        as_of=plain.as_of,
        officer=officer,
        fields=fields,
    )


def _rows(
    unit: Unit, window: Window, by: tuple[By, ...], as_of: dt.datetime | None
) -> tuple[tuple[Row, ...], dt.datetime]:
    answer = ask(_question(unit.pk, window, as_of, by))
    return tuple(row for row in answer.rows if row[M.ENDED]), answer.as_of


def _points(row: Row | None, said: Said, opinions: Points) -> dict[Indicator, Points]:
    """Dossiers by points; `row` None for whoever gave an opinion and settled nothing."""
    own = {gained: row[measure] if row else 0 for gained, measure in _TIME.items()}
    return {
        Indicator.TOTAL_TIME: own,
        Indicator.AGENCY_TIME: {gained: own[gained] + opinions.get(gained, 0) for gained in (2, 1, 0)},
        Indicator.CONTACTS: {gained: row[measure] if row else 0 for gained, measure in _CONTACTS.items()},
        Indicator.AGENCIES: said.agencies or {},
        Indicator.ATTITUDE: said.attitude or {},
    }


def _online(
    unit: Unit, window: Window, as_of: dt.datetime | None, settled: Mapping[int, Row]
) -> dict[int, Points]:
    """Indicator 9 of each agency: what came in online, and how many procedures of its level may be filed so."""
    plain = _question(unit.pk, window, as_of, (By.AGENCY,))
    answer = ask(replace(plain, channels=(ONLINE,)), (M.RECEIVED, M.ENDED_LATE, M.OVERDUE))
    online = {int(row.keys[0].value): row for row in answer.rows}
    agencies = Unit.objects.filter(pk__in=settled).defer("search_key")
    level_of = publicity.levels_of(agencies)
    levels = publicity.publicity(window.first, window.last, timezone.localdate())
    return {
        pk: _points_online(row, online.get(pk), publicity.of_level(levels, level_of[pk]).online)
        for pk, row in settled.items()
    }


def _points_online(row: Row, online: Row | None, procedures: Count) -> Points:
    """Nothing when it cannot be said. Which procedures are fit to be offered online is not on record, but they are no
    more than all of the level: where enough of those are offered, so is enough of them."""
    filed = online[M.RECEIVED] if online else 0
    gained = law.points_for_online(
        eligible=procedures.whole,
        offered=procedures.part,
        dossiers=row[M.RECEIVED],
        online=filed,
        unresolved_or_late=online[M.ENDED_LATE] + online[M.OVERDUE] if online else 0,
    )
    may_be_two = gained == 1 and law.is_enough_online(dossiers=row[M.RECEIVED], online=filed)
    return {} if gained is None or may_be_two else {gained: 1}


def _scored(
    key: str,
    name: str,
    points: Mapping[Indicator, Points],
    row: Row | None,
    question: Question,
    said: Said | None,
    indicators: tuple[Indicator, ...],
) -> Scored:
    score = law.score_of_counts(points, indicators)
    grade = _grade(score, of_agency=indicators is OF_AGENCIES) if row else ""
    return Scored(
        key, name, None, score, grade, row[M.ENDED] if row else 0, points, question, said or NOTHING_SAID
    )


def _grade(score: Score, *, of_agency: bool) -> str:
    """The grade, when it is the same whatever the indicators without data would have brought; else none: the
    bounds of Đ.15 suppose all indicators, and what is not known counts neither for nor against anybody."""
    if score.total is None:
        return ""
    of = law.grade_of_agency if of_agency else law.grade_of_official
    least, most = of(score.total), of(score.total + 2 * len(score.missing))
    return least if least == most else ""


def _placed(found: Sequence[Scored]) -> tuple[Scored, ...]:
    # Whoever gave opinions and settled nothing is told, and stands in no place.
    places = law.places([one.score.total if one.dossiers else None for one in found])
    placed = (replace(one, place=place) for one, place in zip(found, places, strict=True))
    return tuple(sorted(placed, key=lambda one: (one.place or len(places) + 1, one.name)))


_OPINIONS: Final = """
select {key},
       (c.answered_at at time zone 'Asia/Ho_Chi_Minh')::date - (c.due_at at time zone 'Asia/Ho_Chi_Minh')::date,
       c.answered_at > c.due_at, count(*)
from dossiers_consultation c
where c.unit_id in ({below}) and c.answered_at >= %(begin)s and c.answered_at < %(end)s and {key} is not null
group by 1, 2, 3
"""


def _opinions(unit: Unit, window: Window, key: str) -> dict[int, dict[int, int]]:
    """Opinions given in the window: before the day they were due 2, on the day 1, after it 0. One query."""
    statement = _OPINIONS.format(key=key, below=UNITS_BELOW)
    found: dict[int, dict[int, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters(unit.pk, window.first, window.last, window.last))
        for who, days, late, number in cursor.fetchall():
            gained = 0 if late else 2 if days < 0 else 1
            told = found.setdefault(who, {})
            told[gained] = told.get(gained, 0) + number
    return found


def lacking(missing: Iterable[Indicator]) -> list[tuple[Indicator, str, Any]]:
    """Indicators without data: number, name, why."""
    return [(one, law.INDICATOR_NAMES[one], LACKS[one]) for one in missing]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
