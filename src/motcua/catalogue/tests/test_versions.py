# SPDX-License-Identifier: EUPL-1.2
"""Versions: one valid a day, drafts beside it, differences, withdrawal."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from motcua.catalogue import acts
from motcua.catalogue.errors import ProcedureUnknown, VersionNotDraft, VersionNotValid, VersionOverlaps
from motcua.catalogue.models import (
    LegalBasis,
    PaperRequirement,
    Procedure,
    ProcedureCase,
    ProcedureVersion,
    ResultKind,
)
from motcua.catalogue.queries import cases_of, version_on
from motcua.catalogue.snapshots import Difference, differences, snapshot

pytestmark = pytest.mark.django_db
MARCH = dt.date(2026, 3, 1)
MAY = dt.date(2026, 5, 1)


@pytest.fixture
def first() -> ProcedureVersion:
    procedure = Procedure.objects.create(code="1.900001")
    version = ProcedureVersion.objects.create(
        procedure=procedure, number=1, effective_from=MARCH, name="Cấp Giấy phép Đò", levels=["commune"]
    )
    for order, channel in enumerate(("counter", "online"), start=1):
        ProcedureCase.objects.create(
            version=version,
            order=order,
            channel=channel,
            limit_value=3,
            limit_unit="working_days",
            fee_free=True,
        )
    PaperRequirement.objects.create(version=version, order=1, name="Đơn", originals=1, copies=0)
    ResultKind.objects.create(version=version, order=1, name="Giấy phép", code="KQ.G99.000001")
    LegalBasis.objects.create(version=version, order=1, number="12/2019/QH14", title="Luật Đò")
    return acts.publish(version)


def test_publishing_makes_the_key_for_search(first: ProcedureVersion) -> None:
    assert version_on("1.900001", MARCH).name_key == "cap giay phep do"
    assert [case.channel for case in cases_of(first, "online")] == ["online"]
    assert len(cases_of(first)) == 2


def test_before_its_first_day_a_version_is_unknown(first: ProcedureVersion) -> None:
    with pytest.raises(ProcedureUnknown, match="28/02/2026"):
        version_on(first.procedure.code, MARCH - dt.timedelta(days=1))


def test_a_draft_is_a_full_copy_and_counts_only_when_published(first: ProcedureVersion) -> None:
    draft = acts.draft_from(first, MAY)
    assert draft.number == 2
    assert differences(snapshot(first), snapshot(draft)) == [Difference("change", "announce", "amend")]
    assert version_on("1.900001", MAY).pk == first.pk
    acts.publish(draft)
    assert version_on("1.900001", MAY).pk == draft.pk
    assert version_on("1.900001", dt.date(2026, 4, 30)).pk == first.pk


def test_differences_name_the_field(first: ProcedureVersion) -> None:
    draft = acts.draft_from(first, MAY)
    draft.cases.filter(channel="counter").update(limit_value=Decimal(2))
    draft.papers.all().delete()
    found = {one.path: (one.before, one.after) for one in differences(snapshot(first), snapshot(draft))}
    assert found["cases[counter].limit_value"] == (Decimal(3), Decimal(2))
    assert found["papers[Đơn]"] == ("có", None)
    assert "cases[online].limit_value" not in found


def test_a_version_is_published_once(first: ProcedureVersion) -> None:
    with pytest.raises(VersionNotDraft):
        acts.publish(first)


def test_a_draft_may_not_slip_under_a_later_version(first: ProcedureVersion) -> None:
    acts.publish(acts.draft_from(first, MAY))
    early = acts.draft_from(first, dt.date(2026, 4, 1))
    with pytest.raises(VersionOverlaps, match="01/05/2026"):
        acts.publish(early)


def test_withdrawal_with_and_without_a_last_day(first: ProcedureVersion) -> None:
    with pytest.raises(VersionNotValid):
        acts.withdraw(first, MARCH - dt.timedelta(days=1))
    acts.withdraw(first, MAY)
    assert version_on("1.900001", MAY).pk == first.pk
    with pytest.raises(ProcedureUnknown):
        version_on("1.900001", MAY + dt.timedelta(days=1))
    acts.withdraw(first)
    with pytest.raises(ProcedureUnknown):
        version_on("1.900001", MARCH)
    with pytest.raises(VersionNotValid):
        acts.withdraw(first)


def test_the_database_itself_refuses_two_valid_versions_on_one_day(first: ProcedureVersion) -> None:
    def second(day: dt.date) -> None:
        with transaction.atomic():
            ProcedureVersion.objects.create(
                procedure=first.procedure, number=9, effective_from=day, name="Đò", status="valid"
            )

    with pytest.raises(IntegrityError, match="version_one_valid_a_day"):
        second(MAY)
    ProcedureVersion.objects.filter(pk=first.pk).update(effective_to=MAY - dt.timedelta(days=1))
    second(MAY)


@pytest.mark.parametrize(
    "values",
    [
        {"limit_value": 3},
        {"limit_unit": "days"},
        {"limit_value": 0, "limit_unit": "days"},
        {"limit_value": 1, "limit_unit": "same_day"},
        {"fee_amount": 0, "fee_free": False},
        {"fee_amount": 5000, "fee_free": True},
        {"fee_amount": 5000},
    ],
)
def test_the_database_refuses_half_known_limits_and_fees(
    first: ProcedureVersion, values: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcedureCase.objects.create(version=first, order=9, channel="post", **values)
