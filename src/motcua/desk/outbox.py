# SPDX-License-Identifier: EUPL-1.2
"""Mails that wait to be sent: put once by their key, sent at most once, tried again with growing pauses."""

from __future__ import annotations

import datetime as dt
import hashlib
import smtplib
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Q, QuerySet

from motcua.desk.models import Mail
from motcua.organisations.models import Person

PAUSES: Final = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360))
"""How long is waited after each refusal; after the last one the mail is given up and shown as not sent."""

LOST_AFTER: Final = dt.timedelta(minutes=15)
"""A mail still `sending` after this belonged to a process that died: whether it arrived is not known."""

KEPT_FOR: Final = dt.timedelta(days=90)
"""Mails sent or given up are removed after this."""

_PERMANENT = 500


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one attempt."""

    state: Mail.State
    error: str = ""


def put(key: str, person: Person, subject: str, text: str, html: str, now: dt.datetime) -> bool:
    """Put a mail into the outbox; False when one with this key was put before or the person has no address."""
    if not person.email:
        return False
    return put_to(key, person.email, subject, text, html, now, person=person)


def put_to(
    key: str,
    address: str,
    subject: str,
    text: str,
    html: str,
    now: dt.datetime,
    *,
    person: Person | None = None,
    unit_id: int | None = None,
) -> bool:
    """The same to an address of somebody outside the house, in a matter of a unit whose administrators see it when it
    is stuck; False when one with this key was put before."""
    if Mail.objects.filter(key=key).exists():
        return False
    mail = Mail(
        key=key,
        person=person,
        unit_id=unit_id,
        address=address,
        subject=subject,
        text=text,
        html=html,
        made_at=now,
        next_try_at=now,
    )
    Mail.objects.bulk_create([mail], ignore_conflicts=True)
    return True


def send_due(now: dt.datetime, *, most: int = 500) -> dict[Mail.State, int]:
    """Send what is due, one after the other; how many ended in which state. Two processes never send one mail."""
    Mail.objects.filter(state=Mail.State.SENDING, tried_at__lt=now - LOST_AFTER).update(
        state=Mail.State.UNCERTAIN, error="Tiến trình gửi dừng giữa chừng."
    )
    counts: dict[Mail.State, int] = {}
    for _ in range(most):
        mail = _claim(now)
        if mail is None:
            break
        delivery = _deliver(mail)
        state = _settle(mail, delivery, now)
        counts[state] = counts.get(state, 0) + 1
    return counts


def stuck() -> QuerySet[Mail]:
    """Mails that were refused for good, or of which nobody knows whether they arrived. They move only when asked."""
    return Mail.objects.filter(state__in=[Mail.State.FAILED, Mail.State.UNCERTAIN])


def retry(mails: QuerySet[Mail], now: dt.datetime) -> int:
    """Send these of the stuck mails again, because somebody asks for it; how many."""
    return mails.update(state=Mail.State.WAITING, tries=0, next_try_at=now)


def tidy(now: dt.datetime) -> int:
    """Remove mails sent or given up long ago; how many."""
    before = now - KEPT_FOR
    sent = Q(state=Mail.State.SENT, sent_at__lt=before)
    removed, _ = Mail.objects.filter(sent | Q(state=Mail.State.GIVEN_UP, made_at__lt=before)).delete()
    return removed


@transaction.atomic
def _claim(now: dt.datetime) -> Mail | None:
    """Take one mail for this process. The row is committed as `sending` before anything leaves."""
    waiting = Mail.objects.filter(state=Mail.State.WAITING, next_try_at__lte=now)
    mail = waiting.select_for_update(skip_locked=True).order_by("next_try_at", "id").first()
    if mail is None:
        return None
    mail.state, mail.tries, mail.tried_at = Mail.State.SENDING, mail.tries + 1, now
    mail.save(update_fields=["state", "tries", "tried_at"])
    return mail


def _deliver(mail: Mail) -> Delivery:
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:  # nothing was handed over
        return Delivery(Mail.State.WAITING, _short(error))
    try:
        connection.send_messages([_message(mail)])
    except smtplib.SMTPRecipientsRefused as error:
        code, _ = next(iter(error.recipients.values()), (0, b""))
        return _refused(code, error)
    except smtplib.SMTPResponseException as error:
        return _refused(error.smtp_code, error)
    except (OSError, smtplib.SMTPException) as error:  # handed over, and no answer
        return Delivery(Mail.State.UNCERTAIN, _short(error))
    finally:
        connection.close()
    return Delivery(Mail.State.SENT)


def _refused(code: int, error: Exception) -> Delivery:
    return Delivery(Mail.State.FAILED if code >= _PERMANENT else Mail.State.WAITING, _short(error))


def _message(mail: Mail) -> EmailMultiAlternatives:
    ident = hashlib.sha256(mail.key.encode()).hexdigest()[:32]
    host = settings.PUBLIC_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        settings.DEFAULT_FROM_EMAIL,
        [mail.address],
        headers={"Message-ID": f"<{ident}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(mail.html, "text/html")
    return message


def _settle(mail: Mail, delivery: Delivery, now: dt.datetime) -> Mail.State:
    state = delivery.state
    if state is Mail.State.WAITING and mail.tries > len(PAUSES):
        state = Mail.State.FAILED
    mail.state, mail.error = state, delivery.error
    if state is Mail.State.SENT:
        mail.sent_at = now
    elif state is Mail.State.WAITING:
        mail.next_try_at = now + PAUSES[mail.tries - 1]
    mail.save(update_fields=["state", "error", "sent_at", "next_try_at"])
    return state


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
