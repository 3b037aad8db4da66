# SPDX-License-Identifier: EUPL-1.2
"""The one definition of each number: at which moment of a span it is counted, and of which spans.

From a definition come the cells that figures are summed from and the list of dossiers that makes a figure. Conditions
are SQL over `s`, a span. Two kinds of numbers:

- **flows** count what happened in a window of days: received, ended, fell due …
- **stocks** tell how it stood at a moment: open, overdue, waiting. A stock is a sum of flows since the beginning; its
  list is the spans that cover the moment.

Nothing counts twice: `carried` + `received` + `moved_in` = `ended` + `moved_out` + `open` for every window.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from motcua.law.judging import Policy
from motcua.statistics.lives import NEVER, Judged


class M(StrEnum):
    """Every number there is."""

    FILED = "filed"
    NOT_RECEIVED = "not_received"
    RECEIVED = "received"
    ENDED = "ended"
    ENDED_EARLY = "ended_early"
    ENDED_ON_TIME = "ended_on_time"
    ENDED_LATE = "ended_late"
    ENDED_UNKNOWN = "ended_unknown"
    ENDED_NOT_TIMED = "ended_not_timed"
    SETTLED = "settled"
    REFUSED = "refused"
    STOPPED = "stopped"
    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    FELL_DUE = "fell_due"
    LEFT_OVERDUE = "left_overdue"
    PAUSED = "paused"
    UNPAUSED = "unpaused"
    SUPPLEMENTS_ASKED = "supplements_asked"
    DIGITISED = "digitised"
    NOT_DIGITISED = "not_digitised"
    REUSED = "reused"
    NOT_REUSED = "not_reused"
    REUSE_KNOWN = "reuse_known"
    FROM_DATABASE = "from_database"
    NOT_FROM_DATABASE = "not_from_database"
    FROM_DATABASE_KNOWN = "from_database_known"
    MUST_PAY = "must_pay"
    PAID_ONLINE = "paid_online"
    NOT_PAID_ONLINE = "not_paid_online"
    PAYMENT_KNOWN = "payment_known"
    E_RESULT = "e_result"
    NO_E_RESULT = "no_e_result"
    REAPPOINTED = "reappointed"
    NO_SUPPLEMENT = "no_supplement"
    ONE_SUPPLEMENT = "one_supplement"
    MORE_SUPPLEMENTS = "more_supplements"
    RETURNED = "returned"
    RETURNED_COUNTER = "returned_counter"
    RETURNED_POST = "returned_post"
    RETURNED_ELECTRONIC = "returned_electronic"
    TIME_KNOWN = "time_known"
    MINUTES_TAKEN = "minutes_taken"
    MINUTES_ALLOWED = "minutes_allowed"

    OPEN = "open"
    OVERDUE = "overdue"
    WAITING = "waiting"
    OPEN_IN_TIME = "open_in_time"
    CARRIED = "carried"


EVERYTHING = frozenset(M)
"""What is counted where nobody says which numbers are needed."""


class Anchor(StrEnum):
    """The moment of a span at which something is counted: the column that holds it."""

    BEGIN = "began"
    END = "ended"
    DUE = "fell"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Measure:
    """A flow: counted at `anchor` for spans for which `where` holds; `value` is summed instead of counted."""

    name: M
    title: str
    anchor: Anchor
    where: str
    value: str = ""

    @property
    def kind(self) -> str:
        """The column's type in SQL. Dossiers are counted; what is summed of them, minutes, grows past two thousand
        million in a province of a million dossiers a year."""
        return "bigint" if self.value else "int"


def _flows() -> tuple[Measure, ...]:
    begin, end, due, returned = Anchor.BEGIN, Anchor.END, Anchor.DUE, Anchor.RETURNED
    received, ended = "s.begins = 'received'", "s.ends = 'ended'"
    settled = f"{ended} and s.outcome = 'settled'"
    timed = f"{ended} and s.minutes_taken is not null and s.minutes_allowed is not null"
    return (
        Measure(M.FILED, "Nộp trực tuyến, chờ tiếp nhận", begin, "s.begins = 'filed'"),
        Measure(M.NOT_RECEIVED, "Không tiếp nhận", end, "s.ends = 'refused'"),
        Measure(M.RECEIVED, "Tiếp nhận", begin, received),
        Measure(M.ENDED, "Đã giải quyết", end, ended),
        Measure(M.SETTLED, "Có kết quả theo đề nghị", end, settled),
        Measure(M.REFUSED, "Từ chối giải quyết", end, f"{ended} and s.outcome = 'refused'"),
        Measure(M.STOPPED, "Dừng, rút hồ sơ", end, f"{ended} and s.outcome = 'stopped'"),
        Measure(M.MOVED_IN, "Chuyển đến từ đơn vị khác", begin, "s.begins = 'moved' and s.stage <> 'filed'"),
        Measure(M.MOVED_OUT, "Chuyển sang đơn vị khác", end, "s.ends = 'moved' and s.stage <> 'filed'"),
        Measure(M.FELL_DUE, "Đến hạn mà chưa xong", due, "s.stage = 'running'"),
        Measure(
            M.LEFT_OVERDUE, "Quá hạn đã xong hoặc tạm dừng", end, f"s.stage = 'running' and s.fell < {NEVER}"
        ),
        Measure(M.PAUSED, "Bắt đầu chờ", begin, "s.stage = 'waiting'"),
        Measure(M.UNPAUSED, "Hết chờ", end, "s.stage = 'waiting'"),
        Measure(
            M.SUPPLEMENTS_ASKED,
            "Lần yêu cầu bổ sung",
            begin,
            "s.begins = 'paused' and s.waiting_for = 'supplement'",
        ),
        Measure(M.DIGITISED, "Được số hóa khi tiếp nhận", begin, f"{received} and s.digitised"),
        Measure(M.NOT_DIGITISED, "Không số hóa khi tiếp nhận", begin, f"{received} and not s.digitised"),
        Measure(M.REUSED, "Dùng lại giấy tờ đã số hóa", begin, f"{received} and s.reused"),
        Measure(M.NOT_REUSED, "Không dùng lại giấy tờ đã số hóa", begin, f"{received} and not s.reused"),
        Measure(
            M.REUSE_KNOWN, "Có ghi nhận việc dùng lại giấy tờ", begin, f"{received} and s.reused is not null"
        ),
        Measure(M.FROM_DATABASE, "Lấy dữ liệu từ cơ sở dữ liệu", begin, f"{received} and s.from_database"),
        Measure(
            M.NOT_FROM_DATABASE,
            "Không lấy dữ liệu từ cơ sở dữ liệu",
            begin,
            f"{received} and not s.from_database",
        ),
        Measure(
            M.FROM_DATABASE_KNOWN,
            "Có ghi nhận việc khai thác cơ sở dữ liệu",
            begin,
            f"{received} and s.from_database is not null",
        ),
        Measure(M.MUST_PAY, "Phải nộp phí, lệ phí", begin, f"{received} and s.must_pay"),
        Measure(M.PAID_ONLINE, "Nộp phí trực tuyến", begin, f"{received} and s.must_pay and s.paid_online"),
        Measure(
            M.NOT_PAID_ONLINE,
            "Không nộp phí trực tuyến",
            begin,
            f"{received} and s.must_pay and not s.paid_online",
        ),
        Measure(
            M.PAYMENT_KNOWN,
            "Có ghi nhận cách nộp phí",
            begin,
            f"{received} and s.must_pay and s.paid_online is not null",
        ),
        Measure(M.E_RESULT, "Có kết quả điện tử", end, f"{settled} and s.e_result"),
        Measure(M.NO_E_RESULT, "Không có kết quả điện tử", end, f"{settled} and not s.e_result"),
        Measure(M.REAPPOINTED, "Có hẹn lại", end, f"{ended} and s.reappointed"),
        Measure(M.NO_SUPPLEMENT, "Không phải bổ sung", end, f"{ended} and s.supplements = 0"),
        Measure(M.ONE_SUPPLEMENT, "Bổ sung một lần", end, f"{ended} and s.supplements = 1"),
        Measure(M.MORE_SUPPLEMENTS, "Bổ sung nhiều lần", end, f"{ended} and s.supplements > 1"),
        Measure(M.RETURNED, "Đã trả kết quả", returned, ended),
        Measure(M.RETURNED_COUNTER, "Trả tại quầy", returned, "s.returned_by = 'counter'"),
        Measure(M.RETURNED_POST, "Trả qua bưu chính", returned, "s.returned_by = 'post'"),
        Measure(M.RETURNED_ELECTRONIC, "Trả trực tuyến", returned, "s.returned_by = 'electronic'"),
        Measure(M.TIME_KNOWN, "Có đủ thời gian giải quyết", end, timed),
        Measure(M.MINUTES_TAKEN, "Phút làm việc đã dùng", end, timed, "s.minutes_taken"),
        Measure(M.MINUTES_ALLOWED, "Phút làm việc theo quy định", end, timed, "s.minutes_allowed"),
    )


FLOWS: dict[M, Measure] = {measure.name: measure for measure in _flows()}
"""Every flow that does not ask how timely something was."""

JUDGEMENTS: dict[M, Judged] = {
    M.ENDED_EARLY: Judged.EARLY,
    M.ENDED_ON_TIME: Judged.ON_TIME,
    M.ENDED_LATE: Judged.LATE,
    M.ENDED_UNKNOWN: Judged.UNKNOWN,
}
"""The flows that ask; with `M.ENDED_NOT_TIMED` they make up `M.ENDED`."""

STOCKS: dict[M, str] = {
    M.OPEN: "s.stage <> 'filed'",
    M.OVERDUE: "s.stage = 'running' and s.fell <= {at}",
    M.WAITING: "s.stage = 'waiting'",
    M.OPEN_IN_TIME: "(s.stage = 'waiting' or s.stage = 'running' and s.fell > {at})",
    M.CARRIED: "s.stage <> 'filed'",
}
"""Condition of a stock at the minute `at`, over the spans that cover it. A waiting dossier is not overdue."""

TITLES: dict[M, str] = {
    **{name: measure.title for name, measure in FLOWS.items()},
    M.ENDED_EARLY: "Giải quyết trước hạn",
    M.ENDED_ON_TIME: "Giải quyết đúng hạn",
    M.ENDED_LATE: "Giải quyết quá hạn",
    M.ENDED_UNKNOWN: "Đã giải quyết, không rõ hạn",
    M.ENDED_NOT_TIMED: "Đã kết thúc, không xét hạn",
    M.OPEN: "Đang giải quyết",
    M.OVERDUE: "Đang giải quyết, quá hạn",
    M.WAITING: "Đang chờ bổ sung, chờ nghĩa vụ tài chính hoặc tạm dừng",
    M.OPEN_IN_TIME: "Đang giải quyết, trong hạn",
    M.CARRIED: "Từ kỳ trước chuyển sang",
}
"""What each number is called."""

STANDING_FROM: dict[M, tuple[M, ...]] = {
    M.OPEN: (M.RECEIVED, M.MOVED_IN, M.ENDED, M.MOVED_OUT),
    M.CARRIED: (M.RECEIVED, M.MOVED_IN, M.ENDED, M.MOVED_OUT),
    M.OVERDUE: (M.FELL_DUE, M.LEFT_OVERDUE),
    M.OPEN_IN_TIME: (M.RECEIVED, M.MOVED_IN, M.ENDED, M.MOVED_OUT, M.FELL_DUE, M.LEFT_OVERDUE),
    M.WAITING: (M.PAUSED, M.UNPAUSED),
}
"""The flows that each stock is summed from, since the beginning."""


def judged_column(measure: M, policy: Policy) -> str:
    """The column of a cell that counts a judgement under a policy."""
    return f"{measure.value}_by_{policy.value}"


def judged_where(measure: M, policy: Policy) -> str:
    """The spans with this judgement under this policy."""
    return f"s.ends = 'ended' and s.{policy.value} = {JUDGEMENTS[measure].value}"


def cell_columns() -> dict[str, Measure]:
    """Every column of a cell with what it counts, in order."""
    columns = {name.value: measure for name, measure in FLOWS.items()}
    for policy in Policy:
        for name in JUDGEMENTS:
            where = judged_where(name, policy)
            columns[judged_column(name, policy)] = Measure(name, TITLES[name], Anchor.END, where)
    return columns


COLUMNS: dict[str, Measure] = cell_columns()
"""Columns of a cell."""
