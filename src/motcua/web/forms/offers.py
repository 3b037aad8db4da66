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

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from motcua.errors import MotCuaError
from motcua.web import uploads
from motcua.web.forms.base import HouseForm, new_key
from motcua.web.refusal_words import refusal_words

WHICH = "viec"
"""The field that names the act."""


class PressForm(HouseForm):
    """What an act asks for, with the key that makes a double press do it once."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    @override
    def prepare(self) -> None:
        self.fields["key"].initial = new_key()

    @override
    def refuse(self, refusal: MotCuaError) -> None:
        """Show a refusal beside the field it names, or above the form."""
        name = getattr(refusal, "field", "")
        self.add_error(name if name in self.fields else None, refusal_words(refusal))


class ProvenForm(PressForm):
    """The same with a file of evidence. A file that arrived is kept when the rest is refused."""

    needs_file = False

    file = forms.FileField(
        label=gettext_lazy("Tệp minh chứng"),
        required=False,
        help_text=gettext_lazy("PDF, DOCX hoặc ảnh, không quá 20 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.png,.jpg,.jpeg,.tif,.tiff,.webp"}),
    )
    kept = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)
    kept_name = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    @override
    def prepare(self) -> None:
        super().prepare()
        for name in ("file", "kept", "kept_name"):  # asked for last
            self.fields[name] = self.fields.pop(name)
        self.fields["file"].required = self.needs_file and not self.data.get(self.add_prefix("kept"))

    @override
    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        uploaded = data.get("file")
        if isinstance(uploaded, UploadedFile):
            try:
                stored = uploads.keep(uploaded)
            except ValidationError as refused:
                self.add_error("file", refused)
                return data
            data["kept"], data["kept_name"] = uploads.reference_to(stored), (uploaded.name or "")[-200:]
            self.type_in("kept", data["kept"])
            self.type_in("kept_name", data["kept_name"])
        stored_as = uploads.kept(data["kept"]) if data.get("kept") else None
        data["stored"] = (stored_as[0], data.get("kept_name") or _("Minh chứng")) if stored_as else ("", "")
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


def day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """A civil day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=hint, widget=widget)
