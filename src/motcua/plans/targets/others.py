# SPDX-License-Identifier: EUPL-1.2
"""Values that the statistics do not hold: satisfaction, index, watch over intake, catalogue, the plan's own tasks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from motcua.catalogue.models import Channel, ProcedureCase
from motcua.catalogue.posting import level_of, posted
from motcua.catalogue.queries import at_online_level
from motcua.conformance.checks import CHECK
from motcua.conformance.watching import Span, watch
from motcua.evaluations.figures import by_group, overall
from motcua.evaluations.policy import policy
from motcua.law.names import fold
from motcua.law.report_windows import Period, Window
from motcua.plans.models import Decision, TaskWork, WorkState
from motcua.plans.targets.errors import SubjectUnknown
from motcua.plans.targets.evaluating import NOTHING, Standing
from motcua.plans.targets.measures import Kind, Source
from motcua.plans.targets.reaching import Tally
from motcua.plans.targets.resolving import Resolved
from motcua.plans.targets.values import Where
from motcua.scores.index import index_of


def from_ballots(empty: Standing, told: Resolved) -> Standing:
    """Satisfied ballots of those that may be told. Fields are the groups of fields ballots are told by."""
    days, expression = empty.days, empty.expression
    if days is None or told.where is not Where.HERE or expression.procedures or expression.channel:
        return replace(empty, lacks=NOTHING["not_narrowed"])
    asked = (told.unit.pk, days.first, days.last, timezone.localdate())
    if not expression.fields:
        sums = [overall(*asked)]
    else:
        codes = {_group_named(name) for name in expression.fields}
        sums = [one for one in by_group(*asked) if one.key in codes]
    tally = Tally(Fraction(sum(one.satisfied for one in sums)), Fraction(sum(one.ballots for one in sums)))
    return _told(empty, tally, "few_ballots")


def _group_named(name: str) -> str:
    groups = policy().groups
    wanted = fold(name)
    for group in groups:
        if fold(group.name) == wanted or any(word in wanted for word in group.words):
            return group.code
    raise SubjectUnknown(
        f"Phiếu đánh giá không chia theo lĩnh vực “{name}”.", offered=[group.name.lower() for group in groups]
    )


def from_index(empty: Standing, told: Resolved, as_of: dt.datetime | None) -> Standing:
    """An indicator of the service index, or the points of a hundred that could be measured."""
    days, expression, measure = empty.days, empty.expression, empty.measure
    narrowed = expression.fields or expression.procedures or expression.channel
    if days is None or measure is None or narrowed or told.where is not Where.HERE:
        return replace(empty, lacks=NOTHING["not_narrowed"])
    found = index_of(told.unit, Window(Period.YEAR, days.first, days.last, ""), as_of=as_of)
    empty = replace(empty, as_of=found.as_of)
    if measure.source is Source.INDEX:
        if found.scaled is None:
            return replace(empty, lacks=NOTHING["no_indicator"])
        return replace(empty, tally=Tally(found.scaled, Fraction(100)), number=found.scaled)
    line = next((one for one in found.lines if one.rule.code == expression.code), None)
    if line is None or line.count is None:
        return replace(empty, lacks=line.source.lacks if line else NOTHING["no_indicator"])
    tally = Tally(Fraction(line.count.part), Fraction(line.count.whole))
    return replace(_told(empty, tally, "no_indicator"), failing=line.failing)


def from_watch(empty: Standing, told: Resolved) -> Standing:
    """How many dossiers filed online were not taken in within eight working hours."""
    days, expression = empty.days, empty.expression
    if days is None or told.where is not Where.HERE or expression.fields or expression.procedures:
        return replace(empty, lacks=NOTHING["not_narrowed"])
    (watched,) = watch(Span(told.unit.pk, days.first, days.last), timezone.now(), [CHECK["late_intake"]])
    return _told(empty, Tally(Fraction(len(watched)), Fraction(0)), "no_dossier")


def from_catalogue(empty: Standing, told: Resolved) -> Standing:
    """Procedures in force that can be filed online, of those of the unit's level whose channels the catalogue knows;
    where the sentence tells an online level, those that go so far, of those of which that is known."""
    days, expression = empty.days, empty.expression
    if days is None or told.where is not Where.HERE or expression.procedures or expression.channel:
        return replace(empty, lacks=NOTHING["not_narrowed"])
    versions = posted(level_of(told.unit), days.last)
    if told.fields:
        versions = versions.filter(field_code__in=told.fields)
    cases = ProcedureCase.objects.filter(version=OuterRef("pk"))
    known = versions.filter(Exists(cases)).order_by()
    if expression.level is not None:
        known = known.exclude(pk__in=at_online_level(versions, None))
        online = at_online_level(known, expression.level).count()
    else:
        online = known.filter(Exists(cases.filter(channel=Channel.ONLINE))).count()
    return _told(empty, Tally(Fraction(online), Fraction(known.count())), "no_procedure")


def from_tasks(empty: Standing, plan: int | None) -> Standing:
    """Work on the plan that is done, of all that was not called off."""
    done = Count("pk", filter=Q(state=WorkState.DONE))
    works = TaskWork.objects.filter(plan=plan or 0, task__decision=Decision.ACCEPTED)
    counted = works.exclude(state=WorkState.CANCELLED).aggregate(all=Count("pk"), done=done)
    return _told(empty, Tally(Fraction(counted["done"]), Fraction(counted["all"])), "no_tasks")


def _told(empty: Standing, tally: Tally, otherwise: str) -> Standing:
    kind = empty.measure.kind if empty.measure else Kind.SHARE
    number = tally.value(kind, empty.expression.wanted.unit)
    if number is None:
        return replace(empty, lacks=NOTHING[otherwise])
    return replace(empty, tally=tally, number=number)
