# SPDX-License-Identifier: EUPL-1.2
"""A finding in one sentence: what happened, with the moments and spans that make it one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from motcua.conformance.watching import Finding
from motcua.dossiers.models import ClockInterval
from motcua.law.separation import SEPARATION_RULES, Rule
from motcua.law.transitions import ACT_NAMES, Act
from motcua.web.wording import moment_phrase, span_phrase, tr

_KINDS = dict(ClockInterval.Kind.choices)


def sentence_of(finding: Finding) -> str:
    """What happened."""
    return _WORDS[finding.check](finding, finding.facts)


def _due_by_hand(finding: Finding, facts: dict[str, Any]) -> str:
    if facts.get("act"):
        return _("Hạn thay đổi trong việc “%(act)s”, là việc không được đổi hạn.") % {
            "act": tr(ACT_NAMES[Act(facts["act"])])
        }
    told = {"row": _at(facts["row"]), "events": _at(facts["events"])}
    return _("Hạn đang ghi là %(row)s, theo diễn biến phải là %(events)s.") % told


def _incompatible(finding: Finding, facts: dict[str, Any]) -> str:
    told = {
        "rule": tr(SEPARATION_RULES[Rule(facts["rule"])].name),
        "act": tr(ACT_NAMES[Act(facts["earlier"])]),
    }
    return _("%(rule)s; trước đó chính người này đã làm “%(act)s”.") % told


def _paused(finding: Finding, facts: dict[str, Any]) -> str:
    told = {
        "stood": _at(facts["stood"]),
        "kind": tr(_KINDS[facts["kind"]]),
        "left": span_phrase(facts["left"]),
        "due": _at(facts["due"]),
        "ended": moment_phrase(finding.at),
    }
    return _("Dừng %(stood)s (%(kind)s) khi chỉ còn %(left)s; hạn lúc đó %(due)s, xong %(ended)s.") % told


def _beyond(finding: Finding, facts: dict[str, Any]) -> str:
    return _("Đã yêu cầu: %(items)s.") % {"items": "; ".join(facts["items"])}


def _after_scan(finding: Finding, facts: dict[str, Any]) -> str:
    told = {"scanned": _at(facts["scanned"]), "received": moment_phrase(finding.at)}
    return _("Giấy tờ đã quét %(scanned)s, tiếp nhận %(received)s.") % told


def _late_intake(finding: Finding, facts: dict[str, Any]) -> str:
    told = {"filed": _at(facts["filed"]), "due": _at(facts["due"]), "answered": moment_phrase(finding.at)}
    if facts.get("waiting"):
        return _("Nộp %(filed)s, phải trả lời trước %(due)s; đến nay chưa trả lời.") % told
    return _("Nộp %(filed)s, phải trả lời trước %(due)s; trả lời %(answered)s.") % told


def _supplement_late(finding: Finding, facts: dict[str, Any]) -> str:
    told = {"used": span_phrase(facts["used"]), "whole": span_phrase(facts["whole"])}
    return _("Yêu cầu khi đã dùng %(used)s trong %(whole)s.") % told


def _supplement_again(finding: Finding, facts: dict[str, Any]) -> str:
    told = {"number": facts["number"], "reason": facts.get("override") or ""}
    if told["reason"]:
        return _("Lần thứ %(number)s; lý do đặc biệt: %(reason)s") % told
    return _("Lần thứ %(number)s.") % told


def _refused_again(finding: Finding, facts: dict[str, Any]) -> str:
    told = {"times": facts["times"], "earlier": facts["earlier"]}
    return _("Lần thứ %(times)s trong 180 ngày; lần trước là hồ sơ %(earlier)s.") % told


def _late_transfer(finding: Finding, facts: dict[str, Any]) -> str:
    told = {"due": _at(facts["due"]), "moved": moment_phrase(finding.at)}
    return _("Phải chuyển trước %(due)s; chuyển %(moved)s.") % told


def _same_device(finding: Finding, facts: dict[str, Any]) -> str:
    return _("%(ballots)s phiếu liền nhau từ một thiết bị.") % {"ballots": facts["ballots"]}


def _idle(finding: Finding, facts: dict[str, Any]) -> str:
    return _("Không có việc gì mới trong %(still)s.") % {"still": span_phrase(facts["still"])}


def _at(text: str | None) -> str:
    return moment_phrase(dt.datetime.fromisoformat(text)) if text else _("không có")


_WORDS: dict[str, Callable[[Finding, dict[str, Any]], str]] = {
    "due_by_hand": _due_by_hand,
    "incompatible_steps": _incompatible,
    "paused_to_be_on_time": _paused,
    "paper_beyond_list": _beyond,
    "received_after_scan": _after_scan,
    "late_intake": _late_intake,
    "supplement_late": _supplement_late,
    "supplement_again": _supplement_again,
    "refused_again": _refused_again,
    "late_transfer": _late_transfer,
    "same_device": _same_device,
    "idle": _idle,
}
