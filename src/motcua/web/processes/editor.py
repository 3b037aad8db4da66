# SPDX-License-Identifier: EUPL-1.2
"""Internal processes kept by the administrator of the catalogue: seen, edited in a draft, exchanged as BPMN."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.catalogue.editing import EDITORS, READERS
from motcua.catalogue.editing.processes import digest, process_to_edit, save_process, value_of
from motcua.catalogue.errors import DraftChangedMeanwhile, EditRefused, NotCatalogueEditor
from motcua.catalogue.models import InternalProcess, ProcedureVersion, VersionStatus
from motcua.catalogue.processes import ReadProcess, ReadTime, TimeKind, known_minutes, lint
from motcua.catalogue.processes.bpmn import Note, read_bpmn, write_bpmn
from motcua.catalogue.processes.bpmn.parsing import MOST_BYTES
from motcua.catalogue.processes.drawing import draw, sentence
from motcua.catalogue.processes.lint import days
from motcua.catalogue.queries import process_row, processes_of, valid_on, version_of
from motcua.errors import MotCuaError
from motcua.law.names import fold
from motcua.web.acting import actor_for, for_roles
from motcua.web.catalogue.acting import FORBIDDEN, PAGE, UNUSABLE, may_write
from motcua.web.downloads import as_file
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.processes.rows import MOST, StepRows, changes_between, pressed

_CONFLICT = 409


@for_roles(*READERS)
@require_safe
def processes(request: HttpRequest) -> HttpResponse:
    """Processes by procedure: those in force today that have one, or whatever the words find."""
    words = request.GET.get("tim", "").strip()[:100]
    found = valid_on(timezone.localdate()).select_related("procedure").annotate(number_of=Count("processes"))
    if words:
        found = found.filter(Q(procedure__code__startswith=words) | Q(name_key__contains=fold(words)))
    else:
        found = found.filter(number_of__gt=0)
    shown = Paginator(found.order_by("procedure__code"), PAGE).get_page(request.GET.get("trang"))
    versions = list(shown.object_list)
    by_version: dict[int, list[InternalProcess]] = {}
    for row in processes_of([one.pk for one in versions]).annotate(length=Count("steps")):
        by_version.setdefault(row.version_id or 0, []).append(row)
    lines = [(version, by_version.get(version.pk, [])) for version in versions]
    context = {
        "crumbs": _crumbs(),
        "lines": lines,
        "words": words,
        "shown": shown,
        "may_write": _keeps(request),
    }
    return page(request, "processes/list.html", context)


@for_roles(*READERS)
@require_safe
def process(request: HttpRequest, process_id: int) -> HttpResponse:
    """One process drawn and in words, with what the lint says and what a draft changes."""
    row = _row_or_404(process_id)
    value = value_of(row)
    before = _before(row)
    context = {
        "crumbs": _crumbs((row.name, "")),
        "row": row,
        "process": value,
        "sentences": [sentence(value, index) for index in range(len(value.steps))],
        "drawing": _drawing(value),
        "before": before,
        "changes": changes_between(value_of(before).steps, value.steps) if before else [],
        "may_write": row.version is not None
        and may_write(request, row.version.field_code, row.version.procedure.code),
        **_judged(value),
    }
    return page(request, "processes/process.html", context)


@for_roles(*READERS)
@require_safe
def export(request: HttpRequest, process_id: int) -> HttpResponse:
    """The process as a BPMN 2.0 file."""
    row = _row_or_404(process_id)
    name = f"quy-trinh-{row.procedure_code or row.pk}-{row.pk}.bpmn"
    return as_file(write_bpmn(value_of(row)), name, "application/xml")


@for_roles(*EDITORS)
@require_POST
def begin(request: HttpRequest, process_id: int) -> HttpResponse:
    """Open the draft that holds a copy of the process."""
    try:
        copy = process_to_edit(actor_for(request), _row_or_404(process_id), timezone.localdate())
    except MotCuaError as refusal:
        messages.error(request, str(refusal))
        return redirect("process", process_id)
    return redirect("process_edit", copy.pk)


@for_roles(*EDITORS)
@require_form
def edit(request: HttpRequest, process_id: int) -> HttpResponse:
    """The table of steps of a process in a draft. Whatever is refused stays typed in."""
    row = _row_or_404(process_id)
    if request.method != "POST":
        if row.version is None or row.version.status != VersionStatus.DRAFT:
            return redirect("process", row.pk)
        return _edit_page(request, row.version, row, StepRows.of(value_of(row)), seen=digest(row))
    if row.version is None:
        raise Http404
    return _sent(request, row.version, row)


@for_roles(*EDITORS)
@require_form
def add(request: HttpRequest, version_id: int) -> HttpResponse:
    """A further process of a draft."""
    version = version_of(version_id).select_related("procedure").first()
    if version is None or version.status != VersionStatus.DRAFT:
        raise Http404
    if request.method == "POST":
        return _sent(request, version, None)
    return _edit_page(request, version, None, StepRows.of(_empty(version)))


def _sent(request: HttpRequest, version: ProcedureVersion, row: InternalProcess | None) -> HttpResponse:
    seen = request.POST.get("seen", "")
    if "doc-tep" in request.POST:
        return _imported(request, version, row)
    if pressed(request.POST):
        return _edit_page(request, version, row, StepRows.sent(request.POST, judged=False), seen=seen)
    rows = StepRows.sent(request.POST)
    if not rows.are_valid():
        return _edit_page(request, version, row, rows, seen=seen, status=UNUSABLE)
    value = rows.process(value_of(row) if row else _empty(version))
    if "kiem-tra" in request.POST:
        return _edit_page(request, version, row, rows, seen=seen, value=value)
    try:
        saved = save_process(actor_for(request), version.pk, row.pk if row else None, value, seen)
    except MotCuaError as refusal:
        status = FORBIDDEN if isinstance(refusal, NotCatalogueEditor) else UNUSABLE
        if isinstance(refusal, DraftChangedMeanwhile) and row is not None:
            status, seen = _CONFLICT, digest(row)
        return _edit_page(request, version, row, rows, seen=seen, value=value, status=status, refusal=refusal)
    messages.success(request, _("Đã lưu quy trình vào dự thảo."))
    return redirect("process", saved.pk)


def _imported(request: HttpRequest, version: ProcedureVersion, row: InternalProcess | None) -> HttpResponse:
    """The steps of a file in the table; nothing is written until they are saved."""
    seen, upload = request.POST.get("seen", ""), request.FILES.get("tep")
    try:
        found = read_bpmn(_content(upload))
    except MotCuaError as refusal:
        rows = StepRows.sent(request.POST, judged=False)
        return _edit_page(request, version, row, rows, seen=seen, status=UNUSABLE, refusal=refusal)
    start = value_of(row) if row else _empty(version)
    rows = StepRows.of(found.process)
    if not found.process.total.raw:
        rows.head.initial["total"] = start.total.raw
    return _edit_page(request, version, row, rows, seen=seen, value=found.process, notes=found.notes)


def _content(upload: UploadedFile[bytes] | None) -> bytes:
    if upload is None:
        raise EditRefused("tep", _("Chưa chọn tệp BPMN."))
    content: bytes = upload.read(MOST_BYTES + 1)
    return content


def _edit_page(
    request: HttpRequest,
    version: ProcedureVersion,
    row: InternalProcess | None,
    rows: StepRows,
    *,
    seen: str = "",
    value: ReadProcess | None = None,
    notes: tuple[Note, ...] = (),
    status: int = 200,
    refusal: MotCuaError | None = None,
) -> HttpResponse:
    if value is None and row is not None and request.method != "POST":
        value = value_of(row)
    context = {
        "crumbs": _crumbs(
            (row.name, reverse("process", args=[row.pk])) if row else (_("Thêm"), ""), (_("Sửa"), "")
        ),
        "version": version,
        "row": row,
        "rows": rows,
        "count": len(rows.forms),
        "full": len(rows.forms) >= MOST,
        "seen": seen,
        "notes": notes,
        "refusal": refusal,
        "drawing": _drawing(value) if value else "",
        **(_judged(value) if value else {}),
    }
    return page(request, "processes/edit.html", context, status=status)


def _judged(value: ReadProcess) -> dict[str, object]:
    """What the lint says, and how the steps stand against the limit."""
    added, total = known_minutes(value) if value.steps else 0, value.total_minutes
    return {
        "findings": lint(value),
        "added": days(added),
        "total": days(total) if total is not None else "",
        "left": days(total - added) if total is not None and total > added else "",
        "over": days(added - total) if total is not None and added > total else "",
    }


def _drawing(value: ReadProcess) -> str:
    return mark_safe(draw(value)) if value.steps else ""  # noqa: S308 (words are escaped by `draw`)


def _before(row: InternalProcess) -> InternalProcess | None:
    """The process of the version that a draft was copied from."""
    base = row.version.based_on_id if row.version else None
    if base is None:
        return None
    others = processes_of([base]).prefetch_related("steps").order_by("id")
    same = [one for one in others if one.case_name == row.case_name]
    return next((one for one in same if one.name == row.name), same[0] if same else None)


def _empty(version: ProcedureVersion) -> ReadProcess:
    total = ReadTime(TimeKind.MISSING, "")
    return ReadProcess(version.name, version.procedure.code, "", "", total, ())


def _row_or_404(process_id: int) -> InternalProcess:
    row = process_row(process_id)
    if row is None:
        raise Http404
    return row


def _keeps(request: HttpRequest) -> bool:
    return any(seat.role in EDITORS for seat in actor_for(request).seats)


def _crumbs(*way: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Quy trình nội bộ"), reverse("processes")), *way]
