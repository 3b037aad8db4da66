# SPDX-License-Identifier: EUPL-1.2
from hypothesis import given
from hypothesis import strategies as st

from motcua.plans.working.coverage import Taker, coverage, likely

LOWER = st.lists(
    st.tuples(
        st.builds(Taker, st.integers(100, 999), st.integers(1, 9), st.integers(1, 5)),
        st.none() | st.integers(1, 20),
    ),
    max_size=30,
    unique_by=lambda pair: pair[0].task,
)


@given(st.lists(st.integers(1, 15), unique=True, max_size=15), LOWER)
def test_every_task_below_is_told_once_and_every_duty_once(
    higher: list[int], lower: list[tuple[Taker, int | None]]
) -> None:
    found = coverage(higher, lower, {})
    assert [row.task for row in found.rows] == higher
    told = [taker.task for row in found.rows for taker in row.takers] + list(found.own)
    assert sorted(told) == sorted(taker.task for taker, _named in lower)
    assert set(found.untaken) == {row for row in found.rows if row.task not in {named for _t, named in lower}}


def test_units_that_did_not_take_it_up_are_named() -> None:
    found = coverage(
        [1, 2, 3],
        [(Taker(11, 5, 50), 1), (Taker(12, 6, 60), 3)],
        {1: frozenset({50, 60}), 3: frozenset({60})},
    )
    first, second, third = found.rows
    assert (first.is_taken, first.is_whole, first.missing) == (True, False, (60,))
    assert not second.is_taken
    assert third.is_whole
    assert found.untaken == (second,)
    assert found.partly == (first,)


def test_the_likeliest_duty_is_proposed_and_none_for_something_else() -> None:
    higher = {
        1: "Tổ chức rà soát, đánh giá thủ tục hành chính thuộc phạm vi quản lý",
        2: "Số hóa hồ sơ, giấy tờ, kết quả giải quyết thủ tục hành chính",
        3: "Tập huấn nghiệp vụ cho công chức tại Bộ phận Một cửa",
    }
    assert likely("Rà soát, đánh giá thủ tục hành chính của xã", higher)[0][0] == 1
    assert likely("Số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực", higher)[0][0] == 2
    assert likely("Sửa chữa trụ sở làm việc", higher) == []
