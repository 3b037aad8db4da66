# SPDX-License-Identifier: EUPL-1.2
"""Ruled tables on the picture of a page: their lines, and the cells between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from motcua.plans.reading.scans.pictures import Dark

_LEAST_ACROSS, _LEAST_DOWN = 0.4, 0.24
"""Inches: shorter dark runs are letters."""

_NEAR = 0.045
_THICKEST = 0.08
_COVERED = 0.5
_WHOLE = 0.95


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: where it begins in the grid, how many rows and columns it spans, and its box in pixels."""

    row: int
    column: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the places of its vertical and horizontal lines, and its cells in reading order."""

    across: tuple[int, ...]
    down: tuple[int, ...]
    cells: tuple[Cell, ...]

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom."""
        return self.across[0], self.down[0], self.across[-1], self.down[-1]


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A line: where it lies (`at`), and from where to where it runs."""

    at: int
    first: int
    last: int


def tables_of(dark: Dark, dpi: float) -> tuple[list[Grid], Dark]:
    """The ruled tables of a page, from top to bottom, and which pixels are their lines."""
    level = _long_runs(dark, round(_LEAST_ACROSS * dpi), round(_THICKEST * dpi))
    upright = _long_runs(np.ascontiguousarray(dark.T), round(_LEAST_DOWN * dpi), round(_THICKEST * dpi)).T
    near = max(round(_NEAR * dpi), 2)
    rows = _strokes(level, near)
    columns = [one for one in _strokes(upright.T, near) if _ends_at_lines(one, rows, near)]
    # The short lines of a single low row are no longer than letters: there the picture itself is asked.
    grids = [
        grid for one in _together(rows, columns, near) if (grid := _grid(*one, level, upright, dark, near))
    ]
    rules = np.zeros_like(dark)
    for grid in grids:
        left, top, right, bottom = grid.box
        here = np.s_[max(top - near, 0) : bottom + near, max(left - near, 0) : right + near]
        rules[here] |= _near(level.shape[0], grid.down, near)[here[0], None] & level[here]
        rules[here] |= _near(level.shape[1], grid.across, near)[None, here[1]] & upright[here]
    return sorted(grids, key=lambda one: one.down[0]), rules


def _ends_at_lines(column: _Stroke, rows: list[_Stroke], near: int) -> bool:
    """Whether an upright line begins and ends at level ones; letters that stand below each other do not."""
    met = [row.at for row in rows if row.first - near <= column.at <= row.last + near]
    return all(any(abs(at - end) <= 2 * near for at in met) for end in (column.first, column.last))


def _near(size: int, places: tuple[int, ...], near: int) -> Dark:
    """Which of so many places lie next to one of these; long strokes elsewhere are letters."""
    beside = np.zeros(size, np.bool_)
    for at in places:
        beside[max(at - near, 0) : at + near + 1] = True
    return beside


def _long_runs(dark: Dark, least: int, thickest: int) -> Dark:
    """The dark runs along rows that are at least so long, and no thicker than a line."""
    thick = dark.copy()
    thick[1:] |= dark[:-1]
    thick[:-1] |= dark[1:]
    # ⚡ Runs are asked for where they begin and end; a white column parts each row from the next.
    padded = np.zeros((thick.shape[0], thick.shape[1] + 1), np.bool_)
    padded[:, 1:] = _closed(thick, 2)
    ends = np.flatnonzero(np.diff(padded.ravel(), append=False)) + 1
    first, last = ends[::2], ends[1::2]
    long = last - first >= least
    runs = np.zeros(padded.size, np.bool_)
    for begin, end in zip(first[long].tolist(), last[long].tolist(), strict=True):
        runs[begin:end] = True
    runs = runs.reshape(padded.shape)[:, 1:]
    # What is dark for a long way down as well is a black edge of the scan, and no line.
    high = len(runs) - thickest + 1
    if high > 0 and long.any():
        block = np.logical_and.reduce([runs[shift : shift + high] for shift in range(thickest)])
        for top in np.flatnonzero(block.any(axis=1)):
            runs[top : top + thickest] &= ~block[top]
    return runs


def _closed(dark: Dark, gap: int) -> Dark:
    """Holes of a few pixels along rows filled, as noise makes them."""
    wide = dark.copy()
    for shift in range(1, gap + 1):
        wide[:, shift:] |= dark[:, :-shift]
    narrow = wide.copy()
    for shift in range(1, gap + 1):
        narrow[:, :-shift] &= wide[:, shift:]
    return narrow


def _strokes(runs: Dark, near: int) -> list[_Stroke]:
    """The runs of neighbouring rows put together to lines."""
    open_: list[list[int]] = []
    done: list[_Stroke] = []
    for at in np.flatnonzero(runs.any(axis=1)):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], runs[at].view(np.int8), [0]))))
        for first, last in zip(edges[::2], edges[1::2], strict=True):
            mine = next(
                (
                    one
                    for one in open_
                    if at - one[1] <= near and first <= one[3] + near and last >= one[2] - near
                ),
                None,
            )
            if mine is None:
                open_.append([int(at), int(at), int(first), int(last)])
            else:
                mine[1], mine[2], mine[3] = int(at), min(mine[2], int(first)), max(mine[3], int(last))
        still = [one for one in open_ if at - one[1] <= near]
        done += [_Stroke((one[0] + one[1]) // 2, one[2], one[3]) for one in open_ if one not in still]
        open_ = still
    return done + [_Stroke((one[0] + one[1]) // 2, one[2], one[3]) for one in open_]


def _together(
    rows: list[_Stroke], columns: list[_Stroke], near: int
) -> list[tuple[list[_Stroke], list[_Stroke]]]:
    """The lines that cross or touch each other, table by table."""
    group = list(range(len(rows) + len(columns)))

    def root(at: int) -> int:
        while group[at] != at:
            at = group[at]
        return at

    for number, row in enumerate(rows):
        for other, column in enumerate(columns, len(rows)):
            meets = row.first - near <= column.at <= row.last + near
            if meets and column.first - near <= row.at <= column.last + near:
                group[root(number)] = root(other)
    found: dict[int, tuple[list[_Stroke], list[_Stroke]]] = {}
    for number, stroke in enumerate([*rows, *columns]):
        found.setdefault(root(number), ([], []))[number >= len(rows)].append(stroke)
    return list(found.values())


def _grid(
    rows: list[_Stroke], columns: list[_Stroke], level: Dark, upright: Dark, dark: Dark, near: int
) -> Grid | None:
    down, across = _places(rows, near), _places(columns, near)
    if len(down) < 2 or len(across) < 3:
        return None
    cells = _cells(across, down, level, upright, dark, near)
    return Grid(across, down, cells) if len(cells) > 2 else None


def _places(strokes: list[_Stroke], near: int) -> tuple[int, ...]:
    """Where lines lie, those next to each other as one."""
    places: list[list[int]] = []
    for at in sorted(one.at for one in strokes):
        if places and at - places[-1][-1] <= 2 * near:
            places[-1].append(at)
        else:
            places.append([at])
    return tuple(sum(one) // len(one) for one in places)


def _cells(
    across: tuple[int, ...], down: tuple[int, ...], level: Dark, upright: Dark, dark: Dark, near: int
) -> tuple[Cell, ...]:
    """Boxes of the grid, put together where no line parts them."""
    wide, high = len(across) - 1, len(down) - 1
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(high):
        for column in range(wide):
            top, bottom = down[row] + near, down[row + 1] - near
            left, right = across[column] + near, across[column + 1] - near
            here = (row, column)
            owner[here] = here
            parted = _covered(upright, across[column], top, bottom, near)
            if column and not (parted or _drawn(dark, across[column], top, bottom, near)):
                owner[here] = owner[row, column - 1]
            elif row and not _covered(level.T, down[row], left, right, near):
                owner[here] = owner[row - 1, column]
    return tuple(
        Cell(row, column, *_box(here, owner, across, down))
        for here in sorted(set(owner.values()))
        for row, column in [here]
    )


def _covered(lines: Dark, at: int, first: int, last: int, near: int) -> bool:
    """Whether a line lies at column `at` for most of the way."""
    if last <= first:
        return True
    strip = lines[first:last, max(at - near, 0) : at + near + 1]
    return bool(strip.any(axis=1).mean() >= _COVERED)


def _drawn(dark: Dark, at: int, first: int, last: int, near: int) -> bool:
    """Whether a column of pixels next to `at` is dark nearly all the way."""
    strip = dark[first:last, max(at - near, 1) : at + near + 1]
    return bool(len(strip) and (strip[:, 1:] | strip[:, :-1]).mean(axis=0).max(initial=0) >= _WHOLE)


def _box(
    here: tuple[int, int], owner: dict[tuple[int, int], tuple[int, int]],
    across: tuple[int, ...], down: tuple[int, ...],
) -> tuple[int, int, int, int]:  # fmt: skip
    mine = [place for place, one in owner.items() if one == here]
    return (
        across[min(column for _, column in mine)],
        down[min(row for row, _ in mine)],
        across[max(column for _, column in mine) + 1],
        down[max(row for row, _ in mine) + 1],
    )
