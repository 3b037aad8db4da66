# SPDX-License-Identifier: EUPL-1.2
"""The communes of the simulation: their agencies before and after 1 July 2025, and made-up people who work there.

Agencies and people that are there already are used; what is missing is made. Numbers in agency codes are examples.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password

from motcua.law.names import fold, sort_key
from motcua.law.roles import Role
from motcua.organisations.models import Person, Position, Succession, SuccessionKind, Unit, UnitKind
from motcua.simulation import names
from motcua.simulation.errors import SimulationRefused
from motcua.simulation.offices import Hand, Office, Place, Section

CHANGE = dt.date(2025, 7, 1)
BEGINNING = dt.date(2018, 7, 1)
RECODED = dt.date(2020, 9, 15)
"""From then on agencies bear the codes of QĐ 20/2020/QĐ-TTg, and dossiers codes made of them."""
_LAST_OLD = CHANGE - dt.timedelta(days=1)
_ENDED_BY = {
    RECODED - dt.timedelta(days=1): "Quyết định 20/2020/QĐ-TTg về mã định danh điện tử của cơ quan",
    _LAST_OLD: "Nghị quyết về việc sắp xếp các đơn vị hành chính cấp xã năm 2025",
}
_SOURCE = "Mô phỏng: cơ quan theo luật, mã định danh là mã minh họa"
_AT_HOME = (
    "11074-20250701",
    "10525-20250701",
)  # communes whose agencies the project's own data name come first
_PROVINCE = "31-20250701"
_SECTIONS = (
    ("justice", "van-phong", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "VP", "CHÁNH VĂN PHÒNG", 0.62),
    ("economy", "kinh-te", "Phòng Kinh tế", "KT", "TRƯỞNG PHÒNG", 0.24),
    ("society", "vhxh", "Phòng Văn hóa – Xã hội", "VHXH", "TRƯỞNG PHÒNG", 0.14),
)
_DOSSIERS_OF_A_SPECIALIST = (
    2600  # over the whole time: the desk of one is then twenty to eighty dossiers high
)

Agencies = dict[str, Unit]
"""The units of one commune in one era: ``"agency"``, ``"desk"``, and its sections by kind of work."""


@dataclass(slots=True)
class _Staff:
    """People of one commune: whoever is there already, then new ones. Collected, then written together."""

    random: Random
    password: str
    prefix: str
    seats: defaultdict[tuple[int, str], list[Position]]
    people: dict[int, Person]
    made: list[tuple[Person, list[dict[str, Any]]]] = field(default_factory=list)
    filled: Counter[tuple[int, Role]] = field(default_factory=Counter)
    kept: set[tuple[int, int]] = field(default_factory=set)

    def fill(
        self, total: int, role: Role, title: str, capacity: str, units: list[tuple[Unit, dt.date]]
    ) -> None:
        """See that `total` people hold the role in the newest of `units`, and all of them in those before it too."""
        newest = units[-1][0]
        for position in self.seats[newest.pk, role.value]:
            self._keep(position, role, units[:-1])
        for number in range(len(self.seats[newest.pk, role.value]) + self.filled[newest.pk, role], total):
            name = names.official_name(self.random)
            person = Person(
                username=f"{self.prefix}-{role.value.replace('_', '')}{number + 1}-{newest.pk}",
                full_name=name,
                name_key=fold(name),
                password=self.password,
                is_made_up=True,
            )
            self.filled[newest.pk, role] += 1
            self.made.append(
                (person, [self._seat(unit, first, role, title, capacity) for unit, first in units])
            )

    def _keep(self, position: Position, role: Role, units: list[tuple[Unit, dt.date]]) -> None:
        """Whoever holds a position now held it in the unit before as well."""
        for unit, first in units:
            if any(one.person_id == position.person_id for one in self.seats[unit.pk, role.value]):
                continue
            if (position.person_id, unit.pk) not in self.kept:
                self.kept.add((position.person_id, unit.pk))
                seat = self._seat(unit, first, role, position.title, position.capacity)
                self.made.append((self.people[position.person_id], [seat]))

    def _seat(self, unit: Unit, first: dt.date, role: Role, title: str, capacity: str) -> dict[str, Any]:
        last = unit.effective_to
        return {
            "unit": unit, "role": role.value, "title": title, "capacity": capacity,
            "effective_from": first, "effective_to": last,
        }  # fmt: skip


def build_places(
    dossiers: int, count: int, random: Random, password: str, since: dt.date = RECODED
) -> list[Place]:
    """Make or find `count` communes with agencies, people and positions for `dossiers` dossiers in all.

    Where dossiers come in `since` before agencies were given new codes, those of the old codes are there as well.
    Raises `SimulationRefused` when the units of the project are not loaded.
    """
    communes = _communes(count)
    weights = [1.0 + random.random() for _ in communes]
    total = sum(weights)
    hashed = make_password(password)
    chains = _chains(communes)
    places = []
    for number, (commune, weight) in enumerate(zip(communes, weights, strict=True)):
        eras = _agencies(commune, chains.get(commune.pk, []), number, since)
        _staff(commune, eras, round(dossiers * weight / total), random, hashed)
        places.append(_place(commune, eras, weight, random))
    return places


def _communes(count: int) -> list[Unit]:
    province = Unit.objects.filter(code=_PROVINCE).first()
    if province is None:
        raise SimulationRefused("Chưa nạp đơn vị hành chính.", hint="Hãy chạy: ./run demo --check")
    found = list(Unit.objects.filter(kind=UnitKind.COMMUNE, parent=province).order_by("code"))
    found.sort(
        key=lambda unit: (
            unit.code not in _AT_HOME,
            _AT_HOME.index(unit.code) if unit.code in _AT_HOME else 0,
        )
    )
    return found[:count]


def _chains(communes: list[Unit]) -> dict[int, list[Unit]]:
    """For each commune, the names and days of the one commune before the change that counts for it, oldest first."""
    steps = Succession.objects.filter(successor__in=communes, effective_on=CHANGE).select_related(
        "predecessor"
    )
    former: dict[int, Unit] = {}
    for step in steps.order_by("kind", "id"):
        if step.predecessor.kind == UnitKind.COMMUNE and step.successor_id is not None:
            former.setdefault(step.successor_id, step.predecessor)
    taken: set[str] = set()
    areas = {unit.area_code for unit in former.values()}
    rows = defaultdict(list)
    for unit in Unit.objects.filter(kind=UnitKind.COMMUNE, area_code__in=areas, effective_to__isnull=False):
        rows[unit.area_code].append(unit)
    chains = {}
    for commune in communes:
        before = former.get(commune.pk)
        if before is not None and before.area_code not in taken:
            taken.add(before.area_code)
            chains[commune.pk] = sorted(rows[before.area_code], key=lambda one: one.effective_from)
    return chains


def _agencies(commune: Unit, chain: list[Unit], number: int, since: dt.date) -> list[Agencies]:
    """The agencies of each era, oldest first."""
    new = _known_agencies(commune) or _new_agencies(commune, number)
    old = _known_predecessors(new)
    if old or not chain:
        return [old, new] if old else [new]
    old = _old_agencies(chain, number, RECODED)
    _succeed(old, new, CHANGE, SuccessionKind.MERGED)
    if since >= RECODED:
        return [old, new]
    oldest = _old_agencies(chain, number, BEGINNING)
    _succeed(oldest, old, RECODED, SuccessionKind.RENAMED)
    return [oldest, old, new]


def _known_agencies(commune: Unit) -> Agencies:
    committee = Unit.objects.filter(parent=commune, kind=UnitKind.PEOPLES_COMMITTEE).first()
    if committee is None:
        return {}
    below = {
        unit.code.rpartition(".")[2]: unit for unit in Unit.objects.filter(parent=committee).order_by("id")
    }
    found = {"agency": committee, "desk": below["ttpvhcc"]}
    return found | {key: below[code] for key, code, *_ in _SECTIONS}


def _known_predecessors(new: Agencies) -> Agencies:
    for step in Succession.objects.filter(successor=new["agency"]).select_related("predecessor__parent"):
        committee = step.predecessor
        if committee.parent is None or committee.parent.kind != UnitKind.COMMUNE:
            continue
        below = {unit.kind: unit for unit in Unit.objects.filter(parent=committee)}
        return {"agency": committee, "desk": below[UnitKind.CENTRE], "justice": below[UnitKind.SECTION]}
    return {}


def _new_agencies(commune: Unit, number: int) -> Agencies:
    code, agency_code = f"{commune.area_code}.mp", f"H24.{100 + number}"
    committee = _unit(commune, f"{code}.ubnd", f"Ủy ban nhân dân {_lower(commune.name)}", UnitKind.PEOPLES_COMMITTEE,
                      "UBND", agency_code)  # fmt: skip
    units = {"agency": committee}
    units["desk"] = _unit(
        committee, f"{code}.ttpvhcc", f"Trung tâm Phục vụ hành chính công {_lower(commune.name)}", UnitKind.CENTRE,
        "TTPVHCC", f"{agency_code}.01",
    )  # fmt: skip
    for order, (key, part, name, symbol, *_) in enumerate(_SECTIONS, start=2):
        units[key] = _unit(committee, f"{code}.{part}", f"{name} {_lower(commune.name)}", UnitKind.SECTION, symbol,
                           f"{agency_code}.{order:02d}")  # fmt: skip
    return units


def _old_agencies(chain: list[Unit], number: int, first: dt.date) -> Agencies:
    """Before July 2025, dated back: the project's list of communes does not go back so far."""
    commune = chain[-1]
    others = [unit.pk for unit in chain if unit.pk != commune.pk]
    if first < RECODED:
        code, days = f"{commune.area_code}-2018.mp", (first, RECODED - dt.timedelta(days=1))
        codes = [f"{number:03d}.00.{part:02d}.H23" for part in range(3)]  # NĐ 61/2018's form
    else:
        code, days = f"{commune.area_code}-cu.mp", (first, _LAST_OLD)
        codes = [f"H23.{100 + number}{part}" for part in ("", ".01", ".02")]
    committee = _unit(commune, f"{code}.ubnd", f"Ủy ban nhân dân {_lower(commune.name)}", UnitKind.PEOPLES_COMMITTEE,
                      "UBND", codes[0], days, others)  # fmt: skip
    return {
        "agency": committee,
        "desk": _unit(committee, f"{code}.mot-cua", f"Bộ phận Tiếp nhận và Trả kết quả {_lower(commune.name)}",
                      UnitKind.CENTRE, "BPMC", codes[1], days),
        "justice": _unit(committee, f"{code}.tpht", f"Bộ phận Tư pháp – Hộ tịch {_lower(commune.name)}",
                         UnitKind.SECTION, "TPHT", codes[2], days),
    }  # fmt: skip


def _unit(
    parent: Unit,
    code: str,
    name: str,
    kind: UnitKind,
    symbol: str,
    agency_code: str,
    days: tuple[dt.date, dt.date | None] = (CHANGE, None),
    also_below: list[int] | None = None,
) -> Unit:
    made, _ = Unit.objects.get_or_create(
        code=code,
        defaults={
            "name": name, "name_key": sort_key(name)[:512], "search_key": fold(name)[:255], "kind": kind,
            "parent": parent,
            "ancestors": [*parent.lineage, *(also_below or [])], "agency_code": agency_code, "letter_symbol": symbol,
            "place_name": name.split()[-1] if not parent.place_name else parent.place_name,
            "effective_from": days[0], "effective_to": days[1], "source": _SOURCE,
        },
    )  # fmt: skip
    return made


def _succeed(old: Agencies, new: Agencies, day: dt.date, kind: SuccessionKind) -> None:
    for key, unit in old.items():
        Succession.objects.get_or_create(
            predecessor=unit,
            successor=new[key],
            effective_on=day,
            defaults={"kind": kind, "confidence": "uncertain", "decision": "Mô phỏng"},
        )


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _staff(commune: Unit, eras: list[Agencies], dossiers: int, random: Random, hashed: str) -> None:
    new = eras[-1]
    units = [unit for era in eras for unit in era.values()]
    held = list(Position.objects.filter(unit__in=units).select_related("person").order_by("id"))
    seats: defaultdict[tuple[int, str], list[Position]] = defaultdict(list)
    for position in held:
        seats[position.unit_id, position.role].append(position)
    staff = _Staff(
        random, hashed, f"mp-{commune.area_code}", seats, {one.person_id: one.person for one in held}
    )
    both = {key: [(era[key], _first_day(era, new, key)) for era in eras if key in era] for key in new}
    receivers = min(20, max(2, round(dossiers / 7000)))
    staff.fill(receivers, Role.RECEPTION, "Công chức tiếp nhận hồ sơ", "", both["desk"])
    staff.fill(1, Role.CENTRE_HEAD, "GIÁM ĐỐC", "", [(new["desk"], CHANGE)])
    staff.fill(
        max(1, receivers // 3), Role.RETURN_OFFICER, "Công chức trả kết quả", "", [(new["desk"], CHANGE)]
    )
    staff.fill(1, Role.AGENCY_HEAD, "CHỦ TỊCH", "", both["agency"])
    staff.fill(3, Role.AGENCY_HEAD, "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH", both["agency"])
    staff.fill(1, Role.CLERK, "Văn thư", "", both["agency"])
    staff.fill(1, Role.ACCOUNTANT, "Kế toán", "", [(new["agency"], CHANGE)])
    for key, _, _, _, head, share in _SECTIONS:
        staff.fill(1, Role.SECTION_HEAD, head, "", [(new[key], CHANGE)])
        specialists = max(1, round(dossiers * share / _DOSSIERS_OF_A_SPECIALIST))
        staff.fill(specialists, Role.SPECIALIST, "Công chức chuyên môn", "", both[key])
    _write(staff)


def _first_day(era: Agencies, new: Agencies, key: str) -> dt.date:
    return CHANGE if era is new else era[key].effective_from


def _write(staff: _Staff) -> None:
    fresh = {id(person): person for person, _ in staff.made if person._state.adding}
    existing = set(
        Person.objects.filter(username__in=[one.username for one in fresh.values()]).values_list(
            "username", flat=True
        )
    )
    if existing:
        raise SimulationRefused(f"Đã có người dùng “{min(existing)}” của một lần mô phỏng khác.")
    Person.objects.bulk_create(fresh.values())
    Position.objects.bulk_create(
        Position(person=person, **seat) for person, seats in staff.made for seat in seats
    )


def _place(commune: Unit, eras: list[Agencies], weight: float, random: Random) -> Place:
    offices = tuple(_office(units) for units in eras)
    return Place(commune.name, offices, weight, 0.02 + 0.09 * random.random() ** 2)


def _office(units: Agencies) -> Office:
    hands: dict[tuple[int, str], list[Hand]] = defaultdict(list)
    first = units["desk"].effective_from
    positions = Position.objects.filter(unit__in=units.values()).select_related("person").order_by("id")
    for held in positions:
        hands[held.unit_id, held.role].append(hand_of(held))
    desk, agency = units["desk"], units["agency"]
    desk.parent, agency.parent = agency, Unit.objects.get(children=agency)
    signers = hands[agency.pk, Role.AGENCY_HEAD]
    sections = {}
    for key, unit in units.items():
        if key in ("desk", "agency"):
            continue
        heads = hands[unit.pk, Role.SECTION_HEAD] or signers
        sections[key] = Section(unit.pk, unit.name, heads[0], tuple(hands[unit.pk, Role.SPECIALIST]))
    receivers = tuple(hands[desk.pk, Role.RECEPTION])
    return Office(
        first_day=first,
        last_day=desk.effective_to,
        desk=desk,
        agency=agency,
        sections=sections,
        receivers=receivers,
        givers=tuple(hands[desk.pk, Role.RETURN_OFFICER]) or receivers,
        signers=tuple(signers),
        clerk=hands[agency.pk, Role.CLERK][0],
        director=next(iter(hands[desk.pk, Role.CENTRE_HEAD]), None),
        accountant=next(iter(hands[agency.pk, Role.ACCOUNTANT]), None),
        ended_by=_ENDED_BY.get(desk.effective_to, "") if desk.effective_to else "",
    )


def hand_of(position: Position) -> Hand:
    """The hand of whoever holds a position."""
    person = position.person
    title = f"{position.capacity} {position.title}".strip()
    return Hand("person", person.pk, person.full_name, position.unit_id, position.role, title, position.title,
                position.capacity)  # fmt: skip
