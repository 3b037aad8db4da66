# SPDX-License-Identifier: EUPL-1.2
"""A year of judging for tests: a province with two communes and their people, a small set. Everybody is made up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from motcua.dossiers.tests.office import Office, at, open_office, person
from motcua.law.roles import Role
from motcua.organisations.actors import Actor, actor_of
from motcua.organisations.models import Unit, UnitKind
from motcua.reform import acts
from motcua.reform.acts import Said
from motcua.reform.acts.rounds import Days
from motcua.reform.models import CriteriaSet, ReformAssessment, ReformRound
from motcua.reform.scoring import Fact
from motcua.reform.tree import Tree, tree_of

DAY = dt.date(2026, 3, 9)
NOW = at("2026-03-09 10:00")


@dataclass
class Year:
    """The province judges two communes."""

    office: Office
    province: Unit
    other: Unit
    people: dict[str, Actor]

    def __getitem__(self, who: str) -> Actor:
        return self.people[who]


def small_tree(year: int = 2026) -> Tree:
    """One criterion of each way of scoring, a hundred points."""
    rows = [
        {"code": "1", "name": "Chỉ đạo", "most": 40},
        {"code": "1.1", "name": "Ban hành kế hoạch", "most": 10, "style": "yes_no", "evidence": "Kế hoạch"},
        {
            "code": "1.2",
            "name": "Nhiệm vụ đúng hạn",
            "most": 10,
            "style": "ratio",
            "rule": "đủ=100%; sàn=50%",
        },
        {"code": "1.3", "name": "Sáng kiến", "most": 10, "style": "count", "rule": "đủ=3"},
        {"code": "1.4", "name": "Bị nhắc nhở", "most": 10, "style": "penalty", "rule": "mỗi=2,5"},
        {"code": "2", "name": "Thủ tục hành chính", "most": 40},
        {
            "code": "2.1",
            "name": "Đúng hạn",
            "most": 20,
            "style": "ratio",
            "rule": "đủ=97%",
            "source": "in_time",
        },
        {
            "code": "2.2",
            "name": "Báo cáo",
            "most": 20,
            "style": "choice",
            "rule": "Kịp thời: 20; Chậm: 10; Không: 0",
        },
        {"code": "3", "name": "Hài lòng", "most": 20},
        {"code": "3.1", "name": "Điều tra", "most": 20, "style": "points", "judge": "upper"},
    ]
    return tree_of({"title": "Bộ tiêu chí thử", "level": "commune", "year": year, "criteria": rows})


def begin_year() -> Year:
    """Units and people."""
    office = open_office()
    province = office.commune.parent
    assert province is not None
    committee = _unit("t-p-ubnd", "Ủy ban nhân dân tỉnh Thử Nghiệm", UnitKind.PEOPLES_COMMITTEE, province)
    land = _unit("t-other", "Xã Thử Hai", UnitKind.COMMUNE, province)
    other = _unit("t-other-ubnd", "Ủy ban nhân dân xã Thử Hai", UnitKind.PEOPLES_COMMITTEE, land)
    made = {
        "control": person("control", office.committee, Role.CONTROL_OFFICER, "Cán bộ đầu mối"),
        "head": office.people[Role.AGENCY_HEAD],
        "judge": person("p-control", committee, Role.CONTROL_OFFICER, "Cán bộ đầu mối"),
        "chair": person("p-head", committee, Role.AGENCY_HEAD, "CHỦ TỊCH"),
        "elsewhere": person("o-control", other, Role.CONTROL_OFFICER, "Cán bộ đầu mối"),
        "other-head": person("o-head", other, Role.AGENCY_HEAD, "CHỦ TỊCH"),
        "worker": office.people[Role.SPECIALIST],
    }
    office.people[Role.CONTROL_OFFICER] = made["control"]
    return Year(office, committee, other, {name: actor_of(one, DAY) for name, one in made.items()})


def _unit(code: str, name: str, kind: UnitKind, parent: Unit) -> Unit:
    return Unit.objects.create(
        code=code,
        name=name,
        name_key=name.lower(),
        kind=kind,
        parent=parent,
        ancestors=parent.lineage,
        effective_from=dt.date(2018, 7, 1),
    )


def imported(year: Year, of: int = 2026) -> CriteriaSet:
    """The small set of a year, kept for the province."""
    return acts.import_set(year["judge"], year.province, small_tree(of), f"set-{of}", NOW)


def opened(year: Year, of: int = 2026) -> ReformRound:
    """A round with both communes."""
    units = [year.office.committee, year.other]
    days = Days(dt.date(of, 12, 10), dt.date(of, 12, 20), dt.date(of, 12, 28))
    return acts.open_round(year["judge"], imported(year, of), units, days, f"open-{of}", NOW)


def sheet_of(round: ReformRound, unit: Unit) -> ReformAssessment:
    """The sheet of a unit."""
    return ReformAssessment.objects.get(round=round, unit=unit)


WHOLE = {
    "1.1": Fact(yes=True),
    "1.2": Fact(part=Fraction(9), whole=Fraction(10)),
    "1.3": Fact(number=Fraction(2)),
    "1.4": Fact(number=Fraction(1)),
    "2.1": Fact(part=Fraction(90), whole=Fraction(100)),
    "2.2": Fact(choice="Chậm"),
}
"""What a commune says of itself: 10 + 9 + 6.67 + 7.5 + 18.56 + 10 = 61.73 of 80."""


def filled(year: Year, sheet: ReformAssessment, who: str = "control", **others: Fact) -> ReformAssessment:
    """Every criterion that is the unit's own is scored."""
    facts = {**WHOLE, **{name.replace("_", "."): fact for name, fact in others.items()}}
    for code, fact in facts.items():
        sheet = acts.score_self(year[who], sheet.pk, Said(code, fact), f"s-{sheet.pk}-{code}", NOW)
    return sheet


def finished(year: Year, sheet: ReformAssessment, head: str = "head", survey: int = 15) -> ReformAssessment:
    """The sheet goes up, is agreed with and made final."""
    acts.submit(year[head], sheet.pk, f"up-{sheet.pk}", NOW)
    acts.agree_rest(year["judge"], sheet.pk, f"agree-{sheet.pk}", NOW)
    given = Said("3.1", Fact(points=Fraction(survey)))
    acts.appraise(year["judge"], sheet.pk, given, f"give-{sheet.pk}", NOW)
    acts.finish_appraisal(year["judge"], sheet.pk, "", f"done-{sheet.pk}", NOW)
    return acts.finalise(year["chair"], sheet.pk, f"final-{sheet.pk}", NOW)
