# SPDX-License-Identifier: EUPL-1.2
"""The house order: what must hold for every file, whoever wrote it."""

import importlib
import os
import re
import subprocess
import sys
import tomllib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from motcua.errors import MotCuaError

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [
    path for folder in ("src", "tests", "benchmarks", "scripts") for path in (ROOT / folder).rglob("*.py")
]
TEXT = {".py", ".md", ".toml", ".txt", ".yaml", ".yml", ".html", ".css", ".js", ".typ", ".json", ""}
LONGEST = 400
# Files that may be longer, each with its reason.
LONGER: dict[str, str] = {}


def tool(*command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"


def tracked() -> list[Path]:
    """Files that belong to the project: tracked by git where there is git, else everything visible."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode == 0:
        names = [ROOT / name for name in listed.stdout.split("\0") if name]
        return [path for path in names if path.is_file()]
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not {".venv", "var", "__pycache__"} & set(path.relative_to(ROOT).parts)
    ]


def test_lint() -> None:
    tool("ruff", "check", ".")


def test_format() -> None:
    tool("ruff", "format", "--check", ".")


def test_types() -> None:
    tool("mypy")


def test_arrows_between_rooms() -> None:
    tool("importlinter.cli", "--no-cache")


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue())


def test_django_finds_nothing_wrong_with_a_public_installation() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={
            # A browser test of the same run allows itself what an installation must not.
            **{name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"},
            "PYTHONPATH": str(ROOT / "src"),
            "DJANGO_SETTINGS_MODULE": "motcua.settings",
            "MOTCUA_HTTPS": "yes",
        },
        capture_output=True,
        text=True,
    )
    # Preloading HSTS binds the whole domain of an authority for years: its own decision, not ours.
    said = [
        line
        for line in done.stderr.splitlines()
        if "security.W021" not in line and re.match(r"\?|\w+\.", line)
    ]
    assert not said, done.stderr


def test_every_source_file_names_its_licence() -> None:
    files = [*SOURCES, ROOT / "conftest.py", ROOT / "run", ROOT / ".ci" / "run"]
    # Migrations are written by Django.
    files = [path for path in files if "migrations" not in path.parts]
    bare = [
        str(path.relative_to(ROOT))
        for path in files
        if "SPDX-License-Identifier: EUPL-1.2" not in "".join(path.read_text("utf-8").splitlines()[:2])
    ]
    assert not bare


def test_files_stay_short() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in SOURCES
        if "migrations" not in path.parts and (count := len(path.read_text("utf-8").splitlines())) > LONGEST
    }
    assert {name: count for name, count in long.items() if name not in LONGER} == {}
    assert set(LONGER) <= set(long), "these are short again: remove them from LONGER"


def test_only_the_table_of_variables_reads_the_environment() -> None:
    allowed = {"settings/environment.py"}
    readers = [
        name
        for path in SOURCES
        if "tests" not in path.parts
        and (name := path.relative_to(ROOT).as_posix().removeprefix("src/motcua/")) not in allowed
        and re.search(
            r"os\.(environ(?!\.setdefault\(\"DJANGO_SETTINGS_MODULE\")|getenv)", path.read_text("utf-8")
        )
    ]
    assert not readers


def test_every_named_error_prints_without_a_traceback_and_has_a_code_of_its_own() -> None:
    seen: dict[str, str] = {}
    for path in (ROOT / "src" / "motcua").rglob("*.py"):
        parts = path.relative_to(ROOT / "src").with_suffix("").parts
        if {"tests", "migrations", "__main__", "settings"} & set(parts):
            continue
        module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
        for name, value in vars(module).items():
            if (
                isinstance(value, type)
                and issubclass(value, Exception)
                and value.__module__ == module.__name__
            ):
                assert issubclass(value, MotCuaError), f"{module.__name__}.{name} is no MotCuaError"
                assert "code" in vars(value), f"{name} has no code of its own"
                assert seen.setdefault(value.code, name) == name, f"{name} shares {value.code} with {seen}"
    assert len(seen) > 50


def test_nothing_depends_on_the_machine_it_was_written_on() -> None:
    forbidden = re.compile(r"/work" r"/(main|shared)|/tmp" r"/brief|/root" r"/\.pyenv")
    leaks = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.suffix in TEXT and forbidden.search(path.read_text("utf-8", "replace"))
    ]
    assert not leaks


def test_no_lock_file_or_script_names_a_host() -> None:
    files = [*(ROOT / "requirements").glob("*.txt"), ROOT / "run", ROOT / ".ci" / "run"]
    naming = [
        path.name for path in files if re.search(r"https?:|--(extra-)?index-url", path.read_text("utf-8"))
    ]
    assert not naming


def test_the_lock_files_hold_every_declared_dependency_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    sets = {
        "core": project["dependencies"],
        "dev": [*project["dependencies"], *project["optional-dependencies"]["dev"]],
    }
    for name, declared in sets.items():
        locked = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
        pins = re.findall(r"^([A-Za-z0-9._-]+)==", locked, re.MULTILINE)
        wanted = {re.split(r"[\[<>=~! ]", item)[0].lower() for item in declared}
        assert wanted <= {pin.lower() for pin in pins}
        assert len(re.findall(r"==.*\\\n +--hash=sha256:", locked)) == len(pins)


def test_the_checks_run_exactly_the_tests() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == ['exec "$(dirname -- "$0")/../run" test']
