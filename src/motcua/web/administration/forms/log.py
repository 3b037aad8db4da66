# SPDX-License-Identifier: EUPL-1.2
"""What one may ask of the log."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from motcua.organisations.searching import Asked
from motcua.web.administration.forms.base import AdministrationForm
from motcua.web.forms.base import day, text

MOST_DAYS = 366
"""The longest span of days of one question."""

USUAL_DAYS = 30


class LogForm(AdministrationForm):
    name = text(gettext_lazy("Ai làm"), required=False, most=128)
    first_day = day(gettext_lazy("Từ ngày"), required=False)
    last_day = day(gettext_lazy("Đến hết ngày"), required=False)
    act = forms.ChoiceField(label=gettext_lazy("Việc"), required=False)
    unit = text(gettext_lazy("Đơn vị"), required=False, most=128)
    code = text(gettext_lazy("Mã hồ sơ hoặc đối tượng"), required=False, most=128)

    def __init__(self, *args: Any, acts: list[tuple[str, Any]], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.choose_from("act", [("", _("mọi việc")), *acts])

    @override
    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        last = data.get("last_day") or self.today
        first = data.get("first_day") or last - dt.timedelta(days=USUAL_DAYS)
        if last < first:
            self.add_error("last_day", _("Ngày cuối trước ngày đầu."))
        elif (last - first).days > MOST_DAYS:
            self.add_error("first_day", _("Mỗi lần hỏi không quá %(days)d ngày.") % {"days": MOST_DAYS})
        data["first_day"], data["last_day"] = first, last
        return data

    def asked(self) -> Asked:
        """What a valid form asks."""
        data = self.cleaned_data
        words = {name: data[name].strip() for name in ("name", "act", "unit", "code")}
        return Asked(data["first_day"], data["last_day"], **words)
