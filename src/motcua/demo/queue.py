# SPDX-License-Identifier: EUPL-1.2
"""A few dozen dossiers in every state, so that no page of the demonstration is empty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from django.db import transaction

from motcua.catalogue.acts import draft_from, publish
from motcua.catalogue.queries import valid_on, version_on
from motcua.demo import setup
from motcua.demo.calendar import at, working_days_before
from motcua.demo.life import counter_filing
from motcua.demo.result import result_paper
from motcua.dossiers import acts
from motcua.dossiers.acts import ApplicantIn
from motcua.dossiers.models import Channel, Dossier, Outcome
from motcua.dossiers.performing import Call
from motcua.organisations.actors import SYSTEM, Actor, actor_of
from motcua.organisations.models import Unit

_NAMES = (
    "Nguyễn Văn Thí Dụ", "Trần Thị Mẫu", "Lê Văn Giả Sử", "Phạm Thị Minh Họa", "Hoàng Văn Tượng Trưng",
    "Đặng Thị Làm Thử", "Vũ Văn Bản Mẫu", "Bùi Thị Trình Bày", "Đỗ Văn Thử Việc", "Ngô Thị Diễn Giải",
    "Dương Văn Tình Huống", "Lý Thị Kịch Bản",
)  # fmt: skip
_PROCEDURES = ("1.004873", "1.000894", "1.004884", "1.001193", "2.000635", "1.000656")
_VILLAGES = ("An Nhân", "La Tỉnh", "Cầu Yên", "Đồng Bình", "Ngọc Lâm")

_Stage = Callable[[Dossier, "_Hands"], None]


class _Hands:
    """Who acts, and on which days."""

    def __init__(self, now: dt.datetime) -> None:
        self.days = working_days_before(now, 12)
        self.desk = _actor("tiepnhan", self.days[0])
        self.head = _actor("phong", self.days[0])
        self.specialist = _actor("hotich", self.days[0])
        self.chairman = _actor("chutich", self.days[0])
        self.clerk = _actor("vanthu", self.days[0])
        self.accountant = _actor("ketoan", self.days[0])
        self.section = Unit.objects.get(code=setup.OFFICE)
        self.holder = setup.person("hotich")


@transaction.atomic
def fill_queues(now: dt.datetime) -> int:
    """Make the dossiers; how many."""
    hands = _Hands(now)
    made = 0
    for number, (day, stage) in enumerate(_plan()):
        dossier = _open(hands, number, day, online=stage is _filed)
        stage(dossier, hands)
        made += 1
    _across_the_change()
    return made + 1


def _plan() -> list[tuple[int, _Stage]]:
    """Day of reception (index into the last twelve working days) and how far the dossier came."""
    return [
        (11, _filed), (11, _filed), (10, _filed),
        (11, _at_counter), (11, _at_counter), (11, _handed_over), (10, _handed_over),
        (11, _held), (10, _held), (9, _held), (8, _held), (4, _held), (2, _held), (10, _held), (9, _held),
        (8, _waiting), (6, _waiting), (7, _paying),
        (9, _drafted), (8, _submitted), (9, _submitted), (3, _submitted),
        (7, _signed), (5, _ready), (4, _ready), (6, _apologised),
    ]  # fmt: skip


def _open(hands: _Hands, number: int, day: int, *, online: bool) -> Dossier:
    name = _NAMES[number % len(_NAMES)]
    told = ApplicantIn(
        name,
        f"0301950001{number:02d}",
        address=f"Thôn {_VILLAGES[number % len(_VILLAGES)]}, xã Tứ Kỳ, thành phố Hải Phòng",
        phone=f"0900 000 1{number:02d}",
        is_made_up=True,
    )
    filing = counter_filing(
        _PROCEDURES[number % len(_PROCEDURES)],
        hands.days[day],
        told,
        external_code=f"{setup.CODES}{number:03d}",
        return_channel=Channel.ONLINE if online else Channel.COUNTER,
    )
    call = Call(now=at(hands.days[day], f"{8 + number % 3:02d}:{(number * 7) % 60:02d}"))
    opened = acts.file if online else acts.receive
    return opened(hands.desk, filing, call).dossier


def _filed(dossier: Dossier, hands: _Hands) -> None:
    """Stays in the queue of new filings."""


def _at_counter(dossier: Dossier, hands: _Hands) -> None:
    """Stays at the counter, to be handed over today."""


def _handed_over(dossier: Dossier, hands: _Hands) -> None:
    acts.transfer(hands.desk, dossier.code, hands.section, _later(dossier, 20))


def _held(dossier: Dossier, hands: _Hands) -> None:
    _handed_over(dossier, hands)
    acts.assign(hands.head, dossier.code, hands.holder, _later(dossier, 45))


def _waiting(dossier: Dossier, hands: _Hands) -> None:
    _held(dossier, hands)
    acts.ask_supplement(
        hands.specialist,
        dossier.code,
        ["Bản chính để đối chiếu"],
        "Bản chụp không đọc được",
        _later(dossier, 120),
    )


def _paying(dossier: Dossier, hands: _Hands) -> None:
    _held(dossier, hands)
    acts.ask_payment(hands.specialist, dossier.code, Decimal(8000), "Lệ phí bản sao", _later(dossier, 90))


def _drafted(dossier: Dossier, hands: _Hands) -> None:
    _held(dossier, hands)
    paper = result_paper(
        dossier.procedure_name,
        dossier.competent_unit.name,
        dossier.code,
        dossier.applicant_name,
        "Đủ điều kiện.",
    )
    acts.draft(
        hands.specialist,
        dossier.code,
        Outcome.GRANTED,
        "Đủ điều kiện giải quyết",
        _later(dossier, 150),
        file=paper,
    )


def _submitted(dossier: Dossier, hands: _Hands) -> None:
    _drafted(dossier, hands)
    acts.submit(hands.specialist, dossier.code, _later(dossier, 170))


def _signed(dossier: Dossier, hands: _Hands) -> None:
    _submitted(dossier, hands)
    current = Dossier.objects.get(pk=dossier.pk)
    acts.sign(hands.chairman, dossier.code, current.result_sha256, _later(dossier, 180))


def _ready(dossier: Dossier, hands: _Hands) -> None:
    _signed(dossier, hands)
    acts.number(hands.clerk, dossier.code, "UBND", _later(dossier, 190))
    acts.make_ready(hands.clerk, dossier.code, _later(dossier, 200))


def _apologised(dossier: Dossier, hands: _Hands) -> None:
    _held(dossier, hands)
    acts.apologise(
        hands.chairman,
        dossier.code,
        "Phải xác minh tại nơi cư trú trước đây",
        at(hands.days[11], "17:30"),
        _later(dossier, 60),
        letter_is_late=True,
    )


def _across_the_change() -> None:
    """A dossier received under three levels of government, handed to the unit that followed on 1 July 2025."""
    day = dt.date(2025, 6, 27)
    desk = _actor("tiepnhan", day)
    told = ApplicantIn(
        "Phan Văn Giao Thời", "030190000777", address="Thị trấn Tứ Kỳ, huyện Tứ Kỳ", is_made_up=True
    )
    _version_before_the_change("1.004884", day)
    filing = counter_filing(
        "1.004884",
        day,
        told,
        receiving_unit=Unit.objects.get(code=setup.OLD_DESK),
        competent_unit=Unit.objects.get(code=setup.OLD_COMMITTEE),
        external_code=f"{setup.CODES}giao-thoi",
    )
    code = acts.receive(desk, filing, Call(now=at(day, "09:00"))).dossier.code
    acts.transfer(desk, code, Unit.objects.get(code=setup.OLD_SECTION), Call(now=at(day, "09:30")))
    acts.move_to_successor(
        SYSTEM, code, "Nghị quyết 1669/NQ-UBTVQH15 năm 2025", Call(now=at(dt.date(2025, 7, 1), "07:30"))
    )


def _version_before_the_change(code: str, day: dt.date) -> None:
    """The same procedure as it stood under three levels, so that an old dossier keeps the version of its day."""
    newest = version_on(code, setup.SINCE)
    if valid_on(day).filter(procedure__code=code).exists():
        return
    former = draft_from(newest, setup.OLD_FROM)
    former.effective_to = setup.OLD_TO
    former.source = "Bản minh họa cho thời kỳ ba cấp; hãy đối chiếu quyết định công bố trước khi dùng thật"
    former.save(update_fields=["effective_to", "source"])
    publish(former)


def _later(dossier: Dossier, minutes: int) -> Call:
    return Call(now=dossier.filed_at + dt.timedelta(minutes=minutes))


def _actor(username: str, day: dt.date) -> Actor:
    return actor_of(setup.person(username), day)
