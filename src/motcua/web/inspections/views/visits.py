# SPDX-License-Identifier: EUPL-1.2
"""The inspection of one unit: its page, how it is announced, the checklist, the sample, the letter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.inspections import acts, queries, rights
from motcua.inspections.checklists import items_of
from motcua.inspections.errors import InspectionRefused, InspectionUnknown
from motcua.inspections.letters import content_of, pdf_of
from motcua.inspections.models import DossierVerdict, Met, SampledDossier, Visit, VisitState
from motcua.law.transitions import ACT_NAMES, Act
from motcua.organisations.actors import Actor
from motcua.web.acting import actor_for, for_roles
from motcua.web.downloads import as_file
from motcua.web.forms.base import PressForm
from motcua.web.forms.offers import Choice, work
from motcua.web.inspections.forms import (
    AnnounceForm,
    ChecklistForm,
    ReportForm,
    SampleForm,
    VerdictForm,
    WhyForm,
)
from motcua.web.inspections.words import finding_urgency, steps_told
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.uploads import DOCX
from motcua.web.wording import tr

_BEFORE = (VisitState.PLANNED, VisitState.ANNOUNCED)
_TEXT = (VisitState.UNDER_WAY, VisitState.REPORTED, VisitState.CONCLUDED, VisitState.CLOSED)


@for_roles(*rights.READERS)
@require_form
def visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Everything about one inspection. Until the conclusion is signed, what was seen is shown to the agency only."""
    actor, row = actor_for(request), visit_of(request, visit_id)
    own = rights.rights_on(actor, row)
    worked = work(request, list(_choices(actor, row, own)))
    if worked.done:
        return redirect("inspection_visit", visit_id=row.pk)
    today = timezone.localdate()
    inside = rights.may_see_plan(actor, row.plan)
    seen = inside or row.concluded_at is not None
    context: dict[str, Any] = {
        "visit": row,
        "state": tr(row.get_state_display()),
        "own": own,
        "inside": inside,
        "team": [
            (one, tr(one.get_duty_display())) for one in row.team.select_related("person").order_by("id")
        ],
        "checked": _checked(row) if seen else None,
        "sampled": _sampled(row) if inside else None,
        "findings": [
            (one, finding_urgency(one, today), tr(one.get_state_display()))
            for one in queries.findings_of(row)
        ]
        if seen
        else [],
        "shows_letter": seen and row.state in _TEXT,
        "writing": own.inspects and row.state == VisitState.UNDER_WAY,
        "preparing": own.manages and row.state in _BEFORE and row.plan.state == "in_force",
        "worked": worked,
        "steps": steps_told(queries.steps_of(row)) if inside else [],
        "crumbs": _crumbs(row, ""),
    }
    return page(request, "inspections/visit.html", context, status=worked.status)


def _choices(actor: Actor, row: Visit, own: rights.Rights) -> Iterator[Choice]:
    state = VisitState(row.state)
    if own.inspects and state is VisitState.ANNOUNCED:
        yield _plain(
            "bat-dau",
            _("Bắt đầu kiểm tra"),
            _("Bắt đầu"),
            _("Đoàn đã bắt đầu kiểm tra."),
            partial(acts.start, actor, row.pk),
            main=True,
        )
    if own.inspects and state is VisitState.UNDER_WAY:
        yield Choice(
            "trinh",
            _("Trình dự thảo kết luận"),
            partial(ReportForm, visit=row),
            lambda data: acts.report(actor, row.pk, data["conclusion"], data["recommendation"], data["key"]),
            _("Trình ký"),
            _("Đã trình dự thảo kết luận."),
            words=_("Trình được khi bảng kiểm và mẫu hồ sơ đã ghi đủ."),
        )
    if own.signs and state is VisitState.REPORTED:
        yield _plain(
            "ky",
            _("Ký thông báo kết luận"),
            _("Ký"),
            _("Thông báo kết luận đã được ký và cấp số."),
            partial(acts.sign, actor, row.pk),
            words=_(
                "Số tiếp theo trong năm được cấp khi ký; văn bản không sửa được nữa. Hãy xem dự thảo trước."
            ),
            main=True,
        )
        yield Choice(
            "tra-lai",
            _("Trả lại đoàn kiểm tra"),
            WhyForm,
            lambda data: acts.return_report(actor, row.pk, data["why"], data["key"]),
            _("Trả lại"),
            _("Đã trả lại dự thảo."),
        )
    if own.manages and state is VisitState.CONCLUDED:
        yield _plain(
            "ket-thuc",
            _("Kết thúc theo dõi"),
            _("Kết thúc"),
            _("Đợt kiểm tra đã kết thúc."),
            partial(acts.close_visit, actor, row.pk),
            words=_("Kết thúc được khi mọi phát hiện đã được công nhận khắc phục."),
        )
    if own.manages and state in _BEFORE:
        yield Choice(
            "bo",
            _("Bỏ khỏi kế hoạch"),
            WhyForm,
            lambda data: acts.drop_unit(actor, row.pk, data["why"], data["key"]),
            _("Bỏ đơn vị"),
            _("Đã bỏ đơn vị khỏi kế hoạch."),
        )


def _plain(
    name: str, title: str, button: str, done: str, act: Any, words: str = "", *, main: bool = False
) -> Choice:
    """An act that asks for nothing."""
    return Choice(name, title, PressForm, lambda data: act(data["key"]), button, done, words, main)


def _checked(row: Visit) -> dict[str, Any]:
    answers = {one.item: one for one in row.answers.all()}
    items = items_of(row.checklist)
    lines = [(item, answers[item.code]) for item in items if item.code in answers]
    return {
        "name": row.checklist.get("name", ""),
        "whole": len(items),
        "told": len(lines),
        "unmet": [(item, one.note) for item, one in lines if one.met == Met.UNMET],
    }


def _sampled(row: Visit) -> dict[str, int]:
    verdicts = list(row.sample.values_list("verdict", flat=True))
    return {
        "whole": len(verdicts),
        "told": sum(bool(one) for one in verdicts),
        "faulty": verdicts.count(DossierVerdict.FAULTY.value),
    }


@for_roles(*rights.READERS)
@require_form
def announce(request: HttpRequest, visit_id: int) -> HttpResponse:
    """When, on what and by whom the unit is inspected."""
    actor, row = actor_for(request), visit_of(request, visit_id)
    if rights.manager(actor, row.plan.unit_id) is None or row.state not in _BEFORE:
        raise Http404
    today = timezone.localdate()
    people = list(queries.inspectors_for(row, today))
    form = partial(AnnounceForm, visit=row, people=people, today=today)
    holder: list[AnnounceForm] = []

    def kept(*args: Any, **kwargs: Any) -> AnnounceForm:
        holder.append(form(*args, **kwargs))
        return holder[-1]

    choice = Choice(
        "thong-bao",
        _("Thông báo kiểm tra"),
        kept,
        lambda data: acts.announce(actor, row.pk, holder[-1].told(), data["key"]),
        _("Thông báo"),
        _("Đơn vị đã thấy lịch kiểm tra."),
        main=True,
    )
    worked = work(request, [choice])
    if worked.done:
        return redirect("inspection_visit", visit_id=row.pk)
    context = {"visit": row, "worked": worked, "crumbs": _crumbs(row, _("Thông báo"))}
    return page(request, "inspections/announce.html", context, status=worked.status)


@for_roles(*rights.READERS)
@require_form
def checklist(request: HttpRequest, visit_id: int) -> HttpResponse:
    """The checklist, to fill in while the inspection runs, to read afterwards."""
    actor, row = actor_for(request), visit_of(request, visit_id)
    if not row.checklist or not (rights.may_see_plan(actor, row.plan) or row.concluded_at):
        raise Http404
    writing = row.state == VisitState.UNDER_WAY and rights.inspector(actor, row) is not None
    answers = {one.item: one for one in row.answers.all()}
    items = items_of(row.checklist)
    form = ChecklistForm(request.POST or None, items=items, answers=answers)
    if request.method == "POST" and not writing:
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            acts.check(actor, row.pk, form.seen(), form.cleaned_data["key"])
        except InspectionRefused as refused:
            form.refuse(refused)
        else:
            return redirect("inspection_visit", visit_id=row.pk)
    context = {
        "visit": row,
        "form": form,
        "writing": writing,
        "lines": [(item, answers.get(item.code), _met(answers.get(item.code))) for item in items],
        "crumbs": _crumbs(row, _("Bảng kiểm")),
    }
    return page(request, "inspections/checklist.html", context, status=422 if form.errors else 200)


def _met(answer: Any) -> str:
    return tr(answer.get_met_display()) if answer else ""


@for_roles(*rights.READERS)
@require_form
def sample(request: HttpRequest, visit_id: int) -> HttpResponse:
    """The dossiers drawn, for the team; more can be drawn while the inspection runs."""
    actor, row = actor_for(request), visit_of(request, visit_id)
    if rights.inspector(actor, row) is None:
        raise Http404
    choices = []
    if row.state == VisitState.UNDER_WAY:
        choices.append(
            Choice(
                "chon",
                _("Chọn mẫu hồ sơ"),
                SampleForm,
                lambda data: acts.sample(actor, row.pk, data["number"], data["key"]),
                _("Chọn ngẫu nhiên"),
                _("Đã chọn mẫu hồ sơ."),
                words=_(
                    "Lấy ngẫu nhiên trong hồ sơ đơn vị đã nhận, giải quyết hoặc giữ trong thời kỳ: "
                    "khoảng 30 % quá hạn, 20 % từ chối, 20 % có yêu cầu bổ sung, còn lại bất kỳ."
                ),
                main=not row.sample_seed,
            )
        )
    worked = work(request, choices)
    if worked.done:
        return redirect("inspection_sample", visit_id=row.pk)
    context = {
        "visit": row,
        "rows": [
            (one, tr(one.get_group_display()), tr(one.get_verdict_display()) if one.verdict else "")
            for one in queries.sample_of(row)
        ],
        "worked": worked,
        "crumbs": _crumbs(row, _("Mẫu hồ sơ")),
    }
    return page(request, "inspections/sample.html", context, status=worked.status)


@for_roles(*rights.READERS)
@require_form
def dossier(request: HttpRequest, visit_id: int, row_id: int) -> HttpResponse:
    """One dossier of the sample: its facts and events, and what came out. The look is on record first."""
    actor, row = actor_for(request), visit_of(request, visit_id)
    try:
        looked = acts.look(actor, row.pk, row_id, address=request.META.get("REMOTE_ADDR", ""))
    except InspectionUnknown as unknown:
        raise Http404(str(unknown)) from unknown
    choices = []
    if row.state == VisitState.UNDER_WAY:
        choices.append(
            Choice(
                "ghi",
                _("Kết quả kiểm tra hồ sơ"),
                VerdictForm,
                lambda data: acts.check_dossier(
                    actor, row.pk, row_id, DossierVerdict(data["verdict"]), data["note"], data["key"]
                ),
                _("Ghi kết quả"),
                _("Đã ghi kết quả kiểm tra hồ sơ."),
                main=True,
            )
        )
    worked = work(request, choices)
    if worked.done:
        return redirect(_next(row, looked.row))
    context = {
        "visit": row,
        "looked": looked,
        "group": tr(looked.row.get_group_display()),
        "verdict": tr(looked.row.get_verdict_display()) if looked.row.verdict else "",
        "events": [(event, tr(ACT_NAMES[Act(event.act)])) for event in looked.events],
        "worked": worked,
        "crumbs": [
            (_("Kiểm tra"), reverse("inspections")),
            (row.unit.name, reverse("inspection_visit", args=[row.pk])),
            (_("Mẫu hồ sơ"), reverse("inspection_sample", args=[row.pk])),
            (looked.dossier.code, ""),
        ],
    }
    return page(request, "inspections/dossier.html", context, status=worked.status)


def _next(row: Visit, done: SampledDossier) -> str:
    """The next dossier without a result; the list when there is none."""
    left = [one.pk for one in queries.sample_of(row) if not one.verdict and one.pk != done.pk]
    if left:
        return reverse("inspection_dossier", args=[row.pk, left[0]])
    return reverse("inspection_sample", args=[row.pk])


@for_roles(*rights.READERS)
@require_safe
def letter(request: HttpRequest, visit_id: int, form_slug: str) -> HttpResponse:
    """The notice of conclusion: the draft for the agency, once signed also for the unit."""
    actor, row = actor_for(request), visit_of(request, visit_id)
    allowed = rights.may_see_plan(actor, row.plan) or row.concluded_at is not None
    if form_slug not in ("pdf", "docx") or not allowed or row.state not in _TEXT:
        raise Http404
    now, name = timezone.now(), f"ket-luan-kiem-tra-{row.pk}"
    if form_slug == "pdf":
        return as_file(pdf_of(row, now), f"{name}.pdf", "application/pdf", shown=True)
    from motcua.inspections.letter_docx import as_docx  # ⚡ slow to load

    return as_file(as_docx(content_of(row, now), row.concluded_at or now), f"{name}.docx", DOCX)


def visit_of(request: HttpRequest, visit_id: int) -> Visit:
    """The visit, for whoever may see it; to everybody else there is none (404)."""
    try:
        return queries.visit_for(actor_for(request), visit_id)
    except InspectionUnknown as unknown:
        raise Http404(str(unknown)) from unknown


def _crumbs(row: Visit, here: str) -> list[tuple[str, str]]:
    way = [(_("Kiểm tra"), reverse("inspections"))]
    if here:
        return [*way, (row.unit.name, reverse("inspection_visit", args=[row.pk])), (here, "")]
    return [*way, (row.unit.name, "")]
