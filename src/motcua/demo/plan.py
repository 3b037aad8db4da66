# SPDX-License-Identifier: EUPL-1.2
"""A made-up plan in force, with work in all states, under a made-up plan of the city that it carries out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from motcua.demo import setup
from motcua.demo.calendar import at, working_days_before
from motcua.demo.result import result_paper
from motcua.documents import store
from motcua.law.working_time import is_working_day
from motcua.organisations.actors import SYSTEM, Actor, actor_of
from motcua.organisations.calendars import load_calendar
from motcua.organisations.models import Unit
from motcua.plans.acts import extending, working
from motcua.plans.acts.carrying_out import carry_out
from motcua.plans.acts.documents import put_in_force
from motcua.plans.acts.opening import open_works
from motcua.plans.acts.tasks import Wanted, add
from motcua.plans.models import Plan, PlanState, PlanTask, Recurrence, TaskWork, UnitGroup
from motcua.plans.work_performing import Evidence, Press

CITY, CULTURE = "hp.ubnd", "tu-ky.vhxh"
AGE: Final = 120
"""Days since the plan of the demonstration was issued."""

_UPPER = (
    ("Rà soát, đánh giá thủ tục hành chính theo lĩnh vực được giao", UnitGroup.COMMUNES),
    ("Số hóa hồ sơ, giấy tờ, kết quả giải quyết thủ tục hành chính", UnitGroup.COMMUNES),
    ("Niêm yết công khai thủ tục hành chính tại nơi tiếp nhận", UnitGroup.COMMUNES),
    ("Tập huấn nghiệp vụ cho công chức một cửa", UnitGroup.COMMUNES),
    ("Bố trí ki-ốt tra cứu tại trụ sở Trung tâm Phục vụ hành chính công", UnitGroup.COMMUNES),
)


@dataclass
class _Story:
    """Who acts on which days, and the plan that grows."""

    now: dt.datetime
    days: list[dt.date]
    plan: Plan
    units: dict[str, Unit]
    actors: dict[str, Actor] = field(default_factory=dict)
    presses: int = 0

    @property
    def today(self) -> dt.date:
        return timezone.localdate(self.now)

    def actor(self, name: str) -> Actor:
        """One of the made-up people."""
        if name not in self.actors:
            self.actors[name] = actor_of(setup.person(name), self.days[0])
        return self.actors[name]

    def press(self, days_ago: int, clock: str = "09:10") -> Press:
        """A press so many working days ago."""
        self.presses += 1
        return Press(f"minh-hoa-{self.presses}", at(self.days[-days_ago], clock))

    def in_days(self, number: int) -> dt.date:
        """A working day so many working days from today, or ago."""
        calendar, found, left = load_calendar("vn-admin"), self.today, abs(number)
        while left:
            found += dt.timedelta(days=1 if number > 0 else -1)
            left -= is_working_day(calendar, found)
        return found

    def task(self, number: int, section: str, content: str, unit: str, **more: Any) -> PlanTask:
        """A task of the plan, written by the control officer."""
        lead = self.units[unit] if unit else None
        told = {"lead_unit": lead.pk, "lead_text": lead.name} if lead else {}
        wanted = Wanted(content=content, section=section, **{**told, **more})
        when = at(self.plan.issued_on or self.today, "10:00")
        return add(self.actor("kiemsoat"), self.plan, wanted, f"minh-hoa-nv-{number}", now=when)

    def works(self, task: PlanTask) -> list[TaskWork]:
        """The work of a task, first first."""
        return list(task.works.order_by("start", "id"))


@transaction.atomic
def make_plan(now: dt.datetime) -> None:
    """Make the two plans."""
    codes = (setup.COMMITTEE, setup.CENTRE, setup.OFFICE, setup.ECONOMY, CITY, CULTURE)
    units = {unit.code: unit for unit in Unit.objects.select_related("parent").filter(code__in=codes)}
    issued = timezone.localdate(now) - dt.timedelta(days=AGE)
    upper = _upper(units[CITY], issued, now)
    plan = Plan.objects.create(
        unit=units[setup.COMMITTEE],
        state=PlanState.CONFIRMING,
        kind="Kế hoạch",
        number="15",
        symbol="KH-UBND",
        issuer=units[setup.COMMITTEE].name,
        place="Tứ Kỳ",
        issued_on=issued,
        title=f"Kiểm soát thủ tục hành chính và cải cách hành chính năm {issued.year} {setup.MARK}",
        year=issued.year,
        signer="Hoàng Minh Chứng",
        signer_position="CHỦ TỊCH",
        higher=upper,
        created_at=at(issued, "08:30"),
    )
    story = _Story(now, working_days_before(now, 90), plan, units)
    tasks = _tasks(story)
    put_in_force(story.actor("chutich"), plan, "minh-hoa-hieu-luc", at(issued, "16:00"))
    open_works(plan.pk, now)
    _work(story, tasks)
    _tie(story, upper, tasks)


def _upper(unit: Unit, issued: dt.date, now: dt.datetime) -> Plan:
    day = issued - dt.timedelta(days=20)
    plan = Plan.objects.create(
        unit=unit,
        state=PlanState.CONFIRMING,
        kind="Kế hoạch",
        number="112",
        symbol="KH-UBND",
        issuer=unit.name,
        place="Hải Phòng",
        issued_on=day,
        title=f"Kiểm soát thủ tục hành chính trên địa bàn thành phố năm {issued.year} {setup.MARK}",
        year=issued.year,
        created_at=at(day, "08:30"),
    )
    due = dt.date(issued.year, 12, 20)
    for number, (content, group) in enumerate(_UPPER):
        wanted = Wanted(content=content, lead_group=group, lead_text=group.label, due=due)
        add(SYSTEM, plan, wanted, f"minh-hoa-tp-{number}", now=at(day, "09:00"))
    put_in_force(SYSTEM, plan, "minh-hoa-tp-hieu-luc", at(day, "16:00"))
    return plan


def _tasks(story: _Story) -> dict[str, PlanTask]:
    """Fifteen duties whose days lie around today."""
    lead, review, public, digital, people, control = (
        "I. Chỉ đạo, điều hành",
        "II. Rà soát, đơn giản hóa thủ tục hành chính",
        "III. Công khai thủ tục hành chính",
        "IV. Số hóa, dịch vụ công trực tuyến",
        "V. Tuyên truyền, tập huấn, sáng kiến",
        "VI. Kiểm tra, báo cáo",
    )
    ahead = story.in_days
    told: dict[str, tuple[str, str, str, dict[str, Any]]] = {
        "assign": (
            lead,
            "Phân công cán bộ đầu mối kiểm soát thủ tục hành chính của các phòng",
            setup.OFFICE,
            {"due": ahead(-60), "product": "Quyết định phân công"},
        ),
        "staff": (
            lead,
            "Kiện toàn công chức làm việc tại Trung tâm Phục vụ hành chính công",
            setup.CENTRE,
            {"due": ahead(-40), "product": "Danh sách phân công, lịch trực"},
        ),
        "civil": (
            review,
            "Rà soát, đánh giá thủ tục hành chính lĩnh vực hộ tịch, chứng thực",
            setup.OFFICE,
            {"due": ahead(3), "product": "Báo cáo kết quả rà soát", "criteria": ("3.1.1",)},
        ),
        "land": (
            review,
            "Rà soát, đánh giá thủ tục hành chính lĩnh vực đất đai",
            setup.ECONOMY,
            {"due": ahead(-6), "product": "Báo cáo kết quả rà soát", "criteria": ("3.1.1",)},
        ),
        "sum": (
            review,
            "Tổng hợp kết quả rà soát gửi Văn phòng Ủy ban nhân dân thành phố",
            setup.OFFICE,
            {"due": ahead(9), "product": "Báo cáo tổng hợp"},
        ),
        "simpler": (
            review,
            "Đề xuất phương án đơn giản hóa ít nhất một thủ tục hành chính",
            setup.OFFICE,
            {"due": ahead(-12), "product": "Phương án đơn giản hóa"},
        ),
        "posted": (
            public,
            "Niêm yết công khai thủ tục hành chính mới, gỡ thủ tục đã bãi bỏ tại nơi tiếp nhận",
            setup.CENTRE,
            {"recurrence": Recurrence.MONTHLY, "due_text": "Trước ngày 25 hằng tháng"},
        ),
        "site": (
            public,
            "Cập nhật thủ tục hành chính trên Trang thông tin điện tử của xã",
            setup.OFFICE,
            {"recurrence": Recurrence.CONTINUOUS, "due_text": "Thường xuyên trong năm"},
        ),
        "digital": (
            digital,
            "Số hóa hồ sơ, giấy tờ, kết quả giải quyết thủ tục hành chính còn hiệu lực",
            setup.CENTRE,
            {"due": ahead(24), "product": "Kho dữ liệu số hóa", "criteria": ("6.2.1", "6.2.2")},
        ),
        "scanner": (
            digital,
            "Trang bị thêm một máy quét cho quầy tiếp nhận",
            setup.COMMITTEE,
            {"due": ahead(15), "product": "Máy quét được bàn giao"},
        ),
        "training": (
            people,
            "Tập huấn nghiệp vụ một cửa cho công chức của từng phòng",
            "",
            {
                "lead_group": UnitGroup.SECTIONS,
                "lead_text": "Các phòng, trung tâm thuộc xã",
                "due": ahead(18),
            },
        ),
        "radio": (
            people,
            "Tuyên truyền về dịch vụ công trực tuyến trên hệ thống truyền thanh xã",
            CULTURE,
            {"due": ahead(12), "product": "Tin, bài phát thanh"},
        ),
        "idea": (
            people,
            "Phát động đăng ký sáng kiến cải cách hành chính",
            "",
            {"lead_text": "Công đoàn cơ quan", "due_text": "Trong năm"},
        ),
        "check": (
            control,
            "Tự kiểm tra việc thực hiện kiểm soát thủ tục hành chính tại các phòng",
            setup.COMMITTEE,
            {"due": ahead(20), "product": "Biên bản, báo cáo kiểm tra"},
        ),
        "report": (
            control,
            "Báo cáo tình hình, kết quả kiểm soát thủ tục hành chính",
            setup.COMMITTEE,
            {"recurrence": Recurrence.QUARTERLY, "due_text": "Trước ngày 15 của tháng cuối quý"},
        ),
    }
    return {
        name: story.task(number, section, content, unit, **more)
        for number, (name, (section, content, unit, more)) in enumerate(told.items())
    }


def _work(story: _Story, tasks: dict[str, PlanTask]) -> None:
    """What was done and said, by those who may, on days gone by."""
    works = {name: story.works(task) for name, task in tasks.items()}
    first = {name: rows[0].pk for name, rows in works.items() if rows}
    hotich, diachinh, chutich = story.actor("hotich"), story.actor("diachinh"), story.actor("chutich")
    giamdoc, kiemsoat, phong = story.actor("giamdoc"), story.actor("kiemsoat"), story.actor("phong")
    working.take_on(phong, first["assign"], story.press(70))
    decision = Evidence(_paper(story), "quyet-dinh-phan-cong.pdf")
    working.finish(
        phong, first["assign"], story.press(62), text="Quyết định số 41/QĐ-UBND", evidence=decision
    )
    working.take_on(giamdoc, first["staff"], story.press(60))
    working.finish(
        giamdoc, first["staff"], story.press(35), text="Danh sách kèm lịch trực, lưu tại Trung tâm"
    )
    working.take_on(hotich, first["civil"], story.press(30))
    working.report(hotich, first["civil"], story.press(12), percent=60, text="Đã rà soát 22 trên 36 thủ tục.")
    working.comment(giamdoc, first["civil"], "Trung tâm đã gửi ý kiến của người dân.", story.press(8))
    working.take_on(diachinh, first["land"], story.press(40))
    working.report(
        diachinh, first["land"], story.press(20), percent=40, text="Còn chờ số liệu của chi nhánh."
    )
    working.instruct(chutich, first["land"], "Xong trong tuần này, báo cáo lại tại giao ban.", story.press(2))
    working.hand_over(
        phong, first["sum"], setup.person("hotich"), "Làm sau khi có hai báo cáo.", story.press(15)
    )
    extending.ask_extension(
        hotich,
        first["sum"],
        story.in_days(19),
        "Báo cáo rà soát lĩnh vực đất đai chưa xong nên chưa tổng hợp được.",
        story.press(1),
    )
    working.take_on(hotich, first["simpler"], story.press(30))
    until = story.in_days(10)
    extending.ask_extension(hotich, first["simpler"], until, "Chờ hướng dẫn của thành phố.", story.press(16))
    extending.decide_extension(
        chutich, first["simpler"], accepted=True, text="Đồng ý.", press=story.press(15)
    )
    working.report(hotich, first["simpler"], story.press(5), percent=30, text="Đã có dự thảo phương án.")
    working.take_on(giamdoc, first["digital"], story.press(50))
    working.report(
        giamdoc, first["digital"], story.press(9), percent=45, text="Đã số hóa 1.350 trên 3.000 kết quả."
    )
    extending.cancel(
        chutich, first["scanner"], "Thông báo số 9/TB-UBND: chuyển sang năm sau.", story.press(25)
    )
    working.take_on(kiemsoat, first["check"], story.press(10))
    _recurring(story, works["posted"], giamdoc, "Đã niêm yết, gỡ thủ tục bãi bỏ; ảnh lưu tại Trung tâm.")
    _recurring(story, works["report"], kiemsoat, "Báo cáo đã gửi, lưu tại Văn phòng.")
    office = next((work for work in works["training"] if work.unit_id == story.units[setup.OFFICE].pk), None)
    if office is not None:
        working.take_on(phong, office.pk, story.press(14))
        working.finish(
            phong, office.pk, story.press(6), text="Đã tập huấn 12 công chức, danh sách lưu tại phòng."
        )


def _recurring(story: _Story, works: list[TaskWork], actor: Actor, words: str) -> None:
    """Instances that were due some days ago are done; the one that runs is taken on."""
    for work in works:
        if work.due is None or (work.start and work.start > story.today):
            continue
        if work.due < story.today:
            days = sum(1 for day in story.days if day >= work.due) + 1
            working.finish(actor, work.pk, story.press(min(days, len(story.days))), text=words)
        else:
            working.take_on(actor, work.pk, story.press(3))


def _tie(story: _Story, upper: Plan, tasks: dict[str, PlanTask]) -> None:
    duties = {duty.content: duty.pk for duty in upper.tasks.all()}
    (review, digital, posted, training, _kiosk) = (duties[words] for words, _group in _UPPER)
    links: dict[int, int | None] = {
        tasks["civil"].pk: review,
        tasks["land"].pk: review,
        tasks["digital"].pk: digital,
        tasks["posted"].pk: posted,
        tasks["training"].pk: training,
    }
    carry_out(story.actor("kiemsoat"), story.plan.pk, links, story.press(40))


def _paper(story: _Story) -> str:
    """A one-page PDF that says that it is made up."""
    content = result_paper(
        "Quyết định phân công cán bộ đầu mối",
        story.units[setup.COMMITTEE].name,
        "41/QĐ-UBND",
        setup.MARK,
        setup.MARK,
    )
    return store.put(content, "application/pdf").sha256
