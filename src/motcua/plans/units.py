# SPDX-License-Identifier: EUPL-1.2
"""What a unit printed in a plan means on record.

Names are compared folded, with their abbreviations written out, by `token_sort_ratio` of rapidfuzz; a name that is
wholly contained in the other counts a little less. Of names that fit alike the unit nearest to the plan's own comes
first: every commune has an office of the same name. Units that a plan names together ("Các phòng, ban, UBND xã")
stay one group; they are never split.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from rapidfuzz import fuzz

from motcua.law.names import fold
from motcua.organisations.models import Unit, UnitKind, in_force
from motcua.organisations.queries import TERRITORIES
from motcua.plans.models import UnitGroup

SURE: Final = 85.0
"""Points of 100 from which a unit is proposed by itself."""
CLEAR: Final = 3.0
"""Points by which the first must lead the second, or a person chooses."""
_WORTH_OFFERING: Final = 55.0
_CONTAINED: Final = 0.94
_FAR: Final = 6.0
"""Points a unit outside of the plan's own agency loses."""

_ABBREVIATIONS: Final = (
    (re.compile(r"\bubnd\b"), "uy ban nhan dan"),
    (re.compile(r"\bhdnd\b"), "hoi dong nhan dan"),
    (re.compile(r"\btt ?pv ?hcc\b"), "trung tam phuc vu hanh chinh cong"),
    (re.compile(r"\bttphcc\b"), "trung tam phuc vu hanh chinh cong"),
    (re.compile(r"\b(bo phan|bp) (mot cua|tiep nhan va tra ket qua)\b"), "trung tam phuc vu hanh chinh cong"),
    (re.compile(r"\bvp\b"), "van phong"),
    (re.compile(r"\bcntt\b"), "cong nghe thong tin"),
)
_AGENCIES: Final = frozenset({UnitKind.PEOPLES_COMMITTEE, UnitKind.DEPARTMENT, UnitKind.VERTICAL})
_PERSON: Final = re.compile(
    r"^(thu truong|chu tich|pho chu tich|lanh dao|cong chuc|giam doc|truong phong)\b ?"
)
_NOT_LETTERS: Final = re.compile(r"[^0-9a-z]+")
_MANY: Final = re.compile(r"\b(cac|toan the|tat ca|moi|tung)\b")
_SECTIONS: Final = re.compile(
    r"\b(phong|ban nganh|phong ban|co quan chuyen mon|co quan don vi|don vi|bo phan|so nganh|so|co quan)\b"
)
_COMMUNES: Final = re.compile(
    r"\b(cac xa|cap xa|xa phuong|xa thi tran|phuong xa|xa dac khu|cac phuong|dia phuong)\b"
)


@dataclass(frozen=True, slots=True)
class Option:
    """A unit on record that a printed name may mean; `score` in points of 100."""

    unit: int
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Matched:
    """What a printed name means: a unit, a group, or neither, with the best three units to choose from."""

    unit: int | None
    group: UnitGroup
    options: tuple[Option, ...]

    @property
    def confidence(self) -> float:
        """From 0 to 1: how sure the match is; a group is as sure as its words."""
        if self.group is not UnitGroup.NONE:
            return 0.9
        return self.options[0].score / 100 if self.unit is not None else 0.4


NOTHING: Final = Matched(None, UnitGroup.NONE, ())


@dataclass(frozen=True, slots=True)
class _Known:
    pk: int
    name: str
    key: str
    near: bool


class Directory:
    """The units a plan of `owner` may name on `day`: those of its own agency, and all agencies of the province.

    Two queries.
    """

    def __init__(self, owner: Unit, day: dt.date) -> None:
        line = {unit.pk: unit for unit in Unit.objects.filter(pk__in=owner.lineage)}
        agency = _agency_of(owner, line)
        own = Q(ancestors__contains=[agency.pk]) | Q(pk__in=owner.lineage)
        others = Q(ancestors__contains=owner.lineage[:1], kind__in=_AGENCIES)
        rows = Unit.objects.filter(in_force(day)).filter(own | others)
        around = _territory_of(agency, line)
        self._known = tuple(
            _Known(unit.pk, unit.name, spelled_out(unit.name), around in unit.lineage)
            for unit in rows.only("name", "kind", "ancestors")
            if unit.kind not in TERRITORIES
        )
        self._names = {one.pk: one.name for one in self._known}
        self._found: dict[str, Matched] = {}

    def match(self, printed: str) -> Matched:
        """What `printed` means. The same words are looked up once."""
        if printed not in self._found:
            self._found[printed] = self._match(printed)
        return self._found[printed]

    def name(self, pk: int) -> str:
        """The name of a unit of the directory."""
        return self._names.get(pk, "")

    @property
    def nearest_first(self) -> list[tuple[int, str]]:
        """All units to choose from, those of the plan's own agency first."""
        return [(one.pk, one.name) for one in sorted(self._known, key=lambda one: (not one.near, one.key))]

    def _match(self, printed: str) -> Matched:
        key = spelled_out(printed)
        if not key:
            return NOTHING
        options = self._options(key)
        group = group_of(printed)
        if group is not UnitGroup.NONE:
            return Matched(None, group, options)
        is_sure = bool(options) and options[0].score >= SURE
        is_clear = len(options) < 2 or options[0].score - options[1].score >= CLEAR
        return Matched(options[0].unit if is_sure and is_clear else None, group, options)

    def _options(self, key: str) -> tuple[Option, ...]:
        scored = [(_score(key, one), one) for one in self._known]
        best = sorted(scored, key=lambda pair: (-pair[0], not pair[1].near, len(pair[1].key)))[:3]
        return tuple(
            Option(one.pk, one.name, round(score, 1)) for score, one in best if score >= _WORTH_OFFERING
        )


def _score(key: str, one: _Known) -> float:
    whole = fuzz.token_sort_ratio(key, one.key)
    contained = fuzz.token_set_ratio(key, one.key) * _CONTAINED if len(key.split()) > 1 else 0.0
    return max(whole, contained) - (0.0 if one.near else _FAR)


def _agency_of(owner: Unit, line: dict[int, Unit]) -> Unit:
    """The nearest committee, department or vertical agency at or above the unit; itself where there is none."""
    units = (line[pk] for pk in reversed(owner.lineage))
    return next((unit for unit in units if unit.kind in _AGENCIES), owner)


def _territory_of(agency: Unit, line: dict[int, Unit]) -> int:
    """What counts as near: of a committee all of its territory, else the agency itself."""
    above = line.get(agency.parent_id or 0)
    is_committee = agency.kind == UnitKind.PEOPLES_COMMITTEE
    return above.pk if is_committee and above is not None and above.kind in TERRITORIES else agency.pk


def spelled_out(name: str) -> str:
    """A name as it is compared: folded, without signs, abbreviations written out, without the title of a person."""
    told = _NOT_LETTERS.sub(" ", fold(name)).strip()
    for pattern, words in _ABBREVIATIONS:
        told = pattern.sub(words, told)
    return _PERSON.sub("", told) or told


def group_of(printed: str) -> UnitGroup:
    """The group that words for several units mean; `NONE` for one unit and for groups that are not on record."""
    told = spelled_out(printed)
    many = _MANY.search(told) is not None
    communes = _COMMUNES.search(told) is not None
    sections = many and _SECTIONS.search(told) is not None
    if communes and sections:
        return UnitGroup.ALL_BELOW
    if communes and (many or "," in printed or "cap xa" in told):
        return UnitGroup.COMMUNES
    return UnitGroup.SECTIONS if sections else UnitGroup.NONE


def units_of_group(group: UnitGroup, owner: Unit, day: dt.date) -> list[Unit]:
    """The units a group means for the plan of `owner` on `day`, by name. At most two queries."""
    territory = owner.parent if owner.kind == UnitKind.PEOPLES_COMMITTEE and owner.parent else owner
    kinds: list[str] = []
    found = Unit.objects.filter(in_force(day))
    if group in (UnitGroup.SECTIONS, UnitGroup.ALL_BELOW):
        kinds += [UnitKind.SECTION, UnitKind.CENTRE, UnitKind.DEPARTMENT]
    sections = found.filter(kind__in=kinds, parent=owner) if kinds else found.none()
    communes = (
        found.filter(kind=UnitKind.PEOPLES_COMMITTEE, ancestors__contains=[territory.pk]).exclude(pk=owner.pk)
        if group in (UnitGroup.COMMUNES, UnitGroup.ALL_BELOW)
        else found.none()
    )
    return sorted([*sections, *communes], key=lambda unit: (unit.kind != UnitKind.SECTION, unit.name_key))
