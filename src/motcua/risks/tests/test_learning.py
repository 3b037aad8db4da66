# SPDX-License-Identifier: EUPL-1.2
"""What is learnt from made-up history with known causes, and what must hold of every chance."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.risks.isotonic import curve, increasing
from motcua.risks.keeping import from_bytes, to_bytes
from motcua.risks.learning import Learnt, Outcomes, factors, is_known, learn
from motcua.risks.predicting import brier, chance, deciles, remaining
from motcua.risks.steps import STEPS, scale_of
from motcua.risks.tests.made import LIMIT, cases, work


@pytest.fixture(scope="module")
def learnt() -> Learnt:
    return learn(*work(12_000))


def test_chances_come_true(learnt: Learnt) -> None:
    then, outcomes, _ = work(8_000, seed=2)
    said = chance(learnt, then)
    assert brier(said, outcomes.late) < 0.8 * brier(np.full(said.size, outcomes.late.mean()), outcomes.late)
    for decile in deciles(said, outcomes.late):
        assert abs(decile.said - decile.happened) < 0.08


def test_a_slow_unit_and_a_slow_procedure_are_found(learnt: Learnt) -> None:
    quick, slow = chance(learnt, cases(2, unit=[101, 202]))
    assert slow > quick + 0.1
    usual_one, slow_one = chance(learnt, cases(2, procedure=[11, 13]))
    assert slow_one > usual_one + 0.05
    assert (
        factors(learnt, cases(2, unit=[101, 202]))[0, 0]
        < 0
        < factors(learnt, cases(2, unit=[101, 202]))[0, 1]
    )


def test_an_unknown_procedure_leans_on_its_field_and_an_unknown_field_on_all(learnt: Learnt) -> None:
    known = float(chance(learnt, cases(1, procedure=11))[0])
    own_field = float(chance(learnt, cases(1, procedure=99))[0])
    nothing = float(chance(learnt, cases(1, procedure=99, field=77, unit=77))[0])
    assert 0 < known < own_field and 0 < nothing < 1


def test_the_usual_time_and_the_chance_are_of_one_cloth(learnt: Learnt) -> None:
    told = cases(40, began=np.linspace(100, 1800, 40), unit=202)
    likely, median = chance(learnt, told) > 0.5, remaining(learnt, told, 0.5)
    sure = np.abs(median - told.began) > 60
    assert (likely == (median > told.began))[sure].all() and likely.any() and not likely.all()
    assert (remaining(learnt, told, 0.8) >= median).all()


def test_no_time_left_is_certain(learnt: Learnt) -> None:
    assert chance(learnt, cases(1, began=100.0, still=100.0))[0] == 1.0


@settings(max_examples=60)
@given(
    step=st.integers(0, len(STEPS) - 1),
    unit=st.sampled_from([101, 202, 7]),
    procedure=st.sampled_from([11, 12, 13, 99]),
    queue=st.integers(1, 400),
    began=st.floats(1, 3 * LIMIT),
)
def test_as_time_passes_the_chance_never_falls(
    learnt: Learnt, step: int, unit: int, procedure: int, queue: int, began: float
) -> None:
    told = cases(40, step=step, unit=unit, procedure=procedure, queue=queue, began=began)
    said = chance(learnt, dataclasses.replace(told, still=np.linspace(0, began, 40)))
    assert (np.diff(said) >= -1e-12).all()


@settings(max_examples=60)
@given(
    unit=st.sampled_from([101, 202, 7]), procedure=st.sampled_from([11, 13, 99]), still=st.floats(0, LIMIT)
)
def test_a_longer_queue_never_lowers_the_chance(
    learnt: Learnt, unit: int, procedure: int, still: float
) -> None:
    told = cases(300, unit=unit, procedure=procedure, queue=np.arange(1, 301), still=still, began=still + 500)
    assert (np.diff(chance(learnt, told)) >= -1e-12).all()


@settings(max_examples=60)
@given(used=st.floats(0.0, 0.95), still=st.floats(0, LIMIT / 2), procedure=st.sampled_from([11, 13, 99]))
def test_more_time_in_one_bin_never_raises_the_chance(
    learnt: Learnt, used: float, still: float, procedure: int
) -> None:
    """Within one bin of what was used before: across bins, less used also says that the work goes quicker."""
    edges = [0.0, 0.03, 0.08, 0.15, 0.25, 0.4, 0.55, 0.7, 0.85, 0.95]
    low = max(edge for edge in edges if edge <= used)
    high = next((edge for edge in edges if edge > low), 1.0)
    began = LIMIT * (1 - np.linspace(high - 1e-6, low + 1e-6, 30))
    said = chance(learnt, cases(30, began=began, still=np.full(30, still), procedure=procedure))
    said = said[began > still]
    assert (np.diff(said) <= 1e-12).all()


def test_a_worked_example() -> None:
    """One procedure, one step: forty dossiers took 4 to 43 hours. With 24 hours left about half took longer."""
    hours = np.arange(4, 44, dtype=np.float64)
    told = cases(4000, began=24 * 60.0, queue=0, scale=2880.0)
    to_go = np.tile(hours * 60, 100)
    learnt = learn(
        told,
        Outcomes(to_go, to_go, (to_go > 24 * 60).astype(np.float64), np.ones(4000)),
        np.arange(4000),
    )
    assert chance(learnt, cases(1, began=24 * 60.0, queue=0, scale=2880.0))[0] == pytest.approx(
        19 / 40, abs=0.06
    )
    # after twelve hours in the step those of 4 to 11 hours are out of the question: 19 of 32 are late
    later = cases(1, began=24 * 60.0, still=12 * 60.0, queue=0, scale=2880.0)
    assert chance(learnt, later)[0] == pytest.approx(19 / 32, abs=0.08)
    one = told.chosen(np.array([0]))
    assert is_known(learnt, one)[0]
    assert remaining(learnt, one, 0.5)[0] == pytest.approx(23 * 60, abs=150)
    assert remaining(learnt, one, 0.8)[0] == pytest.approx(35 * 60, abs=240)


def test_what_was_learnt_survives_being_kept(learnt: Learnt) -> None:
    again = from_bytes(to_bytes(learnt))
    told = cases(20, unit=202, queue=np.arange(1, 21))
    assert (chance(again, told) == chance(learnt, told)).all()


def test_nothing_is_learnt_from_nothing() -> None:
    made, outcomes, moment = work(10)
    none = np.zeros(10, bool)
    with pytest.raises(ValueError, match="nothing"):
        learn(made.chosen(none), outcomes.chosen(none), moment[none])


def test_pooling_gives_the_nearest_increasing_sequence() -> None:
    assert increasing(np.array([1.0, 3, 2, 4]), np.ones(4)).tolist() == [1, 2.5, 2.5, 4]
    assert increasing(np.array([4.0, 1]), np.array([1.0, 3])).tolist() == [1.75, 1.75]
    x, y = curve(np.array([0.1, 0.2, 0.8, 0.9]), np.array([0.0, 1, 0, 1]), np.ones(4), 4)
    assert (np.diff(x) > 0).all() and (np.diff(y) >= 0).all()


def test_limits_as_yardsticks() -> None:
    assert scale_of("working_days", 3) == 1440
    assert scale_of("working_hours", 8) == 480
    assert scale_of("days", 7) == pytest.approx(2400)
    assert scale_of("same_day", 0) == 480
