# SPDX-License-Identifier: EUPL-1.2
"""Papers ticked one by one, with originals, copies and scanned pages.

⚡ A line is three names in what was sent, not three fields of the form: a procedure may have forty papers, and fields
cost more than everything else a form does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from motcua.documents.models import IncomingPage
from motcua.dossiers.acts import PaperIn
from motcua.web.addresses import number_in

_MOST: Final = 999
_PARTS: Final = ("given", "originals", "copies")


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper that may be handed in. `key` names it in the form; `condition` says when it is needed at all."""

    key: str
    name: str
    requirement_id: int | None = None
    originals: int | None = None
    copies: int | None = None
    presented_only: bool = False
    note: str = ""
    condition: str = ""

    @property
    def listed(self) -> bool:
        """Whether “all as listed” ticks it: needed in any case."""
        return not self.condition


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A line with what was typed, for the template."""

    line: PaperLine
    given: bool
    originals: str
    copies: str
    errors: tuple[str, ...] = ()
    pages: Sequence[IncomingPage] = ()


class PaperFields:
    """The papers of a form. `pages` are the scanned pages by the key of their line."""

    def __init__(
        self,
        form: forms.Form,
        lines: Iterable[PaperLine],
        pages: Mapping[str, Sequence[IncomingPage]] | None = None,
    ) -> None:
        self.form = form
        self.lines = tuple(lines)
        self.pages: Mapping[str, Sequence[IncomingPage]] = pages or {}
        self._errors: dict[str, list[str]] = {}

    @property
    def names(self) -> frozenset[str]:
        """Every name the lines use in the form."""
        return frozenset(f"{one.key}_{part}" for one in self.lines for part in _PARTS)

    def rows(self) -> list[PaperRow]:
        """What the template draws."""
        return [
            PaperRow(
                line,
                self._is_given(line),
                self._typed(line, "originals"),
                self._typed(line, "copies"),
                tuple(self._errors.get(line.key, ())),
                self.pages.get(line.key, ()),
            )
            for line in self.lines
        ]

    def check(self) -> None:
        """A ticked paper needs an original, a copy or a scanned page, unless it is only presented."""
        for line in self.lines:
            if not self._is_given(line):
                continue
            counts = (self._count(line, "originals"), self._count(line, "copies"))
            if None in counts:
                self._refuse(line, _("Số bản của “%(name)s” phải là số từ 0 đến 999."))
            elif not any(counts) and not line.presented_only and not self.pages.get(line.key):
                self._refuse(line, _("Đã đánh dấu nhận “%(name)s” nhưng chưa ghi số bản."))

    def given(self, files: Mapping[str, str] | None = None) -> list[PaperIn]:
        """The papers that were ticked. `files` are the hashes of their bound scans by key."""
        scans = files or {}
        return [
            PaperIn(
                line.name[:2000],
                originals=self._count(line, "originals") or 0,
                copies=self._count(line, "copies") or 0,
                requirement_id=line.requirement_id,
                sha256=scans.get(line.key, ""),
            )
            for line in self.lines
            if self._is_given(line)
        ]

    def ticked(self) -> list[PaperRow]:
        """The rows that were ticked, for the receipt that is shown before anything is saved."""
        return [row for row in self.rows() if row.given]

    def _refuse(self, line: PaperLine, words: str) -> None:
        """Tie the error to the line: its count becomes a field, so that the summary above can point at it."""
        name = f"{line.key}_originals"
        message = words % {"name": line.name[:80]}
        self._errors.setdefault(line.key, []).append(message)
        self.form.fields.setdefault(name, forms.CharField(label=line.name, required=False))
        self.form.add_error(name, message)

    def _source(self) -> Mapping[str, Any]:
        return self.form.data if self.form.is_bound else self.form.initial

    def _is_given(self, line: PaperLine) -> bool:
        return bool(self._source().get(f"{line.key}_given")) or bool(self.pages.get(line.key))

    def _typed(self, line: PaperLine, part: str) -> str:
        told = self._source().get(f"{line.key}_{part}")
        if told is not None:
            return str(told).strip()
        known = line.originals is not None or line.copies is not None
        listed = line.originals if part == "originals" else line.copies
        return str(listed or 0) if known else str(int(part == "originals"))

    def _count(self, line: PaperLine, part: str) -> int | None:
        """The number typed; nothing typed is none of them, anything else is not a number."""
        word = self._typed(line, part) or "0"
        return number_in(word, len(str(_MOST)))


def other_papers(text: str) -> list[PaperIn]:
    """Further papers, one a line, each one original."""
    return [PaperIn(name[:2000], originals=1) for line in text.splitlines() if (name := line.strip())]
