# SPDX-License-Identifier: EUPL-1.2
"""Results (kết quả xử lý): names and codes in turn, «NameMã: KQ.G15.000031Name…»."""

from __future__ import annotations

import re

from motcua.catalogue.reading.text import LOWER, NOTHING, UPPER, squeeze
from motcua.catalogue.reading.values import Doubt, ReadResult, Reason

# A code that is none of ours ends where the next name seems to begin: «hgvg6Quyết định…»; a word is no code.
_CODE = re.compile(
    r"Mã:\s*(KQ\.[A-Z0-9]{1,5}\.\d{6}(?!\d)|\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}-KQ\d{4}(?!\d)"
    rf"|(?![{UPPER}][{LOWER}]+(?:\s|$))[!-~]+?(?=[{UPPER}][{LOWER}]|\s|$)|)"
)
_TRUSTED = re.compile(r"KQ\.[A-Z0-9]{1,5}\.\d{6}")
_OLD = re.compile(r"\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}-KQ\d{4}")
_REFUSAL = re.compile(
    r"^(?:Phiếu|Văn bản|Thông báo|Giấy|Quyết định|Công văn)?[^,;.]{0,12}"
    r"(?:từ chối|không đồng ý|không được|không chấp thuận|không hỗ trợ|không tiếp nhận)"
    r"|^Trường hợp (?:từ chối|không)"
    r"|trả lời (?:trong trường hợp|về)\s+không",
    re.IGNORECASE,
)
# «chấp thuận/không chấp thuận» is both; refusing an inheritance is the citizen's own act.
_EITHER = re.compile(r"[/,] ?không|hoặc (?:văn bản )?(?:từ chối|không)|từ chối nhận di sản", re.IGNORECASE)


def read_results(block: str) -> tuple[tuple[ReadResult, ...], list[Doubt]]:
    """Read the section of results; a code outside the grammar stays empty and is doubted."""
    block = block.strip()
    if not block or block == NOTHING:
        return (), [Doubt("results", Reason.RESULT_MISSING, block)]
    results: list[ReadResult] = []
    doubts: list[Doubt] = []
    start = 0
    for match in _CODE.finditer(block):
        _add(block[start : match.start()], match[1], results, doubts)
        start = match.end()
    if block[start:].strip():
        _add(block[start:], "", results, doubts)
    return tuple(results), doubts


def _add(name: str, code: str, results: list[ReadResult], doubts: list[Doubt]) -> None:
    name = squeeze(name).lstrip("-+*•–,; ")
    path = f"results[{len(results)}]"
    if not any(letter.isalpha() for letter in name):
        doubts.append(Doubt(f"{path}.name", Reason.RESULT_MISSING, f"{name} {code}".strip()))
    refusal = _REFUSAL.search(name) is not None and _EITHER.search(name) is None
    if refusal:
        doubts.append(Doubt(path, Reason.RESULT_IS_REFUSAL, f"{name} {code}".strip()))
    if _OLD.fullmatch(code):
        doubts.append(Doubt(f"{path}.code", Reason.RESULT_CODE_OLD_FORM, code, {"code": code}))
        code = ""
    elif not code:
        doubts.append(Doubt(f"{path}.code", Reason.RESULT_CODE_MISSING, name))
    elif not _TRUSTED.fullmatch(code):
        doubts.append(Doubt(f"{path}.code", Reason.RESULT_CODE_MALFORMED, code))
        code = ""
    results.append(ReadResult(name, code, refusal))
