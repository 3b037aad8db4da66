# SPDX-License-Identifier: EUPL-1.2
"""Everyday queries against real names: the right procedure is among the first three nearly always."""

import gzip
import json
from pathlib import Path

import pytest

from motcua.catalogue.own_data_reading import read_own_data
from motcua.catalogue.reading.records import read_record
from motcua.catalogue.searching.finding import Finder
from motcua.catalogue.searching.index import Entry, build
from motcua.catalogue.searching.vocabulary import vocabulary

HERE = Path(__file__).parent
OWN = [own for own in read_own_data() if own.effective_to is None]
Query = tuple[str, frozenset[str]]


def queries_of(name: str) -> list[Query]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [(text, frozenset(codes.split())) for text, codes in pairs]


def finder(entries: list[Entry]) -> Finder:
    return Finder(build(entries, vocabulary().special_forms), vocabulary())


@pytest.fixture(scope="module")
def own() -> Finder:
    """The project's own procedures, as they are loaded."""
    return finder(
        [
            Entry(
                version_id=number,
                code=one.code,
                name=one.name,
                everyday_names=tuple(one.words),
                field=one.field_name,
                results=tuple(result.name for result in one.results),
                papers=tuple(paper.name for paper in one.papers),
                levels=tuple(one.levels),
            )
            for number, one in enumerate(OWN)
        ]
    )


@pytest.fixture(scope="module")
def national(shared_data: Path) -> Finder:
    """The accepted national records as the import leaves them, with the everyday names known of their codes."""
    said = {one.code: tuple(one.words) for one in OWN}
    with gzip.open(shared_data / "data" / "national_procedures.jsonl.gz", "rt", encoding="utf-8") as lines:
        reads = [read for read in map(read_record, map(json.loads, lines)) if read.accepted]
    return finder(
        [
            Entry(
                version_id=number,
                code=read.code,
                name=read.name,
                everyday_names=said.get(read.code, ()),
                field=read.field_name,
                results=tuple(result.name for result in read.results),
                papers=tuple(paper.name for paper in read.papers),
                levels=tuple(read.levels),
            )
            for number, read in enumerate(reads)
        ]
    )


def share_found(finder: Finder, queries: list[Query]) -> tuple[float, list[str]]:
    missed = [text for text, codes in queries if not codes & {one.code for one in finder.find(text, limit=3)}]
    return 1 - len(missed) / len(queries), missed


@pytest.mark.shared_data
def test_everyday_queries_find_the_national_record(national: Finder) -> None:
    queries = queries_of("queries_national.txt")
    assert len(queries) >= 120
    halves = {"development": queries[0::2], "held out": queries[1::2]}
    for half, those in halves.items():
        share, missed = share_found(national, those)
        print(f"\n{half}: {share:.1%} of {len(those)} among the first three; missed: {missed}")
        assert share >= 0.9, missed


@pytest.mark.shared_data
def test_a_generic_word_finds_the_ordinary_procedure_first(national: Finder) -> None:
    for text, code in (
        ("khai sinh", "1.001193"),
        ("khai tử", "1.000656"),
        ("kết hôn", "1.000894"),
        ("tạm trú", "1.004194"),
        ("hộ khẩu", "1.004222"),
        ("giám hộ", "1.004837"),
        ("con nuôi", "2.001263"),
        ("căn cước", "1.014061"),
    ):
        assert national.find(text, limit=1)[0].code == code, text


@pytest.mark.shared_data
def test_a_whole_name_finds_its_record_first(national: Finder) -> None:
    for document in national.index.documents:
        found = national.find(document.name, limit=5)
        assert found[0].score == 1.0
        assert document.code in {one.code for one in found if one.score == 1.0}


def test_everyday_queries_find_the_own_procedure(own: Finder) -> None:
    queries = queries_of("queries_own.txt")
    assert len(queries) >= 60
    share, missed = share_found(own, queries)
    print(f"\nown procedures: {share:.1%} of {len(queries)} among the first three; missed: {missed}")
    assert share >= 0.95, missed
