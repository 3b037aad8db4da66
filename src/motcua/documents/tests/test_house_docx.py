# SPDX-License-Identifier: EUPL-1.2
"""Documents to go on writing in keep the layout of NĐ 30/2020 over many pages."""

import datetime as dt
import io

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from motcua.documents.house_docx import Paper
from motcua.law.clock import VIETNAM


def test_pages_are_numbered_and_tables_keep_their_heads_and_rows() -> None:
    paper = Paper()
    paper.table(("TT", "Việc"), [("1", "Rà soát"), ("Phần hai",), ("2", "Tập huấn")], size=11, widths=(1, 9))
    paper.lying_sheet()
    paper.table(("TT", "Việc"), [("1", "Rà soát")], size=11, widths=(1, 9))
    made = Document(io.BytesIO(paper.content("Thử", "Xã", dt.datetime(2026, 3, 2, tzinfo=VIETNAM))))

    first, lying = made.sections
    assert first.different_first_page_header_footer and not lying.different_first_page_header_footer
    assert [one.text for one in first.header._element.iter(qn("w:instrText"))] == ["PAGE"]
    assert lying.header.is_linked_to_previous
    assert made.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"
    upright, wide = made.tables
    for table, whole in ((upright, Mm(163)), (wide, Mm(250))):
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True] + [False] * (len(table.rows) - 1)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert abs(sum(column.width for column in table.columns) - whole) < Mm(1)
        assert table.columns[1].width > 8 * table.columns[0].width
