# SPDX-License-Identifier: EUPL-1.2
"""Counts of all rules, the findings of one, and the answer to a finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.conformance.answering import READERS, answer
from motcua.conformance.checks import CHECK, CHECKS, SEVERITY_NAMES, Check, Severity
from motcua.conformance.errors import AnswerRefused
from motcua.conformance.models import Answer, Verdict
from motcua.conformance.queries import named, places_of
from motcua.conformance.watching import MOST, Finding, Span, Watched, answers_to, finding_of, watch
from motcua.law.transitions import ACT_NAMES, Act
from motcua.organisations.queries import unit_names
from motcua.web.acting import actor_for, for_roles, opened
from motcua.web.addresses import number_or_0
from motcua.web.conformance.forms import AnswerForm, SpanForm, span_asked
from motcua.web.conformance.words import sentence_of
from motcua.web.forms.base import new_key
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.wording import tr

PAGE = 50
_UNUSABLE = 422


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule of the overview with its count; `units` says how many in which unit, with their list."""

    check: Check
    severity: str
    grave: bool
    count: str
    answered: int
    url: str
    units: list[tuple[str, int, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """One finding of a list. `url` is where it is answered, empty where it is about no dossier one can open."""

    finding: Finding
    code: str
    procedure: str
    unit: str
    person: str
    sentence: str
    said: Answer | None
    verdict: str
    url: str


@for_roles(*READERS)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every rule with how often it was broken, in a unit and some days."""
    now = timezone.now()
    form, span = _asked(request)
    found = watch(span, now)
    said = answers_to([finding for watched in found for finding in watched.findings])
    names = unit_names({unit for watched in found for unit in watched.by_unit()})
    lines = [_rule(watched, span, said, names) for watched in found]
    context = {
        "form": form,
        "broken": [line for line, watched in zip(lines, found, strict=True) if len(watched)],
        "kept": [line for line, watched in zip(lines, found, strict=True) if not len(watched)],
        "number": sum(len(watched) for watched in found),
        "rules": len(CHECKS),
    }
    return page(request, "conformance/overview.html", context)


@for_roles(*READERS)
@require_safe
def findings(request: HttpRequest, rule: str) -> HttpResponse:
    """The findings of one rule, the latest first, fifty a page."""
    check = _check(rule)
    form, span = _asked(request)
    (watched,) = watch(span, timezone.now(), [check])
    first, place = number_or_0(request.GET.get("bat-dau"), 8), number_or_0(request.GET.get("noi"), 8)
    found = tuple(one for one in watched.findings if not place or one.unit_id == place)
    shown = found[first : first + PAGE]
    base = _asking(span)
    here = f"{base}&noi={place}" if place else base
    context = {
        "check": check,
        "severity": tr(SEVERITY_NAMES[check.severity]),
        "form": form,
        "back": f"{reverse('conformance')}?{base}",
        "number": len(found),
        "place": unit_names({place}).get(place, "") if place else "",
        "everywhere": f"?{base}",
        "whole": watched.whole,
        "most": MOST,
        "lines": _lines(shown, base),
        "earlier": f"?{here}&bat-dau={max(0, first - PAGE)}" if first else "",
        "further": f"?{here}&bat-dau={first + PAGE}" if first + PAGE < len(found) else "",
        "crumbs": _crumbs(base, ""),
    }
    return page(request, "conformance/findings.html", context)


@for_roles(*READERS)
@require_form
def finding(request: HttpRequest, rule: str, code: str, sequence: int) -> HttpResponse:
    """What was said to one finding, and the form to say more. Looking at it is looking at the dossier."""
    check = _check(rule)
    dossier = opened(request, code)
    now = timezone.now()
    about = finding_of(check, dossier, sequence, now)
    said = answers_to([about or Finding(check.code, dossier.pk, sequence, now, None, None, {})])
    form = AnswerForm(request.POST or None, initial={"key": new_key()})
    if request.method == "POST" and about is None:
        raise Http404
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            answer(
                actor_for(request),
                check.code,
                dossier,
                sequence,
                told["verdict"],
                told["note"],
                now,
                told["key"],
            )
        except AnswerRefused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Đã ghi kết quả xem xét."))
            return redirect(f"{reverse('conformance_rule', args=[rule])}?{_asked_before(request)}")
    event = dossier.events.filter(sequence=sequence).first()
    context = {
        "check": check,
        "dossier": dossier,
        "sentence": sentence_of(about) if about else "",
        "event": event,
        "act_name": tr(ACT_NAMES[Act(event.act)]) if event else "",
        "form": form,
        "said": [
            (one, tr(Verdict(one.verdict).label)) for one in said.get((check.code, dossier.pk, sequence), [])
        ],
        "crumbs": [*_crumbs(_asked_before(request), check.code), (dossier.code, "")],
    }
    return page(request, "conformance/finding.html", context, status=_UNUSABLE if form.errors else 200)


def _check(rule: str) -> Check:
    check = CHECK.get(rule.replace("-", "_"))
    if check is None:
        raise Http404
    return check


def _asked(request: HttpRequest) -> tuple[SpanForm, Span]:
    today = timezone.localdate()
    places = places_of(actor_for(request), today)
    if not places:
        raise PermissionDenied(_("Vị trí công tác của bạn hôm nay không theo dõi đơn vị nào."))
    return span_asked(request.GET, places, today)


def _asking(span: Span) -> str:
    return urlencode({"don_vi": span.unit, "tu": f"{span.first}", "den": f"{span.last}"})


def _asked_before(request: HttpRequest) -> str:
    """The unit and days of the list one came from, as they stand in the address."""
    return urlencode({name: request.GET[name] for name in ("don_vi", "tu", "den") if name in request.GET})


def _crumbs(base: str, rule: str) -> list[tuple[str, str]]:
    way = [(_("Tuân thủ"), f"{reverse('conformance')}?{base}")]
    if rule:
        url = reverse("conformance_rule", args=[rule.replace("_", "-")])
        return [*way, (tr(CHECK[rule].title), f"{url}?{base}")]
    return [*way, (_("Phát hiện"), "")]


def _rule(
    watched: Watched, span: Span, said: dict[tuple[str, int, int], list[Answer]], names: dict[int, str]
) -> RuleLine:
    check = watched.check
    url = f"{reverse('conformance_rule', args=[check.code.replace('_', '-')])}?{_asking(span)}"
    return RuleLine(
        check,
        tr(SEVERITY_NAMES[check.severity]),
        check.severity is Severity.SERIOUS,
        str(len(watched)) if watched.whole else f"{len(watched)}+",
        sum(one.key in said for one in watched.findings),
        url,
        [
            (names.get(unit, ""), number, f"{url}&noi={unit}")
            for unit, number in watched.by_unit().most_common(5)
        ],
    )


def _lines(shown: tuple[Finding, ...], base: str) -> list[Line]:
    names, said = named(shown), answers_to(shown)
    return [_line(one, names.dossiers.get(one.dossier_id, ("", "")), names, said, base) for one in shown]


def _line(one: Finding, about: tuple[str, str], names: Any, said: Any, base: str) -> Line:
    code, procedure = about
    last: Answer | None = said.get(one.key, [None])[-1]
    url = (
        reverse("conformance_finding", args=[one.check.replace("_", "-"), code, one.sequence]) if code else ""
    )
    return Line(
        one,
        code,
        procedure,
        names.units.get(one.unit_id, ""),
        names.people.get(one.person_id, ""),
        sentence_of(one),
        last,
        tr(Verdict(last.verdict).label) if last else "",
        f"{url}?{base}" if url else "",
    )
