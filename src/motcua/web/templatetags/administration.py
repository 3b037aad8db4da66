# SPDX-License-Identifier: EUPL-1.2
"""Filters of the pages of administration."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def named(names: Mapping[str, str], code: str) -> str:
    """The name of a code; the code itself when it has none any more."""
    return names.get(code, code)
