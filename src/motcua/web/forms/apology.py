# SPDX-License-Identifier: EUPL-1.2
"""The apology: what the handler prepares with one press, and what the head signs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from motcua.desk.apologies import REASONS, proposed_due, waiting_draft
from motcua.errors import MotCuaError
from motcua.law.time_errors import TimeLawError
from motcua.law.working_time import close_of_day
from motcua.organisations.calendars import load_calendar
from motcua.web.forms.acting import ActForm
from motcua.web.forms.base import day, text
from motcua.web.refusal_words import refusal_words
from motcua.web.wording import moment_phrase

_OTHER = "khac"
_USUAL = [(str(number), words) for number, words in enumerate(REASONS)]


class NewDayForm(ActForm):
    """The one new date, told as a day and meant until its close of work."""

    new_day = day(
        gettext_lazy("Ngày hẹn trả mới"),
        hint=gettext_lazy("Hẹn đến cuối giờ làm việc của ngày này. Chỉ được hẹn lại một lần."),
    )

    def clean_new_day(self) -> dt.datetime:
        day: dt.date = self.cleaned_data["new_day"]
        calendar = load_calendar(self.dossier.calendar_code)
        try:
            return close_of_day(calendar, day)
        except TimeLawError as refused:
            raise ValidationError(refusal_words(refused)) from refused

    def propose(self, due: dt.datetime | None) -> None:
        """Begin with the day of `due`."""
        if due is not None:
            self.fields["new_day"].initial = timezone.localdate(due)

    @override
    def refuse(self, refusal: MotCuaError) -> None:
        """The act names the moment `new_due`; the form asks for its day."""
        if refusal.field == "new_due":
            self.add_error("new_day", refusal_words(refusal))
            return
        super().refuse(refusal)


class DraftApologyForm(NewDayForm):
    """One press is enough: a reason that fits and a lawful date stand there already."""

    usual = forms.ChoiceField(
        label=gettext_lazy("Lý do chậm trả kết quả"),
        choices=[
            *((str(number), words) for number, words in enumerate(REASONS)),
            (_OTHER, gettext_lazy("Lý do khác")),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Lý do được in nguyên văn trong thư xin lỗi. Hãy chọn đúng sự thật."),
    )
    other = text(
        gettext_lazy("Viết lý do khác"),
        rows=3,
        required=False,
        hint=gettext_lazy("Bắt buộc khi chọn “Lý do khác”."),
    )
    field_order = ("usual", "other", "new_day")

    @override
    def prepare(self) -> None:
        asked = self.dossier.consultations.filter(answered_at__isnull=True).exists()
        self.fields["usual"].initial = "1" if asked else "0"
        self.propose(proposed_due(self.dossier, timezone.now()))

    @override
    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        usual = data.get("usual", "")
        data["reason"] = data.get("other", "").strip() if usual == _OTHER else REASONS[int(usual or 0)]
        if not data["reason"]:
            self.add_error("other", _("Chưa viết lý do."))
        return data


class ApologyForm(NewDayForm):
    """What the head signs; it begins with what the handler prepared."""

    reason = text(gettext_lazy("Lý do"), rows=3, hint=gettext_lazy("Được in nguyên văn trong thư xin lỗi."))
    letter_is_late = forms.BooleanField(
        label=gettext_lazy("Văn bản xin lỗi chậm hơn quy định, vẫn gửi"),
        required=False,
        help_text=gettext_lazy("Chỉ đánh dấu khi đã quá thời điểm phải có văn bản."),
    )
    field_order = ("reason", "new_day", "letter_is_late")

    @override
    def prepare(self) -> None:
        draft = waiting_draft(self.dossier)
        if draft is None:
            self.propose(proposed_due(self.dossier, timezone.now()))
            return
        self.fields["reason"].initial = draft.reason
        self.fields["reason"].help_text = _(
            "%(who)s soạn %(when)s. Được in nguyên văn trong thư xin lỗi."
        ) % {
            "who": draft.drafted_by.full_name,
            "when": moment_phrase(draft.drafted_at),
        }
        self.propose(draft.new_due)
