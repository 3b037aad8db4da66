# SPDX-License-Identifier: EUPL-1.2
"""Which mount a folder lies on."""

from pathlib import Path

import pytest

from motcua.database.filesystems import kind_of, may_compress

_TABLE = """\
/dev/vda / ext4 rw,relatime 0 0
/dev/vdb /srv/du\\040lieu btrfs rw,compress=zstd:1 0 0
tmpfs /srv/du\\040lieu/nho tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv", "ext4"),
        ("/srv/du lieu/postgres", "btrfs"),
        ("/srv/du lieu/nho/x", "tmpfs"),
        ("/srv/du lieu khac", "ext4"),
    ],
)
def test_the_innermost_mount_counts(folder: str, kind: str) -> None:
    assert kind_of(Path(folder), _TABLE) == kind


def test_nobody_tells(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert kind_of(Path("/srv"), "") == ""
    monkeypatch.setattr("motcua.database.filesystems._MOUNTS", tmp_path / "nothing")
    assert not may_compress(tmp_path)
