# SPDX-License-Identifier: EUPL-1.2
"""Codes of organisations, procedures, results, fields and persons."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.vn import mst

from motcua.law.codes import (
    FieldCodeError,
    OrganisationCodeError,
    OrganisationKind,
    PersonalIdError,
    ProcedureCodeError,
    ResultCodeError,
    TaxCodeError,
    mask_personal_id,
    parse_field_code,
    parse_organisation_code,
    parse_personal_id,
    parse_procedure_code,
    parse_result_code,
    parse_tax_code,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "kind", "groups"),
    [
        ("H15", OrganisationKind.AGENCY, ("H15",)),
        ("H15.50.05.13", OrganisationKind.AGENCY, ("H15", "50", "05", "13")),
        ("G15.A1", OrganisationKind.AGENCY, ("G15", "A1")),
        ("0100109106", OrganisationKind.ENTERPRISE, ("0100109106",)),
        ("0100109106001", OrganisationKind.ENTERPRISE, ("0100109106001",)),
        ("41H8012345", OrganisationKind.ENTERPRISE, ("41H8012345",)),
        ("Z01ABC123", OrganisationKind.SCHEME, ("Z01", "ABC123")),
        ("Z99" + "9" * 32, OrganisationKind.SCHEME, ("Z99", "9" * 32)),
    ],
)
def test_organisation_codes(text, kind, groups):
    code = parse_organisation_code(text)
    assert (code.kind, code.groups, str(code)) == (kind, groups, text)


@pytest.mark.parametrize(
    "text",
    ["", "h15", "Z00A", "Z01", "Z1A", "Z01AB.C", "Z99" + "9" * 33, "H15.", "H15..5", "H1", "H15.5-1", "H15\n",
     "H15." + "1" * 32, "123", "Đ15"],
)  # fmt: skip
def test_refused_organisation_codes(text):
    with pytest.raises(OrganisationCodeError, match="không hợp lệ"):
        parse_organisation_code(text)


def test_agencies_stand_below_each_other():
    commune = parse_organisation_code("H15.50.05")
    province = parse_organisation_code("H15")
    assert commune.level == 3
    assert commune.parent is not None
    assert commune.parent.parent == province
    assert province.parent is None


@given(st.from_regex(r"[A-Y][0-9]{2}(\.[0-9A-Z]{1,5}){0,5}", fullmatch=True))
def test_organisation_codes_round_trip(text):
    assert str(parse_organisation_code(text)) == text


@pytest.mark.parametrize(
    ("text", "national", "agency"),
    [
        ("1.001193", "1.001193", None),
        ("1.001193.000.00.00.H22", "1.001193", "000.00.00.H22"),
        ("1.001193.H22", "1.001193", "H22"),
    ],
)
def test_procedure_codes(text, national, agency):
    code = parse_procedure_code(text)
    assert (code.national, code.agency, str(code)) == (national, agency, text)


@pytest.mark.parametrize(
    "text", ["", "1.00119", "1.0011933", "11.001193", "1-001193", "1.001193.", "1.001193.000", "１.001193"]
)
def test_refused_procedure_codes(text):
    with pytest.raises(ProcedureCodeError, match="không hợp lệ"):
        parse_procedure_code(text)


@pytest.mark.parametrize(
    ("text", "owner", "generic"),
    [("KQ.G15.000031", "G15", False), ("KQ.DVC.KETQUA", "DVC", True), ("KQ.DVC.GIAYTOBOSUNG", "DVC", True)],
)
def test_result_codes(text, owner, generic):
    code = parse_result_code(text)
    assert (code.owner, code.generic, str(code)) == (owner, generic, text)


@pytest.mark.parametrize(
    "text",
    ["", "KQ.G15.00031", "KQ.G15.0000311", "KQ.Z15.000031", "kq.G15.000031", "KQ.DVC.", "KQ.G15.000031 "],
)
def test_refused_result_codes(text):
    with pytest.raises(ResultCodeError, match="KQ"):
        parse_result_code(text)


def test_field_codes():
    assert str(parse_field_code("G03-GD10")) == "G03-GD10"
    assert parse_field_code("G15-HT01").agency == "G15"
    for text in ("", "G15", "G15-", "G15-1", "Z15-HT", "G15.HT01"):
        with pytest.raises(FieldCodeError, match="lĩnh vực"):
            parse_field_code(text)


def test_personal_numbers_tell_place_sex_and_year():
    woman = parse_personal_id("001301012345", today=TODAY)
    assert (woman.place, woman.female, woman.birth_year) == ("001", True, 2001)
    man = parse_personal_id("030085000001", today=TODAY)
    assert (man.female, man.birth_year) == (False, 1985)


@pytest.mark.parametrize(
    "text", ["", "12345678901", "1234567890123", "00130101234a", "000301012345", "001399012345"]
)
def test_refused_personal_numbers_are_not_repeated(text):
    with pytest.raises(PersonalIdError) as refusal:
        parse_personal_id(text, today=TODAY)
    assert text == "" or text not in str(refusal.value)


def test_a_personal_number_is_masked_where_it_is_shown_by_accident():
    found = parse_personal_id("001301012345", today=TODAY)
    assert found.masked == "001******345"
    assert "301012" not in repr(found)
    assert mask_personal_id("12345") == "*****"


def test_a_tax_code_is_checked():
    assert parse_tax_code("0100109106") == "0100109106"
    assert parse_tax_code("0100109106001") == "0100109106-001"
    for text in ("0100109107", "0100109106-000", "010010910", "0100109106-1", ""):
        with pytest.raises(TaxCodeError, match="không hợp lệ"):
            parse_tax_code(text)


@given(st.from_regex(r"[0-9]{10}", fullmatch=True).filter(lambda text: text[2:9] != "0000000"))
def test_the_check_digit_agrees_with_an_independent_library(text):
    try:
        ours = parse_tax_code(text) == text
    except TaxCodeError:
        ours = False
    assert ours == mst.is_valid(text)


@given(st.from_regex(r"[0-9]{9}", fullmatch=True).filter(lambda text: text[2:9] != "0000000"))
def test_a_number_has_at_most_one_check_digit(text):
    fits = [digit for digit in "0123456789" if mst.is_valid(text + digit)]
    for digit in fits:
        assert parse_tax_code(text + digit) == text + digit
    assert len(fits) <= 1


@pytest.mark.shared_data
def test_every_published_procedure_has_a_code_of_the_grammar(shared_data: Path):
    with gzip.open(shared_data / "data" / "national_procedures.jsonl.gz", "rt", encoding="utf-8") as lines:
        codes = [json.loads(line)["ma_thu_tuc"] for line in lines]
    assert len(codes) > 500
    assert [str(parse_procedure_code(code)) for code in codes] == codes
