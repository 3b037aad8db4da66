# SPDX-License-Identifier: EUPL-1.2
"""Refusals of the reform index. Nothing was changed when one of these is raised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.errors import MotCuaError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `place`: a cell address (`C7`) or a code of a criterion; `about`: which fact of it."""

    place: str
    words: str
    about: str = "most"

    @property
    def told(self) -> str:
        """`C7: …`."""
        return f"{self.place}: {self.words}" if self.place else self.words


class RuleBroken(MotCuaError, ValueError):
    """The parameters of a way of scoring cannot be read."""

    code = "reform_rule_broken"


class TreeBroken(MotCuaError, ValueError):
    """A set of criteria contradicts itself; `problems` names every place."""

    code = "reform_tree_broken"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        told = "; ".join(one.told for one in self.problems[:5])
        more = f" và {len(self.problems) - 5} lỗi khác" if len(self.problems) > 5 else ""
        super().__init__(
            f"Bộ tiêu chí có {len(self.problems)} chỗ chưa đúng: {told}{more}.",
            hint="Hãy sửa các ô đã nêu rồi nhập lại; chưa có gì được ghi.",
        )


class SheetUnreadable(MotCuaError, ValueError):
    """The file is no spreadsheet, or none that has the columns that are needed."""

    code = "reform_sheet_unreadable"


class ReformUnknown(MotCuaError, LookupError):
    """There is no such set, round, assessment or criterion, or the actor may not see it."""

    code = "reform_unknown"

    def __init__(self, what: str = "Không có phiếu chấm này.") -> None:
        super().__init__(what, hint="Hãy mở lại từ trang Cải cách hành chính.")


class ReformRefused(MotCuaError):
    """This cannot be done: no right, wrong state, missing words. `field` names what was wrong."""

    code = "reform_refused"

    def __init__(self, message: str, *, hint: str = "", field: str = "") -> None:
        super().__init__(message, hint=hint)
        self.field = field
