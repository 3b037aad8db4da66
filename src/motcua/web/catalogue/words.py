# SPDX-License-Identifier: EUPL-1.2
"""The catalogue in Vietnamese words: names of parts and reasons, the difference of two versions line by line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue.editing.answers import KINDS, OTHER_NAMES, count_words, fee_words, limit_words
from motcua.catalogue.models import Channel, Level, ProcedureVersion
from motcua.catalogue.reading.values import Reason
from motcua.catalogue.snapshots import Row, Snapshot, Value, snapshot
from motcua.law.deadlines import CountMode
from motcua.law.online_levels import LEVEL_NAMES, OnlineLevel
from motcua.web.wording import tr, tr_limit

PART_SLUGS: Final = {
    "thong-tin": "head",
    "truong-hop": "cases",
    "giay-to": "papers",
    "ket-qua": "results",
    "can-cu": "legal_bases",
}
PART_NAMES: Final = {
    "head": gettext_lazy("Thông tin chung"),
    "cases": gettext_lazy("Trường hợp, thời hạn, phí"),
    "papers": gettext_lazy("Thành phần hồ sơ"),
    "results": gettext_lazy("Kết quả"),
    "legal_bases": gettext_lazy("Căn cứ pháp lý"),
}
_FIELDS: Final = {
    "name": gettext_lazy("Tên"),
    "everyday_names": gettext_lazy("Tên thường gọi"),
    "field_code": gettext_lazy("Mã lĩnh vực"),
    "field_name": gettext_lazy("Lĩnh vực"),
    "levels": gettext_lazy("Cấp thực hiện"),
    "audience": gettext_lazy("Đối tượng thực hiện"),
    "receiving_unit_text": gettext_lazy("Nơi tiếp nhận"),
    "competent_unit_text": gettext_lazy("Cơ quan có thẩm quyền"),
    "supporting_unit_text": gettext_lazy("Cơ quan phối hợp"),
    "steps_text": gettext_lazy("Trình tự thực hiện"),
    "conditions_text": gettext_lazy("Yêu cầu, điều kiện"),
    "paper_notes": gettext_lazy("Ghi chú về hồ sơ"),
    "decision_number": gettext_lazy("Số quyết định"),
    "decision_date": gettext_lazy("Ngày quyết định"),
    "decision_issuer": gettext_lazy("Cơ quan ban hành quyết định"),
    "limit": gettext_lazy("Thời hạn"),
    "count_mode": gettext_lazy("Cách tính hạn"),
    "cutoff": gettext_lazy("Giờ chốt nhận"),
    "limit_note": gettext_lazy("Ghi chú thời hạn"),
    "fee": gettext_lazy("Phí, lệ phí"),
    "fee_note": gettext_lazy("Ghi chú phí"),
    "online_level": gettext_lazy("Mức dịch vụ công trực tuyến"),
    "online_reason": gettext_lazy("Vì sao chưa toàn trình"),
    "count": gettext_lazy("Số bản"),
    "form_file": gettext_lazy("Biểu mẫu"),
    "presented_only": gettext_lazy("Chỉ xuất trình"),
    "group": gettext_lazy("Nhóm"),
    "reuse_source": gettext_lazy("Nơi tra thay cho việc nộp"),
    "code": gettext_lazy("Mã"),
    "is_refusal": gettext_lazy("Là việc từ chối"),
    "number": gettext_lazy("Số ký hiệu"),
    "title": gettext_lazy("Tên văn bản"),
}
_HIDDEN: Final = {"change", "order"}
REASONS: Final[dict[str, Any]] = {
    Reason.RECORD_NOT_A_MAPPING: gettext_lazy("Bản ghi không đọc được"),
    Reason.CODE_MISSING: gettext_lazy("Thiếu mã thủ tục"),
    Reason.CODE_MALFORMED: gettext_lazy("Mã thủ tục sai dạng"),
    Reason.CODE_REPEATED: gettext_lazy("Mã có hai bản ghi khác nhau"),
    Reason.NAME_MISSING: gettext_lazy("Thiếu tên thủ tục"),
    Reason.PAGE_OF_OTHER_PROCEDURE: gettext_lazy("Trang là của thủ tục khác"),
    Reason.PAGE_TEXT_MISSING: gettext_lazy("Trang không có nội dung"),
    Reason.SECTION_MISSING: gettext_lazy("Trang thiếu mục này"),
    Reason.CUT_DISAGREES: gettext_lazy("Trang và dữ liệu kèm theo khác nhau"),
    Reason.LEVEL_UNKNOWN: gettext_lazy("Cấp thực hiện không rõ"),
    Reason.DECISION_UNCLEAR: gettext_lazy("Số quyết định không rõ"),
    Reason.CHANNEL_TABLE_UNREADABLE: gettext_lazy("Bảng cách thức không đọc được"),
    Reason.CASE_NOT_NAMED: gettext_lazy("Các trường hợp không có tên phân biệt"),
    Reason.LIMIT_WITHOUT_UNIT: gettext_lazy("Thời hạn không có đơn vị"),
    Reason.LIMIT_NOT_PUBLISHED: gettext_lazy("Không công bố thời hạn"),
    Reason.LIMIT_UNIT_UNCLEAR: gettext_lazy("Đơn vị thời hạn không rõ"),
    Reason.LIMIT_VALUE_UNCLEAR: gettext_lazy("Thời hạn không rõ"),
    Reason.LIMIT_DEPENDS: gettext_lazy("Thời hạn tùy trường hợp"),
    Reason.LIMIT_CONTRADICTED: gettext_lazy("Thời hạn mâu thuẫn với mô tả"),
    Reason.LIMIT_FEE_RUN_TOGETHER: gettext_lazy("Thời hạn và phí dính liền nhau"),
    Reason.FEE_NOT_PUBLISHED: gettext_lazy("Không công bố phí"),
    Reason.FREE_BUT_FEE_DUE: gettext_lazy("Ghi miễn phí nhưng mô tả có thu"),
    Reason.FEE_TOO_SMALL: gettext_lazy("Mức phí nhỏ bất thường"),
    Reason.FEE_CONTRADICTED: gettext_lazy("Mức phí mâu thuẫn với mô tả"),
    Reason.FEE_DEPENDS: gettext_lazy("Mức phí tùy trường hợp"),
    Reason.FEE_UNCLEAR: gettext_lazy("Mức phí không rõ"),
    Reason.PAPERS_NOT_PUBLISHED: gettext_lazy("Không công bố thành phần hồ sơ"),
    Reason.PAPER_TABLE_UNREADABLE: gettext_lazy("Bảng giấy tờ không đọc được"),
    Reason.PAPER_COUNT_UNCLEAR: gettext_lazy("Số bản không rõ"),
    Reason.PAPER_WITHOUT_COUNT: gettext_lazy("Giấy tờ không có số bản"),
    Reason.PAPER_COUNT_ZERO: gettext_lazy("Số bản ghi là 0"),
    Reason.NOTE_NOT_PAPER: gettext_lazy("Ghi chú nằm trong bảng giấy tờ"),
    Reason.FORM_FILE_UNCLEAR: gettext_lazy("Tên tệp biểu mẫu không rõ"),
    Reason.RESULT_MISSING: gettext_lazy("Không có kết quả"),
    Reason.RESULT_CODE_MISSING: gettext_lazy("Kết quả không có mã"),
    Reason.RESULT_CODE_MALFORMED: gettext_lazy("Mã kết quả sai dạng"),
    Reason.RESULT_CODE_OLD_FORM: gettext_lazy("Mã kết quả dạng cũ"),
    Reason.RESULT_IS_REFUSAL: gettext_lazy("Kết quả là việc từ chối"),
    Reason.LEGAL_BASIS_MISSING: gettext_lazy("Không có căn cứ pháp lý"),
    Reason.LEGAL_NUMBER_UNCLEAR: gettext_lazy("Số văn bản không rõ"),
}
"""Why something waits for a person."""


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One difference: `sign` is + (added), − (cut) or ~ (changed)."""

    sign: str
    part: str
    where: str
    name: str
    before: str
    after: str


def reason_words(reason: str) -> str:
    """The reason of a doubt."""
    return str(REASONS.get(reason, reason))


def kind_words(kind: str) -> str:
    """What a doubt is about."""
    known = KINDS.get(kind)
    return tr(known.name) if known else tr(OTHER_NAMES.get(kind, kind))


def row_words(row: Mapping[str, Any] | None) -> str:
    """Which row of a part is meant: the way to file, the paper, the result; empty for none."""
    if row is None:
        return ""
    if "channel" in row:
        return " – ".join(filter(None, (str(Channel(row["channel"]).label), row["name"])))
    return str(row.get("name") or row.get("title") or "")


def compared(before: ProcedureVersion, after: ProcedureVersion) -> list[DiffLine]:
    """What the second version says otherwise than the first, part by part."""
    old, new = snapshot(before), snapshot(after)
    lines = list(_fields(str(PART_NAMES["head"]), "", old.head, new.head))
    for part in ("cases", "papers", "results", "legal_bases"):
        lines += _rows(part, old, new)
    return lines


def _rows(part: str, old: Snapshot, new: Snapshot) -> Iterator[DiffLine]:
    before: Mapping[str, Row] = getattr(old, part)
    after: Mapping[str, Row] = getattr(new, part)
    name = str(PART_NAMES[part])
    for key, row in after.items():
        where = _where(part, key)
        if key not in before:
            yield DiffLine("+", name, where, "", "", _all_of(row))
        else:
            yield from _fields(name, where, _told(before[key]), _told(row))
    for key, row in before.items():
        if key not in after:
            yield DiffLine("−", name, _where(part, key), "", _all_of(row), "")
    kept = [key for key in before if key in after]
    if kept != [key for key in after if key in before]:
        yield DiffLine("~", name, "", _("Thứ tự"), "", _("đã đổi"))


def _fields(part: str, where: str, before: Row, after: Row) -> Iterator[DiffLine]:
    for name, value in after.items():
        if name not in _HIDDEN and before.get(name) != value:
            yield DiffLine(
                "~", part, where, str(_FIELDS.get(name, name)), _words(before.get(name)), _words(value)
            )


def _told(row: Row) -> dict[str, Value]:
    """Limit, fee and count as one value each, as people speak of them."""
    told = dict(row)
    if "limit_unit" in row:
        fee_names = ("fee_amount", "fee_currency", "fee_free")
        told = {
            name: value
            for name, value in told.items()
            if name not in {"limit_value", "limit_unit", *fee_names}
        }
        told = {"limit": tr_limit(limit_words(dict(row))), "fee": tr(fee_words(dict(row))), **told}
    if "originals" in row:
        told = {name: value for name, value in told.items() if name not in {"originals", "copies"}}
        told = {"count": count_words(dict(row)), **told}
    return told


def _all_of(row: Row) -> str:
    pairs = [(name, _words(value)) for name, value in _told(row).items() if name not in _HIDDEN]
    shown = [f"{_FIELDS.get(name, name)}: {words}" for name, words in pairs if words and words != _("không")]
    return "; ".join(shown)


def _where(part: str, key: str) -> str:
    if part != "cases":
        return key
    channel, _space, name = key.partition(" ")
    words = tr(Channel(channel).label)
    return f"{name} – {words}" if name else words


def _words(value: Value) -> str:
    if value is None or value == "" or value == ():
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, tuple):
        levels = {level.value: tr(level.label) for level in Level}
        return ", ".join(levels.get(one, one) for one in value)
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if value in list(OnlineLevel):
        return tr(LEVEL_NAMES[OnlineLevel(str(value))])
    if value in (CountMode.CIVIL.value, CountMode.ROLLING.value):
        return _("theo ngày") if value == CountMode.CIVIL.value else _("theo giờ làm việc liên tục")
    return str(value)
