# SPDX-License-Identifier: EUPL-1.2
"""One criterion of a sheet with everything that may be done about it, its files, and one remedial task."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.documents import store
from motcua.law.timeliness import Urgency
from motcua.reform import acts, comparing, queries
from motcua.reform.acts.remedies import Owner, remedy_seat
from motcua.reform.acts.selfscoring import criterion_in
from motcua.reform.errors import ReformRefused, ReformUnknown
from motcua.reform.models import ReformAssessment, ReformScore, RemedyState, SheetState
from motcua.reform.rights import READERS, heading_seat, judging_seat, scoring_seat
from motcua.reform.scoring import fact_of
from motcua.reform.summing import tree_in
from motcua.reform.tree import Criterion, Judge
from motcua.statistics.rights import may_list
from motcua.web import uploads
from motcua.web.acting import actor_for, for_roles
from motcua.web.downloads import as_file, with_ending
from motcua.web.forms.base import HouseForm, new_key
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.reform.forms import (
    AnswerForm,
    AppraisalForm,
    EndForm,
    FileForm,
    LossForm,
    RemedyForm,
    SelfForm,
    WordsForm,
)
from motcua.web.reform.shown import about, counted_of, files_of
from motcua.web.reform.views.common import UNUSABLE, crumbs, read, sheet_crumb, sheet_for
from motcua.web.reform.words import fact_words, points_words
from motcua.web.wording import tr

_Forms = dict[str, Any]


class _Desk:
    """One criterion of a sheet, as one person may work on it."""

    def __init__(self, request: HttpRequest, sheet: ReformAssessment, code: str) -> None:
        self.request, self.sheet = request, sheet
        self.actor = actor_for(request)
        self.tree = tree_in(sheet.round.criteria)
        try:
            self.criterion: Criterion = criterion_in(self.tree, code)
        except ReformUnknown as unknown:
            raise Http404(str(unknown)) from unknown
        self.scores = queries.scores_of(sheet)
        self.score: ReformScore = next(one for one in self.scores if one.code == code)

    def offered(self) -> list[str]:
        """What this person may do now."""
        state = SheetState(self.sheet.state)
        scorer = scoring_seat(self.actor, self.sheet.unit) is not None
        judge = judging_seat(self.actor, self.sheet.round) is not None
        waits = self.score.objected_at is not None and self.score.answered_at is None
        lost = comparing.points_now(self.score)
        lacks = lost is not None and lost < self.criterion.most
        wanted = {
            "tu-cham": scorer and state is SheetState.SCORING and self.criterion.judge is Judge.UNIT,
            "tai-lieu": scorer and state in (SheetState.SCORING, SheetState.APPRAISED),
            "tham-dinh": judge and state is SheetState.SUBMITTED,
            "kien-nghi": state is SheetState.APPRAISED
            and self.score.objected_at is None
            and heading_seat(self.actor, self.sheet.unit) is not None,
            "tra-loi": judge and state is SheetState.APPRAISED and waits,
            "nguyen-nhan": scorer and lacks,
            "khac-phuc": scorer and lacks,
        }
        return [name for name, may in wanted.items() if may]

    def forms(self, pressed: str) -> _Forms:
        """The forms of what may be done; the one that was pressed carries what was sent."""
        return {name: self._form(name, sent=name == pressed) for name in self.offered()}

    def _form(self, name: str, *, sent: bool) -> HouseForm:
        data = (self.request.POST, self.request.FILES) if sent else (None, None)
        known: dict[str, Any] = {"prefix": name}
        if name in ("tu-cham", "tham-dinh", "tra-loi"):
            of = {"tu-cham": SelfForm, "tham-dinh": AppraisalForm, "tra-loi": AnswerForm}[name]
            return of(*data, criterion=self.criterion, score=self.score, **known)
        if name in ("nguyen-nhan", "khac-phuc"):
            units, people = queries.owners_for(self.sheet, timezone.localdate())
            lossy = name == "nguyen-nhan"
            if lossy:
                known["initial"] = {
                    "cause": self.score.cause,
                    "cause_words": self.score.cause_words,
                    "unit": self.score.owner_unit_id or self.sheet.unit_id,
                    "person": self.score.owner_id,
                }
            else:
                known["initial"] = {
                    "unit": self.score.owner_unit_id or self.sheet.unit_id,
                    "person": self.score.owner_id,
                }
            of_owner = LossForm if lossy else RemedyForm
            return of_owner(*data, units=units, people=people, **known)
        return (
            FileForm(*data, **known)
            if name == "tai-lieu"
            else WordsForm(*data, label=_("Kiến nghị"), **known)
        )


@for_roles(*READERS)
@require_form
def criterion_page(request: HttpRequest, sheet_id: int, criterion: str) -> HttpResponse:
    """A criterion: what the set says, what the house counted, how it stands, and what may be done. `viec`: which."""
    desk = _Desk(request, sheet_for(request, sheet_id), criterion)
    pressed = request.POST.get("viec", "")
    forms = desk.forms(pressed)
    form = forms.get(pressed)
    if request.method == "POST":
        if form is None:
            messages.error(request, _("Việc này không còn làm được; phiếu đã đổi trạng thái."))
            return redirect("reform_criterion", sheet_id=sheet_id, criterion=criterion)
        if form.is_valid() and _done(desk, pressed, form):
            messages.success(request, _("Đã ghi nhận."))
            return _onward(request, desk)
    return page(request, "reform/criterion.html", _context(desk, forms, form), status=_status(form))


def _status(form: HouseForm | None) -> int:
    return UNUSABLE if form is not None and form.errors else 200


def _onward(request: HttpRequest, desk: _Desk) -> HttpResponse:
    """The next criterion, when that was asked for; else the same page."""
    code = desk.criterion.code
    if "tiep" in request.POST and (following := _beside(desk, 1)) is not None:
        code = following.code
    return redirect("reform_criterion", sheet_id=desk.sheet.pk, criterion=code)


def _beside(desk: _Desk, step: int) -> Criterion | None:
    leaves = desk.tree.leaves
    place = leaves.index(desk.criterion) + step
    return leaves[place] if 0 <= place < len(leaves) else None


def _done(desk: _Desk, name: str, form: Any) -> bool:
    try:
        _ACTS[name](desk, form)
    except ReformRefused as refused:
        form.refuse(refused)
    except ValidationError as refused:
        form.add_error("file", refused)
    return not form.errors


def _score(desk: _Desk, form: Any) -> None:
    acts.score_self(desk.actor, desk.sheet.pk, form.said(), form.cleaned_data["key"])


def _attach(desk: _Desk, form: Any) -> None:
    told = form.cleaned_data
    stored = uploads.keep(told["file"])
    name = told["name"] or str(told["file"].name)
    acts.attach(desk.actor, desk.sheet.pk, desk.criterion.code, stored, name, told["key"])


def _appraise(desk: _Desk, form: Any) -> None:
    acts.appraise(desk.actor, desk.sheet.pk, form.said(), form.cleaned_data["key"])


def _object(desk: _Desk, form: Any) -> None:
    told = form.cleaned_data
    acts.object_to(desk.actor, desk.sheet.pk, desk.criterion.code, told["words"], told["key"])


def _answer(desk: _Desk, form: Any) -> None:
    told = form.cleaned_data
    acts.answer_objection(desk.actor, desk.sheet.pk, form.said(), told["because"], told["key"])


def _state_loss(desk: _Desk, form: Any) -> None:
    told = form.cleaned_data
    owner = Owner(told["unit"], told["person"])
    acts.state_loss(
        desk.actor,
        desk.sheet.pk,
        desk.criterion.code,
        told["cause"],
        told["cause_words"],
        owner,
        told["key"],
    )


def _remedy(desk: _Desk, form: Any) -> None:
    told = form.cleaned_data
    owner = Owner(told["unit"], told["person"])
    acts.add_remedy(
        desk.actor, desk.sheet.pk, desk.criterion.code, told["words"], owner, told["due"], told["key"]
    )


_ACTS: dict[str, Callable[[_Desk, Any], None]] = {
    "tu-cham": _score,
    "tai-lieu": _attach,
    "tham-dinh": _appraise,
    "kien-nghi": _object,
    "tra-loi": _answer,
    "nguyen-nhan": _state_loss,
    "khac-phuc": _remedy,
}


def _context(desk: _Desk, forms: _Forms, form: HouseForm | None) -> dict[str, Any]:
    sheet, score, criterion = desk.sheet, desk.score, desk.criterion
    earlier = queries.year_before(sheet)
    was = None
    if earlier is not None:
        before = comparing.earlier_of(desk.tree, tree_in(earlier.round.criteria), queries.scores_of(earlier))
        was = before.get(criterion.code)
    return {
        "crumbs": crumbs(sheet_crumb(sheet), (criterion.code, "")),
        "sheet": sheet,
        "score": score,
        "about": about(criterion),
        "counted": counted_of(criterion, score, opening=may_list(desk.actor, sheet.unit_id)),
        "own": fact_words(criterion, fact_of(score.self_fact or {})),
        "own_points": points_words(score.self_points),
        "given": fact_words(criterion, fact_of(score.appraised_fact or {})),
        "given_points": points_words(score.appraised_points),
        "was": points_words(was.points) if was is not None and was.same else "",
        "was_year": sheet.round.year - 1,
        "cause": tr(score.get_cause_display()) if score.cause else "",
        "files": files_of(score),
        "remedies": [
            (one, tr(one.get_state_display())) for one in queries.remedies_of(sheet, criterion.code)
        ],
        "steps": [(step, tr(step.get_act_display())) for step in queries.steps_of(sheet, criterion.code)],
        "forms": forms,
        "form": form,
        "previous": _beside(desk, -1),
        "following": _beside(desk, 1),
        "may_withdraw": "tu-cham" in forms,
        "key": new_key(),
    }


@for_roles(*READERS)
@require_safe
def evidence(request: HttpRequest, sheet_id: int, evidence_id: int) -> HttpResponse:
    """A file that proves a score."""
    sheet = sheet_for(request, sheet_id)
    row = read(lambda _actor, pk: queries.evidence_of(sheet, pk), request, evidence_id)
    name = with_ending(f"tai-lieu-{row.pk}", row.media_type)
    return as_file(store.read(row.sha256), name, row.media_type)


@for_roles(*READERS)
@require_POST
def withdraw(request: HttpRequest, sheet_id: int, evidence_id: int) -> HttpResponse:
    """No longer put a file forward."""
    sheet = sheet_for(request, sheet_id)
    row = read(lambda _actor, pk: queries.evidence_of(sheet, pk), request, evidence_id)
    try:
        acts.withdraw(actor_for(request), row.pk, request.POST.get("key", "")[:40])
    except ReformRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã rút tài liệu; tệp vẫn được lưu."))
    return redirect("reform_criterion", sheet_id=sheet.pk, criterion=row.score.code)


@for_roles(*READERS)
@require_form
def remedy(request: HttpRequest, remedy_id: int) -> HttpResponse:
    """A remedial task, and reporting what came of it."""
    task = read(queries.remedy_of, request, remedy_id)
    actor = actor_for(request)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            acts.end_remedy(actor, task.pk, told["result"], told["key"], done=told["outcome"] == "xong")
        except ReformRefused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Đã ghi kết quả."))
            return redirect("reform_remedy", remedy_id=task.pk)
    tree = tree_in(task.assessment.round.criteria)
    context = {
        "crumbs": crumbs(sheet_crumb(task.assessment), (_("Việc khắc phục"), "")),
        "task": task,
        "criterion": tree.criterion(task.code),
        "state": tr(task.get_state_display()),
        "overdue": Urgency.LATE,
        "late": task.state == RemedyState.OPEN and task.due < timezone.localdate(),
        "form": form,
        "may_end": task.state == RemedyState.OPEN and remedy_seat(actor, task) is not None,
    }
    return page(request, "reform/remedy.html", context, status=_status(form))
