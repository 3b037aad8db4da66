# SPDX-License-Identifier: EUPL-1.2
"""The keys of the house, as the page of keys lists them. An area that listens to keys adds its lines here.

Single letters can be switched off (WCAG 2.1.4): scripts listen to them through `house.js`, which asks first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Keys pressed one after the other, or together when joined with a plus, and what they do."""

    keys: tuple[str, ...]
    does: Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where the keys work."""

    name: Any
    shortcuts: tuple[Shortcut, ...]


PLACES: tuple[Place, ...] = (
    Place(
        _("Ở mọi trang"),
        (
            Shortcut(("/",), _("Đến ô tìm hồ sơ")),
            Shortcut(("?",), _("Mở trang phím tắt này")),
            Shortcut(("Esc",), _("Đóng bảng chọn đang mở")),
        ),
    ),
    Place(
        _("Trên thanh thời gian"),
        (
            Shortcut(("←",), _("Phần trước")),
            Shortcut(("→",), _("Phần sau")),
            Shortcut(("Home",), _("Phần đầu")),
            Shortcut(("End",), _("Phần cuối")),
        ),
    ),
    Place(
        _("Ở quầy tiếp nhận"),
        (
            Shortcut(("F2",), _("Tìm thủ tục")),
            Shortcut(("F4",), _("Đến số của người nộp")),
            Shortcut(("F8",), _("Đến giấy tờ nộp")),
            Shortcut(("F9",), _("Nhận đủ giấy tờ như danh mục")),
            Shortcut(("↑",), _("Giấy tờ trước")),
            Shortcut(("↓",), _("Giấy tờ sau")),
            Shortcut(("→",), _("Sửa số bản của giấy tờ")),
            Shortcut(("Ctrl+Enter",), _("Tiếp nhận và in giấy")),
        ),
    ),
    Place(
        _("Trong hàng đợi"),
        (
            Shortcut(("j",), _("Hàng dưới; mũi tên xuống cũng được")),
            Shortcut(("k",), _("Hàng trên; mũi tên lên cũng được")),
            Shortcut(("x",), _("Chọn hoặc bỏ chọn hồ sơ đang đứng")),
            Shortcut(("Enter",), _("Mở hồ sơ đang đứng")),
            Shortcut(("c",), _("Chuyển mọi hồ sơ đã chọn; việc khác có chữ riêng trên nút")),
        ),
    ),
    Place(
        _("Khi ký"),
        (
            Shortcut(("y",), _("Đồng ý ký dự thảo đang xem, sang dự thảo sau")),
            Shortcut(("n",), _("Dự thảo sau; mũi tên phải cũng được")),
            Shortcut(("p",), _("Dự thảo trước; mũi tên trái cũng được")),
        ),
    ),
    Place(
        _("Khi xác nhận kế hoạch"),
        (
            Shortcut(("n",), _("Nhận nhiệm vụ như đang ghi ở biểu; Ctrl+Enter khi đang ở trong ô")),
            Shortcut(("b",), _("Bỏ đề xuất")),
            Shortcut(("s",), _("Đến ô máy đọc chưa chắc")),
            Shortcut(("1",), _("Chọn đơn vị gợi ý thứ nhất; 2, 3 cho hai gợi ý sau, 0 cho chưa rõ")),
            Shortcut(("t",), _("Tách nhiệm vụ")),
            Shortcut(("m",), _("Gộp nhiệm vụ")),
            Shortcut(("a",), _("Thêm nhiệm vụ")),
            Shortcut(("z",), _("Hoàn tác việc vừa làm")),
            Shortcut(("j",), _("Nhiệm vụ sau")),
            Shortcut(("k",), _("Nhiệm vụ trước")),
        ),
    ),
    Place(
        _("Ở danh sách điểm nghi vấn"),
        (
            Shortcut(("j",), _("Mục sau")),
            Shortcut(("k",), _("Mục trước")),
            Shortcut(("n",), _("Nhận đề xuất")),
            Shortcut(("u",), _("Giữ như danh mục")),
            Shortcut(("s",), _("Đến ô sửa")),
            Shortcut(("x",), _("Đến ô lý do không áp dụng")),
        ),
    ),
)
