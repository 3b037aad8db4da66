# SPDX-License-Identifier: EUPL-1.2
"""The table of steps as forms: what was typed stays typed, whatever is pressed or refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue.processes import ReadProcess, ReadStep, TimeKind, read_time
from motcua.law.forms import ROLE_TITLES, FormRole
from motcua.law.roles import GRANTABLE, ROLE_NAMES, Role
from motcua.web.addresses import number_in, number_or_0
from motcua.web.forms.base import HouseForm, text
from motcua.web.wording import tr_choices

MOST: Final = 60
"""Steps of one process on one page."""
_ENDS: Final = "hết"
_ROLES: Final = [
    ("", gettext_lazy("– chọn –")),
    *tr_choices((role, ROLE_NAMES[role]) for role in Role if role in GRANTABLE),
]
_FORMS: Final = tr_choices((form.value, ROLE_TITLES[form]) for form in FormRole if form in ROLE_TITLES)
_READABLE: Final = frozenset({TimeKind.MEASURED, TimeKind.NOT_COUNTED})


class HeadForm(HouseForm):
    """The process as a whole."""

    process_name = text(gettext_lazy("Tên quy trình"))
    total = text(gettext_lazy("Tổng thời hạn"), hint=gettext_lazy("Ví dụ: 3 ngày làm việc"), most=120)

    def clean_total(self) -> str:
        """The total with its unit."""
        return _readable(self.cleaned_data["total"])


class StepForm(HouseForm):
    """One step."""

    name = text(gettext_lazy("Nội dung công việc"), rows=2)
    role = forms.ChoiceField(label=gettext_lazy("Vị trí thực hiện"), choices=_ROLES)
    unit = text(gettext_lazy("Đơn vị"), required=False, most=300)
    time = text(
        gettext_lazy("Thời gian"),
        hint=gettext_lazy("Ví dụ: 2 giờ làm việc, 0,5 ngày làm việc, không tính thời gian"),
        most=120,
    )
    following = text(
        gettext_lazy("Bước tiếp theo"),
        required=False,
        hint=gettext_lazy("Để trống: bước ngay sau. Nhiều nhánh: 3, 4. Kết thúc ở đây: hết"),
        most=60,
    )
    form_roles = forms.MultipleChoiceField(
        label=gettext_lazy("Biểu mẫu kèm theo"),
        choices=_FORMS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_time(self) -> str:
        """The time with its unit."""
        return _readable(self.cleaned_data["time"])

    def clean_following(self) -> str:
        """Numbers of steps, or the word for the end."""
        said = " ".join(str(self.cleaned_data["following"]).split()).lower()
        if said and said != _ENDS and None in [number_in(one.strip()) for one in said.split(",")]:
            raise forms.ValidationError(_("Hãy ghi số thứ tự các bước, cách nhau bằng dấu phẩy, hoặc “hết”."))
        return said


def _readable(said: str) -> str:
    if read_time(said).kind not in _READABLE:
        raise forms.ValidationError(
            _("Không hiểu thời gian này. Hãy ghi số kèm đơn vị: ngày hoặc giờ làm việc.")
        )
    return said


@dataclass(slots=True)
class StepRows:
    """The head and the steps; `focus`: the row to go to, counted from 0."""

    head: HeadForm
    forms: list[StepForm]
    focus: int | None = None

    @classmethod
    def of(cls, process: ReadProcess) -> StepRows:
        """What a process holds."""
        head = HeadForm(initial={"process_name": process.name, "total": process.total.raw})
        steps = process.steps
        numbers = {step.number: str(index) for index, step in reversed(list(enumerate(steps, start=1)))}
        return cls(
            head, [StepForm(prefix=str(at), initial=_initial(step, numbers)) for at, step in enumerate(steps)]
        )

    @classmethod
    def sent(cls, data: QueryDict, *, judged: bool = True) -> StepRows:
        """What came from the browser, with a move, a new step or a step less when that was pressed.

        Not `judged`: nothing is said yet of what is missing.
        """
        number = min(number_or_0(data.get("so-dong")), MOST)
        order: list[int | None] = list(range(number))
        focus = _pressed(order, data)
        places = {old: new for new, old in enumerate(order) if old is not None}
        moved = QueryDict(mutable=True)
        for name in ("process_name", "total"):
            moved[name] = data.get(name, "")
        for new, old in enumerate(order):
            for name in StepForm.base_fields:
                values = data.getlist(f"{old}-{name}") if old is not None else []
                if name == "following" and values:
                    values = [_renumbered(values[0], places, number)]
                moved.setlist(f"{new}-{name}", values)
        if not judged:
            return cls(
                HeadForm(initial=moved.dict()),
                [StepForm(prefix=str(at), initial=_typed(moved, at)) for at in range(len(order))],
                focus,
            )
        return cls(HeadForm(moved), [StepForm(moved, prefix=str(at)) for at in range(len(order))], focus)

    def are_valid(self) -> bool:
        """Whether everything can be read; all forms are asked, so that all errors are told at once."""
        return all([self.head.is_valid(), *[form.is_valid() for form in self.forms]])

    @property
    def wrong(self) -> bool:
        """Whether anything that was asked for is missing or cannot be read."""
        return any(form.is_bound and form.errors for form in (self.head, *self.forms))

    def process(self, start: ReadProcess) -> ReadProcess:
        """The process that was typed in, upon what is not on the page (code, level, source)."""
        total = read_time(self.head.cleaned_data["total"])
        steps = tuple(
            _step(str(number), form.cleaned_data, total.minutes)
            for number, form in enumerate(self.forms, start=1)
        )
        name = self.head.cleaned_data["process_name"]
        return replace(start, name=name, total=total, steps=steps, forms=(), doubts=())


def _typed(data: QueryDict, at: int) -> dict[str, object]:
    typed: dict[str, object] = {name: data.get(f"{at}-{name}", "") for name in StepForm.base_fields}
    return {**typed, "form_roles": data.getlist(f"{at}-form_roles")}


def pressed(data: Mapping[str, Any]) -> bool:
    """Whether a button was pressed that only changes the table."""
    return any(name in data for name in ("len", "xuong", "bo", "them"))


def _pressed(order: list[int | None], data: QueryDict) -> int | None:
    for name, step in (("len", -1), ("xuong", 1), ("bo", 0)):
        at = number_in(data.get(name))
        if at is not None and at < len(order):
            if step == 0:
                order.pop(at)
                return max(at - 1, 0)
            to = min(max(at + step, 0), len(order) - 1)
            order.insert(to, order.pop(at))
            return to
    if "them" in data and len(order) < MOST:
        order.append(None)
        return len(order) - 1
    return None


def _renumbered(said: str, places: Mapping[int, int], count: int) -> str:
    """The same steps under their new numbers; a step that was taken away is no longer named, a wrong number stays."""
    parts = [number_in(part.strip()) for part in said.split(",")]
    if None in parts:
        return said
    old = [part - 1 for part in parts if part is not None]
    return ", ".join(str(places.get(one, one) + 1) for one in old if one in places or not 0 <= one < count)


def _initial(step: ReadStep, numbers: Mapping[str, str]) -> dict[str, object]:
    following = ""
    if step.following is not None:
        following = ", ".join(numbers[one] for one in step.following if one in numbers) or _ENDS
    return {
        "name": step.name,
        "role": step.role.value if step.role else "",
        "unit": step.unit_text,
        "time": step.time.raw or ("" if step.minutes is None else f"{step.minutes} phút"),
        "following": following,
        "form_roles": list(step.forms),
    }


def _step(number: str, typed: Mapping[str, Any], total: int | None) -> ReadStep:
    time = read_time(typed["time"])
    said = typed["following"]
    following: tuple[str, ...] | None = tuple(one.strip() for one in said.split(",")) if said else None
    share = None
    if time.minutes is not None and total:
        share = (Decimal(time.minutes) / total).quantize(Decimal("0.00001"))
    return ReadStep(
        number=number,
        name=typed["name"],
        role=Role(typed["role"]),
        role_text=typed["role"],
        unit_text=typed["unit"],
        time=time,
        share=min(share, Decimal(1)) if share is not None else None,
        forms=tuple(typed["form_roles"]),
        following=() if said == _ENDS else following,
    )


def changes_between(before: Sequence[ReadStep], after: Sequence[ReadStep]) -> list[str]:
    """What differs, step by step, in sentences."""
    told = []
    for index in range(max(len(before), len(after))):
        old = before[index] if index < len(before) else None
        new = after[index] if index < len(after) else None
        if new is None:
            told.append(_("Bỏ bước %(n)d: %(name)s.") % {"n": index + 1, "name": old.name if old else ""})
        elif old is None:
            told.append(_("Thêm bước %(n)d: %(name)s.") % {"n": index + 1, "name": new.name})
        else:
            told += _changed(index + 1, old, new)
    return told


def _changed(number: int, old: ReadStep, new: ReadStep) -> list[str]:
    pairs = (
        (_("nội dung"), old.name, new.name),
        (_("vị trí"), _role(old), _role(new)),
        (_("đơn vị"), old.unit_text, new.unit_text),
        (_("thời gian"), old.time.raw, new.time.raw),
        (_("bước tiếp theo"), _next(old), _next(new)),
        (_("biểu mẫu"), ", ".join(old.forms), ", ".join(new.forms)),
    )
    return [
        _("Bước %(n)d, %(what)s: “%(old)s” thành “%(new)s”.")
        % {"n": number, "what": what, "old": before, "new": after}
        for what, before, after in pairs
        if before != after
    ]


def _role(step: ReadStep) -> str:
    return ROLE_NAMES[step.role] if step.role else step.role_text


def _next(step: ReadStep) -> str:
    return _("bước ngay sau") if step.following is None else ", ".join(step.following) or _ENDS
