# SPDX-License-Identifier: EUPL-1.2
"""A dossier comes in: filed online or by post, received at the counter, taken in from the online queue."""

from __future__ import annotations

import dataclasses
import datetime as dt

from django.utils import timezone

from motcua.catalogue.at_counter import missing_of
from motcua.dossiers import clock
from motcua.dossiers.acts.intake import (
    Filing,
    add_papers,
    build,
    digitisation_facts,
    give_code,
    paper_facts,
    require_limit,
)
from motcua.dossiers.choices import codes_open_beside
from motcua.dossiers.errors import AlreadyOpen, InputRefused
from motcua.dossiers.letters import issue_receipt
from motcua.dossiers.models import Dossier
from motcua.dossiers.performing import Call, Performed, Performing, perform, perform_opening
from motcua.law.deadlines import Deadline
from motcua.law.transitions import Act
from motcua.organisations.actors import Actor


def file(actor: Actor, filing: Filing, call: Call = Call()) -> Performed:
    """File a dossier without reception: the statutory clock does not run yet, the eight working hours do.

    The code is given at once and stays (NĐ 61/2018 Đ.26.1). Raises `InputRefused`, `NotEntitled`.
    """
    now = call.now or timezone.now()
    call = dataclasses.replace(call, now=now)

    def body(performing: Performing) -> None:
        give_code(performing.dossier, filing.receiving_unit, timezone.localdate(now))
        performing.note(papers=paper_facts(filing.papers), digitisation=digitisation_facts(filing.papers))

    def related(performing: Performing) -> None:
        add_papers(performing.dossier, filing.papers, now)

    return perform_opening(Act.FILE, actor, call, lambda: _built(actor, filing, now), body, related)


def receive(
    actor: Actor, filing: Filing, call: Call = Call(), *, handed_over_at: dt.datetime | None = None
) -> Performed:
    """Receive a complete dossier at the counter, or from the post.

    `handed_over_at`: when the hand-over record of the post was signed; that moment is the legal reception
    (QĐ 45/2016/QĐ-TTg Đ.7.4). The receipt (Mẫu số 01) is issued. Raises `InputRefused`, `NotEntitled`,
    `AlreadyOpen`.
    """
    now = call.now or timezone.now()
    if handed_over_at is not None and handed_over_at > now:
        raise InputRefused("handed_over_at", "Biên bản giao nhận không thể ký sau thời điểm tiếp nhận.")
    received_at = handed_over_at or now
    call = dataclasses.replace(call, now=now)
    promised: list[Deadline] = []

    def body(performing: Performing) -> None:
        dossier = performing.dossier
        require_limit(dossier)
        promised.append(clock.start(dossier, received_at))
        performing.note(papers=paper_facts(filing.papers), digitisation=digitisation_facts(filing.papers))
        _warn_of_missing(performing, filing)
        _go_past_open(performing, filing)
        # ⚡ Last, because from here on other receivers of this unit wait for the counter's row.
        give_code(dossier, filing.receiving_unit, timezone.localdate(now))

    def related(performing: Performing) -> None:
        papers = add_papers(performing.dossier, filing.papers, now)
        issue_receipt(performing, papers, promised[0].explanation)

    return perform_opening(Act.RECEIVE, actor, call, lambda: build(filing, received_at), body, related)


def take_in(actor: Actor, code: str, call: Call = Call()) -> Performed:
    """Take in a dossier that was filed online; its clock begins now (NĐ 61/2018 Đ.17.2; NĐ 118/2025 Đ.17.2)."""

    def body(performing: Performing) -> None:
        require_limit(performing.dossier)
        deadline = clock.start(performing.dossier, performing.now)
        papers = list(performing.dossier.papers.order_by("order"))
        performing.note(digitisation={"digitised": any(paper.file_id for paper in papers)})
        issue_receipt(performing, papers, deadline.explanation)

    return perform(Act.TAKE_IN, actor, code, body, call)


def _built(actor: Actor, filing: Filing, now: dt.datetime) -> Dossier:
    dossier = build(filing, now)
    if actor.kind == "applicant" and actor.applicant_id not in (
        dossier.applicant_id,
        dossier.submitted_by_id,
    ):
        raise InputRefused("applicant", "Bạn chỉ nộp được hồ sơ của mình hoặc hồ sơ được ủy quyền.")
    return dossier


def _warn_of_missing(performing: Performing, filing: Filing) -> None:
    given = {paper.requirement_id for paper in filing.papers}
    missing = missing_of(filing.case.version, filing.case.name, given)
    if missing:
        performing.warn("Chưa ghi nhận giấy tờ: " + "; ".join(missing))


def _go_past_open(performing: Performing, filing: Filing) -> None:
    """Refuse a second dossier of one applicant and procedure unless the receiver was shown the first."""
    if filing.seen_open is None or not filing.applicant.identifier:
        return
    beside = codes_open_beside(performing.dossier.applicant_id, performing.dossier.procedure_code)
    if unseen := [code for code in beside if code not in filing.seen_open]:
        raise AlreadyOpen(unseen)
    if beside:
        performing.note(despite_open=beside)
