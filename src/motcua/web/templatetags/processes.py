# SPDX-License-Identifier: EUPL-1.2
"""Where a dossier is in its process, for the page of the dossier."""

from __future__ import annotations

from django import template
from django.utils import timezone

from motcua.dossiers.models import Dossier
from motcua.web.processes.course import Course, course_of

register = template.Library()


@register.simple_tag
def dossier_course(dossier: Dossier) -> Course | None:
    """The course of a dossier in its process. One query where there is none, else two or three."""
    return course_of(dossier, timezone.now())
