# SPDX-License-Identifier: EUPL-1.2
"""Forms of targets: what one says, and a value given by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy
from typing_extensions import override

from motcua.documents.models import StoredFile
from motcua.errors import MotCuaError
from motcua.plans.acts.target_values import Given
from motcua.plans.acts.targets import WantedTarget
from motcua.plans.models import PlanTarget
from motcua.plans.targets.errors import TargetRefused
from motcua.web.forms.base import day, text
from motcua.web.plans.forms import PlanForm
from motcua.web.refusal_words import refusal_words
from motcua.web.uploads import keep


class TargetForm(PlanForm):
    """What a target says. `expression` is a sentence of the language of targets."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    metric = text(gettext_lazy("Chỉ tiêu, như văn bản ghi"), rows=2, most=2000)
    expression = text(
        gettext_lazy("Câu chỉ tiêu"),
        rows=3,
        most=600,
        hint=gettext_lazy(
            "Nói đo cái gì, của ai, kỳ nào, phải đạt bao nhiêu. Điều hệ thống không đo được thì viết trong “…”."
        ),
    )
    owner = forms.TypedChoiceField(
        label=gettext_lazy("Đơn vị phụ trách"), coerce=int, required=False, empty_value=None
    )
    due = day(gettext_lazy("Hạn, như văn bản ghi"), required=False)

    def __init__(self, *args: Any, units: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", gettext_lazy("Chưa rõ")), *units]
        self.choose_from("owner", choices)

    @override
    def refuse(self, refusal: MotCuaError) -> None:
        if isinstance(refusal, TargetRefused):
            self.add_error("expression", refusal_words(refusal))
        else:
            super().refuse(refusal)

    def wanted(self) -> WantedTarget:
        """What was filled in, as the acts take it."""
        told = self.cleaned_data
        return WantedTarget(
            metric=told["metric"], expression=told["expression"], due=told["due"], owner=told["owner"]
        )


def initial_of(target: PlanTarget) -> dict[str, Any]:
    """What the form of a target begins with."""
    return {
        "seen": target.version,
        "metric": target.metric,
        "expression": target.expression,
        "owner": target.owner_id or "",
        "due": target.due,
    }


class GiveForm(PlanForm):
    """A value and its proof."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    value = forms.DecimalField(
        label=gettext_lazy("Giá trị"), max_digits=14, decimal_places=4, localize=True, min_value=0
    )
    as_of = day(gettext_lazy("Số liệu chốt hết ngày"))
    note = text(
        gettext_lazy("Nguồn số liệu"),
        rows=2,
        required=False,
        hint=gettext_lazy("Số, ngày của báo cáo hoặc cách đếm. Bắt buộc khi không kèm tệp."),
    )
    evidence = forms.FileField(label=gettext_lazy("Tệp minh chứng"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("as_of", timezone.localdate())
        super().__init__(*args, **kwargs)

    def clean_evidence(self) -> StoredFile | None:
        """The file, checked and stored."""
        uploaded = self.cleaned_data.get("evidence")
        return keep(uploaded) if uploaded else None

    def given(self) -> Given:
        """What was filled in, as the act takes it."""
        told = self.cleaned_data
        uploaded = self.files.get("evidence")
        return Given(
            value=told["value"],
            as_of=told["as_of"],
            note=told["note"],
            evidence=told["evidence"],
            evidence_name=uploaded.name or "" if uploaded else "",
        )
