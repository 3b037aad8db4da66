# SPDX-License-Identifier: EUPL-1.2
"""A small quarter, led by real acts, to count by hand: early, on time, late, overdue, and one filed online."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.documents import store
from motcua.dossiers import acts
from motcua.dossiers.acts import PaperIn
from motcua.dossiers.models import Dossier, Outcome
from motcua.dossiers.tests.office import Office, on, procedure
from motcua.law.report_windows import Window, quarter
from motcua.law.roles import Role

WINDOW: Window = quarter(2026, 1)
RECEIVED = "2026-03-09 10:00"  # a Monday; three working days later is Thursday the 12th
PDF = b"%PDF-1.4\n%%EOF\n"


@dataclass
class Quarter:
    """The dossiers of the quarter by what became of them."""

    early: Dossier
    on_time: Dossier
    late: Dossier
    overdue: Dossier
    online: Dossier


def lead(office: Office) -> Quarter:
    """Five dossiers: three settled, one overdue, one filed online on the last day and running."""
    scanned = store.put(PDF, "application/pdf").sha256
    paper = PaperIn("Tờ khai", originals=1, sha256=scanned)
    return Quarter(
        settle(office, "2026-03-11 10:00", file=PDF, papers=[paper]),
        settle(office, "2026-03-12 10:00"),
        settle(office, "2026-03-13 10:00"),
        office.received(when=RECEIVED),
        _online(office),
    )


def settle(office: Office, ended: str, *, file: bytes | None = None, **changes: object) -> Dossier:
    """A dossier received on Monday and settled by the specialist at a moment."""
    filing = office.filing(**changes)
    code = acts.receive(office.actor(Role.RECEPTION), filing, on(RECEIVED)).dossier.code
    acts.transfer(office.actor(Role.RECEPTION), code, office.section, on(RECEIVED))
    acts.assign(office.actor(Role.SECTION_HEAD), code, office.people[Role.SPECIALIST], on(RECEIVED))
    acts.draft(office.actor(Role.SPECIALIST), code, Outcome.GRANTED, "Cấp", on(ended), file=file)
    drafted = acts.submit(office.actor(Role.SPECIALIST), code, on(ended)).dossier
    acts.sign(office.actor(Role.AGENCY_HEAD), code, drafted.result_sha256, on(ended))
    acts.number(office.actor(Role.CLERK), code, "GXN-UBND", on(ended))
    return acts.make_ready(office.actor(Role.CLERK), code, on(ended)).dossier


def _online(office: Office) -> Dossier:
    case = procedure("9.000009", "Thủ tục nộp trực tuyến thử", "3", "working_days", channel="online")
    filed = acts.file(office.actor(Role.RECEPTION), office.filing(case=case), on("2026-03-13 14:00")).dossier
    return acts.take_in(office.actor(Role.RECEPTION), filed.code, on("2026-03-13 15:00")).dossier
