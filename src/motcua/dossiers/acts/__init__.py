# SPDX-License-Identifier: EUPL-1.2
"""Everything that can be done to a dossier: one act, one function.

Every act takes the actor, the dossier's code and a `Call`; it checks the right, locks the row, asks the law, writes
the state and one event in one transaction, and returns `Performed`. See `motcua.dossiers.performing`.
"""

from motcua.dossiers.acts.batch import ItemResult, in_batch
from motcua.dossiers.acts.deciding import make_ready, number, send_back, sign
from motcua.dossiers.acts.ending import (
    accept_withdrawal,
    ask_withdrawal,
    close_incomplete,
    correct,
    refuse,
    reject_withdrawal,
    stop_on_request,
)
from motcua.dossiers.acts.filing import file, receive, take_in
from motcua.dossiers.acts.handing_over import (
    assign,
    move_to_successor,
    reassign,
    recall,
    recall_transfer,
    transfer,
)
from motcua.dossiers.acts.intake import ApplicantIn, Filing, PaperIn
from motcua.dossiers.acts.reappointing import apologise, draft_apology
from motcua.dossiers.acts.recounting import recalculate_due
from motcua.dossiers.acts.returning import return_at_counter, return_by_post, return_electronically
from motcua.dossiers.acts.supplementing import (
    ask_supplement,
    ask_supplement_before_reception,
    supplement,
    supplement_before_reception,
)
from motcua.dossiers.acts.waiting import ask_payment, confirm_payment, resume, suspend
from motcua.dossiers.acts.working import answer_consultation, consult, draft, submit

__all__ = [
    "ApplicantIn",
    "Filing",
    "ItemResult",
    "PaperIn",
    "accept_withdrawal",
    "answer_consultation",
    "apologise",
    "ask_payment",
    "ask_supplement",
    "ask_supplement_before_reception",
    "ask_withdrawal",
    "assign",
    "close_incomplete",
    "confirm_payment",
    "consult",
    "correct",
    "draft",
    "draft_apology",
    "file",
    "in_batch",
    "make_ready",
    "move_to_successor",
    "number",
    "reassign",
    "recalculate_due",
    "recall",
    "recall_transfer",
    "receive",
    "refuse",
    "reject_withdrawal",
    "resume",
    "return_at_counter",
    "return_by_post",
    "return_electronically",
    "send_back",
    "sign",
    "stop_on_request",
    "submit",
    "supplement",
    "supplement_before_reception",
    "suspend",
    "take_in",
    "transfer",
]
