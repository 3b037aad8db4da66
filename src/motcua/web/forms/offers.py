# SPDX-License-Identifier: EUPL-1.2
"""Acts on offer on one page: each with its own small form, carried out by the same address.

A page builds its choices from rights and state; `work` draws their forms and carries out the one that was pressed.
What is no longer on offer when it arrives (somebody else was quicker) is refused, and nothing is lost: the page comes
back with what was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from typing_extensions import override

from motcua.errors import MotCuaError
from motcua.web.forms.base import PressForm
from motcua.web.forms.files import FileForm

WHICH = "viec"
"""The field that names the act."""


class ProvenForm(FileForm, PressForm):
    """What an act asks for with a file of evidence, asked for last."""

    needs_file = False

    @override
    def prepare(self) -> None:
        super().prepare()
        for name in FileForm.base_fields:
            self.fields[name] = self.fields.pop(name)
        self.fields["file"].required = self.needs_file and not self.data.get(self.add_prefix("kept"))

    @override
    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["stored"] = (
            (self.stored[0], data.get("kept_name") or _("Minh chứng")) if self.stored else ("", "")
        )
        return data


@dataclass(frozen=True, slots=True)
class Choice:
    """An act that may be offered: its form, what it does with what was told, and what is said afterwards."""

    name: str
    title: str
    form: Callable[..., PressForm]
    perform: Callable[[dict[str, Any]], object]
    button: str
    done: str
    words: str = ""
    main: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """An act as the page shows it."""

    choice: Choice
    form: PressForm

    @property
    def is_open(self) -> bool:
        """Whether its form is shown at once."""
        return self.choice.main or bool(self.form.errors)


@dataclass(frozen=True, slots=True)
class Worked:
    """What came of a request: the acts on offer, whether one was carried out, and the status of the page."""

    offers: tuple[Offer, ...]
    done: bool = False
    status: int = 200

    @property
    def form(self) -> PressForm | None:
        """The form with errors, for the summary above the page."""
        return next((offer.form for offer in self.offers if offer.form.errors), None)


def work(request: HttpRequest, choices: Sequence[Choice]) -> Worked:
    """Carry out the act that was pressed, when one was."""
    pressed = request.POST.get(WHICH, "") if request.method == "POST" else None
    if pressed is None:
        return Worked(tuple(Offer(choice, choice.form(prefix=choice.name)) for choice in choices))
    offers = []
    done = False
    for choice in choices:
        if choice.name != pressed:
            offers.append(Offer(choice, choice.form(prefix=choice.name)))
            continue
        form = choice.form(request.POST, request.FILES, prefix=choice.name)
        done = _carried_out(form, choice)
        offers.append(Offer(choice, form))
    if done:
        said = next(choice.done for choice in choices if choice.name == pressed)
        messages.success(request, said)
        return Worked(tuple(offers), done=True)
    if all(choice.name != pressed for choice in choices):
        messages.warning(request, _("Việc này không còn làm được: trang đã thay đổi từ khi bạn mở."))
        return Worked(tuple(offers), status=409)
    return Worked(tuple(offers), status=422)


def _carried_out(form: PressForm, choice: Choice) -> bool:
    if not form.is_valid():
        return False
    try:
        choice.perform(form.cleaned_data)
    except MotCuaError as refused:
        form.refuse(refused)
        return False
    return True
