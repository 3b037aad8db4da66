# SPDX-License-Identifier: EUPL-1.2
"""A decision on how far procedures go online, carried out for a whole list: one amended version for each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db import transaction

from motcua.catalogue.editing import parts
from motcua.catalogue.editing.drafts import open_draft, save_part, standing_draft
from motcua.catalogue.editing.publishing import Publication, publish_draft
from motcua.catalogue.errors import EditRefused
from motcua.catalogue.models import Change, Channel
from motcua.catalogue.queries import version_on
from motcua.errors import MotCuaError
from motcua.law.names import fold
from motcua.law.online_levels import LEVEL_NAMES, OnlineLevel
from motcua.organisations.actors import Actor

_HEADS: Final = {
    "code": ("code", "ma", "ma thu tuc", "ma tthc"),
    "level": ("level", "muc", "muc do", "muc dich vu cong truc tuyen"),
    "reason": ("reason", "ly do", "vi sao chua toan trinh"),
}
_LEVELS: Final = {
    **{level.value: level for level in OnlineLevel},
    **{fold(name): level for level, name in LEVEL_NAMES.items()},
}


class Done(StrEnum):
    """What became of a line."""

    AMENDED = "amended"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One line of the list. `number` counts from the line after the heads, `level` is as it was written."""

    number: int
    code: str
    level: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LevelResult:
    """A line and what became of it; `why` where it was refused."""

    line: LevelLine
    done: Done
    why: str = ""


def read_levels(content: bytes) -> list[LevelLine]:
    """The lines of a list with heads (`mã thủ tục`, `mức`, `lý do`), parted by commas, semicolons or tabs.

    Raises `EditRefused` where it is no text, a head is missing or a code stands there twice.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EditRefused(
            "file", "Danh sách không phải văn bản UTF-8.", hint="Hãy lưu lại bảng tính ở dạng “CSV UTF-8”."
        ) from error
    first = text.splitlines()[0] if text.strip() else ""
    parting = max(",;\t", key=first.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=parting))
    heads = [fold(cell).strip() for cell in rows[0]] if rows else []
    places = {
        name: next((heads.index(word) for word in words if word in heads), None)
        for name, words in _HEADS.items()
    }
    code, level, reason = places["code"], places["level"], places["reason"]
    if code is None or level is None:
        raise EditRefused(
            "file",
            "Danh sách thiếu cột “mã thủ tục” hoặc “mức”.",
            hint="Dòng đầu phải là: mã thủ tục,mức,lý do",
        )

    def cell(row: list[str], place: int | None) -> str:
        return row[place].strip() if place is not None and place < len(row) else ""

    lines = [
        LevelLine(number, cell(row, code), cell(row, level), cell(row, reason))
        for number, row in enumerate(rows[1:], start=1)
        if any(one.strip() for one in row)
    ]
    codes = [line.code for line in lines]
    if twice := next((one for one in codes if codes.count(one) > 1), ""):
        raise EditRefused("file", f"Mã {twice} có hai dòng trong danh sách.", hint="Hãy giữ một dòng.")
    return lines


def apply_levels(
    actor: Actor, publication: Publication, lines: list[LevelLine], *, trial: bool = False
) -> Iterator[LevelResult]:
    """Amend the procedures line by line; a line that is refused leaves the others as they are.

    `trial`: everything is checked as it would be done, and nothing is kept.
    """
    for line in lines:
        try:
            with transaction.atomic():
                done = _amended(actor, publication, line)
                transaction.set_rollback(trial)
            yield LevelResult(line, done)
        except MotCuaError as error:
            yield LevelResult(line, Done.REFUSED, str(error))


def _amended(actor: Actor, publication: Publication, line: LevelLine) -> Done:
    level = _LEVELS.get(fold(line.level))
    if level is None:
        raise EditRefused("level", f"Không rõ mức “{line.level}”.", hint="Hãy ghi: toàn trình hoặc một phần.")
    version = version_on(line.code, publication.effective_from)
    rows = parts.rows_of(version, "cases")
    wanted = [_with_level(row, level, line.reason) for row in rows]
    if not any(row["channel"] == Channel.ONLINE for row in rows):
        raise EditRefused(
            "code",
            "Thủ tục chưa có cách nộp trực tuyến.",
            hint="Hãy thêm cách nộp trực tuyến vào thủ tục trước.",
        )
    if wanted == rows:
        return Done.SAME
    if standing_draft(version.procedure_id) is not None:
        raise EditRefused(
            "code", "Thủ tục có một dự thảo đang được sửa.", hint="Hãy công bố hoặc bỏ dự thảo đó trước."
        )
    draft = open_draft(actor, version.pk, publication.effective_from)
    save_part(actor, draft.pk, "cases", wanted, parts.digest(parts.rows_of(draft, "cases")))
    draft.refresh_from_db()
    publish_draft(actor, draft.pk, publication, Change.AMEND, parts.digest(parts.contents(draft)))
    return Done.AMENDED


def _with_level(row: parts.Row, level: OnlineLevel, reason: str) -> parts.Row:
    if row["channel"] != Channel.ONLINE:
        return row
    why = reason if level is OnlineLevel.PARTIAL else ""
    return {**row, "online_level": level.value, "online_reason": why}
