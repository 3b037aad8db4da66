# SPDX-License-Identifier: EUPL-1.2
"""Scanned pages of a reception: from a folder, from this machine's camera, from a telephone by a signed link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.catalogue.at_counter import version_at_counter
from motcua.documents import pages, scans, store
from motcua.documents.content import IMAGES, FileRefused
from motcua.documents.models import IncomingPage
from motcua.law.roles import COUNTER_ROLES
from motcua.web.acting import actor_for, for_roles
from motcua.web.addresses import number_in
from motcua.web.forms.papers import PaperLine, PaperRow
from motcua.web.methods import require_form
from motcua.web.pictures import qr_of
from motcua.web.reception import key_of
from motcua.web.refusal_words import refusal_words
from motcua.web.uploads import content_of

LINK_HOLDS: Final = 15 * 60
"""Seconds that a telephone may add pages after the link was shown."""
_SALT: Final = "motcua.web.counter.phone"
_ENDING: Final = "_files"


def take_files(request: HttpRequest, key: str) -> list[FileRefused]:
    """Keep every file that came with the form, by paper; what was refused, in order."""
    refused = []
    owner = actor_for(request).person_id or 0
    for name in request.FILES:
        if not name.endswith(_ENDING):
            continue
        files = [content_of(one) for one in request.FILES.getlist(name)]
        try:
            scans.add(owner, key, name.removesuffix(_ENDING)[:40], files, IncomingPage.Via.DESK)
        except FileRefused as refusal:
            refused.append(refusal)
    return refused


def work_on_pages(request: HttpRequest, doing: str) -> None:
    """`trang:xoay:12` turns page 12, `trang:len:12` moves it forward, `trang:bo:12` takes it out."""
    _head, what, number = (*doing.split(":"), "", "")[:3]
    work = {"xoay": scans.turn, "len": scans.forward, "bo": scans.remove}.get(what)
    page_id = number_in(number)
    if work is not None and page_id is not None:
        work(actor_for(request).person_id or 0, page_id)


@for_roles(*COUNTER_ROLES)
@require_POST
def paper_pages(request: HttpRequest) -> HttpResponse:
    """Add or change pages of one paper; the answer is that paper's row of pages."""
    key, paper = key_of(request), request.POST.get("paper", "")[:40]
    refused = take_files(request, key)
    work_on_pages(request, request.POST.get("viec", ""))
    found = scans.of_reception(actor_for(request).person_id or 0, key).get(paper, [])
    row = PaperRow(PaperLine(paper, ""), True, "", "", (), found)
    return render(
        request, "web/_scans.html", {"row": row, "refused": refused}, status=422 if refused else 200
    )


@for_roles(*COUNTER_ROLES)
@require_safe
@never_cache
def page_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """A small picture of one of my pages, or the page itself with `?to=1`."""
    page = scans.page_of(actor_for(request).person_id or 0, pk)
    if page is None:
        raise Http404
    content = store.read(page.file_id)
    if request.GET.get("to") or page.file.media_type not in IMAGES:
        return HttpResponse(content, content_type=page.file.media_type)
    return HttpResponse(pages.thumbnail(content, page.turn), content_type="image/jpeg")


@dataclass(frozen=True, slots=True)
class PhoneLink:
    """What a telephone may do: add pages to one reception of one officer."""

    owner_id: int
    reception: str
    procedure: str

    def signed(self) -> str:
        """The link's secret part."""
        return signing.dumps([self.owner_id, self.reception, self.procedure], salt=_SALT, compress=True)

    @classmethod
    def read(cls, token: str) -> PhoneLink | None:
        """The link, if this site signed it and it still holds."""
        try:
            owner_id, reception, procedure = signing.loads(token, salt=_SALT, max_age=LINK_HOLDS)
        except signing.BadSignature:
            return None
        return cls(int(owner_id), str(reception), str(procedure))


@for_roles(*COUNTER_ROLES)
@require_safe
@never_cache
def phone_link(request: HttpRequest) -> HttpResponse:
    """A QR code for the telephone. Signing a link changes nothing."""
    key, code = request.GET.get("khoa", "")[:40], request.GET.get("thu-tuc", "")[:40]
    token = PhoneLink(actor_for(request).person_id or 0, key, code).signed()
    path = reverse("counter_phone", args=[token])
    context = {
        "picture": qr_of(path),
        "address": settings.PUBLIC_URL + path,
        "minutes": LINK_HOLDS // 60,
    }
    return render(request, "web/counter_qr.html", context)


@login_not_required
@require_form
@never_cache
def phone(request: HttpRequest, token: str) -> HttpResponse:
    """The page on the telephone: choose the paper, take pictures, send. It shows nothing of the reception."""
    link = PhoneLink.read(token)
    if link is None:
        return render(request, "web/counter_phone.html", {"expired": True}, status=410)
    version = version_at_counter(link.procedure, timezone.localdate())
    papers = [(f"p{paper.pk}", paper.name) for paper in version.papers.all()] if version else []
    error, added = "", 0
    if request.method == "POST":
        paper = request.POST.get("paper", "")
        files = [content_of(one) for name in ("camera", "folder") for one in request.FILES.getlist(name)]
        if paper not in dict(papers):
            error = _("Chưa chọn giấy tờ.")
        elif not files:
            error = _("Chưa chụp hoặc chọn ảnh nào.")
        else:
            try:
                added = len(scans.add(link.owner_id, link.reception, paper, files, IncomingPage.Via.PHONE))
            except FileRefused as refusal:
                error = refusal_words(refusal)
    context = {
        "papers": papers,
        "chosen": request.POST.get("paper", papers[0][0] if papers else ""),
        "error": error,
        "added": added,
    }
    return render(request, "web/counter_phone.html", context, status=422 if error else 200)
