# SPDX-License-Identifier: EUPL-1.2
"""Words and drawings for templates: moments, dates, the six states, the time bar."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from motcua.law.explanations import Explanation
from motcua.law.timeliness import URGENCY_NAMES, Urgency
from motcua.web.pages import House, house_of
from motcua.web.timebar import TimeBar
from motcua.web.timebar_svg import full_svg, small_svg
from motcua.web.uploads import EXTENSIONS
from motcua.web.wording import date_phrase, moment_phrase, period_phrase, spoken, tr

register = template.Library()

_ICONS: Final[dict[Urgency, str]] = {
    Urgency.IN_TIME: "M3 8.5l3.2 3.2L13 4.8",
    Urgency.DUE_SOON: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 4.6V8l2.4 1.6",
    Urgency.LATE: "M8 2.2v7.2M8 12.6v1.2",
    Urgency.WAITING_CITIZEN: "M5.2 3v10M10.8 3v10",
    Urgency.WAITING_OFFICE: "M2 5.4h10.4M9.6 2.6l2.8 2.8-2.8 2.8M14 10.6H3.6M6.4 7.8l-2.8 2.8 2.8 2.8",
    Urgency.DONE: "M1.2 8.6l2.8 2.8 5.4-6.2M7.4 11l.6.5 6.4-6.6",
}


@register.filter
def moment(at: dt.datetime | None) -> str:
    """`thứ Năm 12/03/2026, 17:30`; empty for nothing."""
    return moment_phrase(at) if at else ""


@register.filter
def day(at: dt.date | None) -> str:
    """`thứ Năm 12/03/2026`; empty for nothing."""
    return date_phrase(at) if at else ""


@register.filter
def period(label: str) -> str:
    """The name of a period in the language of the page."""
    return period_phrase(label)


@register.filter
def told(explanation: Explanation) -> tuple[str, ...]:
    """The explanation of a due date, sentence by sentence, in the language of the page."""
    return explanation.sentences(spoken())


@register.filter
def sentence(words: object) -> str:
    """The text with a capital first letter."""
    text = str(words)
    return text[:1].upper() + text[1:]


@register.simple_tag
def state(urgency: Urgency) -> SafeString:
    """One of the six states: icon, word and colour together."""
    return format_html(
        '<span class="state state-{}"><svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>{}</span>',
        urgency.value.replace("_", "-"),
        mark_safe(_ICONS[urgency]),  # noqa: S308  our own path data above
        tr(URGENCY_NAMES[urgency]),
    )


@register.simple_tag(takes_context=True)
def house(context: dict[str, Any]) -> House | None:
    """What the head of the page tells a signed-in official; None for the public."""
    return house_of(context.get("request"))


@register.inclusion_tag("web/_time_bar.html")
def time_bar(bar: TimeBar, urgency: Urgency, ident: str = "bar") -> dict[str, Any]:
    """The full bar with its legend and its twin in words; `ident` is unique on the page."""
    name = str(urgency).replace("_", "-")
    return {"bar": bar, "urgency": name, "ident": ident, "drawing": full_svg(bar, name)}


@register.simple_tag
def small_bar(bar: TimeBar | None, urgency: Urgency) -> SafeString:
    """The bar of a queue row."""
    if bar is None:
        return format_html('<span class="no-bar">{}</span>', _("chưa tính giờ"))
    return small_svg(bar, str(urgency).replace("_", "-"))


@register.filter
def extension(media_type: str) -> str:
    """`PDF` for `application/pdf`."""
    return EXTENSIONS.get(media_type, "").upper()
