# SPDX-License-Identifier: EUPL-1.2
"""What an explanation tells: steps, reasons, articles, warnings, sentences, segments."""

import json

import pytest

from motcua.law.deadlines import CountMode, Interval, SupplementPolicy, compute_deadline
from motcua.law.explanations import Reason, SegmentKind, StepKind
from motcua.law.limits import Limit
from motcua.law.tests import deadline_cases as cases
from motcua.law.tests.deadline_cases import local
from motcua.law.working_time import Calendar, effective_receipt

PLAIN = cases.CALENDARS["plain"]


def explain(received, limit, calendar=PLAIN, **options):
    return compute_deadline(calendar, local(received), Limit.parse(limit), **options).explanation


def told(explanation):
    """Steps as short rows: kind, day of month, reason."""
    return [(str(step.kind), step.day.day, step.reason) for step in explanation.steps]


def test_every_day_before_and_after_tet_is_told():
    explanation = explain("2024-02-07T18:00", "2 working days")
    tet = [("skipped_day", day, "holiday") for day in range(8, 15)]
    assert told(explanation) == [
        ("receipt", 7, None),
        *tet,
        ("effective_receipt", 15, "after_hours"),
        ("first_day", 15, None),
        ("counted_day", 16, None),
        ("skipped_day", 17, "weekend"),
        ("skipped_day", 18, "weekend"),
        ("counted_day", 19, None),
        ("due", 19, None),
    ]
    assert explanation.steps[1].name == "Tết Nguyên đán"
    assert explanation.total_days == 2


@pytest.mark.parametrize(
    ("received", "cutoff", "code", "reason"),
    [
        ("2024-03-04T10:00", None, "plain", Reason.IN_HOURS),
        ("2024-03-04T06:00", None, "plain", Reason.BEFORE_OPENING),
        ("2024-03-04T11:30", None, "plain", Reason.LUNCH_BREAK),
        ("2024-03-04T17:30", None, "plain", Reason.AFTER_HOURS),
        ("2024-03-04T15:00", "15:00", "plain", Reason.CUTOFF),
        ("2024-03-09T10:00", None, "plain", Reason.WEEKEND),
        ("2024-03-09T10:00", None, "saturday", Reason.RECEPTION_ONLY),
        ("2024-02-10T10:00", None, "plain", Reason.HOLIDAY),
        ("2024-04-29T10:00", None, "plain", Reason.DAY_OFF_IN_LIEU),
    ],
)
def test_the_reason_of_the_effective_receipt(received, cutoff, code, reason):
    at = cases.time.fromisoformat(cutoff) if cutoff else None
    explanation = explain(received, "1 working days", cases.CALENDARS[code], cutoff=at)
    step = next(step for step in explanation.steps if step.kind is StepKind.EFFECTIVE_RECEIPT)
    assert step.reason is reason
    assert step.begins == effective_receipt(cases.CALENDARS[code], local(received), at)


def test_rolling_steps_carry_their_minutes():
    pause = Interval(local("2024-03-04T14:00"), local("2024-03-05T10:00"))
    explanation = explain("2024-03-04T10:00", "1 working days", mode=CountMode.ROLLING, pauses=[pause])
    rows = [(str(s.kind), s.day.day, s.minutes) for s in explanation.steps if s.minutes]
    assert rows == [
        ("paused_minutes", 4, 210),
        ("counted_day", 4, 120),
        ("paused_minutes", 5, 150),
        ("counted_day", 5, 330),
        ("counted_day", 6, 30),
    ]
    assert explanation.mode == "rolling"
    assert explanation.total_minutes == 480


def test_swapped_day_is_counted_by_its_name():
    explanation = explain("2024-05-03T10:00", "1 working days")
    step = next(step for step in explanation.steps if step.kind is StepKind.COUNTED_DAY)
    assert (step.reason, step.name) == (Reason.SWAPPED_WORKING_DAY, "Làm bù")
    assert "ngày làm bù" in " ".join(explanation.sentences())


def test_restart_is_told_and_the_first_effective_receipt_stays():
    supplement = Interval(local("2024-03-05T09:00"), local("2024-03-08T18:00"))
    found = compute_deadline(
        PLAIN, local("2024-03-04T10:00"), Limit.parse("1 working days"), supplements=[supplement]
    )
    step = next(step for step in found.explanation.steps if step.kind is StepKind.RESTART)
    assert (step.begins, step.ends) == (local("2024-03-08T18:00"), local("2024-03-11T07:30"))
    assert found.effective_receipt == local("2024-03-04T10:00")
    assert any("tính lại từ đầu" in sentence for sentence in found.explanation.sentences())
    assert "Đ.19 k.4" in " ".join(article.reference for article in found.explanation.articles)


def test_papers_that_are_still_missing_are_not_told_as_complete():
    waiting = Interval(local("2024-03-05T09:00"), local("2024-03-08T10:00"), is_open=True)
    found = compute_deadline(
        PLAIN, local("2024-03-04T10:00"), Limit.parse("1 working days"), supplements=[waiting]
    )
    assert found.due_at == local("2024-03-11T17:30")
    told, said = found.explanation.sentences(), found.explanation.sentences("en")
    assert any(sentence.startswith("Giấy tờ chưa được bổ sung đủ; nếu đủ lúc 10:00") for sentence in told)
    assert any(sentence.startswith("Papers are still missing; if") for sentence in said)
    assert not any(
        "được bổ sung đủ lúc" in sentence or "were complete at" in sentence[:30] for sentence in told + said
    )
    (warning,) = found.explanation.warnings
    assert warning.startswith("Đồng hồ còn dừng lúc 10:00 thứ Sáu, 08/03/2024")


@pytest.mark.parametrize("kind", ["pauses", "supplements"])
def test_a_pause_that_goes_on_is_warned_of(kind):
    begin, end = local("2024-03-05T09:00"), local("2024-03-08T10:00")
    options = {"supplement_policy": SupplementPolicy.PAUSE}
    over = explain("2024-03-04T10:00", "3 working days", **{kind: [Interval(begin, end)]}, **options)
    goes_on = explain(
        "2024-03-04T10:00", "3 working days", **{kind: [Interval(begin, end, is_open=True)]}, **options
    )
    assert over.warnings == ()
    assert goes_on.steps == over.steps
    assert "khi chạy lại ngay lúc đó" in goes_on.warnings[0]


def test_a_supplement_before_reception_changes_nothing_and_is_noted():
    early = Interval(local("2024-03-01T09:00"), local("2024-03-04T09:00"))
    with_it = compute_deadline(
        PLAIN, local("2024-03-04T10:00"), Limit.parse("1 working days"), supplements=[early]
    )
    assert with_it.due_at == local("2024-03-05T17:30")
    assert any("không muộn hơn lúc tiếp nhận" in warning for warning in with_it.explanation.warnings)
    as_pause = explain(
        "2024-03-04T10:00", "1 days", supplements=[early], supplement_policy=SupplementPolicy.PAUSE
    )
    assert as_pause.warnings == ()


def test_rolled_end_names_the_day_off():
    explanation = explain("2024-02-05T09:00", "5 days")
    step = next(step for step in explanation.steps if step.kind is StepKind.ROLLED_END)
    assert (step.day.day, step.reason, step.name) == (15, Reason.HOLIDAY, "Tết Nguyên đán")
    assert explanation.total_days == 5
    references = [article.reference for article in explanation.articles]
    assert "Bộ luật Dân sự 2015 Đ.148 k.5" in references


@pytest.mark.parametrize(
    ("received", "limit", "reference"),
    [
        ("2024-03-04T10:00", "1 working days", "Nghị định 61/2018/NĐ-CP Đ.17"),
        ("2025-06-30T10:00", "1 working days", "Nghị định 61/2018/NĐ-CP Đ.17"),
        ("2018-06-20T23:59", "1 working days", "Quy định một cửa trước Nghị định 61/2018/NĐ-CP"),
        ("2018-06-21T00:00", "1 working days", "Nghị định 61/2018/NĐ-CP Đ.17"),
        ("2025-06-30T23:59", "1 working days", "Nghị định 61/2018/NĐ-CP Đ.17"),
        ("2025-07-01T00:00", "1 working days", "Nghị định 118/2025/NĐ-CP Đ.17"),
        ("2025-07-01T10:00", "1 working days", "Nghị định 118/2025/NĐ-CP Đ.17"),
        ("2024-03-04T10:00", "1 months", "Bộ luật Dân sự 2015 Đ.148 k.4"),
        ("2024-03-04T10:00", "1 days", "Bộ luật Dân sự 2015 Đ.148 k.2"),
        ("2024-03-04T10:00", "1 days", "Bộ luật Dân sự 2015 Đ.147 k.2"),
        ("2020-03-04T10:00", "1 working hours", "Bộ luật Lao động 2012 Đ.104"),
        ("2024-03-04T10:00", "1 working hours", "Bộ luật Lao động 2019 Đ.105"),
        ("2024-02-07T10:00", "1 working days", "Bộ luật Lao động 2019 Đ.112"),
    ],
)
def test_articles_follow_the_unit_and_the_day_of_reception(received, limit, reference):
    assert reference in [article.reference for article in explain(received, limit).articles]


DAYS_OFF = Calendar.from_mapping(
    {
        **cases.PLAIN,
        "covered": None,
        "days": [
            {"date": date, "kind": kind, "name": "Ngày nghỉ", "source": source, "confidence": "verified"}
            for date, kind, source in (
                ("2020-12-31", "holiday", "Bộ luật Lao động 10/2012/QH13, Đ.115.1"),
                ("2021-01-01", "holiday", "Bộ luật Lao động 45/2019/QH14, Đ.112.1"),
                ("2026-01-02", "day_off_in_lieu", "Công văn 12729/VPCP-KGVX"),
                ("2026-01-10", "swapped_working_day", "Công văn 12729/VPCP-KGVX"),
                ("2026-11-24", "holiday", "Nghị quyết 28/2026/QH16, Đ.2"),
            )
        ],
    }
)


@pytest.mark.parametrize(
    ("received", "limit", "references"),
    [
        (
            "2020-12-30T10:00",
            "1 working days",
            ["Bộ luật Lao động 2012 Đ.115", "Bộ luật Lao động 2019 Đ.112"],
        ),
        ("2026-01-01T10:00", "1 working days", ["Bộ luật Lao động 2019 Đ.112", "Công văn 12729/VPCP-KGVX"]),
        ("2026-01-09T10:00", "1 working days", ["Công văn 12729/VPCP-KGVX"]),
        (
            "2026-11-23T10:00",
            "1 working days",
            ["Bộ luật Lao động 2019 Đ.112", "Nghị quyết 28/2026/QH16, Đ.2"],
        ),
        ("2026-11-23T10:00", "1 days", ["Bộ luật Lao động 2019 Đ.112", "Nghị quyết 28/2026/QH16, Đ.2"]),
        ("2026-11-23T10:00", "2 days", []),  # the day off is counted like any other
        ("2026-11-20T10:00", "1 days", []),  # an end on a Saturday
    ],
)
def test_a_day_off_or_worked_in_exchange_cites_what_makes_it_one(received, limit, references):
    cited = [article.reference for article in explain(received, limit, DAYS_OFF).articles]
    assert [one for one in cited if "Nghị định" not in one and "Dân sự" not in one] == references


def test_hours_cite_no_civil_code():
    references = [article.reference for article in explain("2024-03-04T10:00", "1 working hours").articles]
    assert not any("Dân sự" in reference for reference in references)


def test_years_not_on_record_and_unconfirmed_days_are_warned_of():
    assert explain("2024-03-04T10:00", "1 working days").warnings == ()
    (warning,) = explain("2024-12-30T10:00", "3 working days").warnings
    assert "2025" in warning
    assert "2024" not in warning
    unknown = Calendar.from_mapping({**cases.PLAIN, "covered": None, "days": []})
    assert any("2024" in warning for warning in explain("2024-03-04T10:00", "1 days", unknown).warnings)
    partly = Calendar.from_mapping({**cases.PLAIN, "covered": {"from": "2024-03-01", "to": "2024-12-31"}})
    assert "2024" in explain("2024-02-29T10:00", "1 days", partly).warnings[0]
    assert explain("2024-03-04T10:00", "1 days", partly).warnings == ()
    lieu = [{**day, "confidence": "likely"} for day in cases.MAY]
    doubtful = Calendar.from_mapping({**cases.PLAIN, "days": lieu})
    (warning,) = explain("2024-04-26T10:00", "1 working days", doubtful).warnings
    assert "29/04/2024 Nghỉ hoán đổi" in warning


def test_the_time_bar_of_a_rolling_count():
    explanation = explain("2024-03-08T16:30", "2 working hours")
    bar = [
        (f"{s.begins:%d %H:%M}", f"{s.ends:%d %H:%M}", s.kind.value, s.label) for s in explanation.segments
    ]
    assert bar == [
        ("08 16:30", "08 17:30", "worked", "tính"),
        ("08 17:30", "09 00:00", "closed", "không tính"),
        ("09 00:00", "11 00:00", "day_off", "ngày nghỉ hằng tuần"),
        ("11 00:00", "11 07:30", "closed", "không tính"),
        ("11 07:30", "11 08:30", "worked", "tính"),
    ]


def test_the_time_bar_of_a_civil_count():
    pause = Interval(local("2024-02-15T09:00"), local("2024-02-16T09:00"))
    explanation = explain("2024-02-07T10:00", "2 working days", pauses=[pause])
    bar = [(f"{s.begins:%d}", s.kind) for s in explanation.segments]
    assert bar == [
        ("07", SegmentKind.CLOSED),
        ("08", SegmentKind.HOLIDAY),
        ("15", SegmentKind.WORKED),
        ("16", SegmentKind.PAUSED),
        ("17", SegmentKind.DAY_OFF),
        ("19", SegmentKind.WORKED),
    ]


def test_to_dict_is_plain_json_with_stable_keys():
    explanation = explain("2024-02-07T10:00", "1 months", cutoff=cases.time(15))
    plain = json.loads(json.dumps(explanation.to_dict()))
    assert plain == explanation.to_dict()
    assert list(plain) == [
        *("calendar", "mode", "limit", "limit_label", "cutoff", "total_minutes", "total_days"),
        *("steps", "segments", "articles", "warnings", "sentences"),
    ]
    assert plain["steps"][0] == {
        "kind": "receipt",
        "date": "2024-02-07",
        "from": "2024-02-07T10:00:00+07:00",
    }
    assert plain["cutoff"] == "15:00"
    assert set(plain["segments"][0]) == {"from", "to", "kind", "label"}


def test_sentences_are_plain_vietnamese_with_runs_folded():
    assert explain("2024-02-07T10:00", "2 working days").sentences() == (
        "Hồ sơ được nhận lúc 10:00 thứ Tư, 07/02/2024.",
        "Hồ sơ đến trong giờ làm việc nên được tính từ 10:00 thứ Tư, 07/02/2024.",
        "Không tính thứ Tư 07/02/2024: ngày đầu tiên của thời hạn.",
        "Không tính từ thứ Năm 08/02/2024 đến thứ Tư 14/02/2024 (7 ngày): Tết Nguyên đán.",
        "Tính từ thứ Năm 15/02/2024 đến thứ Sáu 16/02/2024 (2 ngày): ngày thứ 1 đến ngày thứ 2.",
        "Hạn giải quyết (2 ngày làm việc): 17:30 thứ Sáu, 16/02/2024.",
    )
