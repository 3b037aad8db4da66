# SPDX-License-Identifier: EUPL-1.2
"""From the published words for who does a step to the legal position and the unit.

Decisions of provinces name positions freely ("Bộ phận Văn thư Sở Y tế", "Công chức xử lý hồ sơ"). What is a
position in those words becomes a `Role`; a whole agency or a council is no position and stays text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from motcua.law.roles import Role

_CENTRE = r"(?:trung tâm (?:phục vụ|phụ vụ) hành chính công|ttpvhcc|tt pvhcc|tthcc|bpmc|một cửa)"
_DESK = r"bộ phận (?:tn&tkq|tiếp nhận|một cửa)"
_AGENCY = (
    r"(?:sở|ubnd|ủy ban|uỷ ban|cơ quan|đơn vị|trường|cơ sở|xã|phường|đặc khu|tỉnh|chi cục|công an|trung tâm)"
)
_OFFICIAL = r"(?:chuyên viên|công chức|viên chức|cán bộ|nhân viên)"

_RULES: tuple[tuple[re.Pattern[str], Role], ...] = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        (r"^(?:bộ phận )?văn thư\b", Role.CLERK),
        (r"^(?:công chức|cán bộ|nhân viên) văn thư\b", Role.CLERK),
        (r"^(?:bộ phận |công chức |cán bộ )?kế toán\b", Role.ACCOUNTANT),
        (r"\b(?:bưu chính|bưu điện)\b", Role.POST_OFFICER),
        (
            rf"^(?:lãnh đạo|giám đốc|phó giám đốc|trưởng) (?:bộ phận (?:tn&tkq|tiếp nhận|một cửa)|{_CENTRE})",
            Role.CENTRE_HEAD,
        ),
        (r"^(?:lãnh đạo|trưởng|phó trưởng|phó) (?:phòng|ban|khoa)\b", Role.SECTION_HEAD),
        (r"^(?:lãnh đạo|chánh|phó chánh) văn phòng\b", Role.SECTION_HEAD),
        (
            rf"^lãnh đạo {_AGENCY}\b",
            Role.AGENCY_HEAD,
        ),
        (r"^(?:phó )?(?:chủ tịch|giám đốc|thủ trưởng|hiệu trưởng|chi cục trưởng)\b", Role.AGENCY_HEAD),
        (r"^người đứng đầu\b", Role.AGENCY_HEAD),
        (r"^(?:bộ phận|công chức|cán bộ|viên chức) trả kết quả\b", Role.RETURN_OFFICER),
        (rf"^(?:bộ )?{_DESK}", Role.RECEPTION),
        (rf"^{_OFFICIAL}\b.*(?:{_CENTRE}|tiếp nhận hồ sơ|bộ phận tn&tkq|bộ phận tiếp nhận)", Role.RECEPTION),
        (rf"^(?:các )?{_CENTRE}", Role.RECEPTION),
        (rf"^{_OFFICIAL}\b", Role.SPECIALIST),
    )
)
_TITLE = re.compile(
    r"^(?:bộ phận văn thư|văn thư|bộ phận kế toán|kế toán|lãnh đạo|phó trưởng|trưởng|phó chánh|chánh"
    rf"|{_OFFICIAL}(?: (?:tại|của|thuộc))?)\s+",
    re.IGNORECASE,
)
_STARTS_A_UNIT = re.compile(rf"^(?:{_AGENCY}|phòng|văn phòng|ban|bộ phận|nhà trường|khoa)\b", re.IGNORECASE)
_GIVES_BACK = re.compile(
    r"^\W*(?:xác nhận[^;]*;\W*)?(?:thông báo[^;]*nhận kết quả|thông báo và trả|trả kết quả|trả giấy)"
)


@dataclass(frozen=True, slots=True)
class ReadPosition:
    """Who does a step: the legal position, if the words name one, and the unit in the words of the source.

    `several` is True when other bodies stand beside the position; the step then needs one named person.
    """

    role: Role | None
    unit_text: str
    several: bool = False


def read_position(published: object, step_name: str = "") -> ReadPosition:
    """The position behind the published words; role None when they name no position. Never raises.

    The same counter receives and gives back: the name of the step decides between the two.
    """
    text = _plain(published)
    if not text:
        return ReadPosition(None, "")
    known = _known_role(text)
    if known is not None:
        return ReadPosition(known, text)
    parts = [part for part in (part.strip(" -–.") for part in re.split(r";|\. -", text)) if part]
    found = [_role_of(part) for part in parts]
    roles = {role for role in found if role is not None}
    if len(roles) != 1:
        return ReadPosition(None, text, several=len(parts) > 1)
    role = roles.pop()
    if role is Role.RECEPTION and gives_back(step_name):
        role = Role.RETURN_OFFICER
    unit = text if role in (Role.RECEPTION, Role.RETURN_OFFICER) else _unit_of(text)
    return ReadPosition(role, unit, several=None in found)


def _unit_of(text: str) -> str:
    """The words behind the title, when they name a unit ("Công chức xử lý hồ sơ" names none)."""
    unit = _TITLE.sub("", text)
    return unit if _STARTS_A_UNIT.match(unit) else ""


def gives_back(step_name: str) -> bool:
    """Whether the words of a step say that the result is handed to the applicant."""
    return bool(_GIVES_BACK.match(_plain(step_name).lower()))


def _known_role(text: str) -> Role | None:
    """A table kept by this project names roles by their code."""
    try:
        return Role(text)
    except ValueError:
        return None


def _role_of(text: str) -> Role | None:
    lowered = text.lower()
    return next((role for pattern, role in _RULES if pattern.search(lowered)), None)


def _plain(published: object) -> str:
    if published is None:
        return ""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", str(published))).strip()
