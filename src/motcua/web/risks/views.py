# SPDX-License-Identifier: EUPL-1.2
"""The risk list: what will be late, why, and who could take it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.dossiers.rights import allowed_acts
from motcua.law.transitions import Act
from motcua.organisations.actors import Actor
from motcua.risks.risk import LIKELY, POSSIBLE, READERS, SHOWN, Risk
from motcua.web.acting import actor_for, for_roles
from motcua.web.addresses import number_or_0
from motcua.web.pages import page
from motcua.web.phrases import Row, row_of
from motcua.web.risks.words import grade, meaning, percent, sentences

if TYPE_CHECKING:
    from motcua.risks.outlook import Outlook

_LEAST = {"de": LIKELY, "": POSSIBLE, "tat-ca": 0.0}
_FURTHEST = 100_000


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody who could take the dossier; `url` gives it to them, empty for whoever may not."""

    name: str
    holds: int
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One dossier of the list. `percent` is 1 to 99; `move` is where it is given to somebody else, or empty;
    `handled`: whether it is with somebody who works on it, not waiting for a signature or a number."""

    row: Row
    percent: int
    grade: str
    meaning: str
    sentences: list[str]
    offers: list[Offer]
    move: str
    handled: bool
    likely: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice of how much is shown, with its count."""

    label: str
    url: str
    count: int
    current: bool


@for_roles(*READERS)
@require_safe
def risks(request: HttpRequest) -> HttpResponse:
    """Open dossiers by the chance of missing their due date, fifty a page. Eight statements."""
    from motcua.risks.outlook import outlook_of  # ⚡ arrays, loaded by whoever looks at them

    actor, now = actor_for(request), timezone.now()
    level = request.GET.get("muc", "")
    level = level if level in _LEAST else ""
    first = _first(request)
    outlook = outlook_of(actor, now, least=_LEAST[level], first=first)
    context: dict[str, Any] = {"outlook": outlook, "level": level}
    if outlook is not None:
        lines = [_line(actor, risk, row_of(risk.dossier, now)) for risk in outlook.risks]
        chips = _chips(outlook, level)
        shown = next(chip.count for chip in chips if chip.current)
        context |= {
            "lines": lines,
            "chips": chips,
            "expected": round(outlook.scored.expected),
            "running": int(outlook.scored.pk.size),
            "earlier": _at(level, max(0, first - SHOWN)) if first else "",
            "further": _at(level, first + SHOWN) if first + SHOWN < shown else "",
            "curve": list(_curve(outlook)),
        }
    return page(request, "risks/risks.html", context)


def _line(actor: Actor, risk: Risk, row: Row) -> Line:
    act = _move_of(actor, risk)
    move = f"{reverse('act', args=[risk.dossier.code, act])}?tiep=nguy-co" if act else ""
    offers = [
        Offer(taker.name, taker.holds, f"{move}&nguoi={taker.person_id}" if move else "")
        for taker in risk.takers
    ]
    return Line(
        row,
        percent(risk.chance),
        grade(risk.chance),
        meaning(risk.chance),
        sentences(risk.reason),
        offers,
        move,
        risk.handled,
        risk.chance >= LIKELY,
    )


def _move_of(actor: Actor, risk: Risk) -> Act | None:
    """The act by which the actor can give the dossier to somebody else now. Asks no database."""
    offered = allowed_acts(actor, risk.dossier)
    return next((act for act in (Act.REASSIGN, Act.ASSIGN) if act in offered), None)


def _chips(outlook: Outlook, level: str) -> list[Chip]:
    scored = outlook.scored
    offered = (
        ("de", _("Dễ quá hạn"), scored.likely),
        ("", _("Đáng chú ý"), scored.possible),
        ("tat-ca", _("Tất cả đang giải quyết"), int(scored.pk.size)),
    )
    return [Chip(label, _at(name, 0), count, name == level) for name, label, count in offered]


def _at(level: str, first: int) -> str:
    asked = {name: value for name, value in (("muc", level), ("tu", first)) if value}
    return f"{reverse('risks')}?{urlencode(asked)}" if asked else reverse("risks")


def _first(request: HttpRequest) -> int:
    return min(number_or_0(request.GET.get("tu"), 8), _FURTHEST)


def _curve(outlook: Outlook) -> Iterator[tuple[int, int]]:
    """What was said and what came true, in percent, one pair for each tenth that was said."""
    told = outlook.model.told
    pairs = zip(told["said"], told["happened"], strict=True)
    seen: set[int] = set()
    for said, happened in pairs:
        tenth = min(9, int(10 * said))
        if tenth not in seen:
            seen.add(tenth)
            yield round(100 * said), round(100 * happened)
