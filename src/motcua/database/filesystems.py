# SPDX-License-Identifier: EUPL-1.2
"""On what kind of file system a folder lies, as far as the system tells."""

from pathlib import Path

_COMPRESSING = frozenset({"btrfs", "zfs", "bcachefs"})
_MOUNTS = Path("/proc/self/mounts")


def may_compress(folder: Path) -> bool:
    """Whether the file system of a folder is of a kind that compresses. False where nobody tells."""
    try:
        mounts = _MOUNTS.read_text("utf-8")
    except OSError:
        return False
    return kind_of(folder, mounts) in _COMPRESSING


def kind_of(folder: Path, mounts: str) -> str:
    """The kind of the innermost mount that holds a folder, empty when none does. `mounts`: as fstab(5) describes."""
    inside = [line.split(" ") for line in mounts.splitlines()]
    holding = [
        (len(point), kind)
        for _, point, kind, *_ in inside
        if folder.resolve().is_relative_to(point.replace("\\040", " "))
    ]
    return max(holding, default=(0, ""))[1]
