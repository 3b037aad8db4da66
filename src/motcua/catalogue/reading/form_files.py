# SPDX-License-Identifier: EUPL-1.2
"""Names of form files stand glued between the name of a paper and its count; this module cuts them off."""

from __future__ import annotations

import itertools
import re

from motcua.catalogue.reading.text import LOWER, UPPER

_KINDS = (
    "docx|docm|doc|dotx|pdf|xlsx|xlsm|xls|pptx|ppt|csv|txt|xml|rar|zip|7z|jpeg|jpg|png|gif|bmp|tiff|tif"
    "|rtf|odt|ods|html|htm"
)
_EXTENSION = re.compile(rf"\.(?:{_KINDS})(?![a-zA-Z0-9])", re.IGNORECASE)
_EXTENSION_GLUED = re.compile(rf"\.(?i:{_KINDS})(?=$|[{UPPER}\d])")
# Where a new cell begins without a space: end of a sentence or bracket, or a small letter before a capital.
_JOIN_PUNCTUATION = re.compile(rf"(?<=[.;:)\]”\"])(?=[{UPPER}]|\d{{1,3}}[.\-]|\d)(?<!\d\.(?=\d))")
_JOIN_WORD = re.compile(rf"(?<=[{LOWER}])(?=[{UPPER}])")
_JOIN_STARTER = re.compile(
    r"(?<=[A-ZĐ\d])(?=Mẫu |Mẫu_|Mau[ _\dA-Z]|Phụ lục |Đơn |Tờ khai |\d{1,2}\.\d\.[A-Z])"
)
_JOIN_DIGIT = re.compile(rf"(?<=[{LOWER}])(?=\d{{1,3}}[.\-](?:\d{{1,2}}[.\-])?[A-ZĐ{LOWER}])")
# A last word no writer leaves («UBND1.», «01Mau», «VNe», «4x»): the cut went through the name of the file.
_TORN = re.compile(
    rf"(?:\d:|\d\.\.|[{LOWER}]\d|(?<!\D(?:19|20)\d)\d\.|\dx|\d[{UPPER}{LOWER}]{{2,}}|[{UPPER}]{{3,}}[{LOWER}]+|VNe"
    rf"|[{LOWER}\d]-?[{UPPER}]+[{LOWER}]+\d*[\-_]?|[{UPPER}]+\d+-[{UPPER}][{LOWER}]+)$"
)
_LONGEST = 200


def split_form_files(text: str) -> tuple[str, tuple[str, ...], bool]:
    """Split the cell of a paper into (name, form files, whether the cut is certain).

    Several files follow each other; all behind the first begin where the one before ends. Where no place for
    the cut can be found the text stays whole and the answer says that it is not certain.
    """
    endings = [match.end() for match in _EXTENSION_GLUED.finditer(text)]
    if not endings:
        return text, (), _EXTENSION.search(text) is None
    if text[endings[-1] :].strip():
        return text, (), False  # text behind a file: two rows may have run together
    start = _first_file(text[: endings[0]])
    if start < 0 or _TORN.search(text[:start]):
        return text, (), False
    files = [text[start : endings[0]]]
    files += [text[a:b] for a, b in itertools.pairwise(endings)]
    return text[:start], tuple(name.strip() for name in files), True


def _first_file(text: str) -> int:
    """Index where the file name begins; -1 when no join is found, 0 when the whole text is one file name."""
    stem_from = max(0, len(text) - _LONGEST)
    line = text.rfind("\n") + 1
    if stem_from < line < len(text) and _file_like(text[line:]):
        return line  # the page kept the line ends of the cells
    candidates = {
        match.start()
        for pattern in (_JOIN_PUNCTUATION, _JOIN_STARTER, _JOIN_DIGIT)
        for match in pattern.finditer(text, 1)
        if match.start() >= stem_from and _file_like(text[match.start() :])
    }
    words = [m.start() for m in _JOIN_WORD.finditer(text, 1) if m.start() >= stem_from]
    words = [
        at for at in words if _file_like(text[at:]) and not text[max(0, at - 2) : at + 3].startswith("VNe")
    ]
    if candidates:
        first = min(candidates)
        earlier = [at for at in words if at < first and text[at:].startswith(("Mẫu", "Mau", "Phụ lục", "TT"))]
        return min(earlier) if earlier else first
    return words[0] if words else -1


def _file_like(tail: str) -> bool:
    """A file name holds no sentence: no full stop or comma before a space, no slash, no closing bracket first."""
    return not re.search(rf"[/;:?]|[.,] (?=[{LOWER}])|\.\s+Trường hợp", tail) and tail.count(
        "("
    ) >= tail.count(")")
