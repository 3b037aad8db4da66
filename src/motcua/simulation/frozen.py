# SPDX-License-Identifier: EUPL-1.2
"""Letters of planned lives, frozen as the acts freeze them: the same functions make what is printed.

Receipts are kept for dossiers that are open or were touched in the last weeks before the end of the simulation; those
of the years before are left out, because they would be half of all data. The other letters are all there.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from motcua.documents import forms
from motcua.dossiers import letters
from motcua.dossiers.models import Applicant, Dossier, Paper, SupplementRequest
from motcua.law.deadlines import SupplementPolicy, compute_deadline
from motcua.law.working_time import Calendar
from motcua.simulation import moments
from motcua.simulation.copying import NULL, escaped
from motcua.simulation.lives import Life, Step
from motcua.simulation.offices import Hand, Office

LETTER_COLUMNS = (
    "dossier_id", "role", "form_set", "unit_id", "year", "number", "symbol", "issued_at", "event_sequence", "content",
    "sha256",
)  # fmt: skip


# ⚡ Making a model takes longer than writing the letter, so one of each serves all letters of this process.
_APPLICANT = Applicant(is_made_up=True)
_DOSSIER = Dossier(applicant=_APPLICANT)
_REQUEST = SupplementRequest()


def dossier_of(life: Life, office: Office, row: dict[str, Any]) -> Dossier:
    """The dossier as a letter reads it, from its row in plain JSON; good until the next one is asked for."""
    owner, job = _APPLICANT, life.job
    owner.kind, owner.identifier, owner.name, _, owner.address, owner.phone = life.applicant
    told = _DOSSIER
    told.code, told.secret, told.subject = life.code, life.secret, life.subject
    told.procedure_name, told.procedure_code = job.name, job.code
    told.return_channel, told.return_address = life.return_channel, life.return_address
    told.fee_amount, told.fee_currency = job.fee_amount, job.fee_currency
    told.receiving_unit, told.competent_unit = office.desk, office.agency
    told.form_set = row["form_set"]
    told.filed_at = dt.datetime.fromisoformat(row["filed_at"])
    told.received_at = _moment(row["received_at"])
    told.due_original, told.due_current = _moment(row["due_original"]), _moment(row["due_current"])
    return told


def receipt(calendar: Calendar, dossier: Dossier, life: Life, step: Step, papers: list[list[Any]]) -> str:
    """What the receipt of a dossier prints."""
    job, now = life.job, moments.moment(step.at)
    deadline = compute_deadline(
        calendar,
        now,
        job.limit,
        mode=job.mode,
        cutoff=job.cutoff,
        supplement_policy=SupplementPolicy.RESTART,
    )
    dossier.received_at, dossier.due_current = now, deadline.due_at
    data = letters.receipt_data(dossier, now, _papers(papers), deadline.explanation, _signatory(step.hand))
    return data.to_json()


def supplement_request(dossier: Dossier, step: Step, request: list[Any], number: str) -> str:
    """What a request for papers prints."""
    now, told = moments.moment(step.at), _REQUEST
    told.number, told.items, told.reason = request[1], request[3], request[4]
    told.close_after = _moment(request[8])
    return letters.supplement_request_data(dossier, now, told, number, _signatory(step.hand)).to_json()


def refusal(dossier: Dossier, step: Step, number: str) -> str:
    """What a refusal prints."""
    now, reason = moments.moment(step.at), step.told["reason"]
    return letters.refusal_data(dossier, now, reason, number, _signatory(step.hand)).to_json()


def apology(dossier: Dossier, step: Step, number: str) -> str:
    """What an apology prints."""
    now, reason = moments.moment(step.at), step.told["reason"]
    new_due = moments.moment(step.told["new_due"] * 60)
    return letters.apology_data(dossier, now, reason, new_due, number, _signatory(step.hand)).to_json()


def stop_notice(dossier: Dossier, step: Step, papers: list[list[Any]], number: str) -> str:
    """What a stop notice prints."""
    now, reason = moments.moment(step.at), step.told["reason"]
    signatory = _signatory(step.hand)
    return letters.stop_notice_data(dossier, now, reason, _papers(papers), number, signatory).to_json()


def line(
    life: Life, row: dict[str, Any], step: Step, number: int, sequence: int, role: str, content: str
) -> str:
    """One row of letters as COPY text; `number` 0 where the dossier's code is the number."""
    unit, symbol, given = row["receiving_unit_id"], "", NULL
    if step.series is not None:
        unit, symbol, given = step.series[0], step.series[1].removeprefix("letter:"), str(number)
    year = moments.date_of(step.at).year
    return (
        f"{life.dossier_id}\t{role}\t{row['form_set']}\t{unit}\t{year}\t{given}\t{symbol}\t{moments.text(step.at)}\t"
        f"{sequence}\t{escaped(content)}\t\n"
    )


def _papers(rows: list[list[Any]]) -> list[Paper]:
    return [_paper(*row[2:6]) for row in rows]


@lru_cache(4096)
def _paper(name: str, originals: int, copies: int, file: str | None) -> Paper:
    return Paper(name=name, originals=originals, copies=copies, file_id=file)


def _signatory(hand: Hand) -> forms.Signatory:
    return forms.Signatory(
        name=hand.name, position=hand.position, capacity=(hand.capacity,) if hand.capacity else ()
    )


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None
