# SPDX-License-Identifier: EUPL-1.2
"""The English catalogue says everything the Vietnamese pages say, with the same blanks to fill in."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import polib
import pytest

ROOT = Path(__file__).resolve().parents[1]
_BLANK = re.compile(r"%\(\w+\)[sd]|%%\(\w+\)[sd]|%[sd]|\{\w*\}")
_TAG = re.compile(r"</?\w+[^>]*>")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_messages", ROOT / "scripts" / "make_messages.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_catalogue_is_in_step_with_the_source(script: ModuleType) -> None:
    kept = {(entry.msgid, entry.msgid_plural or None) for entry in script.read()}
    wanted = set(script.wanted())
    assert not wanted - kept, "run python scripts/make_messages.py, then translate what is new"
    assert not kept - wanted, "run python scripts/make_messages.py"


def test_every_message_has_english_words(script: ModuleType) -> None:
    assert [entry.msgid for entry in script.read().untranslated_entries()] == []


def test_blanks_and_tags_are_the_same_in_both_languages(script: ModuleType) -> None:
    wrong = []
    for entry in script.read():
        for said in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            same_blanks = sorted(_BLANK.findall(said)) == sorted(_BLANK.findall(entry.msgid))
            if not same_blanks or len(_TAG.findall(said)) != len(_TAG.findall(entry.msgid)):
                wrong.append(entry.msgid)
    assert wrong == []


def test_what_is_compiled_is_what_is_written(script: ModuleType) -> None:
    written = {entry.msgid: entry.msgstr for entry in script.read() if not entry.msgid_plural}
    compiled = polib.mofile(str(script.CATALOGUE.with_suffix(".mo")))
    assert {entry.msgid: entry.msgstr for entry in compiled if not entry.msgid_plural} == written
