# SPDX-License-Identifier: EUPL-1.2
"""A small office for tests: one commune with its centre and two sections, one person per role, three procedures.

Everybody here is made up.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from motcua.catalogue.models import Procedure, ProcedureCase, ProcedureVersion
from motcua.dossiers import acts
from motcua.dossiers.acts import ApplicantIn, Filing, PaperIn
from motcua.dossiers.models import Dossier, Outcome
from motcua.dossiers.performing import Call
from motcua.law.roles import Role
from motcua.organisations.actors import Actor, actor_of
from motcua.organisations.models import Person, Position, Unit, UnitKind

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
BEGINNING = dt.date(2018, 7, 1)


def at(text: str) -> dt.datetime:
    """A local moment: ``at("2026-03-09 10:00")``."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def on(text: str) -> Call:
    """A call at a local moment."""
    return Call(now=at(text))


@dataclass
class Office:
    """The units, the people by role, and the procedures by name."""

    commune: Unit
    committee: Unit
    centre: Unit
    section: Unit
    other_section: Unit
    people: dict[Role, Person]
    second_specialist: Person
    cases: dict[str, ProcedureCase]

    def actor(self, role: Role, day: dt.date = dt.date(2026, 3, 9)) -> Actor:
        """The actor that holds `role` in this office."""
        return actor_of(self.people[role], day)

    def filing(self, procedure: str = "certificate", **changes: object) -> Filing:
        """A filing of the named procedure with one paper."""
        values: dict[str, object] = {
            "case": self.cases[procedure],
            "applicant": ApplicantIn("Nguyễn Văn Mẫu", "001099000001", address="Thôn Thử", is_made_up=True),
            "receiving_unit": self.centre,
            "competent_unit": self.committee,
            "papers": [PaperIn("Tờ khai", originals=1)],
        }
        return Filing(**{**values, **changes})

    def received(
        self, procedure: str = "certificate", when: str = "2026-03-09 10:00", **changes: object
    ) -> Dossier:
        """A dossier received at the counter at a local moment."""
        return acts.receive(self.actor(Role.RECEPTION), self.filing(procedure, **changes), on(when)).dossier

    def assigned(self, when: str = "2026-03-09 10:00", procedure: str = "certificate") -> Dossier:
        """A dossier received, transferred and assigned at the same moment."""
        code = self.received(procedure, when).code
        acts.transfer(self.actor(Role.RECEPTION), code, self.section, on(when))
        return acts.assign(
            self.actor(Role.SECTION_HEAD), code, self.people[Role.SPECIALIST], on(when)
        ).dossier

    def submitted(self, when: str = "2026-03-10 10:00", outcome: Outcome = Outcome.GRANTED) -> Dossier:
        """A dossier whose draft lies with the head."""
        code = self.assigned().code
        acts.draft(self.actor(Role.SPECIALIST), code, outcome, "Cấp giấy xác nhận", on(when))
        return acts.submit(self.actor(Role.SPECIALIST), code, on(when)).dossier

    def ready(self, when: str = "2026-03-11 10:00") -> Dossier:
        """A dossier whose result lies at the return desk."""
        code = self.submitted().code
        acts.sign(self.actor(Role.AGENCY_HEAD), code, "", on(when))
        acts.number(self.actor(Role.CLERK), code, "GXN-UBND", on(when))
        return acts.make_ready(self.actor(Role.CLERK), code, on(when)).dossier


def open_office() -> Office:
    """Insert the office and return it."""
    province = _unit("t-province", "Tỉnh Thử Nghiệm", UnitKind.PROVINCE, None)
    commune = _unit("t-commune", "Xã Thử Nghiệm", UnitKind.COMMUNE, province)
    committee = _unit("t-ubnd", "Ủy ban nhân dân xã Thử Nghiệm", UnitKind.PEOPLES_COMMITTEE, commune, "UBND")
    centre = _unit(
        "t-centre",
        "Trung tâm Phục vụ hành chính công xã Thử Nghiệm",
        UnitKind.CENTRE,
        committee,
        "TTPVHCC",
        "H99.50.05",
    )
    section = _unit("t-justice", "Bộ phận Tư pháp – Hộ tịch", UnitKind.SECTION, committee)
    other = _unit("t-land", "Bộ phận Địa chính", UnitKind.SECTION, committee)
    seats = {
        Role.RECEPTION: (centre, "Công chức tiếp nhận"),
        Role.CENTRE_HEAD: (centre, "Giám đốc"),
        Role.RETURN_OFFICER: (centre, "Công chức trả kết quả"),
        Role.SECTION_HEAD: (section, "Trưởng phòng"),
        Role.SPECIALIST: (section, "Công chức Tư pháp – Hộ tịch"),
        Role.AGENCY_HEAD: (committee, "CHỦ TỊCH"),
        Role.CLERK: (committee, "Văn thư"),
        Role.ACCOUNTANT: (committee, "Kế toán"),
    }
    people = {role: person(role.value, unit, role, title) for role, (unit, title) in seats.items()}
    second = person("specialist2", section, Role.SPECIALIST, "Công chức Tư pháp – Hộ tịch")
    person("land", other, Role.SPECIALIST, "Công chức Địa chính")
    cases = {
        "certificate": procedure("9.000001", "Cấp giấy xác nhận thử", "3", "working_days"),
        "same_day": procedure("9.000002", "Cấp bản sao thử", None, "same_day"),
        "rolling": procedure("9.000003", "Xác minh thử", "3", "working_days", "rolling"),
        "unknown": procedure("9.000004", "Thủ tục chưa rõ hạn", None, None),
    }
    return Office(commune, committee, centre, section, other, people, second, cases)


def person(name: str, unit: Unit, role: Role, title: str) -> Person:
    """A made-up official in one position since the beginning."""
    made = Person.objects.create_person(f"t-{name}", f"Người Thử {name}", "mật khẩu thử", is_made_up=True)
    Position.objects.create(person=made, unit=unit, role=role.value, title=title, effective_from=BEGINNING)
    return made


def procedure(
    code: str, name: str, value: str | None, unit: str | None, mode: str = "civil", channel: str = "counter"
) -> ProcedureCase:
    """A procedure in force with one case."""
    version = ProcedureVersion.objects.create(
        procedure=Procedure.objects.create(code=code),
        number=1,
        status="valid",
        effective_from=BEGINNING,
        name=name,
        name_key=name.lower(),
    )
    return ProcedureCase.objects.create(
        version=version, order=1, channel=channel, limit_value=value, limit_unit=unit, count_mode=mode
    )


def open_unit(code: str, name: str, parent: Unit, since: str) -> Unit:
    """A further section that begins on a day."""
    unit = _unit(code, name, UnitKind.SECTION, parent)
    unit.effective_from = dt.date.fromisoformat(since)
    unit.save()
    return unit


def _unit(
    code: str, name: str, kind: UnitKind, parent: Unit | None, symbol: str = "", agency_code: str = ""
) -> Unit:
    return Unit.objects.create(
        code=code,
        name=name,
        name_key=name.lower(),
        kind=kind,
        parent=parent,
        ancestors=parent.lineage if parent else [],
        letter_symbol=symbol,
        agency_code=agency_code,
        place_name="Thử Nghiệm",
        effective_from=BEGINNING,
    )
