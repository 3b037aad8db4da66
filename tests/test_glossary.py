# SPDX-License-Identifier: EUPL-1.2
"""The glossary names every model and every act, and every name it gives exists."""

import importlib
import importlib.util
import inspect
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

from motcua.dossiers import acts
from motcua.law.transitions import ACT_NAMES, Act

GLOSSARY = Path(__file__).parent.parent / "docs" / "glossary.md"
COLUMNS = ["English", "Vietnamese", "Law", "Where in code"]


@dataclass(frozen=True)
class Entry:
    terms: tuple[str, ...]
    vietnamese: str
    law: str
    places: tuple[str, ...]


@cache
def entries() -> tuple[Entry, ...]:
    found = []
    for line in GLOSSARY.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|") or cells == COLUMNS or set(line) <= set("|-"):
            continue
        assert len(cells) == len(COLUMNS), f"not four columns: {line}"
        assert all(cells), f"empty cell: {line}"
        english, vietnamese, law, where = cells
        terms = tuple(term.strip() for term in english.split(","))
        found.append(Entry(terms, vietnamese, law, tuple(re.findall(r"`([\w.]+)`", where))))
    return tuple(found)


@cache
def terms() -> frozenset[str]:
    return frozenset(term for entry in entries() for term in entry.terms)


def models() -> list[type]:
    ours = [config for config in apps.get_app_configs() if config.name.startswith("motcua.")]
    return [model for config in ours for model in config.get_models()]


def words(class_name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", class_name).lower()


def test_the_project_has_models():
    assert {"Dossier", "Event", "Unit", "Procedure", "StoredFile"} <= {model.__name__ for model in models()}


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_model_has_an_entry(model):
    assert words(model.__name__) in terms(), f"docs/glossary.md: add a row for {model.__name__}"


@pytest.mark.parametrize("act", list(Act))
def test_every_act_has_an_entry_in_the_words_of_the_law(act):
    named = [entry for entry in entries() if act.value.replace("_", " ") in entry.terms]
    assert any(f"dossiers.acts.{act.value}" in entry.places for entry in named), f"add a row for {act.value}"
    assert any(entry.vietnamese == ACT_NAMES[act] for entry in named)


def test_every_public_act_function_has_an_entry():
    functions = {name for name in acts.__all__ if inspect.isfunction(getattr(acts, name))}
    assert functions, "no act found"
    missing = {name for name in functions if name.replace("_", " ") not in terms()}
    assert not missing, f"docs/glossary.md: add rows for {sorted(missing)}"


def test_no_term_has_two_meanings():
    every = [term for entry in entries() for term in entry.terms]
    assert len(every) == len(set(every)), sorted({term for term in every if every.count(term) > 1})


@pytest.mark.parametrize("place", sorted({place for entry in entries() for place in entry.places}))
def test_every_named_place_exists(place):
    assert resolve(f"motcua.{place}"), f"docs/glossary.md names motcua.{place}, which is gone"


def resolve(dotted: str) -> bool:
    """Whether a dotted name leads to a module or to something in one."""
    first, *rest = dotted.split(".")
    found = importlib.import_module(first)
    for part in rest:
        if hasattr(found, "__path__") and importlib.util.find_spec(f".{part}", found.__package__):
            found = importlib.import_module(f"{found.__name__}.{part}")
        elif hasattr(found, part):
            found = getattr(found, part)
        else:
            return False
    return True


def test_resolving_finds_what_is_gone():
    assert resolve("motcua.law.forms.FormRole.APOLOGY")
    assert not resolve("motcua.law.forms.FormRole.NOTHING")
    assert not resolve("motcua.nothing.at.all")
