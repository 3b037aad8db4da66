# SPDX-License-Identifier: EUPL-1.2
"""One way to write: only `motcua.dossiers` changes its tables, and pages read through the queries of the rooms."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

MOTCUA = Path(__file__).resolve().parent.parent / "src" / "motcua"
WRITES = {
    *("save", "delete", "create", "get_or_create", "update_or_create"),
    *("bulk_create", "bulk_update", "select_for_update"),
}
# `update` is a method of dictionaries and sets too: it counts on what a manager or a query set gave.
QUERIES = {"objects", "filter", "exclude", "all"}
EXCEPTIONS = {"demo/queue.py": "completes a draft version of the catalogue; dossiers come by their acts"}
"""Files that know dossiers and write rows of another room, each with its reason."""


def sources(*rooms: str) -> Iterator[tuple[str, ast.Module]]:
    for room in rooms:
        for path in sorted((MOTCUA / room).rglob("*.py")):
            if "tests" not in path.parts:
                yield path.relative_to(MOTCUA).as_posix(), ast.parse(path.read_text("utf-8"))


def knows_dossiers(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom) and (node.module or "").startswith("motcua.dossiers")
        for node in ast.walk(tree)
    )


def chain(node: ast.expr) -> list[str]:
    """The names along `a.b(...).c`, first to last."""
    match node:
        case ast.Attribute(value=value, attr=name):
            return [*chain(value), name]
        case ast.Call(func=function):
            return chain(function)
        case ast.Name(id=name):
            return [name]
        case _:
            return []


def writes(tree: ast.Module) -> list[str]:
    """Calls that write rows, as `receiver.method` with their line."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            *receiver, method = chain(node.func)
            if method in WRITES or (method == "update" and QUERIES.intersection(receiver)):
                found.append(f"{node.lineno}: {'.'.join([*receiver, method])}")
    return found


def test_only_the_room_of_dossiers_writes_its_tables() -> None:
    found = {
        name: lines
        for name, tree in sources("web", "demo", "bench", "cli")
        if knows_dossiers(tree) and (lines := writes(tree))
    }
    assert {name: lines for name, lines in found.items() if name not in EXCEPTIONS} == {}
    assert set(EXCEPTIONS) <= set(found), "these write no longer: remove them from EXCEPTIONS"


def test_pages_read_through_queries_and_touch_no_table() -> None:
    touching = {
        f"{name}:{node.lineno}"
        for name, tree in sources("web")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and "objects" in (names := chain(node.func))
        and names[-1] != "none"  # an empty choice, filled by the form
    }
    assert touching == set()


@pytest.mark.parametrize(
    ("line", "is_write"),
    [
        ("Dossier.objects.create(code='1')", True),
        ("dossier.save(update_fields=['state'])", True),
        ("dossier.letters.filter(pk=1).update(sha256='')", True),
        ("Event.objects.all().delete()", True),
        ("typed.update(name='')", False),
        ("dossier.events.order_by('sequence')", False),
    ],
)
def test_a_write_is_recognised(line: str, is_write: bool) -> None:
    assert bool(writes(ast.parse(line))) is is_write
