# SPDX-License-Identifier: EUPL-1.2
"""The notice of conclusion as a document to go on writing in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from motcua.documents.house_docx import Paper

_WIDTHS = (8, 45, 45, 38, 27)


def as_docx(content: dict[str, Any], at: dt.datetime) -> bytes:
    """The same text as a document."""
    paper = Paper()
    number = content["number"] or "……/TB-……"
    paper.letterhead(content["parent"], content["issuer"], content["place_date"], number=number)
    paper.line("THÔNG BÁO", bold=True, size=14)
    paper.line(content["about"], bold=True, size=14)
    paper.body(content["opening"])
    _chapter(paper, "1. Phạm vi kiểm tra", content["scope"])
    _chapter(paper, "2. Kết quả kiểm tra", content["results"])
    _chapter(paper, "3. Nhận xét, kết luận", content["conclusion"])
    if content["findings"]:
        _chapter(paper, "4. Phát hiện và kiến nghị", [])
        heads = ("TT", "Phát hiện", "Kiến nghị", "Đơn vị thực hiện", "Hạn")
        paper.table(heads, [_cells(finding) for finding in content["findings"]], size=12, widths=_WIDTHS)
        paper.gap()
    for line in [*content["recommendation"], content["closing"]]:
        paper.body(line)
    signatory = content["signatory"]
    position = (signatory["position"] or "THỦ TRƯỞNG CƠ QUAN").upper()
    paper.signature(content["recipients"], [*signatory["capacity"], position], name=signatory["name"])
    return paper.content(f"Thông báo {content['about']}", content["issuer"], at)


def _chapter(paper: Paper, title: str, lines: list[str]) -> None:
    paper.heading(title, level=2)
    for line in lines:
        paper.body(line)


def _cells(finding: dict[str, str]) -> tuple[str, ...]:
    about = f"{finding['content']} ({finding['ground']})" if finding["ground"] else finding["content"]
    return (finding["number"], about, finding["demand"], finding["unit"], finding["due"])
