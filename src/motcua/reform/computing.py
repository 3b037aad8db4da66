# SPDX-License-Identifier: EUPL-1.2
"""What the house itself can count for a criterion: a share of dossiers with the lists behind it, ballots, reports.

A set names a source by its word. Windows are the statistical year, 15 December to 14 December, so that these figures
are those of the reports. What nobody recorded gives nothing, never zero, and says why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from django.utils import timezone

from motcua.evaluations import figures as ballots
from motcua.inspections import coverage as inspections
from motcua.law.calendar_config import Confidence
from motcua.law.report_windows import Window, year_of
from motcua.organisations.models import Unit
from motcua.reform.models import ReformAssessment, RemedialTask, RemedyState
from motcua.reform.rules import Style
from motcua.reform.scoring import NOTHING, Fact
from motcua.reform.tree import Criterion, Tree
from motcua.registers import counts as registers
from motcua.reports import queries as reports
from motcua.reports.periods import period_named
from motcua.reports.places import AGENCIES, scope_of_unit
from motcua.reports.queries import Standing
from motcua.scores.index import index_of
from motcua.statistics import By, Cell, M, Question, Row, ask
from motcua.statistics.share import Share

_ONLINE: Final = "online"
_LIKELY, _SURE = Confidence.LIKELY, Confidence.VERIFIED
LACK_NAMES: Final[Mapping[str, str]] = {
    "dossiers": "Năm này chưa có hồ sơ để tính.",
    "payments": "Năm này chưa ghi nhận cách nộp phí của hồ sơ nào.",
    "ballots": "Chưa đủ phiếu đánh giá để tính.",
    "index": "Chưa chỉ số nào của Quyết định 766/QĐ-TTg có số liệu.",
    "reporter": "Đơn vị này không tự gửi báo cáo định kỳ.",
    "reports": "Năm này chưa đến hạn báo cáo nào.",
    "remedies": "Năm trước không có việc khắc phục nào được giao.",
    "findings": "Năm này chưa có kết luận kiểm tra nào ghi trên hệ thống.",
    "inspected": "Năm này không có đơn vị nào thuộc diện kiểm tra.",
    "initiatives": "Sổ sáng kiến của năm chưa có sáng kiến được công nhận.",
    "people": "Chưa có công chức nào ở đơn vị.",
    "publicity": "Sổ truyền thông của năm chưa có mục nào.",
    "quality": "Năm này chưa ghi nhận điểm không phù hợp nào.",
}
"""Why something could not be counted."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A share the house counted, or a plain `number`.

    `failing`: name, number and list of what falls short; `lacks`: why nothing could be counted.
    """

    part: int | Fraction | None = None
    whole: int | Fraction | None = None
    number: int | None = None
    failing: tuple[tuple[str, int, str], ...] = ()
    lacks: str = ""

    @property
    def is_known(self) -> bool:
        """Whether there is something to divide by, or a number."""
        return self.number is not None or (self.part is not None and bool(self.whole))


@dataclass(slots=True)
class Known:
    """A unit in a year, with everything asked of the statistics so far: each question is asked once."""

    unit: Unit
    window: Window
    today: dt.date
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def question(self) -> Question:
        """The figures of the unit, of a committee those of its whole territory."""
        return Question(unit=scope_of_unit(self.unit), first=self.window.first, last=self.window.last)

    def rows(self, by: By) -> tuple[Row, ...]:
        """The figures of the year, divided once."""
        if by not in self.kept:
            plain = self.question
            asked = Question(unit=plain.unit, first=plain.first, last=plain.last, by=(by,))
            self.kept[by] = ask(asked).rows
        rows: tuple[Row, ...] = self.kept[by]
        return rows

    def sum(self, measure: M, channel: str = "") -> int:
        """One figure of the year, of one channel when it is named."""
        return sum(
            row[measure] for row in self.rows(By.CHANNEL) if not channel or row.keys[0].value == channel
        )


@dataclass(frozen=True, slots=True)
class Source:
    """Something that can be counted. `part` and `whole` say in words what; `sure`: of the way of counting."""

    title: str
    part: str
    whole: str
    count: Callable[[Known], Counted]
    sure: Confidence = _SURE


def _measured(
    part: tuple[M, ...], whole: tuple[M, ...], failing: tuple[M, ...] = ()
) -> Callable[[Known], Counted]:
    """A share of sums of figures; the lists are of the figures that fall short."""

    def count(known: Known) -> Counted:
        among = sum(known.sum(one) for one in whole)
        if not among:
            return Counted(lacks=LACK_NAMES["dossiers"])
        short = tuple(
            (one.value, number, Cell(known.question, (), one).to_token())
            for one in failing
            if (number := known.sum(one))
        )
        return Counted(sum(known.sum(one) for one in part), among, failing=short)

    return count


def _online(known: Known) -> Counted:
    received = known.sum(M.RECEIVED)
    if not received:
        return Counted(lacks=LACK_NAMES["dossiers"])
    online = known.sum(M.RECEIVED, _ONLINE)
    plain = known.question
    offline = Question(unit=plain.unit, first=plain.first, last=plain.last, channels=("counter", "post"))
    failing = ((M.RECEIVED.value, received - online, Cell(offline, (), M.RECEIVED).to_token()),)
    return Counted(online, received, failing=failing if received > online else ())


def _procedures_paid_online(known: Known) -> Counted:
    rows = [row for row in known.rows(By.VERSION) if row[M.PAYMENT_KNOWN]]
    if not rows:
        return Counted(lacks=LACK_NAMES["payments"])
    return Counted(sum(bool(row[M.PAID_ONLINE]) for row in rows), len(rows))


def _satisfied(known: Known) -> Counted:
    said = ballots.overall(known.question.unit, known.window.first, known.window.last, known.today)
    if not said.ballots:
        return Counted(lacks=LACK_NAMES["ballots"])
    return Counted(said.satisfied, said.ballots)


def _index(known: Known) -> Counted:
    unit = Unit.objects.get(pk=known.question.unit)
    found = index_of(unit, known.window)
    if found.scaled is None:
        return Counted(lacks=LACK_NAMES["index"])
    return Counted(found.index.total, found.index.possible)


_PERIODS: Final = ("Q1", "Q2", "Q3", "Q4", "6T", "9T")
_IN_TIME: Final = frozenset({Standing.SUBMITTED, Standing.CONSOLIDATED, Standing.SEALED})


def _reports(known: Known) -> Counted:
    if known.unit.kind not in AGENCIES:
        return Counted(lacks=LACK_NAMES["reporter"])
    year = known.window.last.year
    spans = [period_named(f"{year}-{name}") for name in _PERIODS] + [period_named(str(year))]
    forms = reports.owed_by(known.unit, known.window.last)
    dues = reports.dues_of(known.unit, forms, spans, known.today)
    due = [one for one in dues if one.due_on is not None and one.due_on < known.today]
    if not due:
        return Counted(lacks=LACK_NAMES["reports"])
    in_time = sum(one.standing in _IN_TIME and (one.report is None or not _sent_late(one)) for one in due)
    return Counted(in_time, len(due))


def _sent_late(due: reports.Due) -> bool:
    sent = due.report.submitted_at if due.report else None
    return sent is not None and due.due_on is not None and timezone.localdate(sent) > due.due_on


def _remedied(known: Known) -> Counted:
    """The remedial tasks that came of the sheets of the year before."""
    sheets = ReformAssessment.objects.filter(unit=known.unit, round__year=known.window.last.year - 1)
    states = list(
        RemedialTask.objects.filter(assessment__in=sheets)
        .exclude(state=RemedyState.CANCELLED)
        .values_list("state", flat=True)
    )
    if not states:
        return Counted(lacks=LACK_NAMES["remedies"])
    return Counted(states.count(RemedyState.DONE), len(states))


def _shared(share: Share, lack: str) -> Counted:
    return Counted(share.part, share.whole) if share.whole else Counted(lacks=LACK_NAMES[lack])


def _kept(number: int, lack: str) -> Counted:
    """A register in which nothing was entered may just not be led: that is not known, not none."""
    return Counted(number=number) if number else Counted(lacks=LACK_NAMES[lack])


def _year(known: Known) -> int:
    return known.window.last.year


_EARLY, _ON_TIME, _LATE = M.ENDED_EARLY, M.ENDED_ON_TIME, M.ENDED_LATE
SOURCES: Final[Mapping[str, Source]] = {
    "in_time": Source(
        "Hồ sơ giải quyết trước hạn, đúng hạn",
        "Hồ sơ giải quyết trước hạn và đúng hạn",
        "Hồ sơ đã giải quyết và hồ sơ chưa giải quyết đã quá hạn",
        _measured((_EARLY, _ON_TIME), (_EARLY, _ON_TIME, _LATE, M.OVERDUE), (_LATE, M.OVERDUE)),
    ),
    "digitised": Source(
        "Hồ sơ được số hóa khi tiếp nhận",
        "Hồ sơ được số hóa khi tiếp nhận",
        "Hồ sơ tiếp nhận",
        _measured((M.DIGITISED,), (M.RECEIVED,), (M.NOT_DIGITISED,)),
    ),
    "e_result": Source(
        "Hồ sơ có kết quả điện tử",
        "Hồ sơ có kết quả điện tử",
        "Hồ sơ có kết quả",
        _measured((M.E_RESULT,), (M.SETTLED,), (M.NO_E_RESULT,)),
    ),
    "digitised_with_result": Source(
        "Số hóa hồ sơ và cấp kết quả điện tử",
        "Hồ sơ được số hóa khi tiếp nhận và hồ sơ có kết quả điện tử",
        "Hồ sơ tiếp nhận và hồ sơ có kết quả",
        _measured((M.DIGITISED, M.E_RESULT), (M.RECEIVED, M.SETTLED), (M.NOT_DIGITISED, M.NO_E_RESULT)),
        _LIKELY,
    ),
    "online": Source("Hồ sơ nộp trực tuyến", "Hồ sơ nộp trực tuyến", "Hồ sơ tiếp nhận", _online),
    "paid_online": Source(
        "Hồ sơ nộp phí trực tuyến",
        "Hồ sơ nộp phí, lệ phí trực tuyến",
        "Hồ sơ có ghi nhận cách nộp phí",
        _measured((M.PAID_ONLINE,), (M.PAYMENT_KNOWN,), (M.NOT_PAID_ONLINE,)),
    ),
    "procedures_paid_online": Source(
        "Thủ tục có giao dịch thanh toán trực tuyến",
        "Thủ tục có ít nhất một hồ sơ nộp phí trực tuyến",
        "Thủ tục có hồ sơ ghi nhận cách nộp phí",
        _procedures_paid_online,
        _LIKELY,
    ),
    "reused": Source(
        "Hồ sơ dùng lại giấy tờ đã số hóa",
        "Hồ sơ dùng lại giấy tờ đã số hóa",
        "Hồ sơ có ghi nhận việc dùng lại",
        _measured((M.REUSED,), (M.REUSE_KNOWN,), (M.NOT_REUSED,)),
    ),
    "satisfied": Source("Mức độ hài lòng", "Phiếu hài lòng, rất hài lòng", "Phiếu đánh giá", _satisfied),
    "service_index": Source(
        "Chỉ số phục vụ theo Quyết định 766/QĐ-TTg",
        "Điểm đạt được",
        "Điểm của các chỉ số đã có số liệu",
        _index,
        _LIKELY,
    ),
    "reports_in_time": Source(
        "Báo cáo định kỳ gửi đúng hạn", "Báo cáo gửi đúng hạn", "Báo cáo đã đến hạn", _reports, _LIKELY
    ),
    "remedied": Source(
        "Khắc phục tiêu chí mất điểm năm trước",
        "Việc khắc phục đã xong",
        "Việc khắc phục được giao từ kết quả năm trước",
        _remedied,
    ),
    "findings_settled": Source(
        "Xử lý các vấn đề phát hiện qua kiểm tra",
        "Phát hiện đã khắc phục",
        "Phát hiện qua kiểm tra",
        lambda known: _shared(inspections.findings_settled(known.unit, _year(known)), "findings"),
    ),
    "inspected": Source(
        "Đơn vị đã kiểm tra",
        "Đơn vị đã có kết luận kiểm tra",
        "Đơn vị trực thuộc",
        lambda known: _shared(
            inspections.inspected_share(known.unit, _year(known), known.today), "inspected"
        ),
    ),
    "initiatives": Source(
        "Sáng kiến được công nhận",
        "Sáng kiến được công nhận trong năm",
        "",
        lambda known: _kept(registers.initiatives_recognised(known.unit, _year(known)), "initiatives"),
    ),
    "trained": Source(
        "Công chức được tập huấn",
        "Công chức đã dự tập huấn trong năm",
        "Công chức của đơn vị",
        lambda known: _shared(registers.officials_trained(known.unit, _year(known), known.today), "people"),
    ),
    "publicity": Source(
        "Hoạt động truyền thông",
        "Lượt truyền thông trong năm",
        "",
        lambda known: _kept(registers.publicity_items(known.unit, _year(known)), "publicity"),
    ),
    "nonconformities": Source(
        "Khắc phục điểm không phù hợp (ISO 9001)",
        "Điểm không phù hợp đã khắc phục có hiệu lực",
        "Điểm không phù hợp phát hiện trong năm",
        lambda known: _shared(registers.nonconformities_settled(known.unit, _year(known)), "quality"),
    ),
}
"""Everything a criterion may be bound to, by the word that a set uses."""


SOURCE_TITLES: Final[Mapping[str, str]] = {name: source.title for name, source in SOURCES.items()}
"""What each source is called."""
PART_NAMES: Final[Mapping[str, str]] = {
    words: words for source in SOURCES.values() for words in (source.part, source.whole) if words
}
"""What is counted, in words."""


def compute(tree: Tree, unit: Unit, today: dt.date) -> dict[str, Counted]:
    """What the house counts for each bound criterion of a set. A handful of questions, however many criteria."""
    known = Known(unit, year_of(tree.year), today)
    return {one.code: SOURCES[one.source].count(known) for one in tree.leaves if one.source in SOURCES}


def fact_counted(criterion: Criterion, counted: Counted) -> Fact:
    """What was counted, in the form the criterion is scored by; nothing where it is not known or does not fit."""
    if not counted.is_known:
        return NOTHING
    if counted.number is not None:
        return _fact_of_number(criterion, counted.number)
    part, whole = Fraction(counted.part or 0), Fraction(counted.whole or 0)
    if criterion.style is Style.RATIO or criterion.rule.percent:
        return Fact(part=part, whole=whole)
    if criterion.style is Style.PENALTY:
        return Fact(number=whole - part)
    return _fact_of_number(criterion, part)


def _fact_of_number(criterion: Criterion, number: int | Fraction) -> Fact:
    if criterion.style is Style.YES_NO:
        return Fact(yes=bool(number))
    if criterion.style is Style.COUNT or (criterion.style is Style.STEPS and not criterion.rule.percent):
        return Fact(number=Fraction(number))
    return NOTHING


def kept(counted: Counted, fact: Fact, at: dt.datetime) -> dict[str, Any]:
    """What stays on record of a count: the numbers, the lists and the moment."""
    return {
        "fact": fact.to_dict(),
        "failing": [list(one) for one in counted.failing],
        "lacks": counted.lacks,
        "at": at.isoformat(),
    }
