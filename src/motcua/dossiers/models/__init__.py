# SPDX-License-Identifier: EUPL-1.2
"""The tables of a dossier. Only `motcua.dossiers.acts` writes them."""

from motcua.catalogue.models import Channel
from motcua.dossiers.models.dossier import Applicant, Dossier, Outcome
from motcua.dossiers.models.letters import Letter, NumberSeries
from motcua.dossiers.models.log import Checkpoint, Event
from motcua.dossiers.models.parts import ClockInterval, Consultation, Paper, SupplementRequest
from motcua.dossiers.models.search import SearchEntry

__all__ = [
    "Applicant",
    "Channel",
    "Checkpoint",
    "ClockInterval",
    "Consultation",
    "Dossier",
    "Event",
    "Letter",
    "NumberSeries",
    "Outcome",
    "Paper",
    "SearchEntry",
    "SupplementRequest",
]
