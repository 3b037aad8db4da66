# SPDX-License-Identifier: EUPL-1.2
"""Letters of a picture, by the program Tesseract with its Vietnamese model. Nothing leaves the machine."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from functools import cache
from typing import Final

import numpy as np
from PIL import Image

from motcua.errors import MotCuaError
from motcua.plans.reading.scans.pictures import DPI, Grey
from motcua.plans.reading.scans.words import Word

PACKAGES: Final = "tesseract-ocr tesseract-ocr-vie"
_LONGEST = 180
"""Seconds for one page."""

_DICTIONARIES = ("system", "freq", "punc", "number", "unambig")
"""⚡ Word lists of Tesseract that are left out: a sixth less work, and the same words."""

_COLUMN: Final = "4"
"""Tesseract's page segmentation: one column of lines that may differ in size."""

_ROTATE = re.compile(r"^Rotate: (\d+)", re.MULTILINE)
_WORD = "5"
_LEAST_SURE = 8.0


class RecognitionMissing(MotCuaError):
    """This machine cannot read scans."""

    code = "recognition_missing"


class RecognitionFailed(MotCuaError):
    """A page could not be read."""

    code = "recognition_failed"


@cache
def program() -> str:
    """Path of Tesseract, once it and its Vietnamese model were found. Raises `RecognitionMissing`."""
    found = shutil.which("tesseract")
    if found is not None:
        told = subprocess.run([found, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603  no shell, a program of our own choice
        if "vie" in told.stdout.split():
            return found
    raise RecognitionMissing(
        "Máy này chưa đọc được bản quét: thiếu chương trình nhận dạng chữ Tesseract có tiếng Việt.",
        hint=f"Hãy cài: sudo apt install {PACKAGES}; hoặc tải lên tệp Word hay PDF có chữ.",
    )


def is_there() -> bool:
    """Whether scans can be read here."""
    try:
        program()
    except RecognitionMissing:
        return False
    return True


def words_of(pictures: list[Grey]) -> list[list[Word]]:
    """The words of each picture of a column of lines. Raises `RecognitionFailed`."""
    # ⚡ One run for all of them: to start the program takes as long as forty words.
    asked = ["-l", "vie", "--oem", "1", "--psm", _COLUMN, "--dpi", str(DPI)]
    for name in _DICTIONARIES:
        asked += ["-c", f"load_{name}_dawg=0"]
    try:
        return _words(_answer(pictures, [*asked, "tsv"]), len(pictures)) if pictures else []
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise RecognitionFailed(
            "Chương trình nhận dạng chữ không đọc được một trang.", hint="Hãy quét lại trang đó rõ hơn."
        ) from error


def lies_turned(page: Grey) -> int:
    """By how many degrees (90, 180, 270) a page must be turned clockwise to stand upright; 0 where it stands so.

    Also 0 where the program cannot tell: too few letters, or its model of orientations is not installed.
    """
    try:
        told = _answer([page], ["--psm", "0", "-l", "osd", "--dpi", str(DPI)])
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return 0
    match = _ROTATE.search(told)
    return int(match[1]) % 360 if match else 0


def _answer(pictures: list[Grey], asked: list[str]) -> str:
    """What the program says of some pictures. Raises what `subprocess.run` does."""
    told = io.BytesIO()
    first, *others = (Image.fromarray(np.ascontiguousarray(one)) for one in pictures)
    # ⚡ Plain TIFF: Tesseract takes the pixels of a PNM one by one.
    first.save(told, "TIFF", save_all=True, append_images=others)
    # One page per core is faster than several threads on each.
    command = ["env", "OMP_THREAD_LIMIT=1", program(), "-", "-", *asked]
    answer = subprocess.run(command, input=told.getvalue(), capture_output=True, check=True, timeout=_LONGEST)  # noqa: S603  no shell, a program of our own choice
    return answer.stdout.decode("utf-8", "replace")


def _is_speck(word: str, sure: float) -> bool:
    """Whether a word is dirt on the glass: next to no letters, and nobody is sure of them."""
    return not word or (sure < _LEAST_SURE and sum(one.isalnum() for one in word) < 2)


def _words(table: str, pictures: int) -> list[list[Word]]:
    found: list[list[Word]] = [[] for _ in range(pictures)]
    lines: dict[tuple[str, ...], int] = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t", 11)
        if len(cells) < 12 or cells[0] != _WORD or _is_speck(cells[11].strip(), float(cells[10])):
            continue
        left, top, width, height = map(int, cells[6:10])
        line = lines.setdefault(tuple(cells[1:5]), len(lines))
        sure = float(cells[10]) / 100
        word = Word(cells[11].strip(), left, top, left + width, top + height, line, sure)
        found[int(cells[1]) - 1].append(word)
    return found
