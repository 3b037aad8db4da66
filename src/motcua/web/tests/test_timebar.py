# SPDX-License-Identifier: EUPL-1.2
"""The time bar: what stands under it, where it is cut, and that it can be told in words alone."""

from itertools import pairwise

import pytest

from motcua.dossiers.tests.office import at
from motcua.law.deadlines import Deadline, compute_deadline
from motcua.law.limits import Limit
from motcua.organisations.calendars import load_calendar
from motcua.web.timebar import Hold, TimeBar, draw
from motcua.web.timebar_svg import full_svg
from motcua.web.timebar_ticks import Tick, ticks_between


def deadline(received: str, limit: str) -> Deadline:
    return compute_deadline(load_calendar("vn-admin"), at(received), Limit.parse(limit))


def bar_of(received: str, limit: str, now: str, **more: object) -> TimeBar:
    answer = deadline(received, limit)
    return draw(answer.explanation.segments, answer.due_at, at(now), **more)


def percent(text: str) -> float:
    return float(text.rstrip("%"))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-03-12 08:05", "2026-03-12 17:30", ["08:05", "09:00", "11:00", "13:00", "15:00"]),
        ("2026-03-11 09:10", "2026-03-13 17:30", ["T4 11/03", "T5 12/03", "T6 13/03"]),
        (
            "2026-03-02 15:00",
            "2026-04-20 17:30",
            ["02/03", "09/03", "16/03", "23/03", "30/03", "06/04", "13/04"],
        ),
    ],
)
def test_hours_days_or_mondays_stand_under_the_bar(first: str, last: str, words: list[str]) -> None:
    assert [tick.text for tick in ticks_between(at(first), at(last))] == words


@pytest.mark.parametrize("days", [0, 1, 2, 3, 5, 8, 13, 21, 24, 25, 40, 84, 200])
@pytest.mark.parametrize("hour", ["07:31", "12:00", "23:59"])
def test_words_under_the_bar_never_meet(days: int, hour: str) -> None:
    """Neighbours leave 8 % on a wide screen, and 18 % on a phone, where minor ones are gone."""
    first = at(f"2026-03-02 {hour}")
    ticks = list(ticks_between(first, deadline(f"2026-03-02 {hour}", f"{days or 1} days").due_at))
    assert 1 <= len(ticks) <= 8

    def gaps(shown: list[Tick]) -> list[float]:
        return [percent(b.x) - percent(a.x) for a, b in pairwise(shown)]

    assert all(gap >= 8 for gap in gaps(ticks)), ticks
    assert all(gap >= 18 for gap in gaps([one for one in ticks if not one.minor])), ticks
    assert all(percent(one.x) <= 80 for one in ticks if not one.minor)


def test_a_limit_within_the_day_draws_that_day() -> None:
    bar = bar_of("2026-03-12 08:05", "same day", "2026-03-12 10:00")
    assert [piece.kind for piece in bar.pieces] == ["worked", "worked ahead"]
    assert percent(bar.pieces[0].width) == pytest.approx(percent(bar.now), abs=0.01)


def test_the_bar_is_cut_only_between_days_that_count() -> None:
    """Received on a Wednesday for five days: Thursday and Friday, then Monday to Wednesday count."""
    bar = bar_of("2026-03-11 09:10", "5 working days", "2026-03-12 10:00")
    assert len(bar.cuts) == 3
    pause = Hold(at("2026-03-12 15:00"), at("2026-03-13 15:00"), "Chờ bổ sung")
    assert len(bar_of("2026-03-11 09:10", "5 working days", "2026-03-13 15:00", pauses=[pause]).cuts) == 2


def test_every_part_has_its_sentence() -> None:
    bar = bar_of(
        "2026-02-11 09:30",
        "7 working days",
        "2026-02-13 10:00",
        holds=[Hold(at("2026-02-11 09:30"), at("2026-02-13 10:00"), "Người Thử")],
    )
    assert len(bar.sentences) == len(bar.pieces) + len(bar.lane)
    assert "Nghỉ: Tết Nguyên đán; từ T2 16/02 đến hết T6 20/02" in bar.sentences
    assert "Tính vào thời hạn; từ 00:00 T5 12/02 đến 10:00 T6 13/02" in bar.sentences
    assert bar.sentences[-1] == "Người Thử: từ 09:30 T4 11/02 đến 10:00 T6 13/02"
    assert bar.alt == "Nhận thứ Tư 11/02/2026, 09:30; hạn thứ Sáu 27/02/2026, 17:30."
    assert bar.holidays == ("Tết Nguyên đán",)


def test_a_row_carries_no_words() -> None:
    bar = bar_of("2026-02-11 09:30", "7 working days", "2026-02-13 10:00", told=False)
    assert not any(bar.sentences) and bar.ticks == () and bar.cuts == () and bar.due_words == ""


def test_words_typed_by_people_are_never_markup() -> None:
    evil = '"><script>x</script>'
    pause = Hold(at("2026-03-12 08:00"), at("2026-03-13 15:00"), evil)
    bar = bar_of("2026-03-11 09:10", "3 working days", "2026-03-13 15:00", pauses=[pause], holds=[pause])
    drawing = full_svg(bar, "waiting-citizen")
    assert "<script" not in drawing and drawing.count("&lt;script&gt;") >= 4
