# SPDX-License-Identifier: EUPL-1.2
"""Scanned pages of a reception that is not finished: added, turned, moved, removed, and bound when it is received.

A page is stored the moment it arrives, so whatever happens to the form on the screen, it is not lost. Only its owner
sees and changes the pages; a telephone may add, with a signed link that expires.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from motcua.documents import content, pages, store
from motcua.documents.content import DOCX, FileRefused
from motcua.documents.models import IncomingPage, StoredFile
from motcua.statements import Statement

MOST_PAGES: Final = 200
"""Files of one reception."""
KEPT_FOR: Final = dt.timedelta(days=2)
"""How long pages of a reception that was never finished are kept."""


def add(owner_id: int, reception: str, paper: str, files: Iterable[bytes], via: str) -> list[IncomingPage]:
    """Check, scan and store files as further pages of a paper: all of them or none. Raises `FileRefused`."""
    kept = []
    for one in files:
        stored = content.take_in(one)
        if stored.media_type == DOCX:
            raise FileRefused(
                "Tệp DOCX không ghép được thành bản quét.", hint="Hãy lưu tệp thành PDF rồi tải lại."
            )
        pages.check(one, stored.media_type)
        kept.append(stored)
    with transaction.atomic():
        mine = IncomingPage.objects.filter(owner_id=owner_id, reception=reception)
        if mine.count() + len(kept) > MOST_PAGES:
            raise FileRefused(
                f"Một hồ sơ nhận tối đa {MOST_PAGES} tệp.", hint="Hãy ghép bớt các trang thành một tệp PDF."
            )
        sweep(timezone.now(), owner_id)
        last = mine.aggregate(last=Max("order"))["last"] or 0
        return IncomingPage.objects.bulk_create(
            IncomingPage(
                owner_id=owner_id,
                reception=reception,
                paper=paper,
                order=order,
                file=stored,
                via=via,
                added_at=timezone.now(),
            )
            for order, stored in enumerate(kept, start=last + 1)
        )


def of_reception(owner_id: int, reception: str) -> dict[str, list[IncomingPage]]:
    """The pages of an open reception by the key of their paper, in order."""
    found: dict[str, list[IncomingPage]] = {}
    if _has_any(owner_id, reception):
        mine = IncomingPage.objects.filter(owner_id=owner_id, reception=reception).select_related("file")
        for page in mine:
            found.setdefault(page.paper, []).append(page)
    return found


def _has_any(owner_id: int, reception: str) -> bool:
    """⚡ Asked by every reception, and most have no scans."""
    if not reception:
        return False
    return _ANY.one([owner_id, reception]) is not None


_ANY: Final = Statement("select 1 from documents_incomingpage where owner_id = %s and reception = %s limit 1")


def page_of(owner_id: int, page_id: int) -> IncomingPage | None:
    """One of the owner's pages."""
    return IncomingPage.objects.filter(owner_id=owner_id, pk=page_id).select_related("file").first()


def turn(owner_id: int, page_id: int) -> None:
    """Turn a page a quarter clockwise. A page that is gone stays gone."""
    with transaction.atomic():
        page = IncomingPage.objects.select_for_update().filter(owner_id=owner_id, pk=page_id).first()
        if page is not None:
            page.turn = (page.turn + 90) % 360
            page.save(update_fields=["turn"])


def forward(owner_id: int, page_id: int) -> None:
    """Put a page before the one in front of it; the first stays where it is."""
    with transaction.atomic():
        page = IncomingPage.objects.filter(owner_id=owner_id, pk=page_id).first()
        if page is None:
            return
        row = list(
            IncomingPage.objects.select_for_update().filter(
                owner_id=owner_id, reception=page.reception, paper=page.paper
            )
        )
        place = next((number for number, one in enumerate(row) if one.pk == page_id), 0)
        if place:
            before, here = row[place - 1], row[place]
            before.order, here.order = here.order, before.order
            IncomingPage.objects.bulk_update([before, here], ["order"])


def remove(owner_id: int, page_id: int) -> None:
    """Take a page out of the reception."""
    IncomingPage.objects.filter(owner_id=owner_id, pk=page_id).delete()


def bound(found: Sequence[IncomingPage]) -> StoredFile:
    """The pages of one paper as one stored file; a single upright PDF stays as it came. Raises `FileRefused`."""
    first = found[0]
    if len(found) == 1 and first.file.media_type == content.PDF and not first.turn:
        return first.file
    parts = [pages.Part(store.read(page.file_id), page.file.media_type, page.turn) for page in found]
    return content.take_in(pages.bind(parts, max(page.added_at for page in found)))


def forget(owner_id: int, reception: str) -> None:
    """The reception is finished, and its pages are in the dossier."""
    IncomingPage.objects.filter(owner_id=owner_id, reception=reception).delete()


def sweep(now: dt.datetime, owner_id: int) -> int:
    """Forget the owner's pages of receptions that were never finished; how many. Asked whenever pages are added."""
    old = IncomingPage.objects.filter(owner_id=owner_id, added_at__lt=now - KEPT_FOR)
    return old.delete()[0]
