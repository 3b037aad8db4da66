# SPDX-License-Identifier: EUPL-1.2
"""The ``run`` script, with a recorder in the place of Python: what it calls, from where, and when it installs."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
RECORDER = """#!/bin/sh
[ "$1" = -c ] && exit 0
[ "$1" = -m ] && [ "$2" = ensurepip ] && exit 0
printf '%s|' "$(basename "$0")" "$@" >> "$RECORD"
printf 'in %s with %s\\n' "$(pwd)" "$PYTHONPATH" >> "$RECORD"
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose path has a space and a diacritic, installed already."""
    folder = tmp_path / "một cửa"
    for part in ("requirements", ".venv/bin", ".ci"):
        (folder / part).mkdir(parents=True)
    for name in ("run", ".ci/run"):
        shutil.copy(ROOT / name, folder / name)
    for name in ("python", "uv", "chromium", "chromium-headless-shell"):
        program = folder / ".venv" / "bin" / name
        program.write_text(RECORDER)
        program.chmod(0o755)
    for name in ("core.txt", "dev.txt", "uv.txt"):
        for place in ("requirements", ".venv"):
            (folder / place / name).write_text(f"{name} 1\n")
    return folder


def run(checkout: Path, *arguments: str, script: str = "run") -> list[str]:
    """What the script called, one line each."""
    record = checkout / "record"
    record.write_text("")
    home = checkout.parent
    subprocess.run(
        [checkout / script, *arguments],
        cwd=home,
        env={"RECORD": str(record), "PATH": f"{checkout / '.venv/bin'}{os.pathsep}{os.defpath}"},
        check=True,
        capture_output=True,
    )
    return record.read_text().splitlines()


def test_anything_passes_on_to_the_command_in_the_folder_of_the_caller(checkout: Path) -> None:
    called = run(checkout, "deadline", "--limit", "3 working days")
    assert called == [
        f"python|-m|motcua|deadline|--limit|3 working days|in {checkout.parent} with {checkout}/src"
    ]


def test_tests_use_both_cores_unless_told_what_to_run(checkout: Path) -> None:
    assert run(checkout, "test") == [f"python|-m|pytest|-n|2|in {checkout} with {checkout}/src"]
    assert run(checkout, "test", "tests/x.py", "-k", "a or b") == [
        f"python|-m|pytest|tests/x.py|-k|a or b|in {checkout} with {checkout}/src"
    ]
    assert run(checkout, script=".ci/run") == run(checkout, "test")


def test_a_changed_lock_file_is_installed_once(checkout: Path) -> None:
    lock = checkout / "requirements" / "core.txt"
    lock.write_text("core.txt 2\n")
    *_, install, command = run(checkout, "--help")
    assert install.startswith(
        f"uv|pip|install|-q|--python|{checkout}/.venv/bin/python|--require-hashes|-r|{lock}|"
    )
    assert command.startswith("python|-m|motcua|--help|")
    assert run(checkout, "--help") == [command]


def test_pip_installs_where_uv_cannot(checkout: Path) -> None:
    (checkout / ".venv" / "bin" / "uv").write_text("#!/bin/sh\nexit 2\n")
    lock = checkout / "requirements" / "dev.txt"
    lock.write_text("dev.txt 2\n")
    *_, install, tests = run(checkout, "test")
    assert install.startswith(f"python|-m|pip|install|-q|--require-hashes|-r|{lock}|")
    assert tests.startswith("python|-m|pytest|")


def test_packages_that_cannot_be_had_are_answered_with_what_to_check(checkout: Path) -> None:
    (checkout / ".venv" / "bin" / "uv").unlink()
    python = checkout / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\ncase "$*" in *install*) exit 1 ;; esac\n')
    (checkout / "requirements" / "core.txt").write_text("core.txt 2\n")
    done = subprocess.run([checkout / "run", "--help"], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-2].startswith("Không cài được thư viện.")
    assert "not found" not in done.stderr


def test_an_unknown_python_is_answered_with_what_is_needed(checkout: Path) -> None:
    (checkout / ".venv" / "bin" / "python").unlink()
    tools = checkout / "tools"
    tools.mkdir()
    for name in ("dirname", "id", "sh"):
        (tools / name).symlink_to(str(shutil.which(name)))
    done = subprocess.run(
        [checkout / "run", "--help"], env={"PATH": str(tools)}, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "Cần Python từ 3.11" in done.stderr
    assert "Needs Python 3.11" in done.stderr
