# SPDX-License-Identifier: EUPL-1.2
"""Drawings of processes: well-formed, every step told in words, strange words harmless."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from motcua.catalogue.errors import ProcessNotDrawable
from motcua.catalogue.own_data_reading import read_own_data
from motcua.catalogue.processes.drawing import Mark, Progress, draw, sentence
from motcua.catalogue.tests.test_bpmn import BRANCHED

_SVG = "{http://www.w3.org/2000/svg}"


def test_every_own_process_is_drawn_with_all_its_words() -> None:
    for procedure in read_own_data():
        for _, process in procedure.processes:
            root = etree.fromstring(draw(process, alone=True))
            steps = [one for one in root.iter(f"{_SVG}g") if one.get("tabindex") == "0"]
            assert [one.get("aria-label") for one in steps] == [
                sentence(process, index) for index in range(len(process.steps))
            ]
            assert root.find(f"{_SVG}title") is not None and root.find(f"{_SVG}desc") is not None


def test_a_drawing_is_the_same_each_time_and_told_apart_by_its_key() -> None:
    assert draw(BRANCHED) == draw(BRANCHED)
    assert 'id="left-title"' in draw(BRANCHED, key="left")
    assert "<style" not in draw(BRANCHED)


def test_words_of_a_table_cannot_become_markup() -> None:
    step = replace(BRANCHED.steps[0], name="</text><script>\x01 & “x”", unit_text="<b>")
    drawn = draw(replace(BRANCHED, name="<i>", steps=(step, *BRANCHED.steps[1:])))
    etree.fromstring(drawn)
    assert "<script" not in drawn and "<b>" not in drawn and "<i>" not in drawn


def test_marks_say_how_far_it_is() -> None:
    marks = {0: Mark(Progress.DONE, "1 giờ"), 1: Mark(Progress.CURRENT), 2: Mark(Progress.AHEAD)}
    drawn = draw(BRANCHED, marks=marks)
    assert "pd-step pd-done" in drawn and "✓ 1. Nhận" in drawn and "▶ 2.1." in drawn
    assert "đã xong, đã dùng 1 giờ." in drawn and "chưa tới." in drawn


def test_without_steps_there_is_nothing_to_draw() -> None:
    with pytest.raises(ProcessNotDrawable):
        draw(replace(BRANCHED, steps=()))
