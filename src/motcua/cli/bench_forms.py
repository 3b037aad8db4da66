# SPDX-License-Identifier: EUPL-1.2
"""`motcua bench forms`: statutory forms per second, and the same receipt by WeasyPrint in the same run.

Every form has other data (names, codes, QR code), so that no cached page is counted. Rates are forms per second of
processor time, that is on one core, after one form to warm up.
"""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape
from io import BytesIO
from time import process_time
from typing import Any

import click
import segno

from motcua.documents.forms import ENGINE, FormData, ReceiptData, RegisterData, render
from motcua.documents.forms.glyphs import FONT_FOLDER
from motcua.documents.forms.samples import MARK, sample
from motcua.documents.forms.words import long_moment
from motcua.law.forms import FORMS, FormRole, FormSet

DAY = 10
"""Rows of a register of one day at a commune."""


@click.command("forms", help="Đo số biểu mẫu PDF mỗi giây, so với WeasyPrint.")
@click.option("--seconds", default=2.0, show_default=True, help="Thời gian đo mỗi biểu mẫu.")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def bench_forms(seconds: float, as_json: bool) -> None:
    """Print the measured rates."""
    result = measure(seconds)
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False))
        return
    for key, value in result.items():
        click.echo(f"{key}: {value}")


def measure(seconds: float = 2.0) -> dict[str, Any]:
    """Forms per second by set and role; `slowest_per_second` is the slowest of them all.

    The register is measured as a day of it (`DAY` rows, two pages) and, apart, as a book of many pages.
    """
    rates: dict[str, dict[str, float]] = {}
    for form in FORMS:
        data = sample(form.form_set, form.role)
        if isinstance(data, RegisterData):
            data = replace(data, rows=data.rows[:DAY])
        rate = _rate(seconds, partial(_varied_pdf, form.form_set, form.role, data))
        rates.setdefault(form.form_set, {})[form.role] = rate
    receipt = rates[FormSet.TT03_2025][FormRole.RECEIPT]
    peer, note = _weasyprint(seconds)
    book = _register()
    return {
        "engine": ENGINE,
        "receipts_per_second": receipt,
        "slowest_per_second": min(rate for by in rates.values() for rate in by.values()),
        "forms_per_second": rates,
        "register_rows": DAY,
        "register_book": {
            "rows": len(book.rows),
            "per_second": _rate(seconds, partial(_varied_pdf, FormSet.TT03_2025, FormRole.REGISTER, book)),
        },
        "peers": {"weasyprint": {"receipts_per_second": peer, "note": note}},
        "ratios": {"weasyprint": round(receipt / peer, 1) if peer else None},
    }


def _register() -> RegisterData:
    data = sample(FormSet.TT03_2025, FormRole.REGISTER)
    assert isinstance(data, RegisterData)  # noqa: S101 — for the type checker; the role fixes the class
    return data


def _varied_pdf(form_set: FormSet, role: FormRole, data: FormData, i: int) -> bytes:
    return render(form_set, role, varied(data, i))


def varied(data: FormData, i: int) -> FormData:
    """The same form for another person, dossier and look-up address."""
    if isinstance(data, RegisterData):
        return replace(
            data, rows=tuple(replace(r, applicant_name=f"{r.applicant_name} {i}") for r in data.rows)
        )
    told: Any = data  # every other form has an applicant, most a code and a check
    changed: dict[str, Any] = {"applicant": replace(told.applicant, name=f"Người thứ {i} {MARK}")}
    if dossier := getattr(data, "dossier_code", ""):
        code = f"{dossier[:-4]}{i:04d}"
        changed |= {
            "dossier_code": code,
            "check": replace(told.check, url=f"https://motcua.vi-du.vn/h/{code}"),
        }
    return replace(data, **changed)


def _rate(seconds: float, make: Callable[[int], bytes]) -> float:
    make(0)
    made, start = 0, process_time()
    while process_time() - start < seconds:
        made += 1
        make(made)
    return round(made / (process_time() - start), 1)


def _weasyprint(seconds: float) -> tuple[float | None, str]:
    """Receipts per second of WeasyPrint, or None and why not."""
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
    except (ImportError, OSError) as error:  # OSError: Pango is not installed
        return None, f"không đo được: {error}".splitlines()[0]
    fonts = FontConfiguration()
    style = CSS(string=_style(), font_config=fonts)
    data = sample(FormSet.TT03_2025, FormRole.RECEIPT)

    def make(i: int) -> bytes:
        changed = varied(data, i)
        assert isinstance(changed, ReceiptData)  # noqa: S101 — for the type checker
        pdf = HTML(string=html(changed)).write_pdf(
            stylesheets=[style], font_config=fonts, pdf_variant="pdf/a-2u"
        )
        return bytes(pdf)

    return _rate(seconds, make), "cùng nội dung, cùng phông chữ, PDF/A-2u; không có thanh thời gian"


def _style() -> str:
    faces = (("Regular", "normal", 400), ("Bold", "normal", 700), ("Italic", "italic", 400))
    urls = "".join(
        f"@font-face{{font-family:Tinos;font-style:{style};font-weight:{weight};"
        f"src:url('{(FONT_FOLDER / f'Tinos-{name}.ttf').as_uri()}')}}"
        for name, style, weight in faces
    )
    return urls + (
        "@page{size:A5;margin:9mm 10mm 11mm 15mm}body{font:9.8pt Tinos}h1{font-size:12pt;text-align:center}"
        "p{margin:1mm 0}table{width:100%;border-collapse:collapse}.b td,.b th{border:.5pt solid;padding:2pt}"
        ".c{text-align:center}img{width:25mm}"
    )


def html(data: ReceiptData) -> str:
    """The receipt's content as HTML, laid out alike."""
    buffer = BytesIO()
    segno.make(data.check.url, error="m").save(buffer, kind="svg")
    qr = base64.b64encode(buffer.getvalue()).decode()
    e, a = escape, data.applicant
    papers = "".join(
        f"<tr><td>{i}</td><td>{e(p.name)}</td><td>{p.originals}</td><td>{p.certified}</td><td>{p.electronic}</td></tr>"
        for i, p in enumerate(data.papers, 1)
    )
    lines = (
        f"Tiếp nhận hồ sơ của: {e(a.honorific)} {e(a.name)}",
        f"Số định danh cá nhân/tổ chức: {e(a.identity_number)}",
        f"Địa chỉ: {e(a.address)}",
        f"Số điện thoại: {e(a.phone)} · Email: {e(a.email)}",
        f"Nội dung yêu cầu giải quyết: {e(data.procedure_name)}",
        "1. Thành phần hồ sơ nộp gồm:",
        "<table class=b><tr><th>STT<th>Thành phần hồ sơ<th>Bản chính<th>Chứng thực<th>Điện tử</tr>"
        f"{papers}</table>",
        f"2. Số lượng hồ sơ: {data.sets} (bộ) · Phí, lệ phí: {e(data.fee)}",
        f"3. Thời gian giải quyết hồ sơ theo quy định là: {e(data.limit)}",
        f"4. Thời gian nhận hồ sơ: {long_moment(data.received_at)}",
        f"5. Thời gian trả kết quả giải quyết hồ sơ: <b>{long_moment(data.due_at)}</b>",
        f"6. Đăng ký nhận kết quả tại: {e(data.return_place)}",
        f"<b>Vì sao hẹn ngày này:</b> {e(' '.join(data.why))}",
    )
    body = "".join(f"<p>{line}</p>" if not line.startswith("<table") else line for line in lines)
    return (
        f"<html lang=vi><title>{e(data.dossier_code)}</title><table class=c><tr><td>"
        f"{e(data.issuer.parent.upper())}<br>"
        f"<b>{e(data.issuer.name.upper())}</b><br>Số: {e(data.number)}</td><td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        f"<br>Độc lập - Tự do - Hạnh phúc</b><br><i>{e(data.issuer.place)}</i></td></tr></table>"
        f"<h1>GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ</h1>{body}<table class=c><tr>"
        f"<td><img src='data:image/svg+xml;base64,{qr}'><br>{e(data.dossier_code)}</td>"
        f"<td><b>NGƯỜI NỘP HỒ SƠ</b><br><i>(Ký và ghi rõ họ tên)</i><br><br><br>{e(data.submitter.name)}</td>"
        f"<td><b>NGƯỜI TIẾP NHẬN HỒ SƠ</b><br><i>(Ký và ghi rõ họ tên)</i><br><br><br>{e(data.receiver.name)}</td>"
        "</tr></table></html>"
    )
