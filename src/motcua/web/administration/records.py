# SPDX-License-Identifier: EUPL-1.2
"""Records of administration in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.law.roles import ROLE_NAMES, Role
from motcua.law.separation import SEPARATION_RULES, Rule
from motcua.organisations.models import AdministrationRecord
from motcua.organisations.records import ADMIN_ACT_NAMES, AdminAct
from motcua.web.wording import tr

_NAMES = {
    "full_name": gettext_lazy("Họ và tên"),
    "email": gettext_lazy("Thư điện tử"),
    "is_active": gettext_lazy("Đăng nhập được"),
    "role": gettext_lazy("Vai trò"),
    "title": gettext_lazy("Chức danh"),
    "capacity": gettext_lazy("Thẩm quyền ký"),
    "effective_from": gettext_lazy("Từ ngày"),
    "effective_to": gettext_lazy("Đến hết ngày"),
    "fields": gettext_lazy("Lĩnh vực"),
    "procedures": gettext_lazy("Thủ tục"),
    "covers_units": gettext_lazy("Đơn vị phụ trách thêm"),
    "warnings": gettext_lazy("Cảnh báo"),
    "delegate": gettext_lazy("Người được ủy quyền"),
    "code": gettext_lazy("Mã"),
    "kind": gettext_lazy("Loại"),
    "parent": gettext_lazy("Trực thuộc"),
    "calendar_code": gettext_lazy("Lịch làm việc"),
    "agency_code": gettext_lazy("Mã định danh"),
    "letter_symbol": gettext_lazy("Ký hiệu văn bản"),
    "place_name": gettext_lazy("Địa danh"),
    "address": gettext_lazy("Địa chỉ"),
    "phone": gettext_lazy("Điện thoại"),
    "website": gettext_lazy("Trang thông tin"),
    "rule": gettext_lazy("Quy tắc"),
    "days": gettext_lazy("Ngày"),
    "units": gettext_lazy("Số đơn vị"),
    "rows": gettext_lazy("Số dòng"),
    "question": gettext_lazy("Điều kiện"),
    "faults": gettext_lazy("Chỗ hỏng"),
    "events": gettext_lazy("Sự kiện"),
    "seconds": gettext_lazy("Số giây"),
    "mails": gettext_lazy("Số thư"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that changed, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """A record and its words."""

    record: AdministrationRecord
    act: str
    changes: tuple[Change, ...]


def told(records: Iterable[AdministrationRecord]) -> list[Told]:
    """Each record with the name of its act and what changed. Asks no database."""
    return [
        Told(record, tr(ADMIN_ACT_NAMES[AdminAct(record.act)]), tuple(_changes(record))) for record in records
    ]


def _changes(record: AdministrationRecord) -> Iterable[Change]:
    for name, value in record.after.items():
        if name in _NAMES and (value not in ("", None, []) or name in record.before):
            before = _words(name, record.before[name]) if name in record.before else ""
            yield Change(str(_NAMES[name]), before, _words(name, value))


def _words(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if value in ("", None, []):
        return _("không có")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if name == "role":
        return tr(ROLE_NAMES[Role(value)])
    if name == "rule":
        return tr(SEPARATION_RULES[Rule(value)].name)
    return str(value)
