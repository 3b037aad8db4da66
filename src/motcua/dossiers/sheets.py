# SPDX-License-Identifier: EUPL-1.2
"""Forms that grow with the dossier and are printed as they stand: the control slip and the register.

Nothing is kept for them: they are made from the event log, so they can be printed as of any moment.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from motcua.documents import forms
from motcua.dossiers import clock, letters
from motcua.dossiers.models import Dossier, Event
from motcua.law.forms import FormRole, form_set_on
from motcua.law.statuses import ENDED, State
from motcua.law.timeliness import Timeliness, TimelinessPolicy, classify
from motcua.law.transitions import ACT_NAMES, Act
from motcua.organisations.models import Person, Unit

_HANDS = frozenset(
    {
        Act.TRANSFER,
        Act.RECALL_TRANSFER,
        Act.ASSIGN,
        Act.REASSIGN,
        Act.SUBMIT,
        Act.SEND_BACK,
        Act.RECALL,
        Act.SIGN,
    }
    | {Act.NUMBER, Act.MAKE_READY, Act.RETURN_AT_COUNTER, Act.RETURN_BY_POST, Act.RETURN_ELECTRONICALLY}
)
_RESULTS = {
    Timeliness.EARLY: forms.HopResult.EARLY,
    Timeliness.ON_TIME: forms.HopResult.ON_TIME,
    Timeliness.LATE: forms.HopResult.LATE,
}


def control_slip(dossier: Dossier, now: dt.datetime) -> bytes:
    """The control slip (Mẫu số 05 or 06): who handed the dossier to whom, and when, up to `now`."""
    events = [event for event in dossier.events.order_by("sequence") if event.at <= now]
    data = forms.ControlSlipData(
        issuer=letters.issuer_of(dossier.receiving_unit),
        issued_at=now,
        applicant=letters.applicant_block(dossier.applicant, dossier.submitted_by),
        procedure_name=dossier.procedure_name,
        dossier_code=dossier.code,
        received_at=dossier.received_at or dossier.filed_at,
        lead_agency=dossier.competent_unit.name,
        due_at=dossier.due_original,
        supporting_agencies=tuple(
            dossier.consultations.order_by("id").values_list("unit__name", flat=True).distinct()
        ),
        hops=tuple(_hops(dossier, events)),
        check=letters.check_of(dossier),
    )
    return forms.render(dossier.form_set, FormRole.CONTROL_SLIP, data)


def register(
    unit: Unit, first_day: dt.date, last_day: dt.date, dossiers: Iterable[Dossier], now: dt.datetime
) -> bytes:
    """The register (Mẫu số 06 or 07) of the dossiers a unit received in a span of days of one year, in order."""
    rows = tuple(
        forms.RegisterRow(
            order=order,
            dossier_code=dossier.code,
            procedure_name=dossier.procedure_name,
            applicant_name=dossier.applicant_name,
            received_at=dossier.received_at or dossier.filed_at,
            address=dossier.applicant.address,
            phone=dossier.applicant.phone,
            lead_agency=dossier.competent_unit.name,
            due_at=dossier.due_original,
            returned_at=dossier.returned_at,
            return_method=dossier.get_return_channel_display(),
            note="" if State(dossier.state) not in ENDED or dossier.returned_at else dossier.state_name,
        )
        for order, dossier in enumerate(dossiers, start=1)
    )
    data = forms.RegisterData(
        issuer=letters.issuer_of(unit),
        issued_at=now,
        year=first_day.year,
        first_day=first_day,
        last_day=last_day,
        rows=rows,
    )
    return forms.render(form_set_on(last_day), FormRole.REGISTER, data)


def _hops(dossier: Dossier, events: list[Event]) -> Iterable[forms.ControlHop]:
    units = dict(Unit.objects.filter(pk__in=_unit_ids(dossier, events)).values_list("pk", "name"))
    people = dict(Person.objects.filter(pk__in=_person_ids(events)).values_list("pk", "full_name"))
    at_unit, holder = dossier.receiving_unit_id, ""
    for event in events:
        changes = event.data.get("changes", {})
        to_unit = changes.get("holder_unit_id", at_unit)
        to_person = people.get(changes["holder_id"], "") if changes.get("holder_id") else ""
        if event.act in _HANDS:
            yield forms.ControlHop(
                from_unit=units.get(event.unit_id or at_unit, ""),
                to_unit=units.get(to_unit, ""),
                handed_at=event.at,
                from_person=event.actor_name,
                to_person=to_person or holder,
                result=_result(dossier, event),
                note=ACT_NAMES[Act(event.act)],
            )
        at_unit, holder = to_unit, to_person


def _result(dossier: Dossier, event: Event) -> forms.HopResult:
    if event.act != Act.MAKE_READY:
        return forms.HopResult.OPEN
    judged = classify(TimelinessPolicy.DATE, clock.course_of(dossier))
    return _RESULTS.get(judged, forms.HopResult.OPEN)


def _unit_ids(dossier: Dossier, events: list[Event]) -> set[int]:
    moved = {event.data.get("changes", {}).get("holder_unit_id") for event in events}
    acted = {event.unit_id for event in events}
    return {unit for unit in moved | acted | {dossier.receiving_unit_id} if unit is not None}


def _person_ids(events: list[Event]) -> set[int]:
    given = {event.data.get("changes", {}).get("holder_id") for event in events}
    return {person for person in given if person is not None}
