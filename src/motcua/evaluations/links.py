# SPDX-License-Identifier: EUPL-1.2
"""The link by which a dossier is rated: made from its secret, good for rating and for nothing else."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core.signing import Signer
from django.utils.crypto import constant_time_compare

from motcua.dossiers.models import Dossier

_SALT: Final = "motcua.evaluations.link"
_LETTERS: Final = 22  # of 64 kinds: 132 bits


def token_of(dossier: Dossier) -> str:
    """The part of the link that names the dossier and proves that its holder was given it.

    The secret itself never stands in an address: it opens the whole look-up.
    """
    return f"{dossier.pk:x}-{_proof(dossier)}"


def address_of(dossier: Dossier) -> str:
    """The whole link, for a notice or a QR code."""
    return f"{settings.PUBLIC_URL}/danh-gia/ho-so/{token_of(dossier)}/"


def dossier_of(token: str) -> Dossier | None:
    """The dossier of a link; None when the link is not one of ours."""
    number, _dash, proof = token.partition("-")
    try:
        pk = int(number, 16)
    except ValueError:
        return None
    dossier = Dossier.objects.filter(pk=pk).first() if 0 < pk < 2**63 else None
    if dossier is None or not constant_time_compare(proof, _proof(dossier)):
        return None
    return dossier


def _proof(dossier: Dossier) -> str:
    return Signer(salt=_SALT).signature(f"{dossier.pk}:{dossier.secret}")[:_LETTERS]
