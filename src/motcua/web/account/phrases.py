# SPDX-License-Identifier: EUPL-1.2
"""Browsers and fields in words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext as _

from motcua.web.forms.base import HouseForm

_BROWSERS = (
    *(
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("CocCoc", "Cốc Cốc"),
        ("coc_coc", "Cốc Cốc"),
        ("Firefox", "Firefox"),
    ),
    *(("Chrome", "Chrome"), ("Chromium", "Chromium"), ("Safari", "Safari")),
)
_SYSTEMS = (
    *(("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows")),
    *(("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")),
)


def browser_phrase(user_agent: str) -> str:
    """`Firefox trên Windows`. What a browser calls itself is a hint, no proof; the first that fits is told."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s trên %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("trình duyệt không rõ")


def field_phrase(name: str) -> str:
    """What a form of ours calls the field `name`; the bare name when none has it."""
    labels = _labels()
    return str(labels.get(name) or labels.get(name.rpartition("-")[2]) or name)


@cache
def _labels() -> dict[str, object]:
    return {
        name: field.label
        for form in _forms(HouseForm)
        for name, field in form.base_fields.items()
        if field.label
    }


def _forms(form: type[HouseForm]) -> Iterator[type[HouseForm]]:
    for below in form.__subclasses__():
        yield below
        yield from _forms(below)
