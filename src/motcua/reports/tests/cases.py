# SPDX-License-Identifier: EUPL-1.2
"""A quarter of a small commune, by real acts: every column of the settling form has something to count.

First quarter of 2026: 15/12/2025 to 14/03/2026. Three working days each, judged by the day. Everybody is made up.
"""

from __future__ import annotations

from motcua.catalogue.models import ProcedureCase
from motcua.dossiers import acts
from motcua.dossiers.acts import ApplicantIn
from motcua.dossiers.models import Dossier, Outcome
from motcua.dossiers.tests.office import Office, on, open_office, person
from motcua.law.roles import Role


def open_commune() -> Office:
    """The office with a control officer, its procedures named by field and level."""
    office = open_office()
    control = person("control", office.committee, Role.CONTROL_OFFICER, "Cán bộ đầu mối")
    office.people[Role.CONTROL_OFFICER] = control
    for name, field in (("certificate", "Hộ tịch"), ("same_day", "Chứng thực"), ("rolling", "Hộ tịch")):
        case = office.cases[name]
        case.version.field_name, case.version.field_code = field, f"G99-{field[:2]}"
        case.version.levels = ["commune"]
        case.version.save()
    office.cases["online"] = _online(office.cases["certificate"])
    return office


def _online(like: ProcedureCase) -> ProcedureCase:
    return ProcedureCase.objects.create(
        version=like.version,
        order=2,
        channel="online",
        limit_value=like.limit_value,
        limit_unit=like.limit_unit,
        count_mode=like.count_mode,
    )


def received(office: Office, when: str, procedure: str = "certificate") -> str:
    """A dossier of a made-up person, handed in at the desk and given to the specialist."""
    who = ApplicantIn(f"Người Thử {when}", is_made_up=True)
    code = office.received(procedure, when, applicant=who).code
    acts.transfer(office.actor(Role.RECEPTION), code, office.section, on(when))
    acts.assign(office.actor(Role.SECTION_HEAD), code, office.people[Role.SPECIALIST], on(when))
    return code


def settled(office: Office, code: str, when: str, outcome: Outcome = Outcome.GRANTED) -> Dossier:
    """The same dossier drafted, signed and ready at one moment."""
    acts.draft(office.actor(Role.SPECIALIST), code, outcome, "Kết quả thử", on(when))
    acts.submit(office.actor(Role.SPECIALIST), code, on(when))
    acts.sign(office.actor(Role.AGENCY_HEAD), code, "", on(when))
    acts.number(office.actor(Role.CLERK), code, "GXN-UBND", on(when))
    return acts.make_ready(office.actor(Role.CLERK), code, on(when)).dossier


def fill_quarter(office: Office) -> dict[str, str]:
    """Codes by what became of each."""
    made = {
        "carried_and_late": received(office, "2025-12-11 09:00"),
        "early": received(office, "2026-01-05 09:00"),
        "on_time": received(office, "2026-01-12 09:00"),
        "late": received(office, "2026-02-02 09:00"),
        "refused": received(office, "2026-02-03 09:00"),
        "stopped": received(office, "2026-03-02 09:00"),
        "overdue": received(office, "2026-03-03 09:00"),
        "waiting": received(office, "2026-03-04 09:00"),
        "in_time": received(office, "2026-03-13 09:00"),
        "other_field": received(office, "2026-03-05 08:00", "same_day"),
    }
    settled(office, made["carried_and_late"], "2025-12-22 09:00")
    settled(office, made["early"], "2026-01-06 09:00")
    settled(office, made["on_time"], "2026-01-15 08:00")
    settled(office, made["late"], "2026-02-09 09:00")
    settled(office, made["refused"], "2026-02-04 09:00", Outcome.REFUSED)
    settled(office, made["other_field"], "2026-03-05 10:00")
    acts.ask_supplement(
        office.actor(Role.SPECIALIST), made["waiting"], ["Giấy A"], "Thiếu giấy A.", on("2026-03-05 09:00")
    )
    acts.stop_on_request(
        office.actor(Role.RECEPTION), made["stopped"], "Người nộp xin dừng.", on("2026-03-03 09:00")
    )
    made["online"] = online(office, "2026-03-12 09:00")
    return made


def online(office: Office, when: str) -> str:
    """A dossier filed at the portal and taken in an hour later."""
    filing = office.filing("online", applicant=ApplicantIn("Người Thử Mạng", is_made_up=True))
    code = acts.file(office.actor(Role.RECEPTION), filing, on(when)).dossier.code
    later = when.replace("09:00", "10:00")
    return acts.take_in(office.actor(Role.RECEPTION), code, on(later)).dossier.code
