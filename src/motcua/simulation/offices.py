# SPDX-License-Identifier: EUPL-1.2
"""Who works where, as values that need no database: hands, sections, offices of one era, places over both."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from json.encoder import encode_basestring

from motcua.organisations.models import Unit
from motcua.simulation import moments
from motcua.simulation.copying import escaped

FAR = 1 << 40
"""A second that never comes."""
_OPENING = 7 * 3600 + 30 * 60


@dataclass(frozen=True, slots=True)
class Hand:
    """One official in one position, as the events of their acts name them. `title` carries the capacity."""

    kind: str
    person_id: int | None
    name: str
    unit_id: int | None
    role: str
    title: str
    position: str = ""
    capacity: str = ""
    json: str = field(init=False)
    columns: str = field(init=False)
    name_json: str = field(init=False)

    def __post_init__(self) -> None:
        person = "\\N" if self.person_id is None else str(self.person_id)
        unit = "\\N" if self.unit_id is None else str(self.unit_id)
        columns = (self.kind, person, escaped(self.name), unit, self.role, escaped(self.title), "")
        # The keys of the actor in `dossiers.log.content_of`, sorted as the canonical form has them.
        name, title = encode_basestring(self.name), encode_basestring(self.title)
        json = (
            f'{{"delegation":"","kind":"{self.kind}","name":{name},"person":{_or_null(self.person_id)},'
            f'"role":"{self.role}","title":{title},"unit":{_or_null(self.unit_id)}}}'
        )
        object.__setattr__(self, "json", json)
        object.__setattr__(self, "name_json", name)
        object.__setattr__(self, "columns", "\t".join(columns))


def _or_null(number: int | None) -> int | str:
    return "null" if number is None else number


SYSTEM_HAND = Hand("system", None, "Hệ thống", None, "system", "")
"""The hand of timers."""


def applicant_hand(name: str) -> Hand:
    """The applicant acts on their own dossier."""
    return Hand("applicant", None, name, None, "applicant", "")


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an agency: who assigns, who handles."""

    unit_id: int
    name: str
    assigner: Hand
    specialists: tuple[Hand, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """One commune's one-stop shop in one era: desk, agency and sections by kind of work (``"justice"`` …).

    `ended_by` names the decision by which others took over.
    """

    first_day: dt.date
    last_day: dt.date | None
    desk: Unit
    agency: Unit
    sections: dict[str, Section]
    receivers: tuple[Hand, ...]
    givers: tuple[Hand, ...]
    signers: tuple[Hand, ...]
    clerk: Hand
    director: Hand | None
    accountant: Hand | None
    ended_by: str
    until: int = field(init=False)

    def __post_init__(self) -> None:
        # `until`: local second at which those who follow open for the first time
        end = FAR if self.last_day is None else moments.opening_of(self.last_day) + moments.DAY + _OPENING
        object.__setattr__(self, "until", end)


@dataclass(frozen=True, slots=True)
class Place:
    """A commune over time: its offices oldest first, how large it is beside others, how often it is late."""

    name: str
    offices: tuple[Office, ...]
    weight: float
    lateness: float

    def office_on(self, day: dt.date) -> Office | None:
        """The office that receives on `day`."""
        for office in self.offices:
            if office.first_day <= day and (office.last_day is None or day <= office.last_day):
                return office
        return None

    def following(self, office: Office) -> Office:
        """The office that takes over from `office`."""
        return self.offices[next(number for number, one in enumerate(self.offices) if one is office) + 1]
