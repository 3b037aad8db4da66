# SPDX-License-Identifier: EUPL-1.2
"""Writes a planned life down as the acts would have left it: one function for each act of `motcua.dossiers.acts`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from motcua.law.clock import to_minutes
from motcua.law.deadlines import due_at, transfer_due
from motcua.law.limits import Limit
from motcua.law.reappointment import Appointment, reappoint
from motcua.law.rule_sets import rule_set, rule_set_on
from motcua.law.time_errors import LetterTooLateError
from motcua.law.transitions import Act
from motcua.law.working_time import add_working_minutes, effective_receipt
from motcua.simulation import moments
from motcua.simulation.lives import Life, Step
from motcua.simulation.often import OFTEN, begin
from motcua.simulation.scribing import Scribe
from motcua.simulation.writing import Outcome, Writing

_OPENING = frozenset({Act.FILE, Act.RECEIVE})


def write(scribe: Scribe, life: Life) -> None:
    """Write one life whose numbers are all given."""
    writing = Writing(scribe, life)
    numbers = life.numbers
    for index, step in enumerate(life.steps):
        act, at, number = step.act, moments.text(step.at), numbers.get(index, 0)
        before, text = writing.row.get("state", ""), None
        if act in OFTEN:
            text = OFTEN[act](writing, step, at, number)
        elif act in _OPENING:
            text = begin(writing, step, at, DEEDS[act])
        if text is None:
            writing.perform(step, number, DEEDS[act](writing, step, at, number))
        else:
            writing.append(step, at, before, text)
    writing.close()


def _file(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    return writing.opened(at), writing.papers_told(at), []


def _receive(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    changed = writing.opened(at) | writing.start(step)
    missing = step.told["missing"]
    warnings = ["Chưa ghi nhận giấy tờ: " + "; ".join(missing)] if missing else []
    return changed, writing.papers_told(at), warnings


def _take_in(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    return writing.start(step), {"digitisation": {"digitised": writing.has_scans}}, []


def _ask_before(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    rules = rule_set_on(moments.date_of(step.at))
    facts, warnings = writing.ask(step, at, rules, before=True)
    changed, stopped = writing.stop(step, at, "supplement", step.told["reason"], "")
    changed |= writing.forms(step)
    return changed, facts | stopped | writing.letter(step, number, "supplement_request"), warnings


def _supplement_before(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    return {"states_before_wait": []}, writing.complete(step, at), []


def _ask(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    rules = rule_set(writing.row["rule_set"])
    facts, warnings = writing.ask(step, at, rules, before=False)
    days = rules.supplement_request_days.value
    last = due_at(writing.calendar, moments.moment(writing.received), Limit.parse(f"{days} working days"))
    if moments.moment(step.at) > last:
        warnings.append(f"Yêu cầu bổ sung sau {days} ngày làm việc kể từ khi tiếp nhận.")
    changed, stopped = writing.stop(
        step, at, "supplement", step.told["reason"], rules.supplement_policy.source
    )
    changed["supplements_asked"] = writing.row["supplements_asked"] + 1
    return changed, facts | stopped | writing.letter(step, number, "supplement_request"), warnings


def _supplement(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    facts = writing.complete(step, at)
    changed, running = writing.go_on(step, at)
    return changed, facts | running, []


def _refuse(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    changed = writing.forms(step) | {"states_before_wait": []}
    return changed, {"reason": step.told["reason"]} | writing.letter(step, number, "refusal"), []


def _transfer(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    due = transfer_due(writing.calendar, moments.moment(writing.received))
    late = to_minutes(moments.moment(step.at)) > to_minutes(due)
    warnings = (
        ["Chuyển hồ sơ chậm so với quy định (trong ngày; sau 15 giờ: đầu ngày làm việc sau)."] if late else []
    )
    changed = {"holder_unit_id": step.told["unit"], "holder_id": None}
    return changed, {"transfer_due": moments.text(moments.of(due))}, warnings


def _assign(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    handler = step.told["handler"]
    return {"holder_id": handler.person_id}, {"handler": handler.name, "note": ""}, []


def _reassign(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    handler = step.told["handler"]
    facts = {
        "reason": step.told["reason"],
        "previous_holder": writing.row["holder_id"],
        "handler": handler.name,
    }
    return {"holder_id": handler.person_id}, facts, []


def _consult(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    told = step.told
    begin = effective_receipt(writing.calendar, moments.moment(step.at))
    due = moments.text(moments.of(add_working_minutes(writing.calendar, begin, told["hours"] * 60)))
    row = [told["unit"], told["question"], at, step.hand.person_id, due, "", None, None]
    writing.consultations.append(row)
    late = writing.row["due_current"] is not None and due > writing.row["due_current"]
    warnings = ["Hạn trả lời ý kiến sau ngày hẹn trả kết quả của hồ sơ."] if late else []
    facts = {"unit": told["unit"], "unit_name": told["unit_name"], "question": told["question"], "due": due}
    return {}, facts, warnings


def _answer(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    asked = writing.consultations[-1]
    asked[5], asked[6], asked[7] = step.told["answer"], at, step.hand.person_id
    return {}, {"unit": asked[0], "answer": asked[5], "due": asked[4], "late": at > asked[4]}, []


def _draft(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    told, job = step.told, writing.job
    code = job.refused_code if told["outcome"] == "refused" else job.granted_code
    changed = {
        "outcome": told["outcome"], "result_summary": told["summary"], "result_sha256": told["sha256"],
        "result_code": code,
    }  # fmt: skip
    return changed, {}, []


def _submit(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    return {}, {"note": "", "sha256": writing.row["result_sha256"]}, []


def _sign(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    row = writing.row
    facts = {
        "signed_sha256": row["result_sha256"], "outcome": row["outcome"], "summary": row["result_summary"],
        "method": "record",
    }  # fmt: skip
    return {}, facts, []


def _reason_only(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    return {}, {"reason": step.told["reason"]}, []


def _number(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    return {"result_number": f"{number:02d}/{step.told['symbol']}"}, {}, []


def _make_ready(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    row = writing.row
    early = row["due_original"] is not None and at < row["due_original"]
    return (
        {"holder_id": None, "holder_unit_id": row["receiving_unit_id"]},
        {"before_due": True} if early else {},
        [],
    )


def _return_at_counter(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    told = step.told
    facts = {
        "collected_by": told["collected_by"], "identification": told["identification"],
        "originals_returned": writing.originals_back(at),
    }  # fmt: skip
    return {"returned_at": at}, facts, []


def _return_by_post(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    facts = {"consignment": step.told["consignment"], "originals_returned": writing.originals_back(at)}
    return {"returned_at": at}, facts, []


def _return_electronically(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    return {"returned_at": at}, {"sha256": writing.row["result_sha256"]}, []


def _ask_payment(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    told = step.told
    changed, stopped = writing.stop(step, at, "payment", told["reason"], "Nghĩa vụ tài chính")
    return changed, stopped | {"amount": str(told["amount"]), "currency": "VND", "reason": told["reason"]}, []


def _confirm_payment(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    changed, running = writing.go_on(step, at)
    return changed, {"evidence": step.told["evidence"]} | running, []


def _suspend(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    told = step.told
    changed, stopped = writing.stop(step, at, "force_majeure", told["reason"], "Bộ luật Dân sự 2015 Đ.156")
    return changed, stopped | {"reason": told["reason"], "authority": told["authority"]}, []


def _resume(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    changed, running = writing.go_on(step, at)
    return changed, running, []


def _apologise(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    row, told = writing.row, step.told
    appointment = Appointment(_moment(row["due_original"]), _moment(row["due_current"]))
    days = rule_set(row["rule_set"]).apology_days_before.value
    letter_at, new_due = moments.moment(step.at), moments.moment(told["new_due"] * 60)
    try:
        reappoint(writing.calendar, appointment, letter_at, new_due, days_before=days)
        in_time = True
    except LetterTooLateError:
        reappoint(writing.calendar, appointment, letter_at, new_due, days_before=None)
        in_time = False
    warnings = (
        [] if in_time else ["Thư xin lỗi không kịp 01 ngày trước ngày hẹn trả; hồ sơ vẫn tính quá hạn."]
    )
    facts = {"reason": told["reason"], "due_before": row["due_original"], "letter_in_time": in_time}
    changed = {"reappointed_at": at, "due_current": moments.text(told["new_due"] * 60)}
    return changed, facts | writing.letter(step, number, "apology"), warnings


def _ask_withdrawal(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    reason = step.told["reason"]
    changed, stopped = writing.stop(step, at, "withdrawal", reason, "")
    return changed, stopped | {"reason": reason}, []


def _accept_withdrawal(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    return writing.end(at), {}, []


def _stop_on_request(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    changed = writing.forms(step) | writing.end(at)
    return changed, {"reason": step.told["reason"]} | writing.letter(step, number, "stop_notice"), []


def _move(writing: Writing, step: Step, at: str, number: int) -> Outcome:
    old, new, row = writing.office, step.told["office"], writing.row
    following = {old.desk.pk: new.desk.pk, old.agency.pk: new.agency.pk}
    following |= {section.unit_id: new.sections[key].unit_id for key, section in old.sections.items()}
    writing.office = new
    changed = {
        name: following[row[name]] for name in ("receiving_unit_id", "competent_unit_id", "holder_unit_id")
    }
    return changed, {"decision": step.told["decision"]}, []


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


DEEDS: dict[Act, Callable[[Writing, Step, str, int], Outcome]] = {
    Act.FILE: _file,
    Act.RECEIVE: _receive,
    Act.TAKE_IN: _take_in,
    Act.ASK_SUPPLEMENT_BEFORE_RECEPTION: _ask_before,
    Act.SUPPLEMENT_BEFORE_RECEPTION: _supplement_before,
    Act.ASK_SUPPLEMENT: _ask,
    Act.SUPPLEMENT: _supplement,
    Act.REFUSE: _refuse,
    Act.TRANSFER: _transfer,
    Act.ASSIGN: _assign,
    Act.REASSIGN: _reassign,
    Act.CONSULT: _consult,
    Act.ANSWER_CONSULTATION: _answer,
    Act.DRAFT: _draft,
    Act.SUBMIT: _submit,
    Act.SEND_BACK: _reason_only,
    Act.SIGN: _sign,
    Act.NUMBER: _number,
    Act.MAKE_READY: _make_ready,
    Act.RETURN_AT_COUNTER: _return_at_counter,
    Act.RETURN_BY_POST: _return_by_post,
    Act.RETURN_ELECTRONICALLY: _return_electronically,
    Act.ASK_PAYMENT: _ask_payment,
    Act.CONFIRM_PAYMENT: _confirm_payment,
    Act.SUSPEND: _suspend,
    Act.RESUME: _resume,
    Act.APOLOGISE: _apologise,
    Act.ASK_WITHDRAWAL: _ask_withdrawal,
    Act.ACCEPT_WITHDRAWAL: _accept_withdrawal,
    Act.STOP_ON_REQUEST: _stop_on_request,
    Act.MOVE_TO_SUCCESSOR: _move,
}
"""How each act writes itself down."""
