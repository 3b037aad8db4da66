# SPDX-License-Identifier: EUPL-1.2
"""Report forms as data: `data/reports/*.yaml` read into checked values.

A form says its number, the days it holds, its columns and how its rows are grouped. What a measure means stands in
`motcua.statistics` and nowhere else; a column only names measures. Numbers of forms are data because two systems
are known to print different tables under one number; `certainty` says how far a layout was confirmed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from motcua.datafiles import DATA, read_yaml
from motcua.documents.forms.codec import Value, dump, read
from motcua.law.calendar_config import Confidence
from motcua.reports.errors import ReportFormBroken, ReportFormUnknown


class RowsBy(StrEnum):
    """What the rows of a section are, the outer grouping first."""

    LEVEL_FIELD = "level_field"
    FIELD = "field"
    UNIT = "unit"
    OFFICER = "officer"
    UNIT_ITSELF = "unit_itself"


class ColumnKind(StrEnum):
    """How a figure is written: a count, or a share in hundredths of a percent."""

    COUNT = "count"
    SHARE = "share"


class Use(StrEnum):
    """Whom a form is for: statutory ones go up by the 17th or 19th, local ones stay in the unit."""

    STATUTORY = "statutory"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Column(Value):
    """One column. Exactly one of these tells its figure.

    measures        the sum of these measures of the statistics, of dossiers that came by `channels` (empty: all)
    share_of        hundredths of a percent of column `share_of[0]` in column `share_of[1]`
    procedures_with procedures for which this measure is above zero
    catalogue       a count of the catalogue by name (`motcua.reports.catalogue_counts`)
    cause           late dossiers whose stated main cause is this code; "" with `is_cause`: none stated
    none of them    there is no data for it yet; the figure is null

    With `known_from` the figure is null while column `known_from[0]` says that it is on record for none of the
    dossiers of column `known_from[1]`.
    """

    key: str
    number: str
    title: str
    under: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    share_of: tuple[str, ...] = ()
    procedures_with: str = ""
    catalogue: str = ""
    cause: str = ""
    is_cause: bool = False
    known_from: tuple[str, ...] = ()

    @property
    def kind(self) -> ColumnKind:
        """How the figure is written."""
        return ColumnKind.SHARE if self.share_of else ColumnKind.COUNT


@dataclass(frozen=True, slots=True)
class Gap(Value):
    """A measure that explains a difference of an identity; `sign` is +1 or -1."""

    measure: str
    sign: int
    words: str


@dataclass(frozen=True, slots=True)
class Identity(Value):
    """`left` = sum of `right`; what may stand between them is named by `gaps`: left = right + the gaps."""

    words: str
    left: str
    right: tuple[str, ...]
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Carry(Value):
    """Continuity: column `opening` of a period is column `closing` of the period before."""

    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class Section(Value):
    """One table of the form. A form with several has one for each way to group its rows."""

    rows: RowsBy
    heading: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Form(Value):
    """One report form as it stands from `effective_from` to `effective_to` (both days included; null: open).

    `adds_up`: only an agency to which others report owes it. `consolidates`: the form of theirs that it adds up.
    """

    number: str
    slug: str
    title: str
    circular: str
    effective_from: dt.date
    effective_to: dt.date | None
    certainty: Confidence
    certainty_note: str
    use: Use
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    identities: tuple[Identity, ...] = ()
    carry: Carry | None = None
    consolidates: str = ""
    footnotes: tuple[str, ...] = ()
    no_data: str = ""
    adds_up: bool = False

    def holds_on(self, day: dt.date) -> bool:
        """Whether the form is to be used for a period that ends on `day`."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)

    @property
    def is_statutory(self) -> bool:
        """Whether it goes up to another agency."""
        return self.use is Use.STATUTORY

    @property
    def sha256(self) -> str:
        """What the definition said, in one number; a frozen report names it."""
        return hashlib.sha256(dump("report_form", self).encode()).hexdigest()

    def column(self, key: str) -> Column:
        """The column of this key."""
        return next(column for column in self.columns if column.key == key)


@dataclass(frozen=True, slots=True)
class Cause(Value):
    """A cause of lateness as reports print it."""

    code: str
    letter: str
    name: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class CauseList(Value):
    """The list of causes, with how sure its wording is."""

    certainty: Confidence
    source: str
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Clause(Value):
    """What is said of the figure `of`: `words` with figures in braces when there are some, `nought` when it is zero,
    `unknown` when it is not known, or the words would name another figure that is zero or not known. A clause without
    words for its case is left out."""

    of: str
    words: str
    nought: str = ""
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Sentence(Value):
    """`head`, and behind it after `joint` the `parts`, told only of a head that is neither zero nor unknown.
    `when`: a figure without which, or with zero of which, the sentence is not told at all."""

    head: Clause
    parts: tuple[Clause, ...] = ()
    joint: str = ": "
    when: str = ""


@dataclass(frozen=True, slots=True)
class Chapter(Value):
    """A chapter of the narrative report: sentences with figures, and blocks that the unit writes."""

    number: str
    title: str
    sentences: tuple[Sentence, ...] = ()
    to_write: tuple[str, ...] = ()
    table: str = ""


@dataclass(frozen=True, slots=True)
class Narrative(Value):
    """The outline of the narrative part."""

    number: str
    slug: str
    title: str
    circular: str
    certainty: Confidence
    certainty_note: str
    chapters: tuple[Chapter, ...]


_FOLDER = DATA / "reports"
_CAUSES, _NARRATIVE = "causes.yaml", "narrative.yaml"


@cache
def forms() -> tuple[Form, ...]:
    """All forms of all times, in the order of their files. Raises `ReportFormBroken`."""
    found = []
    for path in sorted(_FOLDER.glob("[0-9]*.yaml")):
        found += [_checked(read("report_form", Form, _text("report_form", row)), path) for row in _rows(path)]
    _refuse_overlaps(found)
    return tuple(found)


@cache
def causes() -> CauseList:
    """The causes of lateness that a unit chooses from."""
    return read("causes", CauseList, _text("causes", _document(_FOLDER / _CAUSES)))


@cache
def narrative() -> Narrative:
    """The outline of the narrative report."""
    return read("narrative", Narrative, _text("narrative", _document(_FOLDER / _NARRATIVE)))


def form_on(number: str, day: dt.date) -> Form:
    """The form of this number (or of this slug in an address) for a period that ends on `day`.

    Raises `ReportFormUnknown`.
    """
    wanted = [form for form in forms() if number.casefold() in (form.number.casefold(), form.slug)]
    if not wanted:
        raise ReportFormUnknown(
            f"Không có biểu mẫu báo cáo “{number}”.",
            hint="Xem các biểu mẫu bằng: motcua report --list",
        )
    for form in wanted:
        if form.holds_on(day):
            return form
    raise ReportFormUnknown(
        f"Biểu {wanted[0].number} không dùng cho kỳ kết thúc ngày {day:%d/%m/%Y}.",
        hint=f"Biểu này dùng từ {wanted[0].effective_from:%d/%m/%Y}.",
    )


def forms_on(day: dt.date) -> tuple[Form, ...]:
    """The forms for a period that ends on `day`."""
    return tuple(form for form in forms() if form.holds_on(day))


def _document(path: Path) -> object:
    return read_yaml(path.read_text("utf-8"))


def _rows(path: Path) -> list[object]:
    document = _document(path)
    if not isinstance(document, list):
        raise ReportFormBroken(f"Tệp {path.name} phải là một danh sách biểu mẫu.")
    return document


def _text(role: str, row: object) -> str:
    """The row as the text that the strict reader of frozen values takes."""
    return json.dumps({"role": role, "schema": 1, "data": row}, ensure_ascii=False, default=str)


def _checked(form: Form, path: Path) -> Form:
    keys = [column.key for column in form.columns]
    named = [key for column in form.columns for key in (*column.share_of, *column.known_from)]
    named += [key for identity in form.identities for key in (identity.left, *identity.right)]
    named += [form.carry.opening, form.carry.closing] if form.carry else []
    unknown = sorted(set(named) - set(keys))
    if unknown or len(set(keys)) != len(keys):
        raise ReportFormBroken(
            f"Tệp {path.name}, biểu {form.number}: cột {', '.join(unknown) or 'bị trùng tên'}.",
            hint="Mỗi cột có một tên riêng; đẳng thức chỉ nhắc đến cột có trong biểu.",
        )
    return form


def _refuse_overlaps(found: list[Form]) -> None:
    for number, form in enumerate(found):
        for other in found[number + 1 :]:
            if form.number == other.number and (
                form.holds_on(other.effective_from) or other.holds_on(form.effective_from)
            ):
                raise ReportFormBroken(f"Biểu {form.number} có hai định nghĩa dùng cho cùng một ngày.")
