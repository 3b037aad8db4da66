# SPDX-License-Identifier: EUPL-1.2
"""Steps of inspections and registers as a page tells them: the act, who, when, what changed, the evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.web.wording import tr


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step."""

    act_name: str
    at: dt.datetime
    person_name: str
    title: str
    delegation: str
    note: str
    changed: tuple[str, ...]
    file_name: str
    file_url: str


def step_lines(
    steps: Iterable[Any], labels: Mapping[str, Any], words: Mapping[str, str], file_route: str
) -> list[StepLine]:
    """The steps, latest first as they come. `labels` names what may have changed, `words` its coded values."""
    return [
        StepLine(
            tr(step.get_act_display()),
            step.at,
            step.person_name,
            step.title,
            step.delegation,
            step.note,
            tuple(_changed(step, labels, words)),
            step.file_name,
            reverse(file_route, args=[step.pk]) if step.file_sha256 else "",
        )
        for step in steps
    ]


def _changed(step: Any, labels: Mapping[str, Any], words: Mapping[str, str]) -> Iterable[str]:
    for name, label in labels.items():
        if step.after.get(name) in (None, "", []):
            continue
        told = {"label": str(label), "after": _said(step.after[name], words)}
        if step.before.get(name) in (None, "", []):
            yield _("%(label)s: %(after)s") % told
        else:
            yield _("%(label)s: %(after)s (trước đó: %(before)s)") % {
                **told,
                "before": _said(step.before[name], words),
            }


def _said(value: Any, words: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return tr(words[value]) if value in words else str(value)
