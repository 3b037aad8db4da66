# SPDX-License-Identifier: EUPL-1.2
"""`motcua tend` by itself: one round where nothing was ever done."""

from pathlib import Path

from motcua.cli.tests.test_commands import motcua


def test_one_round_says_what_it_did(tmp_path: Path, own_database: str) -> None:
    done = motcua(tmp_path, "tend", "--retry", DATABASE_URL=own_database)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "Gửi lại 0 thư."
    assert done.stdout.splitlines()[1].startswith("Thư: 0 mới, 0 đã gửi")
