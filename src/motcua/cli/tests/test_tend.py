# SPDX-License-Identifier: EUPL-1.2
"""`motcua tend` by itself: one round on a fresh folder."""

from pathlib import Path

from motcua.cli.tests.test_commands import home, motcua

__all__ = ["home"]


def test_one_round_says_what_it_did(home: Path) -> None:
    assert motcua(home, "manage", "migrate", "--verbosity", "0").returncode == 0
    done = motcua(home, "tend", "--retry")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "Gửi lại 0 thư."
    assert done.stdout.splitlines()[1].startswith("Thư: 0 mới, 0 đã gửi")
