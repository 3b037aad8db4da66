# SPDX-License-Identifier: EUPL-1.2
"""A made-up year of inspection and made-up registers, so that none of their pages is empty."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from motcua.demo import setup
from motcua.demo.calendar import at, working_days_before
from motcua.documents import store
from motcua.documents.content import PDF
from motcua.inspections import acts as inspecting
from motcua.inspections.acts import FindingIn, PlanIn, Preparation, Seen
from motcua.inspections.checklists import items_of
from motcua.inspections.keeping import Evidence as Proof
from motcua.inspections.models import Duty, Met, Visit
from motcua.organisations.actors import Actor, actor_of
from motcua.organisations.models import Unit
from motcua.registers import acts as keeping
from motcua.registers.acts import (
    CourseIn,
    InitiativeIn,
    NonconformityIn,
    PublicityIn,
    Recognition,
    VersionIn,
)
from motcua.registers.keeping import Press
from motcua.registers.models import (
    DocumentKind,
    InitiativeLevel,
    NonconformitySource,
    PublicityChannel,
)
from motcua.registers.queries import procedure_version

_DOCUMENT = "Kế hoạch minh họa, không phải văn bản thật"


@transaction.atomic
def inspect_and_keep(now: dt.datetime) -> None:
    """Make inspections and registers of a year."""
    _Year(now, Unit.objects.get(code=setup.COMMITTEE)).make()


class _Year:
    """Who acts, on which days."""

    def __init__(self, now: dt.datetime, committee: Unit) -> None:
        self.committee = committee
        self.days = working_days_before(now, 40)
        self.today = timezone.localdate(now)
        self.office = Unit.objects.get(code=setup.OFFICE)
        self.economy = Unit.objects.get(code=setup.ECONOMY)
        self.count = 0

    def who(self, username: str) -> Actor:
        return actor_of(setup.person(username), self.today)

    def key(self) -> str:
        self.count += 1
        return f"demo-{self.count}"

    def on(self, day: int, clock: str = "09:00") -> dt.datetime:
        return at(self.days[day], clock)

    def press(self, username: str, day: int) -> Press:
        return Press(self.who(username), self.key(), self.on(day), note="Dữ liệu minh họa")

    def make(self) -> None:
        self._inspect()
        self._initiatives()
        self._train()
        self._quality()

    def _inspect(self) -> None:
        control, head = self.who("kiemsoat"), self.who("chutich")
        year = self.days[0].year
        title = f"Kế hoạch kiểm tra công tác kiểm soát thủ tục hành chính năm {year} (minh họa)"
        plan = inspecting.make_plan(
            control, self.committee, PlanIn(title, year, 30, exceeds=True), self.key(), self.on(0)
        )
        inspecting.draw_units(control, plan.pk, self.key(), now=self.on(0, "09:10"))
        for unit in (self.office, self.economy):
            if not plan.visits.filter(unit=unit).exists():
                why = "Đơn vị tiếp nhận nhiều hồ sơ nhất (minh họa)"
                inspecting.add_unit(control, plan.pk, unit.pk, why, self.key(), self.on(1))
        inspecting.put_in_force(head, plan.pk, _DOCUMENT, self.key(), self.on(2))
        done = plan.visits.get(unit=self.office)
        self._concluded(done, control, head)
        running = plan.visits.get(unit=self.economy)
        self._announce(running, control, 36, 39)
        inspecting.start(control, running.pk, self.key(), self.on(36))

    def _announce(self, visit: Visit, control: Actor, first: int, last: int) -> None:
        told = Preparation(
            "KSTTHC",
            self.days[first],
            self.days[last],
            self.days[0] - dt.timedelta(days=90),
            self.days[first - 1],
            [
                (setup.person("kiemsoat"), Duty.LEADER),
                (setup.person("vanthu"), Duty.SECRETARY),
            ],
        )
        inspecting.announce(control, visit.pk, told, self.key(), self.on(first - 3))

    def _concluded(self, visit: Visit, control: Actor, head: Actor) -> None:
        self._announce(visit, control, 10, 11)
        inspecting.start(control, visit.pk, self.key(), self.on(10))
        visit.refresh_from_db()
        seen = {item.code: Seen(Met.MET, "") for item in items_of(visit.checklist)}
        seen["B2"] = Seen(Met.UNMET, "Ba thủ tục chưa có quy trình nội bộ được phê duyệt")
        seen["D1"] = Seen(Met.UNMET, "Một hồ sơ quá hạn gửi văn bản xin lỗi chậm")
        inspecting.check(control, visit.pk, seen, self.key(), self.on(11))
        told = (
            (
                "B2",
                "Ba thủ tục chưa có quy trình nội bộ được phê duyệt",
                "Trình phê duyệt ba quy trình",
                39,
                True,
            ),
            (
                "D1",
                "Văn bản xin lỗi của một hồ sơ gửi chậm hai ngày",
                "Nhắc việc trước hạn một ngày làm việc",
                30,
                False,
            ),
        )
        findings = [
            inspecting.find(
                control,
                visit.pk,
                FindingIn(content, demand, self.office.pk, self.days[due], item=item, grave=grave),
                self.key(),
                self.on(11, "10:00"),
            )
            for item, content, demand, due, grave in told
        ]
        conclusion = (
            "Đơn vị cơ bản thực hiện đúng quy định về tiếp nhận và trả kết quả (minh họa).\n"
            "Còn hai nội dung phải khắc phục."
        )
        inspecting.report(control, visit.pk, conclusion, "", self.key(), self.on(12))
        inspecting.sign(head, visit.pk, self.key(), self.on(13))
        answer = "Đã phê duyệt ba quy trình, công khai tại nơi tiếp nhận (minh họa)"
        proof = Proof(store.put(_PAPER, PDF).sha256, "quy-trinh-minh-hoa.pdf")
        inspecting.answer(self.who("phong"), findings[0].pk, answer, proof, self.key(), self.on(25))

    def _initiatives(self) -> None:
        told = InitiativeIn(
            "Trả kết quả tại nhà văn hóa thôn vào chiều thứ Năm (minh họa)",
            "Trần Thử Nghiệm",
            "Mỗi tuần một buổi, công chức mang kết quả đến thôn xa trung tâm; có lịch công khai.",
            self.office,
        )
        row = keeping.propose(self.press("hotich", 3), self.committee, told)
        keeping.to_council(self.press("kiemsoat", 6), row.pk, self.days[8])
        brought = "Người dân thôn xa bớt một lần đi lại; ước tính 120 giờ mỗi năm (minh họa)"
        recognition = Recognition(
            "Quyết định minh họa", self.days[9], InitiativeLevel.GRASSROOTS, brought, hours_saved=120
        )
        keeping.recognise(self.press("chutich", 9), row.pk, recognition)
        second = InitiativeIn(
            "Mã QR tra cứu hồ sơ dán tại quầy (minh họa)",
            "Mai Minh Họa",
            "Người dân quét mã để xem hồ sơ đang ở đâu, không phải hỏi công chức.",
            Unit.objects.get(code=setup.CENTRE),
        )
        keeping.propose(self.press("tiepnhan", 20), self.committee, second)

    def _train(self) -> None:
        day = self.days[15]
        told = CourseIn(
            "Tập huấn tiếp nhận hồ sơ không phụ thuộc địa giới (minh họa)",
            "Tiếp nhận, số hóa, chuyển hồ sơ",
            day,
            day,
            Decimal("3.5"),
            "Hội trường xã",
        )
        course = keeping.plan_course(self.press("kiemsoat", 12), self.committee, told)
        for unit in (self.office, Unit.objects.get(code=setup.CENTRE)):
            people = [seat.person_id for seat in unit.positions.filter(effective_to__isnull=True)]
            keeping.attend(self.press("kiemsoat", 15), course.pk, unit.pk, people)
        keeping.hold(self.press("kiemsoat", 16), course.pk, guests=4)
        for title, channel, number, reach, counted in (
            ("Hướng dẫn nộp hồ sơ trực tuyến (minh họa)", PublicityChannel.RADIO, 18, None, ""),
            (
                "Họp dân thôn An Nhân về thủ tục đất đai (minh họa)",
                PublicityChannel.MEETING,
                22,
                64,
                "Người dự họp",
            ),
        ):
            item = PublicityIn(title, channel, self.days[number], reach=reach, reach_of=counted)
            keeping.publicise(self.press("kiemsoat", number), self.committee, item)

    def _quality(self) -> None:
        title = "Quy trình cấp Giấy xác nhận tình trạng hôn nhân (minh họa)"
        document = keeping.open_document(
            self.press("kiemsoat", 2), self.committee, "QT-HT-01", title, DocumentKind.PROCESS, 10
        )
        procedure = procedure_version("1.004873", self.days[2])
        version = keeping.issue_version(
            self.press("kiemsoat", 2), document.pk, VersionIn(self.days[2], _DOCUMENT, "", procedure)
        )
        audit = keeping.plan_audit(
            self.press("kiemsoat", 4),
            self.committee,
            self.office,
            "Tiếp nhận, giải quyết",
            "Lý Đối Chiếu",
            self.days[17],
        )
        keeping.conclude_audit(
            self.press("kiemsoat", 17),
            audit.pk,
            self.days[17],
            "Phù hợp, có một điểm phải khắc phục (minh họa).",
        )
        found = NonconformityIn(
            "Hai hồ sơ không có phiếu kiểm soát quá trình giải quyết (minh họa)",
            self.office,
            NonconformitySource.AUDIT,
            self.days[17],
            "8.5.1",
            audit.pk,
            version.pk,
        )
        row = keeping.raise_nonconformity(self.press("kiemsoat", 17), self.committee, found)
        keeping.correct(self.press("phong", 18), row.pk, "Lập bổ sung phiếu cho hai hồ sơ")
        keeping.find_cause(self.press("phong", 19), row.pk, "Người mới chưa được hướng dẫn in phiếu")
        keeping.plan_action(
            self.press("phong", 19), row.pk, "Đưa bước in phiếu vào quy trình nội bộ", self.days[39]
        )


_PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 46>>stream\nBT /F 18 Tf 60 500 Td (MINH HOA - MADE UP) Tj ET\nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
"""A page that says it is made up."""
