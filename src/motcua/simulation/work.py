# SPDX-License-Identifier: EUPL-1.2
"""The procedures of a commune as values: versions, cases, papers, results, and how often each is asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from motcua.catalogue.at_counter import missing_of
from motcua.catalogue.models import ProcedureCase, ProcedureVersion, VersionStatus
from motcua.law.clock import minute_of_day
from motcua.law.counting import is_counted_in_minutes
from motcua.law.deadlines import CountMode
from motcua.law.limits import Limit, LimitUnit
from motcua.simulation.errors import SimulationRefused
from motcua.simulation.seasons import lateness_of_procedure

_SECTION_OF_FIELD = {
    "G15-CT": "justice", "G15-HT": "justice", "G15-TP": "justice", "G10-DD": "economy", "G10-NN": "economy",
    "G12-HKD": "economy", "G17-XD": "economy", "G18-BTXH": "society",
}  # fmt: skip
# How many of a hundred dossiers of a commune ask for it. The rest shares what its field is given.
_OFTEN = {
    "2.000815": 30.0, "2.000884": 9.0, "2.000635": 12.0, "1.004873": 7.0, "1.001193": 6.5, "1.000894": 3.5,
    "1.000656": 2.0, "2.000942": 2.0, "1.004884": 1.5, "1.001612": 2.5, "2.000720": 1.5, "1.001266": 1.0,
    "1.013978": 3.5, "1.011441": 1.5, "1.013225": 1.8, "1.001776": 2.4, "1.014027": 2.0, "1.001731": 0.8,
    "1.011607": 1.2, "1.001699": 1.2,
}  # fmt: skip
_SELDOM = {
    "G15-CT": 0.5, "G15-HT": 0.25, "G15-TP": 0.04, "G10-DD": 0.12, "G10-NN": 0.05, "G12-HKD": 0.2, "G17-XD": 0.1,
    "G18-BTXH": 0.15,
}  # fmt: skip
_CHANNELS = {"counter": 0.62, "online": 0.33, "post": 0.05}
_HARD = {"economy": 1.8}
_PAID = ("G10-DD", "G17-XD")


@dataclass(frozen=True, slots=True)
class JobPaper:
    """A paper that applicants of the simulation hand in."""

    requirement_id: int
    name: str
    originals: int
    copies: int


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """One case of one version of a procedure, ready to be written into dossiers. `weight` is its share.

    `missing`: what the reception warns of when all `papers` come; `missing_less`: when the last of them does not.
    """

    case_id: int
    version_id: int
    code: str
    name: str
    field_code: str
    channel: str
    limit: Limit
    limit_value: Decimal | None
    limit_unit: str
    mode: CountMode
    cutoff: dt.time | None
    fee_amount: Decimal | None
    fee_currency: str
    papers: tuple[JobPaper, ...]
    missing: tuple[str, ...]
    missing_less: tuple[str, ...]
    granted_code: str
    refused_code: str
    section: str
    paid: bool
    weight: float
    first_day: dt.date
    last_day: dt.date | None
    cutoff_minute: int | None = field(init=False)
    in_minutes: bool = field(init=False)
    lateness: float = field(init=False)

    def __post_init__(self) -> None:
        # `cutoff_minute`: since midnight; `in_minutes`: whether the limit is counted in working minutes
        object.__setattr__(self, "cutoff_minute", minute_of_day(self.cutoff))
        # `lateness`: how much more often than others it becomes late
        hard = _HARD.get(self.section, 1.0) * (0.5 if self.limit_unit == LimitUnit.SAME_DAY else 1.0)
        object.__setattr__(self, "lateness", hard * lateness_of_procedure(self.code))
        rolling = self.mode is CountMode.ROLLING
        object.__setattr__(self, "in_minutes", is_counted_in_minutes(self.limit, rolling))


def load_jobs() -> list[Job]:
    """Every case with a known limit of the procedures a commune settles. Raises `SimulationRefused` when none is."""
    versions = (
        ProcedureVersion.objects.filter(status=VersionStatus.VALID, field_code__in=_SECTION_OF_FIELD)
        .filter(levels__contains=["commune"])
        .select_related("procedure")
        .prefetch_related("cases", "papers", "results")
        .order_by("procedure__code", "effective_from")
    )
    jobs = [job for version in versions for job in _jobs_of(version)]
    if not jobs:
        raise SimulationRefused("Danh mục chưa có thủ tục cấp xã nào.", hint="Hãy chạy: ./run demo --check")
    return jobs


def _jobs_of(version: ProcedureVersion) -> list[Job]:
    cases = [case for case in version.cases.all() if case.limit_unit]
    whole = sum(_CHANNELS[case.channel] for case in cases)
    share = _OFTEN.get(version.procedure.code, _SELDOM[version.field_code])
    return [_job(version, case, share * _CHANNELS[case.channel] / whole) for case in cases]


def _job(version: ProcedureVersion, case: ProcedureCase, weight: float) -> Job:
    certain = set(missing_of(version, case.name, ()))
    papers = tuple(
        JobPaper(paper.pk, paper.name, paper.originals or 0, paper.copies or 0)
        for paper in sorted(version.papers.all(), key=lambda one: one.order)
        if paper.name in certain
    )
    given = [paper.requirement_id for paper in papers]
    results = sorted(version.results.all(), key=lambda one: one.order)
    value: Any = case.limit_value
    unit = LimitUnit(case.limit_unit or "")
    return Job(
        case_id=case.pk,
        version_id=version.pk,
        code=version.procedure.code,
        name=version.name,
        field_code=version.field_code,
        channel=case.channel,
        limit=Limit.same_day() if unit is LimitUnit.SAME_DAY else Limit(Fraction(value), unit),
        limit_value=value,
        limit_unit=unit.value,
        mode=CountMode(case.count_mode),
        cutoff=case.cutoff,
        fee_amount=Decimal(0) if case.fee_free else case.fee_amount,
        fee_currency=case.fee_currency,
        papers=papers,
        missing=tuple(missing_of(version, case.name, given)),
        missing_less=tuple(missing_of(version, case.name, given[:-1])),
        granted_code=next((kind.code for kind in results if not kind.is_refusal), ""),
        refused_code=next((kind.code for kind in results if kind.is_refusal), ""),
        section=_SECTION_OF_FIELD[version.field_code],
        paid=version.field_code in _PAID,
        weight=weight,
        first_day=version.effective_from,
        last_day=version.effective_to,
    )
