# SPDX-License-Identifier: EUPL-1.2
"""Why an act on a queue number was refused. Nothing was changed when one of these is raised."""

from __future__ import annotations

from motcua.errors import MotCuaError


class TicketError(MotCuaError):
    """Root of the refusals of this room."""

    code = "ticket_error"


class HallClosed(TicketError):
    """No numbers are given here now."""

    code = "hall_closed"

    def __init__(self) -> None:
        super().__init__("Nơi này đang không phát số.", hint="Hãy hỏi công chức hướng dẫn.")


class TicketUnknown(TicketError):
    """No such number, or not one of this hall and day."""

    code = "ticket_unknown"

    def __init__(self) -> None:
        super().__init__("Không tìm thấy số thứ tự này trong ngày hôm nay.", hint="Hãy tải lại trang.")


class NotAtDesk(TicketError):
    """The official sits at no desk of a hall, or at another one."""

    code = "not_at_desk"

    def __init__(self) -> None:
        super().__init__("Bạn chưa ngồi vào quầy gọi số nào.", hint="Hãy chọn quầy của bạn trước.")


class DeskTaken(TicketError):
    """Somebody else sits at the desk."""

    code = "desk_taken"

    def __init__(self, desk: str, person: str) -> None:
        super().__init__(
            f"{desk} đang do {person} gọi số.", hint="Hãy chọn quầy khác hoặc nhờ người đó rời quầy."
        )


class NotYourTicket(TicketError):
    """Another desk serves the number."""

    code = "not_your_ticket"

    def __init__(self, label: str) -> None:
        super().__init__(f"Số {label} không do quầy của bạn phục vụ.", hint="Hãy tải lại trang.")


class SetupRefused(TicketError):
    """Services or desks cannot be set up like this."""

    code = "setup_refused"
