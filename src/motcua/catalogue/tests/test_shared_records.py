# SPDX-License-Identifier: EUPL-1.2
"""The 610 published records: facts read by eye, lower bounds of what is understood, a repeatable import."""

import datetime as dt
import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from motcua.catalogue.importing import import_file
from motcua.catalogue.models import NationalRecord, ProcedureVersion, QuarantineItem
from motcua.catalogue.reading.records import read_record
from motcua.catalogue.reading.values import Doubt, ReadProcedure, Reason
from motcua.law.clock import VIETNAM
from motcua.law.limits import LimitUnit

pytestmark = pytest.mark.shared_data

# Taken at random, each compared by eye with the text of its page.
FACTS = json.loads((Path(__file__).parent / "facts_of_records.json").read_text(encoding="utf-8"))
UNITS = {
    LimitUnit.WORKING_DAYS: "wd",
    LimitUnit.DAYS: "d",
    LimitUnit.MONTHS: "m",
    LimitUnit.WORKING_HOURS: "wh",
    LimitUnit.SAME_DAY: "same",
}
NOW = dt.datetime(2026, 11, 22, 8, tzinfo=VIETNAM)


@pytest.fixture(scope="module")
def records(shared_data: Path) -> dict[str, dict[str, Any]]:
    with gzip.open(shared_data / "data" / "national_procedures.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {record["ma_thu_tuc"]: record for record in map(json.loads, lines)}


@pytest.fixture(scope="module")
def understood(records: dict[str, dict[str, Any]]) -> dict[str, ReadProcedure]:
    return {code: read_record(record) for code, record in records.items()}


def case_words(read: ReadProcedure) -> list[str]:
    words = []
    for case in read.cases:
        limit = "?"
        if case.limit is not None:
            limit = f"{'' if case.limit.value is None else case.limit.value}{UNITS[case.limit.unit]}"
        fee = "?" if case.fee is None else f"{case.fee.amount}{case.fee.currency}"
        words.append(f"{case.channel.value} {limit} {fee}")
    return words


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: facts["code"])
def test_facts_read_by_eye(facts: dict[str, Any], understood: dict[str, ReadProcedure]) -> None:
    read = understood[facts["code"]]
    assert read.accepted == facts.get("accepted", True)
    if not read.accepted:
        return
    assert list(read.levels) == facts["levels"]
    assert read.decision_number == facts["decision"]
    assert case_words(read) == facts["cases"]
    papers = [f"{p.originals}+{p.copies}{'p' if p.presented_only else ''}" for p in read.papers]
    assert " ".join(papers) == facts["papers"]
    assert [name for paper in read.papers for name in paper.form_files] == facts["files"]
    assert [result.code for result in read.results] == facts["results"]
    assert [basis.number for basis in read.legal_bases] == facts["legal"]


def test_pages_of_other_procedures_are_refused(understood: dict[str, ReadProcedure]) -> None:
    refused = [read for read in understood.values() if not read.accepted]
    assert len(refused) == 17
    assert {read.quarantine[0].reason.value for read in refused} == {"page_of_other_procedure"}


def another_number(doubt: Doubt) -> bool:
    numbers = [int(found) for found in re.findall(r"\d+", doubt.raw)]
    return doubt.reason is Reason.LIMIT_CONTRADICTED and numbers[0] != numbers[1]


def test_how_much_is_understood(understood: dict[str, ReadProcedure]) -> None:
    accepted = [read for read in understood.values() if read.accepted]
    cases = [case for read in accepted for case in read.cases]
    assert len(cases) >= 1600
    # A limit that its own row contradicts with another number is a slip of the keys, not an understood limit.
    slips = [read.code for read in accepted for doubt in read.quarantine if another_number(doubt)]
    assert slips == ["1.013442", "3.000223"]
    assert sum(case.limit is not None for case in cases) + len(slips) >= 1351
    assert sum(case.fee is not None for case in cases) >= 830
    assert sum(len(read.papers) for read in accepted) >= 2250
    assert sum(bool(result.code) for read in accepted for result in read.results) >= 660
    assert sum(bool(basis.number) for read in accepted for basis in read.legal_bases) >= 2890
    assert all(read.cases and read.results and read.levels for read in accepted)


def test_no_row_of_another_kind_stands_among_the_papers(understood: dict[str, ReadProcedure]) -> None:
    names = [paper.name for read in understood.values() for paper in read.papers]
    assert not [
        name for name in names if name.startswith(("Số lượng hồ sơ", "Số bộ hồ sơ", "Lưu ý", "Ghi chú"))
    ]
    titles = [basis.title for read in understood.values() for basis in read.legal_bases]
    assert not [title for title in titles if title.endswith(("Thông tư số", "66."))]


def test_nothing_unknown_is_silent(understood: dict[str, ReadProcedure]) -> None:
    for read in understood.values():
        doubted = {doubt.field for doubt in read.quarantine}
        for index, case in enumerate(read.cases):
            assert case.limit is not None or f"cases[{index}].limit" in doubted, read.code
            assert case.fee is not None or f"cases[{index}].fee" in doubted, read.code
        for index, result in enumerate(read.results):
            assert result.code or f"results[{index}].code" in doubted, read.code


@pytest.mark.django_db
def test_the_whole_import_is_repeatable(shared_data: Path) -> None:
    path = shared_data / "data" / "national_procedures.jsonl.gz"
    first = import_file(path, now=NOW, effective_from=NOW.date(), progress=lambda _: None)
    assert (first.read, first.accepted, first.refused, first.new, first.failed) == (610, 593, 17, 610, [])
    counts = (
        NationalRecord.objects.count(),
        ProcedureVersion.objects.count(),
        QuarantineItem.objects.count(),
    )
    assert counts[:2] == (610, 593)
    second = import_file(path, now=NOW, effective_from=NOW.date(), progress=lambda _: None)
    assert (second.new, second.changed, second.unchanged) == (0, 0, 610)
    assert second.quarantined == first.quarantined
    assert counts == (
        NationalRecord.objects.count(),
        ProcedureVersion.objects.count(),
        QuarantineItem.objects.count(),
    )
