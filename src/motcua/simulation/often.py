# SPDX-License-Identifier: EUPL-1.2
"""⚡ The acts that make up 98 of 100 events, written down as text at once instead of being compared and encoded.

Each function writes the data of its event exactly as `deeds` and `Writing.perform` would, and changes the row; it
gives back None, having changed nothing, where the act is out of the ordinary. Then the general way is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from json.encoder import encode_basestring as quoted
from typing import Any

from motcua.law.deadlines import TRANSFER_CUTOFF, transfer_due
from motcua.law.transitions import Act
from motcua.simulation import moments
from motcua.simulation.judged import judgement_text
from motcua.simulation.lives import Step
from motcua.simulation.writing import STATE_AFTER, Outcome, Writing, encode_parts

_MARK = "\ue000"  # stands in no text
_MARKED = re.compile(f'"{_MARK}([a-z_]+)"')
_CUTOFF = TRANSFER_CUTOFF.hour * 60 + TRANSFER_CUTOFF.minute
_OF_THIS_LIFE = (
    "code", "applicant_id", "applicant_name", "subject", "return_channel", "return_address", "filed_at",
)  # fmt: skip
_OF_THIS_RECEIPT = (
    "received_at", "rule_set", "form_set", "supplement_policy", "effective_receipt", "due_original", "due_current",
)  # fmt: skip

_TOLD_WHEN_TAKEN_IN = (
    "due_current", "due_original", "effective_receipt", "form_set", "received_at", "rule_set", "state",
    "supplement_policy",
)  # fmt: skip
_RECEIVED = STATE_AFTER[Act.TAKE_IN]
_TRANSFERRED = STATE_AFTER[Act.TRANSFER]
_ASSIGNED = STATE_AFTER[Act.ASSIGN]
_DRAFTED = STATE_AFTER[Act.DRAFT]
_SUBMITTED = STATE_AFTER[Act.SUBMIT]
_SIGNED = STATE_AFTER[Act.SIGN]
_SEALED = STATE_AFTER[Act.NUMBER]
_READY = STATE_AFTER[Act.MAKE_READY]
_RETURNED = STATE_AFTER[Act.RETURN_AT_COUNTER]
_POSTED = STATE_AFTER[Act.RETURN_BY_POST]
_RETURNED_ELECTRONICALLY = STATE_AFTER[Act.RETURN_ELECTRONICALLY]

General = Callable[[Writing, Step, str, int], Outcome]


class Beginning:
    """How dossiers of one job with the same papers begin at one office: the row, the papers, the text of the event.

    Made from the first of them, which was written in the general way.
    """

    __slots__ = ("papers", "row", "text")

    def __init__(
        self, act: Act, changed: dict[str, Any], facts: dict[str, Any], papers: list[list[Any]]
    ) -> None:
        self.row = {**changed, "state": STATE_AFTER[act]}
        self.papers = [paper[:6] for paper in papers]
        names = _OF_THIS_LIFE + (_OF_THIS_RECEIPT if act is Act.RECEIVE else ())
        told = {name: value for name, value in self.row.items() if value is not None}
        told |= {name: f"{_MARK}{name}" for name in names}
        text = "".join(encode_parts({**facts, "changes": told}, 0))
        self.text = _MARKED.sub(r"%(\1)s", text.replace("%", "%%"))


def begin(writing: Writing, step: Step, at: str, general: General) -> str | None:
    """A dossier is filed or received."""
    life = writing.life
    known = writing.scribe.begun
    key = (step.act, writing.job.case_id, writing.office.desk.pk, len(life.papers), life.scan)
    beginning = known.get(key)
    if beginning is None:
        changed, facts, warnings = general(writing, step, at, 0)
        beginning = known[key] = Beginning(
            step.act, changed, {**facts, "warnings": warnings} if warnings else facts, writing.papers
        )
    own: dict[str, Any] = {
        "code": life.code, "applicant_id": life.applicant_id, "applicant_name": life.applicant.name,
        "subject": life.subject, "return_channel": life.return_channel, "return_address": life.return_address,
        "filed_at": at,
    }  # fmt: skip
    if step.act is Act.RECEIVE:
        own |= writing.start(step)
    writing.row = {**beginning.row, **own}
    writing.papers = [[*paper, at, None, None] for paper in beginning.papers]
    if step.act is Act.RECEIVE:
        writing.issue(step, 0, {})
    return beginning.text % {
        name: quoted(value) if value.__class__ is str else value for name, value in own.items()
    }


def take_in(writing: Writing, step: Step, at: str, number: int) -> str | None:
    """What was filed is received; its clock begins."""
    row = writing.row
    if row["form_set"]:
        return None
    row.update(writing.start(step))
    row["state"] = _RECEIVED
    writing.issue(step, number, {})
    told = ",".join([f'"{name}":"{row[name]}"' for name in _TOLD_WHEN_TAKEN_IN])
    scans = "true" if writing.has_scans else "false"
    return f'{{"changes":{{{told}}},"digitisation":{{"digitised":{scans}}}}}'


def transfer(writing: Writing, step: Step, at: str, number: int) -> str | None:
    """The desk hands over in time."""
    row, unit = writing.row, step.told["unit"]
    due = _transfer_due(writing)
    if row["holder_id"] is not None or row["holder_unit_id"] == unit or at[:17] > due[:17]:
        return None
    row["holder_unit_id"], row["state"] = unit, _TRANSFERRED
    return f'{{"changes":{{"holder_unit_id":{unit},"state":"{_TRANSFERRED}"}},"transfer_due":"{due}"}}'


def _transfer_due(writing: Writing) -> str:
    """Until when the dossier is handed over; on one day always one of few moments."""
    day, minute = divmod(writing.received // 60, 1440)
    spans = writing.scribe.tables.spans[day]
    part = (minute >= _CUTOFF) + 2 * (bool(spans) and minute >= spans[-1][1])
    known = writing.scribe.transfer_days
    due = known.get((day, part))
    if due is None:
        whole = transfer_due(writing.calendar, moments.moment(writing.received))
        due = known[day, part] = moments.text(moments.of(whole))
    return due


def assign(writing: Writing, step: Step, at: str, number: int) -> str | None:
    """A head gives the dossier to a specialist."""
    row, handler = writing.row, step.told["handler"]
    if row["holder_id"] is not None:
        return None
    row["holder_id"], row["state"] = handler.person_id, _ASSIGNED
    changes = f'{{"holder_id":{handler.person_id},"state":"{_ASSIGNED}"}}'
    return f'{{"changes":{changes},"handler":{handler.name_json},"note":""}}'


def draft(writing: Writing, step: Step, at: str, number: int) -> str | None:
    """The first draft."""
    row, told, job = writing.row, step.told, writing.job
    if row["outcome"]:
        return None
    code = job.refused_code if told["outcome"] == "refused" else job.granted_code
    row["outcome"], row["result_code"], row["state"] = told["outcome"], code, _DRAFTED
    row["result_sha256"], row["result_summary"] = told["sha256"], told["summary"]
    told_code = f'"result_code":"{code}",' if code else ""
    told_file = f'"result_sha256":"{told["sha256"]}",' if told["sha256"] else ""
    return (
        f'{{"changes":{{"outcome":"{told["outcome"]}",{told_code}{told_file}'
        f'"result_summary":"{told["summary"]}","state":"{_DRAFTED}"}}}}'
    )


def submit(writing: Writing, step: Step, at: str, number: int) -> str | None:
    """The draft goes to the head."""
    row = writing.row
    row["state"] = _SUBMITTED
    return f'{{"changes":{{"state":"{_SUBMITTED}"}},"note":"","sha256":"{row["result_sha256"]}"}}'


def sign(writing: Writing, step: Step, at: str, number: int) -> str | None:
    """The head signs what was drafted."""
    row = writing.row
    row["state"] = _SIGNED
    return (
        f'{{"changes":{{"state":"{_SIGNED}"}},"method":"record","outcome":"{row["outcome"]}",'
        f'"signed_sha256":"{row["result_sha256"]}","summary":"{row["result_summary"]}"}}'
    )


def give_number(writing: Writing, step: Step, at: str, number: int) -> str | None:
    """The result gets its number."""
    row, told = writing.row, f"{number:02d}/{step.told['symbol']}"
    if row["result_number"]:
        return None
    row["result_number"], row["state"] = told, _SEALED
    return f'{{"changes":{{"result_number":"{told}","state":"{_SEALED}"}}}}'


def make_ready(writing: Writing, step: Step, at: str, number: int) -> str | None:
    """The result lies at the desk, and the clock ends."""
    row = writing.row
    unit = row["receiving_unit_id"]
    if row["holder_id"] is None or row["holder_unit_id"] == unit or row["ended_at"] or row["paused_since"]:
        return None
    row["ended_at"], row["holder_id"], row["holder_unit_id"], row["state"] = at, None, unit, _READY
    early = '"before_due":true,' if at < row["due_original"] else ""
    changes = f'"changes":{{"ended_at":"{at}","holder_id":null,"holder_unit_id":{unit},"state":"{_READY}"}}'
    return f'{{{early}{changes},"timeliness":{judgement_text(writing, step.at)}}}'


def return_at_counter(writing: Writing, step: Step, at: str, number: int) -> str | None:
    """The result is collected."""
    told = step.told
    return (
        f'{{"changes":{_returned(writing, at, _RETURNED)},"collected_by":{quoted(told["collected_by"])},'
        f'"identification":"{told["identification"]}","originals_returned":{writing.originals_back(at)}}}'
    )


def return_by_post(writing: Writing, step: Step, at: str, number: int) -> str | None:
    """The result is sent."""
    changes = _returned(writing, at, _POSTED)
    told = f'"consignment":"{step.told["consignment"]}","originals_returned":{writing.originals_back(at)}'
    return f'{{"changes":{changes},{told}}}'


def return_electronically(writing: Writing, step: Step, at: str, number: int) -> str | None:
    """The result goes into the applicant's store."""
    changes = _returned(writing, at, _RETURNED_ELECTRONICALLY)
    return f'{{"changes":{changes},"sha256":"{writing.row["result_sha256"]}"}}'


def _returned(writing: Writing, at: str, state: str) -> str:
    writing.row["returned_at"], writing.row["state"] = at, state
    return f'{{"returned_at":"{at}","state":"{state}"}}'


OFTEN: dict[Act, Callable[[Writing, Step, str, int], str | None]] = {
    Act.TAKE_IN: take_in,
    Act.TRANSFER: transfer,
    Act.ASSIGN: assign,
    Act.DRAFT: draft,
    Act.SUBMIT: submit,
    Act.SIGN: sign,
    Act.NUMBER: give_number,
    Act.MAKE_READY: make_ready,
    Act.RETURN_AT_COUNTER: return_at_counter,
    Act.RETURN_BY_POST: return_by_post,
    Act.RETURN_ELECTRONICALLY: return_electronically,
}
"""The quick way of each act that has one, besides `begin`."""
