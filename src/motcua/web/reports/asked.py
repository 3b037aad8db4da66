# SPDX-License-Identifier: EUPL-1.2
"""What a page of reports is asked for, read from its address: form, unit, period or days, moment, policy."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone

from motcua.errors import MotCuaError
from motcua.law.clock import to_minutes
from motcua.law.judging import Policy
from motcua.organisations.actors import Actor
from motcua.organisations.models import Unit
from motcua.reports import queries
from motcua.reports.definitions import Form, form_on
from motcua.reports.making import Order
from motcua.reports.periods import Span, period_named, span_of, statutory_spans
from motcua.web.acting import actor_for


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address says. `query` says it again, for links."""

    unit: Unit
    span: Span
    policy: Policy
    as_of: dt.datetime | None
    successors: bool = False

    def order(self, form: Form) -> Order:
        """The same, as reports are ordered."""
        return Order(form, self.unit, self.span, self.policy, self.as_of, successors=self.successors)

    @property
    def query(self) -> str:
        """The part of an address behind the question mark."""
        words = {"don-vi": self.unit.code}
        if self.span.name:
            words["ky"] = self.span.name
        else:
            words |= {"tu": self.span.first.isoformat(), "den": self.span.last.isoformat()}
        if self.policy is not Policy.DATE:
            words["cach"] = self.policy.value
        if self.as_of is not None:
            words["luc"] = self.as_of.astimezone(timezone.get_current_timezone()).isoformat()
        if self.successors:
            words["ke-thua"] = "1"
        return urlencode(words)


def asked_in(request: HttpRequest, data: QueryDict | None = None) -> Asked:
    """What is asked for; what the address leaves out is the own agency and the statutory period that ended last.

    Raises `Http404` for a unit the person may not see and for words that mean nothing.
    """
    words = request.GET if data is None else data
    try:
        span = _span(words)
        unit = _unit(actor_for(request), words.get("don-vi", ""))
        policy = Policy(words.get("cach", Policy.DATE))
        as_of = _moment(words.get("luc", ""))
    except (MotCuaError, ValueError) as refused:
        raise Http404(str(refused)) from refused
    return Asked(unit, span, policy, as_of, words.get("ke-thua", "") == "1")


def form_asked(slug: str, span: Span) -> Form:
    """The form of this address for a period. Raises `Http404`."""
    try:
        return form_on(slug, span.last)
    except MotCuaError as refused:
        raise Http404(str(refused)) from refused


def _span(words: QueryDict) -> Span:
    first, last = str(words.get("tu", "")), str(words.get("den", ""))
    if first and last:
        return span_of(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    if name := str(words.get("ky", "")):
        return period_named(name)
    today = timezone.localdate()
    return next(span for span in statutory_spans(today, 2) if span.last < today)


def _unit(actor: Actor, code: str) -> Unit:
    if code:
        return queries.visible_unit(actor, code)
    own = queries.seen_units(actor)
    if not own:
        raise Http404("Vị trí của bạn hôm nay không gắn với đơn vị nào có báo cáo.")
    return own[0]


def _moment(words: str) -> dt.datetime | None:
    if not words:
        return None
    at = dt.datetime.fromisoformat(words)
    aware = at if at.tzinfo else timezone.make_aware(at)
    to_minutes(aware)  # a moment that no table of days knows is refused here, before anything is counted
    return aware
