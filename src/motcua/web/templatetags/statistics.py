# SPDX-License-Identifier: EUPL-1.2
"""Figures in templates."""

from __future__ import annotations

from django import template

from motcua.web.statistics.words import number_words

register = template.Library()


@register.filter
def figure(value: float | None) -> str:
    """`1.250`, `–` for what is not known."""
    return number_words(value)
