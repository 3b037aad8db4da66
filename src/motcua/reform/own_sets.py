# SPDX-License-Identifier: EUPL-1.2
"""The sets of criteria the project brings along, in `data/reform/`: examples to begin with, every doubt marked."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from motcua import datafiles
from motcua.datafiles import DATA
from motcua.reform.errors import SheetUnreadable
from motcua.reform.tree import Tree, tree_of

FOLDER = DATA / "reform"


@cache
def own_sets() -> dict[str, Tree]:
    """By file name without its ending. Raises `TreeBroken`."""
    return {path.stem: read_yaml(path) for path in sorted(FOLDER.glob("*.yaml"))}


def read_yaml(path: Path) -> Tree:
    """A set from a YAML file. Raises `SheetUnreadable`, `TreeBroken`."""
    try:
        # Not the loader in C: lists within lists without end, in a file from outside, would end the process.
        told = datafiles.read_yaml(path.read_text(encoding="utf-8"), yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SheetUnreadable(f"Không đọc được {path.name}.", hint="Tệp phải là YAML, mã UTF-8.") from error
    if not isinstance(told, dict):
        raise SheetUnreadable(f"{path.name} không có bộ tiêu chí.", hint="Xem mẫu trong data/reform.")
    return tree_of(told)
