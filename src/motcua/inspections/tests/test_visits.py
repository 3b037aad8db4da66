# SPDX-License-Identifier: EUPL-1.2
"""An inspection from its plan to the last finding put right: rights, states, steps, letter, figures."""

import datetime as dt
import io

import pytest
from django.db import DatabaseError, transaction
from docx import Document
from pypdf import PdfReader

from motcua.accesses.models import Access, Ground
from motcua.desk.models import Mail
from motcua.documents import store
from motcua.dossiers.tests.office import at
from motcua.inspections import acts
from motcua.inspections.acts import FindingIn, PlanIn, Preparation, Seen
from motcua.inspections.checklists import checklist_on, checklists
from motcua.inspections.coverage import coverage_of, findings_overdue, findings_settled, inspected_share
from motcua.inspections.drawing import drawn_from_json
from motcua.inspections.errors import InspectionRefused, InspectionUnknown, OwnAnswer
from motcua.inspections.keeping import Evidence
from motcua.inspections.letter_docx import as_docx
from motcua.inspections.letters import content_of, pdf_of
from motcua.inspections.models import (
    DossierVerdict,
    Duty,
    InspectionAct,
    InspectionFinding,
    InspectionStep,
    Met,
    Visit,
    VisitState,
)
from motcua.inspections.queries import finding_for, followed, visit_for
from motcua.inspections.reminding import write_reminders
from motcua.inspections.tests.story import Inspected
from motcua.law.roles import Role
from motcua.organisations.models import Person

TODAY = dt.date(2026, 3, 20)


def test_checklists_hold_from_one_day_to_another() -> None:
    assert checklist_on("KSTTHC", dt.date(2025, 6, 30)).version == 1
    assert checklist_on("KSTTHC", dt.date(2025, 7, 1)).version == 2
    assert len({(one.code, one.version) for one in checklists()}) == len(checklists())


def test_the_whole_way(inspected: Inspected) -> None:
    visit = inspected.concluded()
    assert visit.state == VisitState.CONCLUDED and visit.letter.number == "01/TB-UBND"
    text = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(store.read(visit.letter.sha256))).pages
    )
    for words in ("THÔNG BÁO", "01/TB-UBND", "Bộ phận Tư pháp", "15/04/2026", "CHỦ TỊCH"):
        assert words in text
    finding = visit.findings.get()
    evidence = Evidence(store.put(b"%PDF-1.4 proof", "application/pdf").sha256, "qt.pdf")
    done = "Đã phê duyệt ba quy trình tại Quyết định 20/QĐ-UBND"
    acts.answer(inspected.section_head, finding.pk, done, evidence, inspected.key(), at("2026-04-10 09:00"))
    with pytest.raises(InspectionRefused, match="Còn 1 phát hiện"):
        acts.close_visit(inspected.control, visit.pk, inspected.key())
    more, later = "Bổ sung quy trình của thủ tục thứ ba", dt.date(2026, 4, 30)
    acts.send_back(inspected.control, finding.pk, more, later, inspected.key(), at("2026-04-11 09:00"))
    acts.answer(inspected.section_head, finding.pk, done, evidence, inspected.key(), at("2026-04-20 09:00"))
    settled = acts.settle(inspected.control, finding.pk, "Đạt", inspected.key(), at("2026-04-21 09:00"))
    assert settled.due == later and settled.settled_at
    closed = acts.close_visit(inspected.control, visit.pk, inspected.key(), at("2026-04-22 09:00"))
    acts.close_plan(inspected.head, visit.plan_id, inspected.key(), at("2026-12-30 09:00"))
    assert closed.state == VisitState.CLOSED
    told = list(InspectionStep.objects.order_by("id").values_list("act", flat=True))
    assert told == [
        *("plan", "add_unit", "put_in_force", "announce", "start", "check", "find", "report", "sign"),
        *("answer", "send_back", "answer", "settle", "close_visit", "close_plan"),
    ]
    assert InspectionStep.objects.get(act="send_back").before == {"due": "15/04/2026"}


def test_the_letter_stays_what_was_signed(inspected: Inspected) -> None:
    visit = inspected.reported()
    draft = content_of(visit, at("2026-03-19 10:00"))
    assert draft["draft"] and not draft["number"]
    assert b"%PDF" in pdf_of(visit, at("2026-03-19 10:00"))[:8]
    signed = acts.sign(inspected.head, visit.pk, inspected.key(), at("2026-03-20 10:00"))
    Visit.objects.filter(pk=visit.pk).update(conclusion="Sửa sau khi ký")
    signed.refresh_from_db()
    now = at("2026-05-01 10:00")
    assert content_of(signed, now)["number"] == "01/TB-UBND"
    assert "Sửa sau" not in str(content_of(signed, now)) and pdf_of(signed, now) == pdf_of(signed, now)
    document = Document(io.BytesIO(as_docx(content_of(signed, now), now)))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Kết luận kiểm tra" in words and document.tables[1].rows[1].cells[4].text == "15/04/2026"


def test_drawing_again_leaves_a_trace(inspected: Inspected) -> None:
    plan = inspected.plan(share=50)
    first = acts.draw_units(inspected.control, plan.pk, "same")
    assert acts.draw_units(inspected.control, plan.pk, "same").pk == first.pk
    assert drawn_from_json(first.content).holds() and drawn_from_json(first.content).needed == 2
    with pytest.raises(InspectionRefused, match="Lý do bốc thăm lại"):
        acts.draw_units(inspected.control, plan.pk, inspected.key(), "ngắn")
    second = acts.draw_units(inspected.control, plan.pk, inspected.key(), "Bổ sung bộ phận mới thành lập")
    assert second.number == 2 and plan.draws.count() == 2 and second.seed != first.seed
    waiting = plan.visits.filter(state=VisitState.PLANNED)
    assert {visit.unit_id for visit in waiting} == {unit.pk for unit in drawn_from_json(second.content).drawn}
    with pytest.raises(DatabaseError), transaction.atomic():
        plan.draws.update(seed="0")
    with pytest.raises(DatabaseError), transaction.atomic():
        InspectionStep.objects.all().delete()


def test_a_unit_inspected_lately_comes_last(inspected: Inspected) -> None:
    visit = inspected.concluded()
    plan = inspected.plan(2027, share=60)
    told = drawn_from_json(acts.draw_units(inspected.control, plan.pk, inspected.key()).content)
    lately = next(lot for lot in told.lots if lot.unit.pk == visit.unit_id)
    assert lately.unit.last == 2026 and not lately.drawn


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.CLERK, Role.SECTION_HEAD, Role.RECEPTION])
def test_only_those_who_control_or_head_lead(inspected: Inspected, role: Role) -> None:
    asked = PlanIn("Kế hoạch kiểm tra năm 2026", 2026, 30, exceeds=True)
    with pytest.raises(InspectionRefused, match="không có quyền"):
        acts.make_plan(inspected.office.actor(role), inspected.office.committee, asked, "q")
    plan = inspected.plan()
    with pytest.raises(InspectionRefused, match="không có quyền"):
        acts.draw_units(inspected.office.actor(role), plan.pk, "q")


def test_only_the_head_signs_and_only_the_unit_answers(inspected: Inspected) -> None:
    visit = inspected.reported()
    with pytest.raises(InspectionRefused, match="không có quyền"):
        acts.sign(inspected.control, visit.pk, "q")
    acts.sign(inspected.head, visit.pk, inspected.key(), at("2026-03-20 10:00"))
    finding = visit.findings.get()
    for who in (
        inspected.control,
        inspected.office.actor(Role.CENTRE_HEAD),
        inspected.office.actor(Role.SPECIALIST),
    ):
        with pytest.raises(InspectionRefused, match="không có quyền"):
            acts.answer(who, finding.pk, "Đã làm xong việc này", Evidence(), "q")
    with pytest.raises(InspectionRefused, match="không có quyền"):
        acts.settle(inspected.section_head, finding.pk, "", "q")


def test_nobody_judges_their_own_answer(inspected: Inspected) -> None:
    finding = inspected.concluded().findings.get()
    when, told = at("2026-04-10 09:00"), "Đã phê duyệt ba quy trình còn thiếu"
    acts.answer(inspected.head, finding.pk, told, Evidence(), inspected.key(), when)
    with pytest.raises(OwnAnswer, match="không tự xét"):
        acts.settle(inspected.head, finding.pk, "Đạt", inspected.key(), when)
    with pytest.raises(OwnAnswer):
        later = dt.date(2026, 5, 30)
        acts.send_back(inspected.head, finding.pk, "Bổ sung một quy trình", later, inspected.key(), when)
    acts.answer(inspected.section_head, finding.pk, told, Evidence(), inspected.key(), when)
    assert acts.settle(inspected.head, finding.pk, "Đạt", inspected.key(), when).settled_at


def test_nobody_inspects_their_own_unit(inspected: Inspected) -> None:
    visit = inspected.in_force()
    day = dt.date(2026, 3, 16)
    own = [(inspected.office.people[Role.SPECIALIST], Duty.LEADER)]
    with pytest.raises(InspectionRefused, match="làm việc tại chính đơn vị"):
        acts.announce(inspected.control, visit.pk, Preparation("KSTTHC", day, day, day, day, own), "q")


def test_a_conclusion_needs_everything_looked_at(inspected: Inspected) -> None:
    visit = inspected.under_way()
    text = "Đơn vị thực hiện cơ bản đúng quy định."
    with pytest.raises(InspectionRefused, match="14 nội dung chưa ghi"):
        acts.report(inspected.control, visit.pk, text, "", "q1")
    with pytest.raises(InspectionRefused, match="phải nêu đã thấy gì"):
        acts.check(inspected.control, visit.pk, {"A1": Seen(Met.UNMET, " ")}, "q2")
    seen = {item["code"]: Seen(Met.MET, "") for item in visit.checklist["items"]}
    acts.check(inspected.control, visit.pk, {**seen, "A1": Seen(Met.UNMET, "Chưa có kế hoạch")}, "q3")
    with pytest.raises(InspectionRefused, match="chưa có phát hiện: A1"):
        acts.report(inspected.control, visit.pk, text, "", "q4")
    finding = inspected.finding(visit, "A1")
    acts.report(inspected.control, visit.pk, text, "", "q5")
    acts.return_report(inspected.head, visit.pk, "Nêu rõ hơn nguyên nhân", "q6")
    acts.withdraw(inspected.control, finding.pk, "Đơn vị đã xuất trình kế hoạch", "q7")
    acts.check(inspected.control, visit.pk, {"A1": Seen(Met.MET, "")}, "q8")
    acts.report(inspected.control, visit.pk, text, "", "q9")
    clean = acts.sign(inspected.head, visit.pk, "q10", at("2026-03-20 10:00"))
    closing = content_of(clean, at("2026-03-20 10:00"))["closing"]
    assert clean.state == VisitState.CLOSED and "không có nội dung phải khắc phục" in closing


def test_a_double_press_does_it_once(inspected: Inspected) -> None:
    visit = inspected.checked()
    due, unit = dt.date(2026, 4, 1), inspected.office.section.pk
    told = FindingIn("Chưa niêm yết đủ thủ tục", "Niêm yết đủ trong tháng", unit, due)
    first = acts.find(inspected.control, visit.pk, told, "same")
    assert acts.find(inspected.control, visit.pk, told, "same").pk == first.pk
    assert InspectionFinding.objects.count() == 1
    with pytest.raises(InspectionRefused, match="đã dùng cho một việc khác"):
        acts.check(inspected.control, visit.pk, {}, "same")


def test_dossiers_are_drawn_and_every_look_is_on_record(inspected: Inspected) -> None:
    office = inspected.office
    for _ in range(4):
        office.assigned("2026-03-09 10:00")
    visit = inspected.under_way()
    acts.sample(inspected.control, visit.pk, 3, inspected.key())
    rows = list(visit.sample.all())
    assert len(rows) == 3
    looked = acts.look(inspected.control, visit.pk, rows[0].pk, at("2026-03-16 09:00"), address="10.0.0.1")
    access = Access.objects.get()
    assert (access.ground, access.dossier_id) == (Ground.DUTY, looked.dossier.pk)
    assert access.reason == "Kiểm tra Bộ phận Tư pháp – Hộ tịch theo kế hoạch năm 2026" and looked.events
    with pytest.raises(InspectionUnknown):
        acts.look(office.actor(Role.SPECIALIST), visit.pk, rows[0].pk)
    with pytest.raises(InspectionRefused, match="Sai sót"):
        acts.check_dossier(inspected.control, visit.pk, rows[0].pk, DossierVerdict.FAULTY, "", "q")
    for number, row in enumerate(rows):
        acts.check_dossier(inspected.control, visit.pk, row.pk, DossierVerdict.SOUND, "", f"row-{number}")
    assert InspectionStep.objects.filter(act=InspectionAct.CHECK_DOSSIER).count() == 3
    with pytest.raises(InspectionRefused, match="nhiều nhất 50"):
        acts.sample(inspected.control, visit.pk, 48, inspected.key())
    acts.sample(inspected.control, visit.pk, 40, inspected.key())
    assert visit.sample.count() == 4, "all there are"


def test_figures_for_targets(inspected: Inspected) -> None:
    committee = inspected.office.committee
    visit = inspected.concluded()
    assert inspected_share(committee, 2026, TODAY).percent == pytest.approx(100 / 3)
    assert inspected_share(committee, 2025, TODAY).part == 0
    covered = coverage_of(visit.plan, TODAY)
    assert (covered.units, covered.needed, covered.inspected, covered.reached) == (3, 1, 1, True)
    assert findings_settled(committee, 2026).part == 0 and findings_settled(committee, 2026).whole == 1
    assert findings_settled(inspected.office.section, 2026).whole == 1
    assert findings_settled(inspected.office.other_section, 2026).percent is None
    assert findings_overdue(committee, dt.date(2026, 4, 15)) == 0
    assert findings_overdue(committee, dt.date(2026, 4, 16)) == 1


def test_others_see_nothing_before_it_is_told(inspected: Inspected) -> None:
    visit = inspected.reported()
    finding = visit.findings.get()
    assert visit_for(inspected.section_head, visit.pk).pk == visit.pk  # same agency
    stranger = inspected.office.actor(Role.SECTION_HEAD, dt.date(2000, 1, 1))  # no position on that day
    with pytest.raises(InspectionUnknown):
        visit_for(stranger, visit.pk)
    with pytest.raises(InspectionUnknown):
        finding_for(stranger, finding.pk)
    assert followed(stranger, TODAY) == []


def test_mails_go_out_once(inspected: Inspected, settings: object) -> None:
    settings.MAIL_ENABLED = True
    Person.objects.filter(pk=inspected.office.people[Role.SECTION_HEAD].pk).update(email="a@example.org")
    Person.objects.filter(pk=inspected.office.people[Role.CONTROL_OFFICER].pk).update(email="b@example.org")
    finding = inspected.concluded().findings.get()  # due on Wednesday 15 April
    assert write_reminders(at("2026-04-01 07:00")) == 0
    assert write_reminders(at("2026-04-10 07:00")) == 1 == Mail.objects.count()
    mine = Mail.objects.get()
    assert "Sắp đến hạn" in mine.subject and finding.demand in mine.text and finding.content in mine.html
    assert f"/kiem-tra/phat-hien/{finding.pk}/" in mine.text
    assert write_reminders(at("2026-04-11 07:00")) == 0  # a Saturday
    assert write_reminders(at("2026-04-13 07:00")) == 0
    assert write_reminders(at("2026-04-16 07:00")) == 1
    assert "Đã quá hạn" in Mail.objects.latest("id").subject
    assert write_reminders(at("2026-04-22 07:00")) == 2  # who controls is told too
    text = "Cần thêm thời gian để trình phê duyệt"
    until = dt.date(2026, 5, 15)
    acts.prolong(inspected.control, finding.pk, text, until, inspected.key(), at("2026-04-22 09:00"))
    assert write_reminders(at("2026-04-23 07:00")) == 0
    assert write_reminders(at("2026-05-13 07:00")) == 1  # a new day, told anew
    assert write_reminders(at("2026-09-16 07:00")) == 0
