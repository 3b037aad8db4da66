# SPDX-License-Identifier: EUPL-1.2
"""What all forms share: Vietnamese refusals, errors tied to their field, the refusal of an act beside its field."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms.models import ModelChoiceIterator
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from typing_extensions import override

from motcua.errors import MotCuaError
from motcua.statements import find
from motcua.web.addresses import OUR_TIME
from motcua.web.refusal_words import refusal_words

_LARGEST_ID: Final = 2**63 - 1
_DAYS: Final = ("%Y-%m-%d", "%d/%m/%Y")
_YEARS: Final = (1900, OUR_TIME[-1])
"""No paper is older, and the tables of days end with the last. Beyond them a day is a slip of the hand."""


def _in_our_time(day: dt.date) -> None:
    if not _YEARS[0] <= day.year <= _YEARS[1]:
        raise ValidationError(_("Hãy kiểm tra lại năm: từ %d đến %d.") % _YEARS, code="year")


@lru_cache(maxsize=4096)
def _words_about(label: str, language: str | None) -> dict[str, str]:
    """What is said of a field with this label. ⚡ Kept, because every field of every form asks."""
    named = {"label": f"“{label}”"}
    filled_in_later = {"label": f"“{label}”".replace("%", "%%")}
    return {
        "required": _("Chưa điền %(label)s.") % named,
        "unchosen": _("Chưa chọn %(label)s.") % named,
        "invalid": _("%(label)s chưa đúng. Hãy kiểm tra lại.") % named,
        "invalid_choice": _("Hãy chọn %(label)s trong danh sách.") % filled_in_later,
        "max_length": _("%(label)s dài quá %%(limit_value)d ký tự.") % filled_in_later,
        "min_value": _("%(label)s phải từ %%(limit_value)s trở lên.") % filled_in_later,
        "max_value": _("%(label)s không quá %%(limit_value)s.") % filled_in_later,
    }


class HouseForm(forms.Form):
    """A form whose own messages are Vietnamese whatever the browser asks for."""

    use_required_attribute = False  # the browser's own bubbles speak its language, not the form's

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.prepare()
        for field in self.fields.values():
            self._speak(field)

    def prepare(self) -> None:
        """Fill in what depends on what the form is about."""

    def _speak(self, field: forms.Field) -> None:
        words = _words_about(str(field.label), get_language())
        field.error_messages.update(words)
        if isinstance(field, forms.ChoiceField):
            field.error_messages["required"] = words["unchosen"]
        if isinstance(field, forms.DateField | forms.DateTimeField):
            field.validators.append(_in_our_time)
        for validator in field.validators:
            if (code := getattr(validator, "code", "")) in words:
                validator.message = words[code]  # type: ignore[attr-defined]  # every validator with a code has it

    def choose_from(self, name: str, choices: Any) -> None:
        """What may be chosen in a field: values with their words, or the rows of a choice among rows."""
        field: Any = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = choices
        else:
            field.choices = choices

    def type_in(self, name: str, value: str) -> None:
        """Change what was handed in, so that the form shown again carries `value`."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix(name)] = value
        self.data = data

    def refuse(self, refusal: MotCuaError) -> None:
        """Show the refusal of an act beside the field it names, or above the form."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal_words(refusal))


class PressForm(HouseForm):
    """What an act asks for, with the key that makes a double press do it once."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    @override
    def prepare(self) -> None:
        self.fields["key"].initial = new_key()


class _OnOffer(ModelChoiceIterator):  # type: ignore[type-arg]  # generic in its types only
    """The rows of a `RowChoice`, asked for when the widget is drawn."""

    @override
    def __iter__(self) -> Iterator[Any]:
        if self.field.offered is not None:  # type: ignore[attr-defined]  # the field is a `RowChoice`
            self.queryset = self.field.offered()  # type: ignore[attr-defined]  # the field is a `RowChoice`
        return super().__iter__()


class RowChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in its types only
    """A choice among rows that an act judges: what is offered is asked for only when the choice is shown, and what
    was chosen is only read.

    ⚡ Asking whether the row is among those offered would ask once more what the act asks anyway.
    """

    iterator = _OnOffer
    offered: Callable[[], QuerySet[Any]] | None = None

    @override
    def to_python(self, value: Any) -> Model | None:
        if value in self.empty_values:
            return None
        model: Any = self.queryset.model  # type: ignore[union-attr]  # given in every form class
        try:
            number = model._meta.pk.to_python(value)
        except ValidationError:
            number = 0
        row: Model | None = find(model, id=number) if 0 < number <= _LARGEST_ID else None
        if row is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return row


def text(
    label: Any, *, rows: int = 0, required: bool = True, hint: Any = "", most: int = 1000
) -> forms.CharField:
    """A line of text, or `rows` lines."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, required=required, help_text=hint, max_length=most, widget=widget)


def day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """A civil day, picked in the browser or typed as people here write it: the day first."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format=_DAYS[0]),
        input_formats=_DAYS,
    )


def new_key() -> str:
    """An idempotency key for a form that was just shown."""
    return uuid.uuid4().hex
