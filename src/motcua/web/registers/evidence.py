# SPDX-License-Identifier: EUPL-1.2
"""Adding evidence to an entry of any register."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.organisations.actors import Actor
from motcua.registers import acts
from motcua.registers.models import Register
from motcua.web.forms.offers import Choice
from motcua.web.registers.forms import EvidenceForm
from motcua.web.registers.shown import press_of


def evidence_choice(actor: Actor, register: Register, pk: int) -> Choice:
    """The button that adds a file."""
    return Choice(
        "minh-chung",
        _("Thêm minh chứng"),
        EvidenceForm,
        lambda data: acts.add_evidence(press_of(actor, data), register, pk),
        _("Thêm tệp"),
        _("Đã thêm minh chứng."),
    )
