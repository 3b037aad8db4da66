# SPDX-License-Identifier: EUPL-1.2
"""What opens behind a figure that is not one measure: late dossiers of one cause, or procedures.

The figure is named in a short text, as a figure of the statistics is (`motcua.statistics.Cell`), so that a report
keeps it with its numbers and a frozen report opens the same list for ever.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from motcua.catalogue.models import ProcedureVersion
from motcua.reports.catalogue_counts import counted_versions, names_count
from motcua.reports.definitions import causes
from motcua.statistics import By, Cell, QuestionRefused, ask

_BETWEEN = "."  # stands in no cell, whose letters are those of URL-safe base64
_PARTS = 3


class Kind(StrEnum):
    """What is listed."""

    CAUSE = "cause"
    PROCEDURES = "procedures"
    CATALOGUE = "catalogue"


@dataclass(frozen=True, slots=True)
class Behind:
    """A list: of what, and of which figure.

    CAUSE: dossiers of `cell` whose stated cause is `of` ("": none). PROCEDURES: those for which the measure of `cell`
    is above zero (`of` is empty). CATALOGUE: versions in force on the last day that the count `of` counts,
    in the row of `cell` where it is told by rows.
    """

    kind: Kind
    of: str
    cell: Cell

    def to_token(self) -> str:
        """The list as a short text for a link."""
        return _BETWEEN.join((self.kind.value, self.of, self.cell.to_token()))

    @classmethod
    def of_token(cls, token: str) -> Behind:
        """The list that a link names. Raises `QuestionRefused`."""
        parts = token.split(_BETWEEN)
        if len(parts) != _PARTS or parts[0] not in list(Kind):
            raise QuestionRefused("Liên kết số liệu không đúng.", hint="Hãy mở lại từ trang số liệu.")
        found = cls(Kind(parts[0]), parts[1], Cell.of_token(parts[2]))
        known = {
            Kind.CAUSE: {"", *(each.code for each in causes().causes)},
            Kind.PROCEDURES: {""},
            Kind.CATALOGUE: {found.of} if names_count(found.of) else set(),
        }
        if found.of not in known[found.kind]:
            raise QuestionRefused("Liên kết số liệu không đúng.", hint="Hãy mở lại từ trang số liệu.")
        return found


def is_behind(token: str) -> bool:
    """Whether a link names such a list; otherwise it names a figure of the statistics."""
    return _BETWEEN in token


@dataclass(frozen=True, slots=True)
class Listed:
    """A procedure behind a figure, by its version. `cell`: the dossiers it is counted for, None in the catalogue."""

    version_id: int
    code: str
    name: str
    field: str
    cell: Cell | None = None
    dossiers: int = 0


def procedures_of(behind: Behind, begin: int, most: int) -> tuple[list[Listed], int]:
    """Procedures behind a figure from the place `begin` on, at most `most`, by field and name; how many there are.

    Raises `FiguresBehind`. At most five queries for the catalogue, one question to the statistics otherwise.
    """
    if behind.kind is Kind.CATALOGUE:
        versions = counted_versions(behind.of, behind.cell).order_by("field_name", "name", "pk")
        rows = versions.values_list("pk", "procedure__code", "name", "field_name")[begin : begin + most]
        return [Listed(*row) for row in rows], versions.count()
    return _with_dossiers(behind.cell, begin, most)


def _with_dossiers(cell: Cell, begin: int, most: int) -> tuple[list[Listed], int]:
    by = tuple(key.by for key in cell.keys)
    wanted = [str(key.value) for key in cell.keys]
    answer = ask(replace(cell.question, by=(*by, By.VERSION)), {cell.measure})
    figures = {
        int(row.keys[-1].value): (row.cell(cell.measure), row[cell.measure])
        for row in answer.rows
        if [str(key.value) for key in row.keys[:-1]] == wanted and row[cell.measure]
    }
    versions = ProcedureVersion.objects.filter(pk__in=figures).order_by("field_name", "name", "pk")
    rows = versions.values_list("pk", "procedure__code", "name", "field_name")[begin : begin + most]
    return [Listed(*row, *figures[row[0]]) for row in rows], len(figures)
