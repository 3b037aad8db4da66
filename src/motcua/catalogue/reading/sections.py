# SPDX-License-Identifier: EUPL-1.2
"""Cuts the page of a procedure into its sections.

The headings of the page also occur as words in running text. So a heading counts only in its place: in the
fixed order of the page, together with the head of the table that follows it, and not inside the table before.
"""

from __future__ import annotations

import re

from motcua.catalogue.reading.channels import row_starts


def _heading(words: str) -> re.Pattern[str]:
    """A heading as the page writes it, or with capitals throughout; small letters are running text."""
    return re.compile("|".join((words, words.capitalize(), words.title(), words.upper())))


_HEAD = (
    ("name", _heading("Tên thủ tục")),
    ("code", _heading("Mã thủ tục")),
    ("decision", _heading("Số quyết định")),
    ("level", _heading("Cấp thực hiện")),
    ("kind", _heading("Loại thủ tục")),
    ("field", _heading("Lĩnh vực")),
    ("audience", _heading("Đối tượng thực hiện")),
    ("competent", _heading("Cơ quan có thẩm quyền")),
    ("receiving", _heading("Địa chỉ tiếp nhận HS")),
    ("delegated", _heading("Cơ quan được ủy quyền")),
    ("supporting", _heading("Cơ quan phối hợp")),
    ("related", _heading("Thủ tục hành chính liên quan")),
    ("steps", _heading("Trình Tự Thực Hiện")),
)
_WAYS = re.compile(
    r"(?:Cách Thức Thực Hiện)?\s*Hình thức nộp\s*Thời (?:gian|hạn giải quyết)\s*Phí, lệ phí\s*Mô tả",
    re.IGNORECASE,
)
PAPER_HEAD = re.compile(r"Tên giấy tờ\s*Mẫu đơn, tờ khai\s*Số lượng", re.IGNORECASE)
_PAPERS = re.compile(r"Thành phần hồ sơ|Thành Phần Hồ Sơ|THÀNH PHẦN HỒ SƠ")
LEGAL_HEAD = re.compile(
    r"(?i:Căn cứ pháp lý)\s*(?:(?i:Tên văn bản pháp lý\s*Mã văn bản)|(?=Không có thông tin\s*Cơ quan))"
    r"|(?i:Tên văn bản pháp lý\s*Mã văn bản)"
)


_PERFORMING = _heading("Cơ quan thực hiện")
_CONDITIONS = _heading("Yêu cầu, điều kiện thực hiện")
_RESULT = _heading("Kết quả xử lý")
_END = _heading("Từ khóa")


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
        heading = _PAPERS.match(page, papers)
        sections["papers"] = page[heading.end() if heading else papers : limit]
    if legal:
        _cut_tail(page, legal.end(), sections)
    return sections


def _cut_head(page: str, sections: dict[str, str]) -> int:
    """Cut the short fields in front; answers where the last of them begins to hold text."""
    position = 0
    open_name = ""
    for name, pattern in _HEAD:
        found = pattern.search(page, position)
        if found is None:
            continue
        if open_name:
            sections[open_name] = page[position : found.start()]
        open_name, position = name, found.end()
    if open_name:
        sections[open_name] = page[position:] if open_name == "steps" else page[position : position + 300]
    return position


def _find_papers(page: str, start: int, end: int) -> int:
    """The heading behind the last row of the table of ways, else the head of the table; -1 when there is none."""
    first = _PAPERS.search(page, start, end)
    table = PAPER_HEAD.search(page, start, end)
    if first is None:
        return table.start() if table else -1
    rows = row_starts(page[start:end])
    bound = table.start() if table else end
    last_row = max((start + row.end() for row in rows if start + row.end() <= bound), default=start)
    heading = _PAPERS.search(page, last_row, end)
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
