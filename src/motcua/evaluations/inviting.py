# SPDX-License-Identifier: EUPL-1.2
"""Mails that invite to rate: one for each dossier, to whoever gave an address with it and has the result.

The address was given at the counter, whose form says what it is used for; giving none means no mail. The mail names
the procedure and the code, nobody by name, and its link opens the ballot of this dossier and nothing else.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from motcua.desk import outbox
from motcua.desk.models import Mail
from motcua.dossiers.models import Dossier, Event
from motcua.evaluations.links import address_of
from motcua.evaluations.models import Ballot
from motcua.evaluations.policy import policy
from motcua.law.transitions import Act

WITHIN = dt.timedelta(days=2)
"""How long after the result was handed over an invitation still goes out: a stop of the mails is bridged, no more."""

_RETURNED = (Act.RETURN_AT_COUNTER, Act.RETURN_BY_POST, Act.RETURN_ELECTRONICALLY)


def write_invitations(now: dt.datetime) -> int:
    """Put the mails into the outbox; how many. Safe to repeat: one mail for each dossier, none once it is rated."""
    if not (settings.MAIL_ENABLED and policy().invites):
        return 0
    returned = Event.objects.filter(
        at__gt=now - WITHIN, at__lte=now, act__in=[act.value for act in _RETURNED]
    )
    numbers = set(returned.values_list("dossier_id", flat=True))
    numbers -= set(Ballot.objects.filter(dossier__in=numbers).values_list("dossier_id", flat=True))
    keys = {_key(pk): pk for pk in numbers}
    put = set(Mail.objects.filter(key__in=keys).values_list("key", flat=True))
    waiting = sorted(pk for key, pk in keys.items() if key not in put)
    rows = Dossier.objects.filter(pk__in=waiting).select_related("applicant", "submitted_by").order_by("pk")
    with translation.override("vi"):
        return sum(_put(dossier, now) for dossier in rows if _address(dossier))


def _put(dossier: Dossier, now: dt.datetime) -> int:
    subject = _("Mời đánh giá việc giải quyết hồ sơ %(code)s") % {"code": dossier.code}
    context = {"dossier": dossier, "address": address_of(dossier)}
    plain, html = (
        render_to_string(f"evaluations/mail/invitation.{kind}", context) for kind in ("txt", "html")
    )
    key, unit = _key(dossier.pk), dossier.receiving_unit_id
    return int(outbox.put_to(key, _address(dossier), subject, plain, html, now, unit_id=unit))


def _address(dossier: Dossier) -> str:
    """Of whoever came with the dossier: an authorised person, or else the applicant."""
    return (dossier.submitted_by or dossier.applicant).email


def _key(dossier_id: int) -> str:
    return f"rate:{dossier_id}"
