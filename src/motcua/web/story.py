# SPDX-License-Identifier: EUPL-1.2
"""The story of a dossier: its events in Vietnamese, and who held it when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import queries
from motcua.dossiers.acts.returning import Identification
from motcua.dossiers.models import ClockInterval, Dossier, Event, Letter, Outcome
from motcua.law.forms import ROLE_TITLES, FormRole
from motcua.law.names import money_figures
from motcua.law.statuses import STATE_NAMES, State
from motcua.law.transitions import ACT_NAMES, Act
from motcua.organisations.queries import person_names, unit_names
from motcua.web.timebar import Hold
from motcua.web.wording import moment_phrase, tr

IDENTIFICATION_NAMES = {
    Identification.RECEIPT: gettext_lazy("Giấy tiếp nhận hồ sơ"),
    Identification.IDENTITY_PAPER: gettext_lazy("Giấy tờ tùy thân"),
    Identification.AUTHORISATION: gettext_lazy("Văn bản ủy quyền"),
    Identification.VNEID: gettext_lazy("VNeID"),
    Identification.CARD_READER: gettext_lazy("Đầu đọc thẻ căn cước"),
}

_FACTS = {
    "reason": gettext_lazy("Lý do"),
    "override_reason": gettext_lazy("Lý do đặc biệt"),
    "note": gettext_lazy("Ghi chú"),
    "handler": gettext_lazy("Người thụ lý"),
    "unit_name": gettext_lazy("Hỏi ý kiến"),
    "question": gettext_lazy("Nội dung hỏi"),
    "answer": gettext_lazy("Trả lời"),
    "authority": gettext_lazy("Văn bản"),
    "decision": gettext_lazy("Văn bản"),
    "evidence": gettext_lazy("Chứng từ"),
    "collected_by": gettext_lazy("Người nhận"),
    "identity_paper": gettext_lazy("Số giấy tờ đối chiếu"),
    "consignment": gettext_lazy("Số bưu gửi"),
    "corrected_by": gettext_lazy("Hồ sơ đính chính"),
    "new_day": gettext_lazy("Đề nghị hẹn lại"),
}
_CHANGES = {
    "result_summary": gettext_lazy("Nội dung kết quả"),
    "result_number": gettext_lazy("Số văn bản"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of an event: what it is, and what it says."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class LetterLink:
    """A letter issued by an event."""

    pk: int
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """One event as it is told."""

    sequence: int
    act: str
    title: str
    at: dt.datetime
    person_id: int | None
    who: str
    position: str
    state: str
    facts: tuple[Fact, ...]
    warnings: tuple[str, ...]
    letters: tuple[LetterLink, ...]
    file: str


@dataclass(frozen=True, slots=True)
class Story:
    """All lines in order, and who held the dossier when."""

    lines: tuple[Line, ...]
    holds: tuple[Hold, ...]
    files: frozenset[str]


def story_of(dossier: Dossier, now: dt.datetime) -> Story:
    """Everything that happened. Four queries: events, letters, units, people."""
    events = list(queries.story_of(dossier))
    letters: dict[int, list[LetterLink]] = {}
    for letter in dossier.letters.order_by("id"):
        letters.setdefault(letter.event_sequence, []).append(LetterLink(letter.pk, letter_title(letter)))
    return Story(
        tuple(line_of(event, letters.get(event.sequence, ())) for event in events),
        tuple(_holds(dossier, events, dossier.ended_at or now)),
        frozenset(sha for event in events if (sha := _changes(event).get("result_sha256"))),
    )


def last_of(dossier: Dossier, act: Act) -> Event | None:
    """The last time `act` was performed on the dossier. One query."""
    return queries.story_of(dossier).filter(act=act).last()


def lines_since(dossier: Dossier, sequence: int) -> tuple[Line, ...]:
    """What happened after the event `sequence`, for somebody whose page was older."""
    return tuple(line_of(event, ()) for event in queries.story_of(dossier).filter(sequence__gt=sequence))


def letter_title(letter: Letter) -> str:
    """`Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ, số 02/PBS-TTPVHCC`."""
    title = tr(ROLE_TITLES[FormRole(letter.role)])
    return f"{title}, {_('số')} {letter.number:02d}/{letter.symbol}" if letter.number else title


def line_of(event: Event, letters: Sequence[LetterLink]) -> Line:
    """One event in words."""
    changed = event.state_before != event.state_after
    return Line(
        sequence=event.sequence,
        act=event.act,
        person_id=event.person_id,
        title=tr(ACT_NAMES[Act(event.act)]),
        at=event.at,
        who=event.actor_name,
        position=event.title,
        state=tr(STATE_NAMES[State(event.state_after)]) if changed else "",
        facts=tuple(_facts(event)),
        warnings=tuple(event.data.get("warnings", ())),
        letters=tuple(letters),
        file=_changes(event).get("result_sha256") or "",
    )


def _changes(event: Event) -> dict[str, Any]:
    changes: dict[str, Any] = event.data.get("changes", {})
    return changes


def _facts(event: Event) -> Iterable[Fact]:
    changes = _changes(event)
    if event.delegation:
        yield Fact(_("Làm thay theo"), event.delegation)
    if outcome := changes.get("outcome"):
        yield Fact(_("Kết quả"), tr(Outcome(outcome).label))
    for name, label in _CHANGES.items():
        if text := changes.get(name):
            yield Fact(str(label), text)
    for name, label in _FACTS.items():
        if text := event.data.get(name):
            yield Fact(str(label), str(text))
    yield from _counted_facts(event.data)
    if due := changes.get("due_current"):
        yield Fact(_("Hẹn trả"), moment_phrase(dt.datetime.fromisoformat(due)))


def _counted_facts(data: dict[str, Any]) -> Iterable[Fact]:
    """Facts that are lists, amounts or words of a closed vocabulary."""
    if items := data.get("items"):
        yield Fact(_("Cần bổ sung"), "; ".join(items))
    if papers := data.get("papers"):
        yield Fact(_("Giấy tờ nhận"), "; ".join(paper["name"] for paper in papers))
    if identification := data.get("identification"):
        yield Fact(_("Đối chiếu"), str(IDENTIFICATION_NAMES[Identification(identification)]))
    if kept := data.get("originals_kept"):
        yield Fact(_("Bản chính còn giữ"), "; ".join(kept))
    if amount := data.get("amount"):
        yield Fact(_("Số tiền"), money_figures(int(amount)))
    if data.get("clock") == "stopped":
        yield Fact(_("Đồng hồ"), _("dừng: %(why)s") % {"why": tr(ClockInterval.Kind(data["kind"]).label)})


def _holds(dossier: Dossier, events: Sequence[Event], until: dt.datetime) -> Iterable[Hold]:
    """Spans of one holder each, from reception on."""
    if dossier.received_at is None:
        return
    moves = [(event.at, _changes(event)) for event in events]
    units = unit_names(_ids(moves, "holder_unit_id"))
    people = person_names(_ids(moves, "holder_id"))
    begins, who, unit = dossier.received_at, "", ""
    for at, changes in moves:
        if not changes.keys() & {"holder_unit_id", "holder_id"}:
            continue
        unit = units.get(changes.get("holder_unit_id", 0), unit)
        name = people.get(changes.get("holder_id") or 0, unit)
        if who and name != who:
            yield Hold(begins, at, who)
            begins = at
        who = name
    if who:
        yield Hold(begins, until, who)


def _ids(moves: Iterable[tuple[dt.datetime, dict[str, Any]]], name: str) -> set[int]:
    return {changes[name] for _, changes in moves if changes.get(name) is not None}
