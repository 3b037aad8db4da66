# SPDX-License-Identifier: EUPL-1.2
"""The mail that invites to rate: once, to whoever gave an address, with a link that opens the ballot."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from django.test import Client

from motcua.desk.models import Mail
from motcua.dossiers import acts as dossier_acts
from motcua.dossiers.acts import ApplicantIn
from motcua.dossiers.acts.returning import Identification
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import Office, at, on, open_office
from motcua.evaluations import acts, inviting
from motcua.evaluations.inviting import WITHIN, write_invitations
from motcua.evaluations.models import Ballot
from motcua.evaluations.policy import policy
from motcua.law.roles import Role

RETURNED, NOW = "2026-03-16 08:00", at("2026-03-16 09:00")


@pytest.fixture
def office(db: None, settings: Any) -> Office:
    settings.MAIL_ENABLED = True
    return open_office()


def returned(office: Office, email: str) -> Dossier:
    """A dossier whose result was handed over, of somebody with this address (empty: none)."""
    dossier = office.ready()
    dossier.applicant.email = email
    dossier.applicant.save()
    actor = office.actor(Role.RETURN_OFFICER)
    return dossier_acts.return_at_counter(
        actor, dossier.code, "Mẫu", Identification.RECEIPT, on(RETURNED)
    ).dossier


def test_one_mail_to_whoever_gave_an_address(office: Office, client: Client, settings: Any) -> None:
    dossier = returned(office, "nguoi@example.vn")
    other = office.received(applicant=ApplicantIn("Người Thử Khác", is_made_up=True))
    assert write_invitations(NOW) == 1 and write_invitations(NOW) == 0
    mail = Mail.objects.get()
    assert (mail.address, mail.person) == ("nguoi@example.vn", None)
    assert dossier.code in mail.text and dossier.applicant.name not in mail.text + mail.html
    assert other.code not in mail.text
    link = mail.text[mail.text.index(settings.PUBLIC_URL) :].split()[0]
    page = client.get(link.removeprefix(settings.PUBLIC_URL))
    assert page.status_code == 200 and dossier.code in page.content.decode()


def test_no_mail_without_an_address_once_rated_or_too_late(office: Office) -> None:
    dossier = returned(office, "")
    assert write_invitations(NOW) == 0
    dossier.applicant.email = "nguoi@example.vn"
    dossier.applicant.save()
    assert write_invitations(NOW + WITHIN) == 0
    acts.cast(dossier, 5, {}, Ballot.Way.CODE, now=NOW)
    assert write_invitations(NOW) == 0 and not Mail.objects.exists()


def test_an_authority_may_send_none(office: Office, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    returned(office, "nguoi@example.vn")
    settings.MAIL_ENABLED = False
    assert write_invitations(NOW) == 0
    settings.MAIL_ENABLED = True
    monkeypatch.setattr(inviting, "policy", lambda: dataclasses.replace(policy(), invites=False))
    assert write_invitations(NOW) == 0
