# SPDX-License-Identifier: EUPL-1.2
"""The inspection of one unit: announced, begun, its checklist filled in, what was found, the conclusion signed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from motcua.inspections.acts.planning import WHO_LEADS, WHO_SIGNS
from motcua.inspections.checklists import checklist_on, items_of
from motcua.inspections.errors import InspectionRefused
from motcua.inspections.keeping import (
    About,
    doing,
    done_before,
    locked_finding,
    locked_visit,
    require_visit,
    step,
    words,
)
from motcua.inspections.letters import issue
from motcua.inspections.models import (
    ChecklistAnswer,
    DossierVerdict,
    Duty,
    FindingState,
    InspectionAct,
    InspectionFinding,
    Met,
    PlanState,
    TeamMember,
    Visit,
    VisitState,
)
from motcua.inspections.places import answering_units
from motcua.inspections.rights import inspector, manager, signer
from motcua.organisations.actors import Actor
from motcua.organisations.models import Person, in_force

WHO_INSPECTS = "thành viên đoàn kiểm tra"
_WRITING = {VisitState.UNDER_WAY}
_LONGEST_TEXT = 8000


@dataclass(frozen=True, slots=True)
class Preparation:
    """How a unit is inspected. `period_*`: the days whose work is looked at; `team`: who is what in it."""

    checklist: str
    first_day: dt.date
    last_day: dt.date
    period_first: dt.date
    period_last: dt.date
    team: Sequence[tuple[Person, Duty]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen for one line of the checklist."""

    met: Met
    note: str


@dataclass(frozen=True, slots=True)
class FindingIn:
    """Something wrong, what is demanded, of which unit, until when."""

    content: str
    demand: str
    unit_id: int
    due: dt.date
    ground: str = ""
    item: str = ""
    dossier_code: str = ""
    grave: bool = False


def announce(
    actor: Actor, visit_id: int, told: Preparation, key: str, now: dt.datetime | None = None
) -> Visit:
    """Tell the unit when, by whom and on what it will be inspected; the checklist of that day is frozen.

    May be repeated until the inspection begins. Raises `InspectionRefused`.
    """
    with transaction.atomic():
        visit = locked_visit(visit_id)
        one = doing(InspectionAct.ANNOUNCE, actor, manager(actor, visit.plan.unit_id), key, now, WHO_LEADS)
        if done_before(one):
            return visit
        require_visit(visit, {VisitState.PLANNED, VisitState.ANNOUNCED}, "thông báo")
        if visit.plan.state != PlanState.IN_FORCE:
            raise InspectionRefused(
                "Kế hoạch chưa được ban hành.", hint="Thủ trưởng ban hành kế hoạch trước, rồi mới thông báo."
            )
        _check_days(told)
        _check_team(told, visit)
        checklist = checklist_on(told.checklist, told.first_day)
        visit.checklist = checklist.to_dict()
        for name in ("first_day", "last_day", "period_first", "period_last"):
            setattr(visit, name, getattr(told, name))
        visit.state = VisitState.ANNOUNCED
        visit.save()
        visit.team.all().delete()
        TeamMember.objects.bulk_create(
            TeamMember(visit=visit, person=person, duty=duty) for person, duty in told.team
        )
        after = {
            "days": f"{told.first_day:%d/%m/%Y} – {told.last_day:%d/%m/%Y}",
            "period": f"{told.period_first:%d/%m/%Y} – {told.period_last:%d/%m/%Y}",
            "checklist": f"{checklist.code}.{checklist.version}",
            "team": [f"{person.full_name} ({Duty(duty).label})" for person, duty in told.team],
        }
        step(one, visit.plan, About(visit=visit, after=after))
        return visit


def _check_days(told: Preparation) -> None:
    if told.last_day < told.first_day:
        raise InspectionRefused("Ngày cuối phải từ ngày đầu trở đi.", field="last_day")
    if told.period_last < told.period_first:
        raise InspectionRefused("Ngày cuối của thời kỳ phải từ ngày đầu trở đi.", field="period_last")
    if told.period_last > told.last_day:
        raise InspectionRefused(
            "Thời kỳ được kiểm tra không thể vượt quá ngày kiểm tra.", field="period_last"
        )


def _check_team(told: Preparation, visit: Visit) -> None:
    leaders = [person for person, duty in told.team if duty is Duty.LEADER]
    if len(leaders) != 1:
        raise InspectionRefused("Đoàn kiểm tra phải có đúng một trưởng đoàn.", field="leader")
    if len({person.pk for person, _duty in told.team}) < len(told.team):
        raise InspectionRefused("Một người chỉ có một vai trong đoàn.", field="members")
    own = [
        person.full_name
        for person, _duty in told.team
        if person.positions.filter(in_force(told.first_day), unit_id=visit.unit_id).exists()
    ]
    if own:
        raise InspectionRefused(
            f"{', '.join(own)} làm việc tại chính đơn vị được kiểm tra.",
            hint="Không ai kiểm tra đơn vị của mình; hãy chọn người khác.",
            field="members",
        )


def start(actor: Actor, visit_id: int, key: str, now: dt.datetime | None = None) -> Visit:
    """The team begins. Raises `InspectionRefused`."""
    with transaction.atomic():
        visit = locked_visit(visit_id)
        one = doing(InspectionAct.START, actor, inspector(actor, visit), key, now, WHO_INSPECTS)
        if done_before(one):
            return visit
        require_visit(visit, {VisitState.ANNOUNCED}, "bắt đầu")
        visit.state = VisitState.UNDER_WAY
        visit.save(update_fields=["state"])
        step(one, visit.plan, About(visit=visit, after={"state": visit.state}))
        return visit


def check(
    actor: Actor, visit_id: int, seen: Mapping[str, Seen], key: str, now: dt.datetime | None = None
) -> Visit:
    """Write down what was seen, line by line; lines that are not named stay as they are.

    A line that is not met says why. Raises `InspectionRefused`.
    """
    with transaction.atomic():
        visit = locked_visit(visit_id)
        one = doing(InspectionAct.CHECK, actor, inspector(actor, visit), key, now, WHO_INSPECTS)
        if done_before(one):
            return visit
        require_visit(visit, _WRITING, "ghi bảng kiểm")
        known = {item.code for item in items_of(visit.checklist)}
        before = {row.item: row for row in visit.answers.all()}
        changed_before, changed_after = {}, {}
        for code, told in seen.items():
            if code not in known:
                raise InspectionRefused("Bảng kiểm không có nội dung này.", field=f"met_{code}")
            note = told.note.strip()[:1000]
            if told.met is Met.UNMET and not note:
                raise InspectionRefused(
                    "Nội dung chưa đạt phải nêu đã thấy gì.", hint="Hãy ghi ngắn gọn.", field=f"note_{code}"
                )
            old = before.get(code)
            if old is not None and (old.met, old.note) == (told.met.value, note):
                continue
            ChecklistAnswer.objects.update_or_create(
                visit=visit, item=code, defaults={"met": told.met.value, "note": note}
            )
            changed_before[code] = [old.met, old.note] if old else None
            changed_after[code] = [told.met.value, note]
        if changed_after:
            step(one, visit.plan, About(visit=visit, before=changed_before, after=changed_after))
        return visit


def find(
    actor: Actor, visit_id: int, told: FindingIn, key: str, now: dt.datetime | None = None
) -> InspectionFinding:
    """Put a finding on record. Raises `InspectionRefused`."""
    with transaction.atomic():
        visit = locked_visit(visit_id)
        one = doing(InspectionAct.FIND, actor, inspector(actor, visit), key, now, WHO_INSPECTS)
        if done_before(one):
            return InspectionFinding.objects.get(steps__key=one.key)
        require_visit(visit, _WRITING, "ghi phát hiện")
        finding = InspectionFinding.objects.create(
            visit=visit,
            number=(visit.findings.aggregate(last=Max("number"))["last"] or 0) + 1,
            **_checked(told, visit),
        )
        after = {"content": finding.content, "demand": finding.demand, "due": f"{finding.due:%d/%m/%Y}"}
        step(one, visit.plan, About(visit=visit, finding=finding, after=after))
        return finding


def _checked(told: FindingIn, visit: Visit) -> dict[str, object]:
    if told.item and told.item not in {item.code for item in items_of(visit.checklist)}:
        raise InspectionRefused("Bảng kiểm không có nội dung này.", field="item")
    code = told.dossier_code.strip().upper()
    if code and not visit.sample.filter(dossier__code=code).exists():
        raise InspectionRefused(
            "Hồ sơ này không có trong mẫu kiểm tra.", hint="Hãy chọn hồ sơ trong mẫu.", field="dossier_code"
        )
    unit = next((each for each in answering_units(visit.unit) if each.pk == told.unit_id), None)
    if unit is None:
        raise InspectionRefused("Đơn vị chịu trách nhiệm không thuộc nơi được kiểm tra.", field="unit")
    if visit.last_day is not None and told.due <= visit.last_day:
        raise InspectionRefused("Hạn khắc phục phải sau ngày kiểm tra.", field="due")
    return {
        "item": told.item,
        "dossier_code": code,
        "content": words(told.content, "content", "Nội dung phát hiện", least=10),
        "demand": words(told.demand, "demand", "Kiến nghị", least=10),
        "ground": told.ground.strip()[:500],
        "grave": told.grave,
        "unit": unit,
        "due": told.due,
    }


def withdraw(
    actor: Actor, finding_id: int, why: str, key: str, now: dt.datetime | None = None
) -> InspectionFinding:
    """Take a finding back before the conclusion, with the reason; its row stays. Raises `InspectionRefused`."""
    with transaction.atomic():
        finding = locked_finding(finding_id)
        visit = locked_visit(finding.visit_id)
        one = doing(InspectionAct.WITHDRAW, actor, inspector(actor, visit), key, now, WHO_INSPECTS)
        if done_before(one):
            return finding
        require_visit(visit, _WRITING, "rút phát hiện")
        if finding.state != FindingState.OPEN:
            raise InspectionRefused("Phát hiện này đã được xử lý.", hint="Hãy tải lại trang.")
        told = words(why, "why", "Lý do rút phát hiện", least=10, most=1000)
        finding.state = FindingState.WITHDRAWN
        finding.save(update_fields=["state"])
        step(one, visit.plan, About(visit=visit, finding=finding, note=told, after={"state": finding.state}))
        return finding


def report(
    actor: Actor,
    visit_id: int,
    conclusion: str,
    recommendation: str,
    key: str,
    now: dt.datetime | None = None,
) -> Visit:
    """Hand the draft of the conclusion to the head. Raises `InspectionRefused` while something was not looked at."""
    with transaction.atomic():
        visit = locked_visit(visit_id)
        one = doing(InspectionAct.REPORT, actor, inspector(actor, visit), key, now, WHO_INSPECTS)
        if done_before(one):
            return visit
        require_visit(visit, _WRITING, "trình kết luận")
        _check_whole(visit)
        visit.conclusion = words(conclusion, "conclusion", "Nhận xét, kết luận", least=20, most=_LONGEST_TEXT)
        visit.recommendation = recommendation.strip()[:_LONGEST_TEXT]
        visit.state = VisitState.REPORTED
        visit.save(update_fields=["conclusion", "recommendation", "state"])
        step(one, visit.plan, About(visit=visit, after={"state": visit.state}))
        return visit


def _check_whole(visit: Visit) -> None:
    answers = {row.item: row.met for row in visit.answers.all()}
    missing = [item.code for item in items_of(visit.checklist) if item.code not in answers]
    if missing:
        raise InspectionRefused(
            f"Bảng kiểm còn {len(missing)} nội dung chưa ghi: {', '.join(missing)}.",
            hint="Hãy ghi đủ bảng kiểm; nội dung không có việc thì chọn “Không phát sinh”.",
        )
    unseen = visit.sample.filter(verdict="").count()
    if unseen:
        raise InspectionRefused(
            f"Còn {unseen} hồ sơ trong mẫu chưa ghi kết quả.", hint="Hãy mở mẫu hồ sơ và ghi từng hồ sơ."
        )
    bare = {item for item, met in answers.items() if met == Met.UNMET}
    told = visit.findings.exclude(state=FindingState.WITHDRAWN)
    bare -= set(told.values_list("item", flat=True))
    if bare:
        raise InspectionRefused(
            f"Nội dung chưa đạt chưa có phát hiện: {', '.join(sorted(bare))}.",
            hint="Mỗi nội dung chưa đạt cần một phát hiện với kiến nghị và hạn khắc phục.",
        )
    faulty = set(visit.sample.filter(verdict=DossierVerdict.FAULTY).values_list("dossier__code", flat=True))
    faulty -= set(told.values_list("dossier_code", flat=True))
    if faulty:
        raise InspectionRefused(
            f"Hồ sơ có sai sót chưa có phát hiện: {', '.join(sorted(faulty))}.",
            hint="Hãy ghi phát hiện cho từng hồ sơ.",
        )


def return_report(actor: Actor, visit_id: int, why: str, key: str, now: dt.datetime | None = None) -> Visit:
    """The head sends the draft back to the team, with the reason. Raises `InspectionRefused`."""
    with transaction.atomic():
        visit = locked_visit(visit_id)
        one = doing(
            InspectionAct.RETURN_REPORT, actor, signer(actor, visit.plan.unit_id), key, now, WHO_SIGNS
        )
        if done_before(one):
            return visit
        require_visit(visit, {VisitState.REPORTED}, "trả lại")
        told = words(why, "why", "Lý do trả lại", least=5, most=1000)
        visit.state = VisitState.UNDER_WAY
        visit.save(update_fields=["state"])
        step(one, visit.plan, About(visit=visit, note=told, after={"state": visit.state}))
        return visit


def sign(actor: Actor, visit_id: int, key: str, now: dt.datetime | None = None) -> Visit:
    """The head signs: the letter takes its number of the year and is frozen. Raises `InspectionRefused`.

    Without any finding there is nothing to follow up, and the inspection is closed at once.
    """
    with transaction.atomic():
        visit = locked_visit(visit_id)
        one = doing(InspectionAct.SIGN, actor, signer(actor, visit.plan.unit_id), key, now, WHO_SIGNS)
        if done_before(one):
            return visit
        require_visit(visit, {VisitState.REPORTED}, "ký")
        letter = issue(visit, one)
        follow_up = visit.findings.exclude(state=FindingState.WITHDRAWN).exists()
        visit.state = VisitState.CONCLUDED if follow_up else VisitState.CLOSED
        visit.concluded_at = one.now
        visit.closed_at = None if follow_up else one.now
        visit.save(update_fields=["state", "concluded_at", "closed_at"])
        after = {"state": visit.state, "number": letter.number, "sha256": letter.sha256}
        step(one, visit.plan, About(visit=visit, after=after))
        return visit
