# SPDX-License-Identifier: EUPL-1.2
"""Golden figures of a small quarter made by real acts; the lists behind them; identities and continuity."""

from __future__ import annotations

from dataclasses import replace
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.models import ProcedureCase, ProcedureVersion
from motcua.dossiers import acts
from motcua.dossiers.performing import Call
from motcua.dossiers.tests.office import Office, at
from motcua.law.judging import Policy
from motcua.law.roles import Role
from motcua.reports.changes import changes_between
from motcua.reports.definitions import form_on, narrative
from motcua.reports.late_causes import state_cause
from motcua.reports.making import Order, make
from motcua.reports.narrating import Known, figures_of, narrate, sentence_of
from motcua.reports.periods import period_named
from motcua.reports.tests.cases import fill_quarter, open_commune, received, settled
from motcua.reports.values import Check, Line, Report, RowKind, report_from_json, share


@pytest.fixture
def office(db: None) -> Office:
    return open_commune()


def order(office: Office, number: str = "II.06a", period: str = "2026-Q1") -> Order:
    span = period_named(period)
    return Order(form_on(number, span.last), office.committee, span)


def totals(report: Report) -> dict[str, int | None]:
    return {head.key: report.tables[0].total.value(head.key) for head in report.heads}


NAMED = sorted(
    {
        name
        for chapter in narrative().chapters
        for sentence in chapter.sentences
        for clause in (sentence.head, *sentence.parts)
        for text in (clause.words, clause.nought, clause.unknown, f"{{{clause.of}}}")
        for _before, name, _spec, _as in Formatter().parse(text)
        if name
    }
    | {sentence.when for chapter in narrative().chapters for sentence in chapter.sentences if sentence.when}
)
ELECTRONIC = (
    "Trong kỳ tiếp nhận 10 hồ sơ, trong đó nộp trực tuyến 1 (đạt 10%).",
    "Trong 10 hồ sơ có ghi nhận việc số hóa, không có hồ sơ nào được số hóa khi tiếp nhận.",
    "Có kết quả theo đề nghị 5 hồ sơ, trong đó không có kết quả nào bằng bản điện tử.",
    "Chưa ghi nhận hồ sơ nào phải nộp tiền.",
    "Chưa có số liệu về việc dùng lại giấy tờ đã số hóa.",
)
GOLDEN = {
    "taken": 11,
    "online": 1,
    "direct": 9,
    "carried": 1,
    "ended": 7,
    "early": 2,
    "on_time": 2,
    "late": 2,
    "open": 4,
    "in_time": 3,
    "overdue": 1,
}
"""Ten received (one online) and one carried over. Ended: two early (a refusal among them), two in time, two late, one
stopped and not judged. Open: one overdue, one waiting for papers, two in time."""


def test_the_settling_form_counts_what_happened(office: Office) -> None:
    fill_quarter(office)
    report = make(order(office))
    assert totals(report) == GOLDEN
    assert report.is_sound and report.later == 0
    assert [(row.kind, row.label, row.value("taken")) for row in report.tables[0].rows] == [
        (RowKind.TOTAL, "Tổng số", 11),
        (RowKind.GROUP, "Cấp xã", 11),
        (RowKind.LINE, "Chứng thực", 1),
        (RowKind.LINE, "Hộ tịch", 10),
    ]
    broken = [check for check in report.checks if not check.holds]
    assert [(check.left, check.right, check.lines[0].value) for check in broken] == [(7, 6, 1)]
    assert "không xét hạn" in broken[0].lines[0].words


def test_the_policy_changes_the_judgement_and_says_its_name(office: Office) -> None:
    fill_quarter(office)
    asked = order(office)
    by_day, by_minute = make(asked), make(replace(asked, policy=Policy.INSTANT))
    assert by_day.asked.policy == "date" and by_minute.asked.policy == "instant"
    assert by_day.asked.policy_name != by_minute.asked.policy_name
    assert totals(by_minute)["early"] == 4 and totals(by_minute)["on_time"] == 0
    assert totals(by_minute)["late"] == totals(by_day)["late"]


def test_a_period_begins_where_the_one_before_ended(office: Office) -> None:
    fill_quarter(office)
    report = make(order(office, period="2026-Q2"))
    carry = report.checks[-1]
    assert (carry.left, carry.right) == (4, 4) and carry.words.endswith("quý I năm 2026")


def test_the_same_report_is_the_same_bytes_and_reads_back(office: Office) -> None:
    fill_quarter(office)
    asked = replace(order(office), as_of=at("2026-03-14 23:59"))
    first, second = make(asked), make(asked)
    assert first.to_json() == second.to_json() and first.sha256 == second.sha256
    assert report_from_json(first.to_json()) == first


def test_what_is_entered_later_is_a_difference_with_its_dossiers(office: Office) -> None:
    made = fill_quarter(office)
    then = make(order(office))
    acts.stop_on_request(
        office.actor(Role.RECEPTION),
        made["overdue"],
        "Xin dừng, nhập muộn",
        Call(now=at("2026-03-10 08:00"), entered=at("2026-03-20 08:00")),
    )
    again, now = make(order(office)), make(replace(order(office), as_of=at("2026-03-21 08:00")))
    assert totals(again) == totals(then) and again.later == 1
    assert totals(now)["open"] == 3 and totals(now)["ended"] == 8
    changed = {
        (change.row.kind, change.head.key): (change.then, change.now, change.came, change.went)
        for change in changes_between(then, now)
    }
    assert changed[RowKind.TOTAL, "ended"] == (7, 8, (made["overdue"],), ())
    assert changed[RowKind.TOTAL, "overdue"] == (1, 0, (), (made["overdue"],))


def test_causes_of_lateness(office: Office) -> None:
    made = fill_quarter(office)
    assert totals(make(order(office, "II.07a")))["unstated"] == 3
    worker, control = office.actor(Role.SPECIALIST), office.actor(Role.CONTROL_OFFICER)
    stated = at("2026-03-13 09:00")
    state_cause(control, made["late"], "officials", "Thiếu người", office.section, "k1", stated)
    state_cause(control, made["late"], "cooperation", "Chờ ý kiến", office.section, "k2", stated)
    state_cause(worker, made["overdue"], "officials", "Thiếu người", office.section, "k3", stated)
    report = make(order(office, "II.07a"))
    figures = totals(report)
    assert report.is_sound
    assert (figures["late_all"], figures["late_ended"], figures["late_open"]) == (3, 2, 1)
    assert (figures["officials"], figures["cooperation"], figures["unstated"]) == (1, 1, 1)
    before = make(replace(order(office, "II.07a"), as_of=at("2026-03-13 08:00")))
    assert totals(before)["unstated"] == 3


def test_what_is_not_known_stays_null(office: Office) -> None:
    fill_quarter(office)
    petitions = make(order(office, "II.05a"))
    assert set(totals(petitions).values()) == {None} and petitions.no_data
    counts = totals(make(order(office, "II.07b")))
    assert counts["shop_all"] is None and counts["all"] == 4 and counts["process_all"] == 0
    electronic = totals(make(order(office, "II.08")))
    assert electronic["full"] is None and electronic["online_share"] == share(1, 10)
    assert electronic["with_online"] == 1 and electronic["paid_share"] is None


def test_procedures_by_how_far_they_go_online(office: Office) -> None:
    """Counted in the rows of their level and field; a row in which nothing is known stays empty."""
    fill_quarter(office)
    first, second, *others = ProcedureVersion.objects.order_by("pk")
    for version, level in ((first, "partial"), (second, "full"), *((one, None) for one in others)):
        ProcedureCase.objects.create(version=version, order=50, channel="online")
        version.cases.filter(channel="online").update(online_level=level)
    ProcedureVersion.objects.update(levels=["commune"])
    report = make(order(office, "II.08"))
    assert (totals(report)["partial"], totals(report)["full"]) == (1, 1)
    lines = [row for row in report.tables[0].rows if row.kind is RowKind.LINE]
    assert sum(row.value("partial") or 0 for row in lines) <= 1
    first.cases.filter(channel="online").update(online_level=None)
    unknown = make(order(office, "II.08"))
    assert totals(unknown)["partial"] is None and totals(unknown)["full"] == 1
    ProcedureVersion.objects.update(levels=["province"])
    assert totals(make(order(office, "II.08")))["full"] == 0


def test_the_weekly_table_by_official_and_field(office: Office) -> None:
    fill_quarter(office)
    report = make(order(office, "NB-01", "2026-T03"))
    by_officer, by_field = report.tables
    assert [row.label for row in by_field.rows if row.kind is RowKind.LINE] == ["Chứng thực", "Hộ tịch"]
    assert "Người Thử reception" in [row.label for row in by_officer.rows]
    assert all(row.value("overdue") is None for row in by_officer.rows if row.kind is RowKind.LINE)
    assert by_officer.total.value("received") == by_field.total.value("received") == 6
    assert report.is_sound


def test_the_narrative_names_the_figures_and_marks_what_is_to_be_written(office: Office) -> None:
    fill_quarter(office)
    told = narrate(order(office))
    chapters = {chapter.number: chapter for chapter in told.chapters}
    assert chapters["6"].sentences == (
        "Tổng số hồ sơ tiếp nhận là 11, trong đó tiếp nhận trực tuyến 1, trực tiếp và qua dịch vụ bưu chính 9, "
        "từ kỳ trước chuyển qua 1.",
        "Đã giải quyết 7 hồ sơ: trước hạn 2, đúng hạn 2, quá hạn 2, không xét hạn hoặc không rõ hạn trả 1.",
        "Tỷ lệ giải quyết trước hạn và đúng hạn đạt 66,67% trên 6 hồ sơ được xét hạn.",
        "Đang giải quyết 4 hồ sơ: trong hạn 3, quá hạn 1.",
    )
    assert chapters["8"].sentences == ELECTRONIC
    assert all(chapter.to_write or chapter.sentences or chapter.number == "I" for chapter in told.chapters)


def test_the_narrative_of_an_empty_unit_says_nought_and_no_share(office: Office) -> None:
    span = period_named("2026-Q1")
    told = narrate(Order(form_on("II.06a", span.last), office.commune, span))
    words = [sentence for chapter in told.chapters for sentence in chapter.sentences]
    assert words == [
        "Trong kỳ không có hồ sơ nào được tiếp nhận hoặc từ kỳ trước chuyển qua.",
        "Trong kỳ không tiếp nhận hồ sơ nào.",
        "Chưa có hồ sơ nào có kết quả theo đề nghị.",
        "Chưa ghi nhận hồ sơ nào phải nộp tiền.",
    ]


@given(st.fixed_dictionaries(dict.fromkeys(NAMED, st.none() | st.integers(0, 2))))
def test_no_sentence_of_the_narrative_names_a_bare_nought_or_an_unknown(
    chosen: dict[str, int | None],
) -> None:
    """Whatever the figures, no sentence says that there are 0 of something, 0%, or a dash."""
    figures = {key: Known(value, "–" if value is None else f"<{value}>") for key, value in chosen.items()}
    for chapter in narrative().chapters:
        for sentence in chapter.sentences:
            told = sentence_of(sentence, figures)
            assert "<0>" not in told and "–" not in told
            unknown = figures[sentence.head.of].value is None
            assert not told or (told.endswith(".") and told[0].isupper())
            assert told or unknown or sentence.when, sentence


def test_a_share_is_never_rounded_to_nothing_or_to_all(office: Office) -> None:
    fill_quarter(office)
    settling, electronic = make(order(office)), make(order(office, "II.08"))

    def said(online: int, received: int) -> str:
        total = electronic.tables[0].total
        figures = tuple(
            replace(one, value={"online": online, "received": received}.get(one.key, one.value))
            for one in total.figures
        )
        table = replace(electronic.tables[0], rows=(replace(total, figures=figures),))
        return figures_of(settling, replace(electronic, tables=(table,)))["online_share"].words

    assert said(1, 100_000) == "dưới 0,01%" and said(99_999, 100_000) == "trên 99,99%"
    assert said(0, 5) == "0%" and said(5, 5) == "100%" and said(1, 3) == "33,33%"


def test_a_report_of_an_empty_unit_is_zero_and_sound(office: Office) -> None:
    report = make(
        Order(form_on("II.06a", at("2026-03-14 10:00").date()), office.commune, period_named("2026-Q1"))
    )
    assert set(totals(report).values()) == {0} and report.is_sound


@given(
    right=st.lists(st.integers(0, 500), min_size=1, max_size=4),
    lines=st.lists(st.integers(-50, 50), max_size=3),
    rest=st.integers(-9, 9),
)
def test_a_difference_is_always_explained_to_the_last_dossier(
    right: list[int], lines: list[int], rest: int
) -> None:
    check = Check(
        "a = b", sum(right) + sum(lines) + rest, sum(right), tuple(Line("vì", value) for value in lines)
    )
    assert check.unexplained == rest
    assert check.holds is (sum(lines) + rest == 0)


def test_a_dossier_settled_for_another_agency_explains_the_identity(office: Office) -> None:
    code = received(office, "2026-01-05 09:00")
    settled(office, code, "2026-01-06 09:00")
    report = make(order(office))
    assert totals(report)["taken"] == totals(report)["ended"] == 1
    assert all(check.holds for check in report.checks)
