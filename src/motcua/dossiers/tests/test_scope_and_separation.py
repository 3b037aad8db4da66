# SPDX-License-Identifier: EUPL-1.2
"""Positions limited to fields and procedures count the same everywhere; who did one step does not do the next."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import acts, choices, queries
from motcua.dossiers.errors import DossierUnknown, InputRefused, NotEntitled, SeparationBreach
from motcua.dossiers.models import Dossier, Outcome
from motcua.dossiers.rights import handling_positions, handling_units
from motcua.dossiers.tests.office import BEGINNING, Office, at, on, person
from motcua.dossiers.why_not import what_may
from motcua.law.roles import Role
from motcua.law.separation import Rule
from motcua.law.transitions import Act
from motcua.organisations.actors import actor_of
from motcua.organisations.models import Position, SeparationWaiver

DAY = at("2026-03-09 10:00").date()


def limit(
    office: Office, role: Role, *, fields: tuple[str, ...] = (), procedures: tuple[str, ...] = ()
) -> None:
    Position.objects.filter(person=office.people[role]).update(
        fields=list(fields), procedures=list(procedures)
    )


def about(dossier: Dossier, field: str) -> Dossier:
    Dossier.objects.filter(pk=dossier.pk).update(field_code=field)
    dossier.refresh_from_db()
    return dossier


@pytest.mark.parametrize(
    ("fields", "procedures", "takes"),
    [
        ((), (), True),
        (("HT",), (), True),
        ((), ("9.000001",), True),
        (("DD",), (), False),
        (("DD",), ("9.9",), False),
    ],
)
def test_one_rule_for_seeing_doing_queueing_and_choosing(
    office: Office, fields: tuple[str, ...], procedures: tuple[str, ...], takes: bool
) -> None:
    dossier = about(office.assigned(), "HT")
    limit(office, Role.SPECIALIST, fields=fields, procedures=procedures)
    actor = office.actor(Role.SPECIALIST)
    who = office.people[Role.SPECIALIST]
    assert queries.visible_to(actor).filter(pk=dossier.pk).exists() is takes
    assert queries.may_see(actor, dossier) is takes
    assert queries.held_by(actor).filter(pk=dossier.pk).exists() is takes
    assert (Act.DRAFT in queries.acts_open_to(actor, dossier)) is takes
    held = handling_positions(dossier, DAY).filter(person=who).order_by("id")
    assert held.exists() is takes
    assert handling_units(who.pk, dossier, DAY) == list(held.values_list("unit_id", flat=True))
    assert (who in choices.handlers_of(dossier, DAY)) is takes
    answers = what_may(actor, dossier, DAY)
    assert answers.sees is takes
    assert next(one for one in answers.acts if one.act is Act.DRAFT).allowed is takes
    if takes:
        assert queries.access_dossier(actor, dossier.code) == dossier
        return
    with pytest.raises(DossierUnknown):
        queries.access_dossier(actor, dossier.code)
    with pytest.raises(NotEntitled):
        acts.draft(actor, dossier.code, Outcome.GRANTED, "Cấp", on("2026-03-09 11:00"))


@pytest.mark.parametrize(
    ("role", "queue"),
    [
        (Role.RECEPTION, queries.at_desk),
        (Role.SECTION_HEAD, queries.to_assign),
        (Role.AGENCY_HEAD, queries.to_sign),
        (Role.RETURN_OFFICER, queries.to_return),
    ],
)
def test_every_queue_is_limited_alike(office: Office, role: Role, queue: object) -> None:
    office.received("rolling")
    moved = office.received()
    acts.transfer(office.actor(Role.RECEPTION), moved.code, office.section, on("2026-03-09 11:00"))
    office.submitted()
    office.ready()
    assert queue(office.actor(role)).exists()
    limit(office, role, procedures=("9.999999",))
    assert not queue(office.actor(role)).exists()
    assert not queries.visible_to(office.actor(role)).exists()


def test_a_second_position_adds_and_the_statement_stays_one(office: Office) -> None:
    dossier = about(office.assigned(), "HT")
    limit(office, Role.SPECIALIST, fields=("DD",))
    who = office.people[Role.SPECIALIST]
    Position.objects.create(
        person=who,
        unit=office.section,
        role="specialist",
        title="x",
        effective_from=BEGINNING.replace(year=2019),
        fields=["HT"],
    )
    with CaptureQueriesContext(connection) as captured:
        actor = actor_of(who, DAY)
    assert len(captured) == 1
    assert [one.pk for one in queries.visible_to(actor)] == [dossier.pk]
    assert Act.DRAFT in queries.acts_open_to(actor, dossier)


def test_receiving_is_limited_too(office: Office) -> None:
    limit(office, Role.RECEPTION, procedures=("9.000002",))
    with pytest.raises(NotEntitled):
        office.received("certificate")
    assert office.received("same_day")


def test_a_dossier_is_not_given_to_whom_it_does_not_concern(office: Office) -> None:
    limit(office, Role.SPECIALIST, fields=("DD",))
    code = office.received().code
    acts.transfer(office.actor(Role.RECEPTION), code, office.section, on("2026-03-09 11:00"))
    with pytest.raises(InputRefused):
        acts.assign(
            office.actor(Role.SECTION_HEAD), code, office.people[Role.SPECIALIST], on("2026-03-09 12:00")
        )


@pytest.fixture
def head_who_drafted(office: Office) -> tuple[Dossier, Position]:
    """The specialist who drafted and submitted becomes the head who should sign."""
    dossier = office.submitted()
    seat = Position.objects.create(
        person=office.people[Role.SPECIALIST],
        unit=office.committee,
        role="agency_head",
        title="PHÓ CHỦ TỊCH",
        effective_from=BEGINNING,
    )
    return dossier, seat


def test_who_drafted_does_not_sign(office: Office, head_who_drafted: tuple[Dossier, Position]) -> None:
    dossier, _ = head_who_drafted
    both = office.actor(Role.SPECIALIST)
    assert Act.SIGN not in queries.acts_open_to(both, dossier)
    assert (
        "tách nhiệm vụ"
        in next(one for one in what_may(both, dossier, DAY).acts if one.act is Act.SIGN).reason
    )
    with pytest.raises(SeparationBreach):
        acts.sign(both, dossier.code, "", on("2026-03-10 11:00"))
    dossier.refresh_from_db()
    assert dossier.events.latest("sequence").act == Act.SUBMIT
    assert Act.SIGN in queries.acts_open_to(office.actor(Role.AGENCY_HEAD), dossier)


def test_a_relaxed_rule_warns_and_the_event_keeps_it(
    office: Office, head_who_drafted: tuple[Dossier, Position]
) -> None:
    dossier, _ = head_who_drafted
    SeparationWaiver.objects.create(
        unit=office.commune,
        rule=Rule.DRAFTER_SIGNS,
        reason="Xã chỉ có một người",
        decided_by=office.people[Role.AGENCY_HEAD],
        effective_from=BEGINNING,
    )
    signed = acts.sign(office.actor(Role.SPECIALIST), dossier.code, "", on("2026-03-10 11:00"))
    assert "dự thảo, trình ký không tự ký" in signed.warnings[0]
    assert signed.event.data["warnings"] == list(signed.warnings)


def test_who_received_is_only_warned_when_confirming_a_payment(office: Office) -> None:
    code = office.assigned().code
    acts.ask_payment(office.actor(Role.SPECIALIST), code, Decimal(1000), "Phí", on("2026-03-09 11:00"))
    done = acts.confirm_payment(office.actor(Role.RECEPTION), code, "BL 1", on("2026-03-09 12:00"))
    assert "không tự xác nhận việc nộp tiền" in done.warnings[0]


def test_who_asked_does_not_answer(office: Office) -> None:
    code = office.assigned().code
    who = office.people[Role.SPECIALIST]
    Position.objects.create(
        person=who, unit=office.other_section, role="specialist", title="x", effective_from=BEGINNING
    )
    asker = office.actor(Role.SPECIALIST)
    acts.consult(asker, code, office.other_section, "Ý kiến?", 8, on("2026-03-09 11:00"))
    with pytest.raises(SeparationBreach):
        acts.answer_consultation(asker, code, "Đồng ý", on("2026-03-09 12:00"))
    other = person("answers", office.other_section, Role.SPECIALIST, "Công chức")
    assert acts.answer_consultation(actor_of(other, DAY), code, "Đồng ý", on("2026-03-09 12:00"))
