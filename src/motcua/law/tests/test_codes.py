# SPDX-License-Identifier: EUPL-1.2
"""Dossier codes: worked examples, refusals, and that no code ever changes on its way through."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.codes import (
    CodeForm,
    DossierCode,
    DossierCodeError,
    ForeignCode,
    format_dossier_code,
    is_dossier_code,
    parse_dossier_code,
    read_dossier_code,
    tidy_code,
)

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
OLD_AGENCIES = st.from_regex(r"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}", fullmatch=True)
AGENCIES = st.from_regex(r"[A-Y][0-9]{2}(\.[0-9A-Z]{1,4}){0,5}", fullmatch=True)
CENTRAL_AGENCIES = st.from_regex(r"[A-Y][0-9]{2}\.[0-9]{3}\.[0-9]{2}", fullmatch=True)
OWNERS = st.from_regex(r"[0-9]{2}", fullmatch=True)


@pytest.mark.parametrize(
    ("text", "form", "agency", "day", "order", "owner"),
    [
        ("000.00.01.H22-190215-0001", CodeForm.FORM_2018, "000.00.01.H22", date(2019, 2, 15), 1, None),
        ("H15.50.05.13-261008-0975", CodeForm.FORM_2020, "H15.50.05.13", date(2026, 10, 8), 975, None),
        ("H26-250701-12345", CodeForm.FORM_2020, "H26", date(2025, 7, 1), 12345, None),
        ("H26.123.45-260301-150975", CodeForm.CENTRAL_2025, "H26.123.45", date(2026, 3, 1), 975, "15"),
        ("H26.123.45-260301-1512345", CodeForm.CENTRAL_2025, "H26.123.45", date(2026, 3, 1), 12345, "15"),
        ("H26.123.45-260301-010001", CodeForm.CENTRAL_2025, "H26.123.45", date(2026, 3, 1), 1, "01"),
    ],
)
def test_worked_examples_parse_and_come_back(text, form, agency, day, order, owner):
    code = parse_dossier_code(text)
    assert (code.form, code.agency, code.received_on, code.order, code.system_owner) == (
        form,
        agency,
        day,
        order,
        owner,
    )
    assert str(code) == text
    assert str(format_dossier_code(form, agency, day, order, system_owner=owner)) == text


def test_a_wider_padding_of_another_system_survives():
    code = parse_dossier_code("H26.123.45-260301-1500975")
    assert (code.system_owner, code.order, code.order_digits) == ("15", 975, 5)
    assert str(code) == "H26.123.45-260301-1500975"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "dạng"),
        ("H15.50.05.13-261008", "dạng"),
        ("H15.50.05.13-261308-0975", "không phải ngày"),
        ("H15.50.05.13-260229-0975", "không phải ngày"),
        ("H15.50.05.13-261008-097", "ít nhất 4"),
        ("H15.50.05.13-261008-0000", "0001"),
        ("H15.50.05.13-261008-0975\n", "dạng"),
        (" H15.50.05.13-261008-0975", "mã định danh"),
        ("h15.50.05.13-261008-0975", "mã định danh"),
        ("Z15.50-261008-0975", "mã định danh"),
        ("H15..13-261008-0975", "mã định danh"),
        ("H15.50.05.13-261008-٠٩٧٥", "dạng"),
        ("000.00.01.H22-190215-00001", "đúng 4"),
        ("00.00.01.H22-190215-0001", "000.00.01.H22"),
        ("H15.50-261008-150975", "tập trung"),
        ("H15.50.05.13-261008-1234567890123", "không quá 12"),
    ],
)
def test_refused_codes_say_why_and_are_kept_as_foreign(text, word):
    with pytest.raises(DossierCodeError) as refusal:
        parse_dossier_code(text)
    assert word in str(refusal.value)
    assert refusal.value.text == text
    if text.strip():
        kept = read_dossier_code(text)
        assert isinstance(kept, ForeignCode)
        assert str(kept) == text
        assert not is_dossier_code(text)


def test_a_blank_code_names_nothing():
    with pytest.raises(DossierCodeError, match="trống"):
        read_dossier_code("  ")
    assert not is_dossier_code("")


@pytest.mark.parametrize(
    ("form", "agency", "day", "order", "owner", "word"),
    [
        (CodeForm.FORM_2018, "000.00.01.H22", date(2019, 1, 2), 10_000, None, "hết chỗ"),
        (CodeForm.FORM_2020, "H15.50", date(2021, 1, 2), 100_000, None, "hết chỗ"),
        (CodeForm.FORM_2018, "H15.50", date(2019, 1, 2), 1, None, "000.00.01.H22"),
        (CodeForm.FORM_2020, "000.00.01.H22", date(2021, 1, 2), 1, None, "mã định danh"),
        (CodeForm.FORM_2020, "H15." + "1" * 32, date(2021, 1, 2), 1, None, "35"),
        (CodeForm.FORM_2020, "H15.50", date(2021, 1, 2), 0, None, "bắt đầu từ 1"),
        (CodeForm.FORM_2020, "H15.50", date(1999, 1, 2), 1, None, "2000–2099"),
        (CodeForm.FORM_2020, "H15.50", date(2021, 1, 2), 1, "15", "tập trung"),
        (CodeForm.CENTRAL_2025, "H15.123.45", date(2026, 3, 1), 10**10, "15", "hết chỗ"),
        (CodeForm.CENTRAL_2025, "H15.123.45", date(2026, 3, 1), 1, None, "tập trung"),
        (CodeForm.CENTRAL_2025, "H15.123.45", date(2026, 3, 1), 1, "G15", "hai chữ số"),
        (CodeForm.CENTRAL_2025, "H15.50.05.13", date(2026, 3, 1), 1, "15", "H26.123.45"),
    ],
)
def test_parts_that_do_not_fit_the_form_are_refused(form, agency, day, order, owner, word):
    with pytest.raises(DossierCodeError, match=word):
        format_dossier_code(form, agency, day, order, system_owner=owner)


@given(OLD_AGENCIES, DAYS, st.integers(1, 9_999))
def test_codes_of_2018_round_trip(agency, day, order):
    code = format_dossier_code(CodeForm.FORM_2018, agency, day, order)
    assert parse_dossier_code(str(code)) == code


@given(AGENCIES, DAYS, st.integers(1, 99_999))
def test_codes_of_2020_round_trip(agency, day, order):
    code = format_dossier_code(CodeForm.FORM_2020, agency, day, order)
    assert parse_dossier_code(str(code)) == code


@given(CENTRAL_AGENCIES, DAYS, st.integers(1, 10**10 - 1), OWNERS)
def test_central_codes_round_trip(agency, day, order, owner):
    code = format_dossier_code(CodeForm.CENTRAL_2025, agency, day, order, system_owner=owner)
    assert parse_dossier_code(str(code)) == code


@given(
    st.text(alphabet="HG0159.-AZaz \n", max_size=40).filter(str.strip) | st.text(min_size=1).filter(str.strip)
)
def test_any_code_comes_out_as_it_went_in(text):
    assert str(read_dossier_code(text)) == text


@given(CENTRAL_AGENCIES, DAYS, st.from_regex(r"[0-9]{4,12}", fullmatch=True))
def test_every_accepted_code_is_written_back_unchanged(agency, day, tail):
    text = f"{agency}-{day:%y%m%d}-{tail}"
    code = read_dossier_code(text)
    assert str(code) == text
    understood = int(tail if len(tail) < 6 else tail[2:]) > 0
    assert isinstance(code, DossierCode) is understood


def test_tidy_makes_typed_codes_comparable():
    assert tidy_code(" h15.50.05.13–261008 – 0975\n") == "H15.50.05.13-261008-0975"
    # A mark of byte order, a zero-width space and a soft hyphen, as copied from a page or a message.
    assert tidy_code("\ufeffH15.50.05.13-\u200b261008-\u00ad0975\u200b") == "H15.50.05.13-261008-0975"
