# SPDX-License-Identifier: EUPL-1.2
"""Whole lives, act by act."""

import pytest

from motcua.dossiers import acts, clock
from motcua.dossiers.acts.returning import Identification
from motcua.dossiers.errors import InputRefused, KeyUsedElsewhere, NotEntitled, WrongState
from motcua.dossiers.letters import pdf_of
from motcua.dossiers.models import Outcome
from motcua.dossiers.performing import Call
from motcua.dossiers.tests.office import Office, at, on, open_unit
from motcua.law.roles import Role
from motcua.law.rule_sets import rule_set
from motcua.law.statuses import NationalStatus, State
from motcua.organisations.actors import SYSTEM, actor_of
from motcua.organisations.models import Person, Succession


def test_from_the_counter_to_the_result(office: Office) -> None:
    received = office.received(when="2026-03-09 10:00")
    assert received.code == "H99.50.05-260309-0001"
    assert received.due_original == received.due_current == at("2026-03-12 17:30")
    assert received.effective_receipt == at("2026-03-09 10:00")
    assert received.national_status is NationalStatus.RECEIVED

    dossier = office.ready(when="2026-03-11 10:00")
    assert dossier.state == State.RESULT_READY
    assert dossier.ended_at == at("2026-03-11 10:00")
    assert dossier.result_number == "01/GXN-UBND"
    assert dossier.national_status is NationalStatus.PROCESSED

    done = acts.return_at_counter(
        office.actor(Role.RETURN_OFFICER),
        dossier.code,
        "Nguyễn Văn Mẫu",
        Identification.RECEIPT,
        on("2026-03-12 08:00"),
    )
    assert done.dossier.national_status is NationalStatus.RETURNED
    assert done.dossier.returned_at == at("2026-03-12 08:00")
    assert [event.act for event in done.dossier.events.order_by("sequence")] == [
        "receive",
        "transfer",
        "assign",
        "draft",
        "submit",
        "sign",
        "number",
        "make_ready",
        "return_at_counter",
    ]


def test_receipt_is_printed_from_what_was_frozen(office: Office) -> None:
    letter = office.received().letters.get()
    first = pdf_of(letter)
    assert first.startswith(b"%PDF")
    assert pdf_of(letter) == first
    assert letter.event_sequence == 1


def test_supplement_restarts_the_clock(office: Office) -> None:
    dossier = office.assigned("2026-03-09 10:00")
    asked = acts.ask_supplement(
        office.actor(Role.SPECIALIST),
        dossier.code,
        ["Bản sao căn cước"],
        "Thiếu giấy tờ",
        on("2026-03-10 09:00"),
    ).dossier
    assert asked.national_status is NationalStatus.SUPPLEMENT_REQUESTED
    assert asked.paused_since == at("2026-03-10 09:00")
    assert asked.intervals.get().article == rule_set("nd118-2025-tt04").supplement_policy.source
    told = " ".join(clock.explain(asked, at("2026-03-12 09:00")).explanation.sentences())
    assert "Giấy tờ chưa được bổ sung đủ; nếu đủ lúc 09:00 thứ Năm, 12/03/2026" in told
    given = acts.supplement(office.actor(Role.RECEPTION), dossier.code, [], on("2026-03-16 09:00")).dossier
    assert given.state == State.ASSIGNED
    assert given.paused_since is None
    told = " ".join(clock.explain(given, at("2026-03-17 09:00")).explanation.sentences())
    assert "Giấy tờ được bổ sung đủ lúc 09:00 thứ Hai, 16/03/2026" in told
    assert given.due_original == given.due_current == at("2026-03-19 17:30")


def test_third_supplement_needs_a_reason_of_its_own(office: Office) -> None:
    code = office.assigned().code
    specialist, desk = office.actor(Role.SPECIALIST), office.actor(Role.RECEPTION)
    first = acts.ask_supplement(specialist, code, ["A"], "thiếu", on("2026-03-09 11:00"))
    assert first.warnings == ()
    acts.supplement(desk, code, [], on("2026-03-09 14:00"))
    second = acts.ask_supplement(specialist, code, ["B"], "thiếu", on("2026-03-10 09:00"))
    assert any("lần yêu cầu bổ sung thứ 2" in warning for warning in second.warnings)
    acts.supplement(desk, code, [], on("2026-03-10 14:00"))
    with pytest.raises(InputRefused) as refusal:
        acts.ask_supplement(specialist, code, ["C"], "thiếu", on("2026-03-11 09:00"))
    assert refusal.value.field == "override_reason"
    third = acts.ask_supplement(
        specialist, code, ["C"], "thiếu", on("2026-03-11 09:00"), override_reason="Giấy tờ giả được phát hiện"
    )
    assert third.dossier.supplements_asked == 3


def test_payment_pauses_the_clock(office: Office) -> None:
    code = office.assigned("2026-03-09 10:00").code
    acts.ask_payment(office.actor(Role.SPECIALIST), code, 50000, "Thuế trước bạ", on("2026-03-10 10:00"))
    paid = acts.confirm_payment(office.actor(Role.ACCOUNTANT), code, "BL-1", on("2026-03-12 10:00")).dossier
    # 11 and 12 March do not count: 10, 13 and 16 March are the three days.
    assert paid.due_current == at("2026-03-16 17:30")
    assert paid.state == State.ASSIGNED


def test_apology_moves_only_the_promise(office: Office) -> None:
    code = office.assigned("2026-03-09 10:00").code
    head = office.actor(Role.AGENCY_HEAD)
    with pytest.raises(InputRefused) as refusal:
        acts.apologise(head, code, "Chờ xác minh", at("2026-03-16 17:30"), on("2026-03-12 09:00"))
    assert refusal.value.field == "letter_is_late"
    done = acts.apologise(head, code, "Chờ xác minh", at("2026-03-16 17:30"), on("2026-03-11 09:00")).dossier
    assert done.due_original == at("2026-03-12 17:30")
    assert done.due_current == at("2026-03-16 17:30")
    assert done.letters.filter(role="apology").get().symbol == "PXL-UBND"


def test_late_apology_is_on_record_as_late(office: Office) -> None:
    code = office.assigned("2026-03-09 10:00").code
    done = acts.apologise(
        office.actor(Role.AGENCY_HEAD),
        code,
        "Quá tải",
        at("2026-03-16 17:30"),
        on("2026-03-13 09:00"),
        letter_is_late=True,
    )
    assert done.event.data["letter_in_time"] is False
    assert done.dossier.due_original == at("2026-03-12 17:30")


def test_refused_reception_never_starts_a_clock(office: Office) -> None:
    filed = acts.file(office.actor(Role.RECEPTION), office.filing(), on("2026-03-09 10:00")).dossier
    assert filed.national_status is NationalStatus.REGISTERED
    assert filed.due_current is None
    refused = acts.refuse(
        office.actor(Role.RECEPTION), filed.code, "Không thuộc thẩm quyền", on("2026-03-09 11:00")
    ).dossier
    assert refused.national_status is NationalStatus.NOT_RECEIVED
    assert refused.due_original is None
    assert refused.letters.get().role == "refusal"


def test_supplement_before_reception_then_taken_in(office: Office) -> None:
    desk = office.actor(Role.RECEPTION)
    code = acts.file(desk, office.filing(), on("2026-03-09 10:00")).dossier.code
    acts.ask_supplement_before_reception(desk, code, ["Tờ khai"], "Chưa ký", on("2026-03-09 11:00"))
    back = acts.supplement_before_reception(desk, code, [], on("2026-03-10 08:00")).dossier
    assert back.state == State.SUBMITTED
    taken = acts.take_in(desk, code, on("2026-03-10 09:00")).dossier
    assert taken.due_current == at("2026-03-13 17:30")
    assert taken.supplements_asked == 0


def test_withdrawal_rejected_goes_on_where_it_stood(office: Office) -> None:
    code = office.assigned("2026-03-09 10:00").code
    desk, chief = office.actor(Role.RECEPTION), office.actor(Role.CENTRE_HEAD)
    acts.ask_supplement(office.actor(Role.SPECIALIST), code, ["A"], "thiếu", on("2026-03-10 09:00"))
    acts.ask_withdrawal(desk, code, "Không cần nữa", on("2026-03-10 10:00"))
    back = acts.reject_withdrawal(chief, code, "Đã có quyết định liên quan", on("2026-03-10 15:00")).dossier
    assert back.state == State.SUPPLEMENT_REQUESTED
    assert back.paused_since == at("2026-03-10 09:00")
    again = acts.supplement(desk, code, [], on("2026-03-11 09:00")).dossier
    assert again.state == State.ASSIGNED


def test_withdrawal_accepted_ends_as_stopped(office: Office) -> None:
    code = office.assigned("2026-03-09 10:00").code
    acts.ask_withdrawal(office.actor(Role.RECEPTION), code, "Không cần nữa", on("2026-03-10 10:00"))
    ended = acts.accept_withdrawal(office.actor(Role.CENTRE_HEAD), code, on("2026-03-10 11:00")).dossier
    assert ended.national_status is NationalStatus.STOPPED
    assert ended.ended_at == at("2026-03-10 11:00")
    assert ended.paused_since is None


def test_stop_on_request_has_its_own_form_and_end(office: Office) -> None:
    code = office.assigned("2026-03-09 10:00").code
    stopped = acts.stop_on_request(
        office.actor(Role.RECEPTION), code, "Đổi ý", on("2026-03-10 10:00")
    ).dossier
    assert stopped.state == State.STOPPED_ON_REQUEST
    assert stopped.letters.filter(role="stop_notice").exists()


def test_stop_on_request_is_refused_after_the_signature(office: Office) -> None:
    dossier = office.submitted()
    acts.sign(office.actor(Role.AGENCY_HEAD), dossier.code, "", on("2026-03-11 10:00"))
    with pytest.raises(WrongState):
        acts.stop_on_request(office.actor(Role.RECEPTION), dossier.code, "Đổi ý", on("2026-03-11 11:00"))


def test_sign_refuses_what_was_not_shown(office: Office) -> None:
    code = office.assigned().code
    specialist = office.actor(Role.SPECIALIST)
    acts.draft(specialist, code, Outcome.GRANTED, "Cấp", on("2026-03-10 09:00"), file=b"%PDF-1 shown")
    acts.submit(specialist, code, on("2026-03-10 09:30"))
    with pytest.raises(InputRefused):
        acts.sign(office.actor(Role.AGENCY_HEAD), code, "0" * 64, on("2026-03-10 10:00"))


def test_consultation_has_a_clock_of_its_own(office: Office) -> None:
    code = office.assigned("2026-03-09 10:00").code
    acts.consult(
        office.actor(Role.SPECIALIST),
        code,
        office.other_section,
        "Có tranh chấp không?",
        4,
        on("2026-03-09 14:00"),
    )
    land = actor_of(Person.objects.get(username="t-land"), at("2026-03-10 08:00").date())
    answered = acts.answer_consultation(land, code, "Không tranh chấp", on("2026-03-10 09:00"))
    row = answered.dossier.consultations.get()
    # 210 minutes remain of the afternoon; the last 30 are worked the next morning.
    assert row.due_at == at("2026-03-10 08:00")
    assert answered.event.data["late"] is True


def test_post_counts_from_the_hand_over_record(office: Office) -> None:
    dossier = acts.receive(
        office.actor(Role.RECEPTION),
        office.filing(),
        on("2026-03-10 10:00"),
        handed_over_at=at("2026-03-09 15:00"),
    ).dossier
    assert dossier.received_at == at("2026-03-09 15:00")
    assert dossier.due_current == at("2026-03-12 17:30")


def test_correction_is_a_new_free_dossier(office: Office) -> None:
    ready = office.ready()
    acts.return_at_counter(
        office.actor(Role.RETURN_OFFICER),
        ready.code,
        "Mẫu",
        Identification.IDENTITY_PAPER,
        on("2026-03-12 08:00"),
    )
    new = acts.correct(
        office.actor(Role.RECEPTION), ready.code, office.filing(), "Sai ngày sinh", on("2026-03-13 08:00")
    ).dossier
    assert new.corrects_id == ready.pk
    assert new.fee_amount == 0
    ready.refresh_from_db()
    assert ready.events.latest("sequence").data["corrected_by"] == new.code


def test_nobody_acts_without_a_position(office: Office) -> None:
    dossier = office.received()
    with pytest.raises(NotEntitled):
        acts.transfer(office.actor(Role.SPECIALIST), dossier.code, office.section, on("2026-03-09 11:00"))
    dossier.refresh_from_db()
    assert dossier.state == State.RECEIVED
    assert dossier.events.count() == 1


def test_a_limit_nobody_confirmed_cannot_start_a_clock(office: Office) -> None:
    with pytest.raises(InputRefused) as refusal:
        office.received("unknown")
    assert refusal.value.field == "case"


def test_running_dossier_moves_to_the_unit_that_follows(office: Office) -> None:
    dossier = office.assigned("2026-03-09 10:00")
    old = office.section
    old.effective_to = at("2026-03-10 00:00").date()
    old.save()
    new = open_unit("t-new", "Phòng Văn hóa – Xã hội", office.committee, "2026-03-11")
    Succession.objects.create(
        predecessor=old, successor=new, kind="merged", effective_on=at("2026-03-11 00:00").date()
    )
    moved = acts.move_to_successor(SYSTEM, dossier.code, "QĐ 1 (minh họa)", on("2026-03-11 08:00")).dossier
    assert moved.holder_unit_id == new.pk
    assert moved.competent_unit_id == office.committee.pk
    assert moved.holder_id is None
    assert moved.due_original == at("2026-03-12 17:30")
    assert moved.rule_set == dossier.rule_set


def test_a_letter_names_the_event_it_was_issued_with(office: Office) -> None:
    desk = office.actor(Role.RECEPTION)
    code = acts.file(desk, office.filing(), on("2026-03-09 10:00")).dossier.code
    taken = acts.take_in(desk, code, on("2026-03-09 11:00")).dossier
    assert taken.letters.get().event_sequence == taken.last_sequence == 2


def test_the_key_of_an_act_opens_nothing_to_anybody_else(office: Office) -> None:
    call = Call(key="one", now=at("2026-03-09 10:00"))
    first = acts.receive(office.actor(Role.RECEPTION), office.filing(), call)
    assert acts.receive(office.actor(Role.RECEPTION), office.filing(), call).repeated
    for stranger in (office.actor(Role.SPECIALIST), office.actor(Role.CENTRE_HEAD)):
        with pytest.raises(KeyUsedElsewhere):
            acts.receive(stranger, office.filing(), call)
    with pytest.raises(KeyUsedElsewhere):
        acts.transfer(office.actor(Role.RECEPTION), first.dossier.code, office.section, call)
    assert first.dossier.events.count() == 1


def test_a_dossier_and_its_first_event_carry_one_moment(office: Office) -> None:
    received = acts.receive(office.actor(Role.RECEPTION), office.filing())
    dossier = received.dossier
    moments = {dossier.filed_at, dossier.received_at, received.event.at, dossier.papers.get().received_at}
    assert len(moments) == 1
