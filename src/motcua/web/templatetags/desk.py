# SPDX-License-Identifier: EUPL-1.2
"""Parts of the desk that other pages carry: the notes of a dossier, the banner of whoever stands in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils import timezone

from motcua.desk.absences import Away, stood_for
from motcua.desk.models import Note
from motcua.desk.notes import notes_of
from motcua.dossiers.models import Dossier
from motcua.organisations.actors import Actor

register = template.Library()


@register.simple_tag
def dossier_notes(dossier: Dossier) -> Sequence[Note]:
    """The notes of a dossier that the page may show. One query."""
    return notes_of(dossier)


@register.simple_tag(takes_context=True)
def standing_in(context: Any) -> list[Away]:
    """The people the signed-in official stands in for today. One query, and none for whoever stands in for nobody."""
    actor = context.get("actor")
    return stood_for(actor, timezone.localdate()) if isinstance(actor, Actor) else []
