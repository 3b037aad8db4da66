# SPDX-License-Identifier: EUPL-1.2
"""What the acts of an inspection ask for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from motcua.inspections.acts import FindingIn, PlanIn, Preparation, Seen
from motcua.inspections.checklists import Item, checklists_on
from motcua.inspections.models import ChecklistAnswer, DossierVerdict, Duty, Met, Visit
from motcua.organisations.models import Person, Unit
from motcua.web.forms.base import PressForm, day, text
from motcua.web.forms.offers import ProvenForm
from motcua.web.wording import tr_choices


class PlanForm(PressForm):
    """A new plan."""

    unit = forms.TypedChoiceField(label=_("Cơ quan lập kế hoạch"), coerce=int)
    title = text(_("Tên kế hoạch"), most=255)
    year = forms.IntegerField(label=_("Năm"), min_value=2018, max_value=2100)
    share = forms.IntegerField(
        label=_("Tỷ lệ đơn vị được kiểm tra (%)"),
        min_value=1,
        max_value=100,
        initial=30,
        help_text=_("Số đơn vị phải kiểm tra được tính từ tỷ lệ này và làm tròn lên."),
    )
    exceeds = forms.BooleanField(label=_("Phải vượt tỷ lệ này (“trên 30 %”)"), required=False, initial=True)

    def __init__(self, *args: Any, units: Sequence[Unit], today: dt.date, **kwargs: Any) -> None:
        self.units, self.today = units, today
        super().__init__(*args, **kwargs)

    @override
    def prepare(self) -> None:
        super().prepare()
        self.choose_from("unit", [(unit.pk, unit.name) for unit in self.units])
        self.fields["year"].initial = self.today.year

    def told(self) -> PlanIn:
        """What was asked for."""
        data = self.cleaned_data
        return PlanIn(data["title"], data["year"], data["share"], data["exceeds"])


class RedrawForm(PressForm):
    """Why the units are drawn again."""

    reason = text(_("Lý do bốc thăm lại"), rows=2)


class AddUnitForm(PressForm):
    """A unit that was not drawn."""

    unit = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int)
    why = text(_("Lý do thêm đơn vị"), rows=2)

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        self.units = units
        super().__init__(*args, **kwargs)

    @override
    def prepare(self) -> None:
        super().prepare()
        self.choose_from("unit", [(unit.pk, unit.name) for unit in self.units])


class InForceForm(PressForm):
    """Under which decision the plan is issued."""

    document = text(_("Số, ngày của văn bản ban hành"), most=255, hint=_("Ví dụ: 12/KH-UBND ngày 02/3/2026"))


class WhyForm(PressForm):
    """A reason."""

    why = text(_("Lý do"), rows=2)


class AnnounceForm(PressForm):
    """When, on what and by whom a unit is inspected."""

    checklist = forms.ChoiceField(label=_("Bảng kiểm"))
    first_day = day(_("Kiểm tra từ ngày"))
    last_day = day(_("Đến ngày"))
    period_first = day(_("Thời kỳ được kiểm tra, từ ngày"))
    period_last = day(_("Đến hết ngày"))
    leader = forms.TypedChoiceField(label=_("Trưởng đoàn"), coerce=int)
    secretary = forms.TypedChoiceField(label=_("Thư ký"), coerce=int, required=False, empty_value="")
    members = forms.TypedMultipleChoiceField(
        label=_("Thành viên"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, visit: Visit, people: Sequence[Person], today: dt.date, **kwargs: Any
    ) -> None:
        self.visit, self.people, self.today = visit, {one.pk: one for one in people}, today
        super().__init__(*args, **kwargs)

    @override
    def prepare(self) -> None:
        super().prepare()
        fields: dict[str, Any] = self.fields
        named = [(pk, person.full_name) for pk, person in self.people.items()]
        fields["checklist"].choices = [(one.code, one.name) for one in checklists_on(self.today)]
        fields["leader"].choices = named
        fields["secretary"].choices = [("", _("Không có")), *named]
        fields["members"].choices = named
        if self.visit.first_day is not None:
            self._as_announced(fields)

    def _as_announced(self, fields: dict[str, Any]) -> None:
        for name in ("first_day", "last_day", "period_first", "period_last"):
            fields[name].initial = getattr(self.visit, name)
        fields["checklist"].initial = self.visit.checklist.get("code")
        team = list(self.visit.team.all())
        first = {one.duty: one.person_id for one in team}
        fields["leader"].initial = first.get(Duty.LEADER)
        fields["secretary"].initial = first.get(Duty.SECRETARY)
        fields["members"].initial = [one.person_id for one in team if one.duty == Duty.MEMBER]

    def told(self) -> Preparation:
        """How the unit is inspected. Who leads or writes is not also a member."""
        data = self.cleaned_data
        team = [(data["leader"], Duty.LEADER)]
        team += [(data["secretary"], Duty.SECRETARY)] if data["secretary"] else []
        first = {pk for pk, _duty in team}
        team += [(pk, Duty.MEMBER) for pk in data["members"] if pk not in first]
        days = {name: data[name] for name in ("first_day", "last_day", "period_first", "period_last")}
        return Preparation(data["checklist"], team=[(self.people[pk], duty) for pk, duty in team], **days)


class ChecklistForm(PressForm):
    """What was seen, line by line; a line without an answer stays as it is."""

    def __init__(
        self, *args: Any, items: Sequence[Item], answers: dict[str, ChecklistAnswer], **kwargs: Any
    ) -> None:
        self.items, self.answers = items, answers
        super().__init__(*args, **kwargs)

    @override
    def prepare(self) -> None:
        super().prepare()
        for item in self.items:
            known = self.answers.get(item.code)
            self.fields[f"met_{item.code}"] = forms.ChoiceField(
                label=f"{item.code}. {item.text}",
                choices=tr_choices(Met.choices),
                widget=forms.RadioSelect,
                required=False,
                initial=known.met if known else None,
            )
            self.fields[f"note_{item.code}"] = text(
                format_lazy("{} ({})", _("Đã thấy gì"), item.code), required=False, rows=1
            )
            self.fields[f"note_{item.code}"].initial = known.note if known else ""

    def parts(self) -> list[tuple[str, list[tuple[Item, Any, Any]]]]:
        """The lines by part, each with its two fields."""
        found: dict[str, list[tuple[Item, Any, Any]]] = {}
        for item in self.items:
            line = (item, self[f"met_{item.code}"], self[f"note_{item.code}"])
            found.setdefault(item.part, []).append(line)
        return list(found.items())

    def seen(self) -> dict[str, Seen]:
        """What was told."""
        data = self.cleaned_data
        return {
            item.code: Seen(Met(data[f"met_{item.code}"]), data[f"note_{item.code}"])
            for item in self.items
            if data[f"met_{item.code}"]
        }


class SampleForm(PressForm):
    """How many dossiers are drawn."""

    number = forms.IntegerField(label=_("Số hồ sơ"), min_value=1, max_value=50, initial=10)


class VerdictForm(PressForm):
    """What came out for a dossier."""

    verdict = forms.ChoiceField(
        label=_("Kết quả"), choices=tr_choices(DossierVerdict.choices), widget=forms.RadioSelect
    )
    note = text(_("Sai sót, ghi chú"), rows=3, required=False, hint=_("Bắt buộc khi hồ sơ có sai sót."))


class FindingForm(PressForm):
    """Something wrong."""

    content = text(_("Phát hiện"), rows=3, most=2000)
    ground = text(_("Căn cứ"), required=False, most=500, hint=_("Quy định không được thực hiện đúng."))
    item = forms.ChoiceField(label=_("Nội dung của bảng kiểm"), required=False)
    dossier_code = forms.ChoiceField(label=_("Hồ sơ trong mẫu"), required=False)
    demand = text(_("Kiến nghị, yêu cầu khắc phục"), rows=3, most=2000)
    unit = forms.TypedChoiceField(label=_("Đơn vị phải khắc phục"), coerce=int)
    due = day(_("Hạn khắc phục"))
    grave = forms.BooleanField(label=_("Sai sót nghiêm trọng"), required=False)

    def __init__(
        self, *args: Any, items: Sequence[Item], dossiers: Sequence[str], units: Sequence[Unit], **kwargs: Any
    ) -> None:
        self.items, self.dossiers, self.units = items, dossiers, units
        super().__init__(*args, **kwargs)

    @override
    def prepare(self) -> None:
        super().prepare()
        fields: dict[str, Any] = self.fields
        fields["item"].choices = [
            ("", _("Không gắn với bảng kiểm")),
            *((item.code, f"{item.code}. {item.text}") for item in self.items),
        ]
        fields["dossier_code"].choices = [
            ("", _("Không gắn với hồ sơ")),
            *((code, code) for code in self.dossiers),
        ]
        fields["unit"].choices = [(unit.pk, unit.name) for unit in self.units]

    def told(self) -> FindingIn:
        """What was found."""
        data = self.cleaned_data
        return FindingIn(
            data["content"],
            data["demand"],
            data["unit"],
            data["due"],
            data["ground"],
            data["item"],
            data["dossier_code"],
            data["grave"],
        )


class ReportForm(PressForm):
    """The draft of the conclusion."""

    conclusion = text(
        _("Nhận xét, kết luận"), rows=6, most=8000, hint=_("Mỗi dòng là một đoạn của thông báo.")
    )
    recommendation = text(_("Kiến nghị chung"), rows=3, most=8000, required=False)

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        self.visit = visit
        super().__init__(*args, **kwargs)

    @override
    def prepare(self) -> None:
        super().prepare()
        self.fields["conclusion"].initial = self.visit.conclusion
        self.fields["recommendation"].initial = self.visit.recommendation


class AnswerForm(ProvenForm):
    """What the unit did."""

    text = text(_("Đã khắc phục thế nào"), rows=4, most=4000)


class NoteForm(PressForm):
    """A remark."""

    note = text(_("Nhận xét"), rows=2, required=False)


class AgainForm(PressForm):
    """What is still to be done, until when."""

    note = text(_("Lý do, việc còn phải làm"), rows=2)
    due = day(_("Hạn mới"))
