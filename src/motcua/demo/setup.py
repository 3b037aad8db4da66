# SPDX-License-Identifier: EUPL-1.2
"""Set the demonstration up: units, catalogue, people. Safe to repeat; what is there already is left alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from motcua.catalogue.models import Procedure
from motcua.catalogue.own_data import load_procedures
from motcua.demo.hall import open_hall
from motcua.law.roles import ROLE_NAMES, Role
from motcua.organisations.loading import load_units
from motcua.organisations.models import Person, Position, Unit

PASSWORD = "một cửa minh họa"  # noqa: S105  the demonstration prints it; no real account has it
MARK = "(minh họa)"
"""Made-up plans end with it."""

CODES = "minh-hoa-"
"""Codes of made-up dossiers begin with it in the list of the program they are said to come from."""

SINCE = dt.date(2025, 7, 1)

CENTRE, COMMITTEE, OFFICE, ECONOMY = "tu-ky.ttpvhcc", "tu-ky.ubnd", "tu-ky.van-phong", "tu-ky.kinh-te"
OLD_DESK, OLD_COMMITTEE, OLD_SECTION = "tt-tu-ky-cu.mot-cua", "tt-tu-ky-cu.ubnd", "tt-tu-ky-cu.tpht"
OLD_FROM, OLD_TO = dt.date(2024, 12, 1), dt.date(2025, 6, 30)

Seat = tuple[str, Role, str, str]


@dataclass(frozen=True, slots=True)
class Cast:
    """One made-up person and the positions they hold: unit, role, title, capacity."""

    username: str
    full_name: str
    seats: tuple[Seat, ...]
    old_seats: tuple[Seat, ...] = ()


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who can sign in to the demonstration, and as what."""

    username: str
    full_name: str
    role: str
    unit: str


PEOPLE: tuple[Cast, ...] = (
    Cast(
        "tiepnhan",
        "Mai Minh Họa",
        ((CENTRE, Role.RECEPTION, "Công chức tiếp nhận hồ sơ", ""),),
        ((OLD_DESK, Role.RECEPTION, "Công chức tiếp nhận hồ sơ", ""),),
    ),
    Cast("giamdoc", "Lê Ví Dụ", ((CENTRE, Role.CENTRE_HEAD, "GIÁM ĐỐC", ""),)),
    Cast("phong", "Phạm Giả Định", ((OFFICE, Role.SECTION_HEAD, "CHÁNH VĂN PHÒNG", ""),)),
    Cast(
        "hotich",
        "Trần Thử Nghiệm",
        ((OFFICE, Role.SPECIALIST, "Công chức Tư pháp – Hộ tịch", ""),),
        ((OLD_SECTION, Role.SPECIALIST, "Công chức Tư pháp – Hộ tịch", ""),),
    ),
    Cast("diachinh", "Vũ Làm Mẫu", ((ECONOMY, Role.SPECIALIST, "Công chức Địa chính", ""),)),
    Cast(
        "kinhte",
        "Bùi Tượng Trưng",
        ((ECONOMY, Role.SECTION_HEAD, "TRƯỞNG PHÒNG", ""),),
    ),
    Cast(
        "chutich",
        "Hoàng Minh Chứng",
        ((COMMITTEE, Role.AGENCY_HEAD, "CHỦ TỊCH", ""),),
        ((OLD_COMMITTEE, Role.AGENCY_HEAD, "CHỦ TỊCH", ""),),
    ),
    Cast("vanthu", "Đỗ Trình Diễn", ((COMMITTEE, Role.CLERK, "Văn thư", ""),)),
    Cast("traketqua", "Ngô Bản Nháp", ((CENTRE, Role.RETURN_OFFICER, "Công chức trả kết quả", ""),)),
    Cast("ketoan", "Đặng Con Số", ((COMMITTEE, Role.ACCOUNTANT, "Kế toán", ""),)),
    Cast(
        "kiemsoat", "Lý Đối Chiếu", ((COMMITTEE, Role.CONTROL_OFFICER, "Cán bộ đầu mối kiểm soát TTHC", ""),)
    ),
    Cast(
        "quantri",
        "Tạ Hệ Thống",
        (
            (COMMITTEE, Role.SYSTEM_ADMIN, "Quản trị hệ thống", ""),
            (COMMITTEE, Role.CATALOGUE_ADMIN, "Quản trị danh mục", ""),
        ),
    ),
)
"""Everybody here is made up, and so are their names."""


def set_up() -> bool:
    """Load units, catalogue and people where they are missing; True when anything was loaded."""
    loaded = False
    if not Unit.objects.filter(code=CENTRE).exists():
        load_units()
        loaded = True
    if not Procedure.objects.exists():
        load_procedures()
        loaded = True
    if Person.objects.filter(username__in=[cast.username for cast in PEOPLE]).count() < len(PEOPLE):
        _load_people()
        loaded = True
    return open_hall(CENTRE, "giamdoc") or loaded


def sign_ins() -> list[SignIn]:
    """One line per sign-in, in the order of the work."""
    names = dict(
        Unit.objects.filter(code__in=[cast.seats[0][0] for cast in PEOPLE]).values_list("code", "name")
    )
    return [
        SignIn(cast.username, cast.full_name, ROLE_NAMES[cast.seats[0][1]], names[cast.seats[0][0]])
        for cast in PEOPLE
    ]


def person(username: str) -> Person:
    """One of the made-up people."""
    return Person.objects.get(username=username)


@transaction.atomic
def _load_people() -> None:
    wanted = {seat[0] for cast in PEOPLE for seat in (*cast.seats, *cast.old_seats)}
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=wanted)}
    new = []
    for cast in PEOPLE:
        if Person.objects.filter(username=cast.username).exists():
            continue
        made = Person.objects.create_person(cast.username, cast.full_name, None, is_made_up=True)
        _seat(made, units, cast.seats, SINCE, None)
        _seat(made, units, cast.old_seats, OLD_FROM, OLD_TO)
        new.append(made.pk)
    # ⚡ One hash for all: everybody may read this password, and to hash it for each takes seconds.
    Person.objects.filter(pk__in=new).update(password=make_password(PASSWORD))


def _seat(
    made: Person, units: dict[str, Unit], seats: tuple[Seat, ...], begins: dt.date, ends: dt.date | None
) -> None:
    for unit, role, title, capacity in seats:
        Position.objects.create(
            person=made,
            unit=units[unit],
            role=role.value,
            title=title,
            capacity=capacity,
            effective_from=begins,
            effective_to=ends,
        )
