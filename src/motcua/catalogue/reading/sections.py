# SPDX-License-Identifier: EUPL-1.2
"""Cuts the page of a procedure into its sections.

The headings of the page also occur as words in running text. So a heading counts only in its place: in the
fixed order of the page, together with the head of the table that follows it, and not inside the table before.
"""

from __future__ import annotations

import re

from motcua.catalogue.reading.channels import row_starts

_HEAD = (
    ("name", r"Tên thủ tục"),
    ("code", r"Mã thủ tục"),
    ("decision", r"Số quyết định"),
    ("level", r"Cấp thực hiện"),
    ("kind", r"Loại thủ tục"),
    ("field", r"Lĩnh vực"),
    ("audience", r"Đối tượng thực hiện"),
    ("competent", r"Cơ quan có thẩm quyền"),
    ("receiving", r"Địa chỉ tiếp nhận HS"),
    ("delegated", r"Cơ quan được ủy quyền"),
    ("supporting", r"Cơ quan phối hợp"),
    ("related", r"Thủ tục hành chính liên quan"),
    ("steps", r"Trình Tự Thực Hiện"),
)
_WAYS = re.compile(
    r"Cách Thức Thực Hiện\s*Hình thức nộp\s*Thời (?:gian|hạn giải quyết)\s*Phí, lệ phí\s*Mô tả", re.IGNORECASE
)
PAPER_HEAD = re.compile(r"Tên giấy tờ\s*Mẫu đơn, tờ khai\s*Số lượng")
_PAPERS = re.compile(r"Thành phần hồ sơ", re.IGNORECASE)
_PAPERS_EXACT = re.compile(r"Thành phần hồ sơ")
LEGAL_HEAD = re.compile(
    r"Căn cứ pháp lý\s*(?:Tên văn bản pháp lý\s*Mã văn bản|(?=Không có thông tin\s*Cơ quan))"
)
_PERFORMING = re.compile(r"Cơ quan thực hiện")
_CONDITIONS = re.compile(r"Yêu cầu, điều kiện thực hiện")
_RESULT = re.compile(r"Kết quả xử lý")
_END = re.compile(r"Từ khóa")


def cut_page(page: str) -> dict[str, str]:
    """Sections of the page by name; a section that was not found is absent."""
    sections: dict[str, str] = {}
    position = _cut_head(page, sections)
    ways = _WAYS.search(page, position)
    if ways is None:
        return sections
    if "steps" in sections:
        sections["steps"] = page[position : ways.start()]
    legal = LEGAL_HEAD.search(page, ways.end())
    limit = legal.start() if legal else len(page)
    papers = _find_papers(page, ways.end(), limit)
    sections["ways"] = page[ways.end() : papers if papers >= 0 else limit]
    if papers >= 0:
        sections["papers"] = page[papers + len("Thành phần hồ sơ") : limit]
    if legal:
        _cut_tail(page, legal.end(), sections)
    return sections


def _cut_head(page: str, sections: dict[str, str]) -> int:
    """Cut the short fields in front; answers where the last of them begins to hold text."""
    position = 0
    open_name = ""
    for name, pattern in _HEAD:
        found = re.compile(pattern).search(page, position)
        if found is None:
            continue
        if open_name:
            sections[open_name] = page[position : found.start()]
        open_name, position = name, found.end()
    if open_name:
        sections[open_name] = page[position:] if open_name == "steps" else page[position : position + 300]
    return position


def _find_papers(page: str, start: int, end: int) -> int:
    """The heading behind the last row of the table of ways; -1 when the page has none."""
    first = _PAPERS_EXACT.search(page, start, end)
    if first is None:
        return -1
    rows = row_starts(page[start:end])
    table = PAPER_HEAD.search(page, start, end)
    bound = table.start() if table else end
    last_row = max((start + row.end() for row in rows if start + row.end() <= bound), default=start)
    heading = _PAPERS_EXACT.search(page, last_row, end)
    return heading.start() if heading else first.start()


def _cut_tail(page: str, start: int, sections: dict[str, str]) -> None:
    conditions = _CONDITIONS.search(page, start)
    performing = _PERFORMING.search(page, start, conditions.start() if conditions else len(page))
    end = _END.search(page, conditions.end() if conditions else start)
    stop = end.start() if end else len(page)
    results = list(_RESULT.finditer(page, conditions.end() if conditions else start, stop))
    marks = [
        ("legal", start),
        ("performing", performing.start() if performing else -1),
        ("conditions", conditions.start() if conditions else -1),
        ("results", results[-1].start() if results else -1),
    ]
    heads = {"legal": 0, "performing": 17, "conditions": 28, "results": 13}
    present = [(name, at) for name, at in marks if at >= 0]
    for index, (name, at) in enumerate(present):
        until = present[index + 1][1] if index + 1 < len(present) else stop
        sections[name] = page[at + heads[name] : until]
