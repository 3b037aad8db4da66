# SPDX-License-Identifier: EUPL-1.2
"""Papers ticked one by one, with originals and copies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from motcua.dossiers.acts import PaperIn


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper that may be handed in. `key` names its fields in the form."""

    key: str
    name: str
    requirement_id: int | None = None
    originals: int | None = None
    copies: int | None = None
    presented_only: bool = False
    note: str = ""


_PARTS = ("given", "originals", "copies")


class PaperFields:
    """The three fields of each paper, added to a form: given, originals, copies."""

    def __init__(self, form: forms.Form, lines: Iterable[PaperLine]) -> None:
        self.form = form
        self.lines = tuple(lines)
        self.names = frozenset(f"{one.key}_{part}" for one in self.lines for part in _PARTS)
        for line in self.lines:
            self._add(line)

    def _add(self, line: PaperLine) -> None:
        known = line.originals is not None or line.copies is not None
        self.form.fields[f"{line.key}_given"] = forms.BooleanField(label=line.name, required=False)
        counts = (
            ("originals", _("Bản chính"), line.originals if known else 1),
            ("copies", _("Bản sao"), line.copies),
        )
        for part, label, initial in counts:
            self.form.fields[f"{line.key}_{part}"] = forms.IntegerField(
                label=label,
                required=False,
                min_value=0,
                max_value=999,
                initial=initial or 0,
                widget=forms.NumberInput(
                    attrs={"inputmode": "numeric", "aria-label": f"{label}: {line.name[:80]}"}
                ),
            )

    def rows(self) -> list[dict[str, object]]:
        """What the template draws: the paper and its bound fields."""
        return [
            {
                "line": line,
                "given": self.form[f"{line.key}_given"],
                "originals": self.form[f"{line.key}_originals"],
                "copies": self.form[f"{line.key}_copies"],
            }
            for line in self.lines
        ]

    def check(self) -> None:
        """A ticked paper needs at least one original or copy, unless it is only presented."""
        data = self.form.cleaned_data
        for line in self.lines:
            counted = (data.get(f"{line.key}_originals") or 0) + (data.get(f"{line.key}_copies") or 0)
            if data.get(f"{line.key}_given") and not counted and not line.presented_only:
                self.form.add_error(
                    f"{line.key}_originals",
                    _("Đã đánh dấu nhận “%(name)s” nhưng chưa ghi số bản.") % {"name": line.name[:80]},
                )

    def given(self) -> list[PaperIn]:
        """The papers that were ticked."""
        data = self.form.cleaned_data
        return [
            PaperIn(
                line.name[:2000],
                originals=data.get(f"{line.key}_originals") or 0,
                copies=data.get(f"{line.key}_copies") or 0,
                requirement_id=line.requirement_id,
            )
            for line in self.lines
            if data.get(f"{line.key}_given")
        ]


def other_papers(text: str) -> list[PaperIn]:
    """Further papers, one a line, each one original."""
    return [PaperIn(name[:2000], originals=1) for line in text.splitlines() if (name := line.strip())]
