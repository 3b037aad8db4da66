# SPDX-License-Identifier: EUPL-1.2
"""The narrative report as a document to go on writing in: figures are in, blocks to be written are marked."""

from __future__ import annotations

from motcua.documents.forms.words import long_day
from motcua.documents.house_docx import Paper
from motcua.reports.layout import CERTAINTY_NAMES, as_of_words, notes_of
from motcua.reports.narrating import Narrated, Told
from motcua.reports.places import heading_of
from motcua.reports.values import SUCCESSORS, Report, shown


def as_docx(narrated: Narrated) -> bytes:
    """The document. The table of the settling of procedures stands in its chapter in short form."""
    paper, asked = Paper(), narrated.settling.asked
    parent, place = heading_of(asked.unit_code)
    day = f"{place}, {long_day(asked.as_of)}".lstrip(", ")
    paper.letterhead(parent, asked.unit_name, day, number="……/BC-……")
    paper.line("BÁO CÁO", bold=True, size=14)
    paper.line(narrated.title, bold=True, size=14)
    paper.line(_basis(narrated.settling), italic=True, size=12)
    for words in _certainty(narrated):
        paper.line(words, italic=True, size=11)
    for chapter in narrated.chapters:
        _chapter(paper, chapter)
    paper.signature(("- Như trên;", "- Lưu: VT."), ("THỦ TRƯỞNG ĐƠN VỊ",), note="(Ký, đóng dấu)")
    return paper.content(narrated.title, asked.unit_name, asked.as_of)


def _basis(report: Report) -> str:
    asked = report.asked
    return (
        f"Số liệu từ {asked.first:%d/%m/%Y} đến {asked.last:%d/%m/%Y}, tính đến {as_of_words(asked.as_of)}; "
        f"cách xét hạn: {asked.policy_name}." + (f" {SUCCESSORS}" if asked.successors else "")
    )


def _certainty(narrated: Narrated) -> list[str]:
    """How sure the outline is, and each form its figures are from: what the page and the paper of a form say too."""
    forms = [narrated.settling.asked, narrated.electronic.asked]
    return [
        f"Đề cương: {CERTAINTY_NAMES[narrated.certainty].lower()}. {narrated.note}",
        *(
            f"Biểu {one.form}: {CERTAINTY_NAMES[one.certainty].lower()}. {one.certainty_note}"
            for one in forms
        ),
    ]


def _chapter(paper: Paper, chapter: Told) -> None:
    roman = not chapter.number.isdecimal()
    paper.heading(f"{chapter.number}. {chapter.title}", level=1 if roman else 2)
    for sentence in chapter.sentences:
        paper.body(sentence)
    if chapter.table is not None:
        _short_table(paper, chapter.table)
    for block in chapter.to_write:
        paper.to_write(block)


def _short_table(paper: Paper, report: Report) -> None:
    """The row of the whole unit, one line a column: the whole table goes with the report as its annex."""
    paper.body(f"Bảng tóm tắt biểu {report.asked.form}:")
    total = report.tables[0].total
    rows = [
        (
            f"({head.number}) {' – '.join([*head.under, head.title])}",
            shown(total.value(head.key), head.kind),
        )
        for head in report.heads
    ]
    paper.table(("Chỉ tiêu", "Số hồ sơ"), rows, size=12, centred=frozenset({1}))
    for note in notes_of(report):
        paper.line(note, italic=True, size=11, centred=False)
