# SPDX-License-Identifier: EUPL-1.2
"""Rows of a part as one page of forms: added, removed and moved by buttons, without a script, losing nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.http import QueryDict

from motcua.catalogue.editing.parts import HEAD, Row
from motcua.web.addresses import number_in, number_or_0
from motcua.web.catalogue.forms import PART_FORMS, PartForm

MOST: Final = 300
"""Rows of a part; a request that claims more was not made by the page."""


class PartRows:
    """The forms of one part, as shown or as handed in.

    `focus` is the number of the row the cursor goes to after a button changed the rows.
    """

    def __init__(self, part: str, forms: list[PartForm]) -> None:
        self.part = part
        self.forms = forms
        self.focus: int | None = None

    @classmethod
    def of(cls, part: str, rows: Sequence[Row]) -> PartRows:
        """What the draft holds."""
        kind = PART_FORMS[part]
        return cls(part, [kind(initial=kind.start(row), prefix=_prefix(n)) for n, row in enumerate(rows)])

    @classmethod
    def sent(cls, part: str, data: QueryDict) -> PartRows:
        """What was handed in."""
        count = 1 if part == HEAD else min(number_or_0(data.get("so-dong"), 4), MOST)
        return cls(part, [PART_FORMS[part](data, prefix=_prefix(n)) for n in range(count)])

    @property
    def errors(self) -> bool:
        """Whether any row was refused."""
        return any(form.errors for form in self.forms if form.is_bound)

    def are_valid(self) -> bool:
        """Asks every row, so that all mistakes are told at once."""
        judged = [form.is_valid() for form in self.forms]
        return all(judged)

    def rows(self) -> list[Row]:
        """What the valid forms hold, without blank rows."""
        return [form.row() for form in self.forms if not form.is_blank()]

    def pressed(self, data: QueryDict) -> bool:
        """Whether a button changed the rows instead of saving; then they have been changed."""
        if self.part == HEAD:
            return False
        if "them" in data and len(self.forms) < MOST:
            return self._rearranged(list(range(len(self.forms))), len(self.forms), add=True)
        for name, step in (("len", -1), ("xuong", 1)):
            place = number_in(data.get(name), 4)
            if place is not None and place < len(self.forms) and 0 <= place + step < len(self.forms):
                order = list(range(len(self.forms)))
                order[place], order[place + step] = order[place + step], order[place]
                return self._rearranged(order, place + step)
        place = number_in(data.get("bo"), 4)
        if place is not None and place < len(self.forms):
            return self._rearranged([n for n in range(len(self.forms)) if n != place], max(place - 1, 0))
        return False

    def _rearranged(self, order: list[int], focus: int, *, add: bool = False) -> bool:
        """The same rows in another order, what was typed kept as it was typed, not yet judged."""
        forms: list[PartForm] = []
        for new, old in enumerate(order):
            typed = {field.name: field.value() for field in self.forms[old]}
            forms.append(PART_FORMS[self.part](initial=typed, prefix=_prefix(new)))
        if add:
            forms.append(PART_FORMS[self.part](prefix=_prefix(len(forms))))
        self.forms, self.focus = forms, focus
        return True


def _prefix(number: int) -> str:
    return f"d{number}"
