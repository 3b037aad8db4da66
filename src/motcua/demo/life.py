# SPDX-License-Identifier: EUPL-1.2
"""One dossier from the counter to its result, through the same acts that the pages call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils import timezone

from motcua.catalogue.models import ProcedureCase
from motcua.catalogue.queries import cases_of, version_on
from motcua.demo import setup
from motcua.demo.calendar import at, working_days_before
from motcua.demo.result import result_paper
from motcua.documents import store
from motcua.dossiers import acts, clock, sheets
from motcua.dossiers.acts import ApplicantIn, Filing, PaperIn
from motcua.dossiers.acts.returning import Identification
from motcua.dossiers.letters import pdf_of
from motcua.dossiers.models import Dossier, Outcome
from motcua.dossiers.performing import Call, Performed
from motcua.law.names import moment_phrase
from motcua.law.transitions import ACT_NAMES, Act
from motcua.organisations.actors import Actor, actor_of
from motcua.organisations.models import Unit

PROCEDURE = "1.004873"  # certificate of marital status: the everyday procedure of every commune
SUMMARY = "Hiện tại chưa đăng ký kết hôn với ai, theo Sổ hộ tịch của địa phương."


@dataclass(frozen=True, slots=True)
class Step:
    """One act as it was performed, and what it did to the clock."""

    act: Act
    at: dt.datetime
    actor: str
    state: str
    national_status: int
    due_at: dt.datetime | None
    why: tuple[str, ...]

    @property
    def name(self) -> str:
        """The act in Vietnamese."""
        return ACT_NAMES[self.act]

    def to_dict(self) -> dict[str, Any]:
        """The step as plain JSON."""
        return {
            "act": self.act.value,
            "at": timezone.localtime(self.at).isoformat(),
            "actor": self.actor,
            "state": self.state,
            "national_status": self.national_status,
            "due_at": timezone.localtime(self.due_at).isoformat() if self.due_at else None,
        }


@dataclass(slots=True)
class Walk:
    """A finished life: its steps in order and the files it made."""

    dossier: Dossier
    steps: list[Step] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    def to_dict(self, now: dt.datetime) -> dict[str, Any]:
        """The life as one JSON object."""
        deadline = clock.explain(self.dossier, now)
        return {
            "dossier": self.dossier.code,
            "procedure": {"code": self.dossier.procedure_code, "name": self.dossier.procedure_name},
            "status": int(self.dossier.national_status),
            "statuses": [step.to_dict() for step in self.steps],
            "due_at": deadline.due_at.isoformat(),
            "explanation": {
                **deadline.explanation.to_dict(),
                "sentences": list(deadline.explanation.sentences()),
            },
            "files": [str(path) for path in self.files],
        }


def walk(now: dt.datetime, folder: Path, tell: Callable[[Step], None]) -> Walk:
    """Walk one dossier through its life on the working days before `now`; `tell` hears each step as it is done.

    Its PDFs are written below `folder`, in a folder named after the dossier.
    """
    days = working_days_before(now, 6)
    desk, head, specialist = (_actor(name, days[0]) for name in ("tiepnhan", "phong", "hotich"))
    chairman, clerk, giver = (_actor(name, days[0]) for name in ("chutich", "vanthu", "traketqua"))
    section = Unit.objects.get(code=setup.OFFICE)
    filing = counter_filing(PROCEDURE, days[0], ApplicantIn("Nguyễn Thị Ví Dụ", "030195000001", **_ADDRESS))

    received = acts.receive(desk, filing, _on(days[0], "09:15"))
    story = Walk(received.dossier)
    code = received.dossier.code

    def done(performed: Performed) -> None:
        story.dossier = performed.dossier
        step = _step(performed)
        story.steps.append(step)
        tell(step)

    done(received)
    done(acts.transfer(desk, code, section, _on(days[0], "09:40")))
    done(acts.assign(head, code, setup.person("hotich"), _on(days[0], "10:05")))
    done(
        acts.ask_supplement(
            specialist,
            code,
            ["Trích lục ghi chú ly hôn (bản chính để đối chiếu)"],
            "Tờ khai nêu đã từng kết hôn nhưng chưa có giấy tờ về việc ly hôn",
            _on(days[1], "08:20"),
        )
    )
    done(
        acts.supplement(desk, code, [PaperIn("Trích lục ghi chú ly hôn", originals=1)], _on(days[2], "14:10"))
    )
    agency = story.dossier.competent_unit.name
    paper = result_paper("Giấy xác nhận tình trạng hôn nhân", agency, code, filing.applicant.name, SUMMARY)
    done(acts.draft(specialist, code, Outcome.GRANTED, SUMMARY, _on(days[3], "09:30"), file=paper))
    done(acts.submit(specialist, code, _on(days[3], "10:00")))
    done(acts.sign(chairman, code, story.dossier.result_sha256, _on(days[3], "15:20")))
    done(acts.number(clerk, code, "GXN-UBND", _on(days[3], "15:45")))
    done(acts.make_ready(clerk, code, _on(days[3], "16:00")))
    done(
        acts.return_at_counter(
            giver, code, filing.applicant.name, Identification.RECEIPT, _on(days[4], "08:10")
        )
    )
    story.files = _write_files(story.dossier, folder / code, now)
    return story


def counter_filing(procedure: str, day: dt.date, applicant: ApplicantIn, **changes: Any) -> Filing:
    """A filing at the counter of the demonstration's commune, with the papers everybody must hand in."""
    case = counter_case(procedure, day)
    papers = [
        PaperIn(paper.name, paper.originals or 0, paper.copies or 0, paper.pk)
        for paper in case.version.papers.order_by("order")
        if (paper.originals or paper.copies) and not (paper.presented_only or paper.group or paper.case_name)
    ]
    values: dict[str, Any] = {
        "receiving_unit": Unit.objects.get(code=setup.CENTRE),
        "competent_unit": Unit.objects.get(code=setup.COMMITTEE),
        "papers": papers[:4],
    }
    return Filing(case=case, applicant=applicant, **{**values, **changes})


def counter_case(procedure: str, day: dt.date) -> ProcedureCase:
    """The first case of a procedure at the counter."""
    return cases_of(version_on(procedure, day), "counter")[0]


_ADDRESS: dict[str, Any] = {
    "address": "Khu dân cư La Tỉnh, xã Tứ Kỳ, thành phố Hải Phòng",
    "phone": "0900 000 001",
    "is_made_up": True,
}


def _actor(username: str, day: dt.date) -> Actor:
    return actor_of(setup.person(username), day)


def _on(day: dt.date, clock_time: str) -> Call:
    return Call(now=at(day, clock_time))


def _step(performed: Performed) -> Step:
    dossier, event = performed.dossier, performed.event
    act = Act(event.act)
    tells = act in (Act.RECEIVE, Act.SUPPLEMENT)
    why = clock.explain(dossier, event.at).explanation.sentences() if tells else performed.warnings
    return Step(
        act,
        event.at,
        f"{event.actor_name} – {event.title}",
        dossier.state_name,
        int(dossier.national_status),
        dossier.due_current,
        tuple(why),
    )


def line_of(step: Step) -> str:
    """One step as the command prints it."""
    due = f" · hẹn trả {moment_phrase(step.due_at)}" if step.due_at else ""
    return f"{moment_phrase(step.at)}  {step.name}  ({step.actor}) → {step.state}{due}"


def _write_files(dossier: Dossier, folder: Path, now: dt.datetime) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    contents = {f"{letter.role}-{letter.pk}.pdf": pdf_of(letter) for letter in dossier.letters.order_by("id")}
    contents["control_slip.pdf"] = sheets.control_slip(dossier, now)
    contents["result.pdf"] = store.read(dossier.result_sha256)
    paths = []
    for name, content in contents.items():
        path = folder / name
        path.write_bytes(content)
        paths.append(path)
    return paths
