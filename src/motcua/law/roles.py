# SPDX-License-Identifier: EUPL-1.2
"""The legal positions that act on a dossier.

Source: NĐ 61/2018/NĐ-CP Đ.8–12 and NĐ 118/2025/NĐ-CP Đ.7–11 name who receives, settles, signs, numbers and
returns; the list is closed, so a right can never be granted to a mistyped role.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a person may be to a dossier, by the position held on the day of the act."""

    RECEPTION = "reception"
    CENTRE_HEAD = "centre_head"
    SPECIALIST = "specialist"
    SECTION_HEAD = "section_head"
    AGENCY_HEAD = "agency_head"
    CLERK = "clerk"
    RETURN_OFFICER = "return_officer"
    ACCOUNTANT = "accountant"
    CONTROL_OFFICER = "control_officer"
    CATALOGUE_ADMIN = "catalogue_admin"
    INSPECTOR = "inspector"
    POST_OFFICER = "post_officer"
    SYSTEM_ADMIN = "system_admin"
    # The two below are never granted to a position: a citizen acts on their own dossier, a timer acts by itself.
    APPLICANT = "applicant"
    SYSTEM = "system"


ROLE_NAMES: dict[Role, str] = {
    Role.RECEPTION: "Công chức tiếp nhận hồ sơ",
    Role.CENTRE_HEAD: "Giám đốc Trung tâm Phục vụ hành chính công (Trưởng Bộ phận Một cửa)",
    Role.SPECIALIST: "Công chức chuyên môn thụ lý",
    Role.SECTION_HEAD: "Lãnh đạo phòng chuyên môn",
    Role.AGENCY_HEAD: "Lãnh đạo cơ quan (người ký)",
    Role.CLERK: "Văn thư",
    Role.RETURN_OFFICER: "Công chức trả kết quả",
    Role.ACCOUNTANT: "Kế toán",
    Role.CONTROL_OFFICER: "Cán bộ đầu mối kiểm soát thủ tục hành chính",
    Role.CATALOGUE_ADMIN: "Quản trị danh mục thủ tục",
    Role.INSPECTOR: "Thanh tra, kiểm tra",
    Role.POST_OFFICER: "Nhân viên bưu chính công ích",
    Role.SYSTEM_ADMIN: "Quản trị hệ thống",
    Role.APPLICANT: "Người nộp hồ sơ",
    Role.SYSTEM: "Hệ thống",
}
"""Vietnamese name of each position, as printed and shown."""

COUNTER_ROLES = (Role.RECEPTION, Role.CENTRE_HEAD)
"""Who receives at the counter."""

RETURN_ROLES = (Role.RETURN_OFFICER, *COUNTER_ROLES)
"""Who hands results over."""

HANDLER_ROLES = (Role.SPECIALIST, Role.SECTION_HEAD)
"""Who may be given a dossier to handle."""

SIGN_ROLES = (Role.AGENCY_HEAD,)
"""Who signs results."""

GRANTABLE = frozenset(Role) - {Role.APPLICANT, Role.SYSTEM}
"""Roles a position of an official may carry."""
