# SPDX-License-Identifier: EUPL-1.2
"""The tables of papers (thành phần hồ sơ): name, form files and count run together in one text.

Each row ends with its count: «1 bản chính», «0 bản chính,1 bản sao» or «Bản chính: 1 Bản sao: 0». Counts in
running text («(01 bản chính hoặc 01 bản sao…)») are no ends: they stand behind a space or a bracket, or go on.
The page prints copies only when there are some, so a printed count without copies means none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from motcua.catalogue.reading.form_files import split_form_files
from motcua.catalogue.reading.sections import PAPER_HEAD
from motcua.catalogue.reading.text import LOWER, NOTHING, UPPER, squeeze
from motcua.catalogue.reading.values import Doubt, ReadPaper, Reason

_END = re.compile(
    r"(?P<run>\d+) bản chính(?:,\s?(?P<copies>\d{1,3}) bản sao)?"
    r"|Bản chính:\s*(?P<run2>\d{1,3})\s*[,;.–-]?\s*Bản sao:\s*(?P<copies2>\d{1,3})"
    rf"|(?<=[^\s(,])(?P<only>\d) bản sao(?=$|[{UPPER}\-+*])"
)
_GOES_ON = re.compile(rf"[ \t]*(?:[);,/:]|\.(?!\w))|[ \t]+[{LOWER}(]")
_YEAR_END = re.compile(r"(?:/|năm |-)(?:19|20)\d\d$")
_NAME_CLOSED = re.compile(rf"[{LOWER}]{{2}}$|[;)]$")
# Words and shapes that a number of the name stands behind.
_COUNTED_WORD = re.compile(
    r"(?:số|mẫu|biểu|phụ lục|điều|khoản|mục|loại|hạng|cấp|luật|nghị định|thông tư) $|\d ?x ?$", re.IGNORECASE
)
_NOTE_GROUP = re.compile(r"^[\s*\-+(]*(?:Lưu ý|Ghi chú|Chú ý|Chú thích)", re.IGNORECASE)
_SHOWN_GROUP = re.compile(r"xuất trình", re.IGNORECASE)
_HANDED_GROUP = re.compile(r"phải nộp|nộp và xuất trình|nộp hoặc xuất trình", re.IGNORECASE)
_NOTE = re.compile(
    r"^[\s*\-+•.()\divx]*(?:Lưu ý|Ghi chú|Chú ý|Trường hợp|Trường hơp|Đối với|Nếu |Người tiếp nhận|Người yêu cầu"
    r"|Người có yêu cầu|Cá nhân có quyền|Việc |Cán bộ|Cơ quan đăng ký|Mẫu hộ tịch điện tử|Bản chụp giấy tờ|Ví dụ"
    r"|Thành phần|Hồ sơ gồm|Số lượng hồ sơ|Số bộ hồ sơ|Trong đó|Trong phiếu|Trong đơn|Một trong các|Không |Khi "
    r"|Các giấy tờ|Sau khi|Ngoài|Thông tin|Tổ chức, cá nhân)",
    re.IGNORECASE,
)
# How many sets of the dossier there are; no paper, whatever count the row carries.
_SETS = re.compile(r"Số (?:lượng|bộ) hồ sơ(?!.*gồm)", re.IGNORECASE | re.DOTALL)
# Rows of count zero that plainly ask for nothing of their own: the heading of a list, what need not be handed
# in, how the other papers are sent. A row that adds a paper on a condition stays in doubt.
_PLAIN_NOTE = re.compile(
    r":$|không phải (?:nộp|tải|xuất trình|gửi|cung cấp)|chỉ cần|không được yêu cầu"
    r"|^Trường hợp (?:nộp|gửi)(?: hồ sơ)? (?:trực tuyến|qua )|^Trong đó|^Ví dụ|^Người tiếp nhận|^Cán bộ",
    re.IGNORECASE,
)
_ADDS_A_PAPER = re.compile(r"còn có|phải có|nộp thêm|bổ sung thêm|kèm thêm", re.IGNORECASE)
_MOST_COPIES = 20
# Counts of an unseen kind («3 bộ» and the next name glued behind it): several rows in one.
_OTHER_COUNT = re.compile(rf"[{LOWER})]\d{{1,2}} (?:bộ|bản|tờ|cuốn|quyển)(?=[{UPPER}])")


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    originals: int | None
    copies: int | None
    count_raw: str


def read_papers(block: str) -> tuple[tuple[ReadPaper, ...], tuple[str, ...], list[Doubt]]:
    """Read all tables of the section: papers, notes that stand among them, doubts."""
    if not block.strip():
        return (), (), []
    if block.strip(" -\r\n\t") == NOTHING:
        return (), (), [Doubt("papers", Reason.PAPERS_NOT_PUBLISHED, block.strip())]
    chunks = PAPER_HEAD.split(block)
    if len(chunks) == 1:
        return (), (), [Doubt("papers", Reason.PAPER_TABLE_UNREADABLE, block.strip())]
    papers: list[ReadPaper] = []
    notes: list[str] = []
    doubts: list[Doubt] = []
    heading = chunks[0]
    for number, chunk in enumerate(chunks[1:], start=2):
        rows, rest = _rows(chunk)
        group = squeeze(heading.strip("- \n\t"))
        for row in rows:
            _place(row, group, papers, notes, doubts)
        last = number == len(chunks)
        if last and rest.strip():
            doubts.append(Doubt("papers", Reason.PAPER_WITHOUT_COUNT, rest.strip()))
        heading = "" if last else rest
    return tuple(papers), tuple(notes), doubts


def _rows(chunk: str) -> tuple[list[_Row], str]:
    """Rows of one table, and the text behind the last count (heading of the next table)."""
    rows: list[_Row] = []
    start = 0
    for match in _END.finditer(chunk):
        if not _is_end(chunk, start, match):
            continue
        row = _row(chunk[start : match.start()], match)
        rows.append(row)
        start = match.end()
    return rows, chunk[start:]


def _is_end(chunk: str, start: int, match: re.Match[str]) -> bool:
    if match["run"] is None:
        return match.start() > start
    before = chunk[max(start, match.start() - 1) : match.start()]
    run = match["run"]
    if not before or before == "(" or (len(run) == 2 and run[0] == "0" and before.isspace()):
        return False
    behind = chunk[match.end() : match.end() + 40]
    if re.match(r"\d{1,2} bản (?:chính|sao)", behind):
        # «…1 bản chính01 bản chính biên bản»: an end, when the next row begins with a padded number.
        return behind[0] == "0" and not (len(run) == 1 and before.isspace())
    return _GOES_ON.match(behind) is None


def _row(text: str, match: re.Match[str]) -> _Row:
    if match["run2"] is not None:
        return _Row(text, int(match["run2"]), int(match["copies2"]), match[0])
    if match["only"] is not None:
        unseen = _OTHER_COUNT.search(text) is not None
        return _Row(text, None if unseen else 0, None if unseen else int(match["only"]), match[0])
    copies = int(match["copies"] or 0)
    run = match["run"]
    if _OTHER_COUNT.search(text):
        return _Row(text, None, copies, match[0])
    padded = len(run) == 2 and run[0] == "0" and text[-1:].islower()
    if len(run) == 1 or padded or _two_digits(text, run):
        return _Row(text, int(run), copies, match[0])
    if _number_in_name(text, run):
        return _Row(text + run[:-1], int(run[-1]), copies, match[0])
    return _Row(text, None, copies, match[0])


def _two_digits(text: str, run: str) -> bool:
    """«Báo cáo;12 bản chính»: no name ends in a single digit behind a letter of running text or a bracket."""
    return len(run) == 2 and _NAME_CLOSED.search(text) is not None and 10 <= int(run) <= _MOST_COPIES


def _number_in_name(text: str, run: str) -> bool:
    """Whether all digits but the last belong to the name: «Mẫu số 01», «ảnh 4x6», «năm 2023»."""
    if len(run) == 3 and run[0] == "0":
        return True
    if len(run) == 2 and _COUNTED_WORD.search(text):
        return True
    if len(run) == 2 and text[-1:].isalpha():
        return False
    two = int(run[-2:])
    return bool(_YEAR_END.search(text + run[:-1])) or run[-2] == "0" or two > _MOST_COPIES


def _place(row: _Row, group: str, papers: list[ReadPaper], notes: list[str], doubts: list[Doubt]) -> None:
    text, files, certain = split_form_files(row.text.strip())
    published = squeeze(text)
    name = published.lstrip("-+*•– ")
    raw = f"{squeeze(row.text)}{row.count_raw}"
    nothing_due = row.originals == 0 and row.copies == 0
    if _NOTE_GROUP.match(group) or _NOTE_GROUP.match(name) or _SETS.match(name) or not name:
        notes.append(name or squeeze(row.text))
        return
    if nothing_due and (_NOTE.match(name) or name.endswith(":") or published.startswith("*")):
        notes.append(name)
        if not _PLAIN_NOTE.search(name) or _ADDS_A_PAPER.search(name):
            # Nothing is to be handed in and it reads like a note; a person may know better.
            doubts.append(Doubt(f"notes[{len(notes) - 1}]", Reason.NOTE_NOT_PAPER, raw))
        return
    path = f"papers[{len(papers)}]"
    if not certain:
        doubts.append(Doubt(f"{path}.form_files", Reason.FORM_FILE_UNCLEAR, raw))
    if row.originals is None:
        doubts.append(Doubt(f"{path}.originals", Reason.PAPER_COUNT_UNCLEAR, raw))
    if nothing_due:
        doubts.append(Doubt(f"{path}.originals", Reason.PAPER_COUNT_ZERO, raw))
    shown = name.startswith("Xuất trình") and bool(nothing_due)
    shown = shown or bool(_SHOWN_GROUP.search(group) and not _HANDED_GROUP.search(group))
    papers.append(ReadPaper(name, row.originals, row.copies, files, shown, group))
