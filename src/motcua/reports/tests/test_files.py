# SPDX-License-Identifier: EUPL-1.2
"""Files of reports, opened by other libraries."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader

from motcua.dossiers.tests.office import Office
from motcua.reports.definitions import form_on, narrative
from motcua.reports.errors import ReportNotMadeSo
from motcua.reports.making import make
from motcua.reports.narrating import narrate
from motcua.reports.tests.cases import fill_quarter, open_commune
from motcua.reports.tests.test_making import order
from motcua.reports.values import Report, Row, Table
from motcua.reports.writing import Format, file_name, write
from motcua.reports.writing.as_csv import safe
from motcua.reports.writing.as_docx import as_docx


@pytest.fixture
def office(db: None) -> Office:
    made = open_commune()
    fill_quarter(made)
    return made


def link(report: Report, table: Table, row: Row, key: str) -> str:
    return f"https://mot-cua.example/{row.key}/{key}" if row.value(key) else ""


def test_the_spreadsheet_holds_numbers_with_links_and_no_formula(office: Office) -> None:
    report = make(order(office))
    content = write(report, Format.XLSX, link)
    assert content == write(report, Format.XLSX, link)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    cells = {str(row[1].value): row for row in sheet.iter_rows() if row[1].value}
    total = cells["Tổng số"]
    assert [cell.value for cell in total[2:]] == [11, 1, 9, 1, 7, 2, 2, 2, 4, 3, 1]
    assert total[2].hyperlink is not None
    assert total[2].hyperlink.target == "https://mot-cua.example/total/taken"
    assert sheet.freeze_panes == f"C{cells['Tổng số'][0].row}"
    numbers = [cell.value for cell in sheet[total[0].row - 1]]
    assert numbers == [f"({number})" for number in range(1, 14)]
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_what_is_not_known_is_an_empty_cell(office: Office) -> None:
    content = write(make(order(office, "II.05a")), Format.XLSX, link)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    row = next(row for row in sheet.iter_rows() if row[1].value == office.committee.name)
    assert {cell.value for cell in row[2:]} == {None}
    assert any("Chưa có dữ liệu" in str(cell.value) for line in sheet.iter_rows() for cell in line)


@pytest.mark.parametrize(
    "number", ["II.06a", "II.06b", "II.06c", "II.07a", "II.07b", "II.08", "II.05a", "NB-01"]
)
def test_every_form_is_printed_on_its_side(office: Office, number: str) -> None:
    report = make(order(office, number))
    pdf = PdfReader(io.BytesIO(write(report, Format.PDF, link)))
    first = pdf.pages[0]
    assert first.mediabox.width > first.mediabox.height
    words = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words
    printed = "".join(letter for letter in words if letter.isascii() and letter.isalnum())
    assert number in words and report.sha256[:20] in printed
    assert report.asked.policy_name.split("(")[0].strip() in words


def test_the_csv_opens_in_a_spreadsheet(office: Office) -> None:
    content = write(make(order(office)), Format.CSV, link)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    total = next(row for row in rows if row[1:2] == ["Tổng số"])
    assert total[2:] == ["11", "1", "9", "1", "7", "2", "2", "2", "4", "3", "1"]
    assert safe("=1+1") == "'=1+1" and safe("Hộ tịch") == "Hộ tịch"


def test_the_json_says_what_was_asked_and_links_every_figure(office: Office) -> None:
    report = make(order(office))
    told = json.loads(write(report, Format.JSON, link))
    assert told["form"]["number"] == "II.06a" and told["unit"]["code"] == "t-ubnd"
    assert told["window"] == {
        "period": "2026-Q1",
        "label": "Quý I năm 2026",
        "first": "2025-12-15",
        "last": "2026-03-14",
    }
    assert told["policy"] == "date" and len(told["columns"]) == 11
    total = told["tables"][0]["rows"][0]["figures"]
    assert total["taken"] == {"value": 11, "link": "https://mot-cua.example/total/taken"}
    assert told["sha256"] == report.sha256


def test_the_narrative_is_a_document_with_marked_blocks(office: Office) -> None:
    document = Document(io.BytesIO(as_docx(narrate(order(office)))))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Đã giải quyết 7 hồ sơ: trước hạn 2, đúng hạn 2, quá hạn 2" in words
    assert "[ĐƠN VỊ VIẾT: " in words
    marked = [run for one in document.paragraphs for run in one.runs if run.font.highlight_color is not None]
    assert len(marked) == words.count("[ĐƠN VỊ VIẾT: ")
    assert "KIẾN NGHỊ, ĐỀ XUẤT" in words
    for form in ("Đề cương: ", "Biểu II.06a: ", "Biểu II.08: "):
        assert f"{form}biểu mẫu" in words
    assert (
        narrative().certainty_note in words
        and form_on("II.08", order(office).span.last).certainty_note in words
    )


def test_merged_units_are_named_in_every_file(office: Office) -> None:
    asked = replace(order(office), successors=True)
    told = [write(make(asked), wanted, link) for wanted in (Format.CSV, Format.JSON)]
    assert all("kế thừa" in content.decode() for content in told)
    sheet = openpyxl.load_workbook(io.BytesIO(write(make(asked), Format.XLSX, link))).active
    assert sheet is not None
    assert any("kế thừa" in str(cell.value) for row in sheet.iter_rows() for cell in row)
    pdf = PdfReader(io.BytesIO(write(make(asked), Format.PDF, link)))
    assert "kế thừa" in " ".join(pdf.pages[0].extract_text().split())
    document = Document(io.BytesIO(as_docx(narrate(asked))))
    assert any("kế thừa" in paragraph.text for paragraph in document.paragraphs)


def test_a_table_has_no_document_form(office: Office) -> None:
    report = make(order(office))
    with pytest.raises(ReportNotMadeSo):
        write(report, Format.DOCX, link)
    assert file_name(report, Format.XLSX) == "ii-06a_t-ubnd_2026-Q1.xlsx"
