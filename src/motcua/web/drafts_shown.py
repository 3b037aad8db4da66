# SPDX-License-Identifier: EUPL-1.2
"""Which drafts this session has shown to the signer, and which of them the signer agreed to sign in one go.

Nothing is signed that was not shown: a draft with a file counts as shown once the file itself was handed to this very
session, a draft without a file once its page was. Both are remembered with the hash and the last event, so a draft
that changed since is not the one that was seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeVar

from django.http import HttpRequest

from motcua.dossiers.models import Dossier
from motcua.law.statuses import State

MOST: Final = 200
"""Drafts remembered; the oldest are forgotten first and have to be opened again."""

_Kept = TypeVar("_Kept")
_SHOWN: Final = "drafts_shown"
_AGREED: Final = "drafts_agreed"


@dataclass(frozen=True, slots=True)
class Agreed:
    """A draft the signer agreed to: its dossier, the hash of its file, the last event then."""

    code: str
    sha256: str
    sequence: int

    def holds(self, dossier: Dossier) -> bool:
        """Whether the dossier still carries exactly this draft, waiting for a signature."""
        same = (dossier.result_sha256, dossier.last_sequence) == (self.sha256, self.sequence)
        return same and dossier.state == State.SUBMITTED_TO_HEAD


def remember_shown(request: HttpRequest, dossier: Dossier) -> None:
    """The draft of the dossier is being shown to this session."""
    shown: dict[str, str] = request.session.get(_SHOWN, {})
    if shown.get(dossier.code) != dossier.result_sha256:
        kept = {code: sha256 for code, sha256 in shown.items() if code != dossier.code}
        request.session[_SHOWN] = _newest({**kept, dossier.code: dossier.result_sha256})


def was_shown(request: HttpRequest, dossier: Dossier) -> bool:
    """Whether this session has seen the draft as it stands now."""
    shown: dict[str, str] = request.session.get(_SHOWN, {})
    return shown.get(dossier.code) == dossier.result_sha256


def agree(request: HttpRequest, dossier: Dossier) -> None:
    """Put the draft on the pile that is signed in one go. The caller asks `was_shown` first."""
    pile = {**_pile(request), dossier.code: [dossier.result_sha256, dossier.last_sequence]}
    request.session[_AGREED] = _newest(pile)


def take_back(request: HttpRequest, *codes: str) -> None:
    """Take drafts off the pile again."""
    request.session[_AGREED] = {code: pair for code, pair in _pile(request).items() if code not in codes}


def agreed(request: HttpRequest) -> dict[str, Agreed]:
    """The pile, in the order of agreement."""
    return {code: Agreed(code, str(pair[0]), int(pair[1])) for code, pair in _pile(request).items()}


def _pile(request: HttpRequest) -> dict[str, list[str | int]]:
    pile: dict[str, list[str | int]] = request.session.get(_AGREED, {})
    return pile


def _newest(remembered: dict[str, _Kept]) -> dict[str, _Kept]:
    return dict(list(remembered.items())[-MOST:])
