# SPDX-License-Identifier: EUPL-1.2
"""The explanation of a deadline in the two sentences that fit on a receipt.

Input is the mapping that ``motcua.law.explanations.Explanation.to_dict`` gives (and that a dossier stores), so that
what is printed later says what was counted then. The full list of sentences is on the dossier's page.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from motcua.documents.forms.words import short_moment
from motcua.law.explanations import Reason, StepKind

RECEIVED: Final = {
    Reason.BEFORE_OPENING: "trước giờ làm việc",
    Reason.LUNCH_BREAK: "trong giờ nghỉ trưa",
    Reason.AFTER_HOURS: "sau giờ làm việc",
    Reason.CUTOFF: "từ {cutoff} trở đi (giờ chốt tiếp nhận)",
    Reason.WEEKEND: "vào ngày nghỉ hằng tuần",
    Reason.RECEPTION_ONLY: "vào buổi chỉ tiếp nhận, không tính thời hạn",
    Reason.HOLIDAY: "vào ngày nghỉ lễ",
    Reason.DAY_OFF_IN_LIEU: "vào ngày nghỉ bù",
}
WEEKLY: Final = (Reason.WEEKEND, Reason.RECEPTION_ONLY)
PAUSES: Final = (StepKind.PAUSED_DAY, StepKind.PAUSED_MINUTES)


def why(explanation: Mapping[str, Any]) -> tuple[str, ...]:
    """At most three short sentences: from when the limit runs, what did not count, when it is used up."""
    steps = explanation["steps"]
    sentences = [_start(step, explanation["cutoff"] or "") for step in steps]
    skipped = _skipped(steps)
    due = next(step for step in steps if step["kind"] == StepKind.DUE)
    end = f"{explanation['limit_label']} kết thúc lúc {short_moment(datetime.fromisoformat(due['from']))}."
    sentences.append(f"Không tính {', '.join(skipped)}." if skipped else "")
    sentences.append(f"Thời hạn {end}")
    return tuple(sentence for sentence in sentences if sentence)


def _start(step: Mapping[str, Any], cutoff: str) -> str:
    if step["kind"] == StepKind.RESTART:
        return "Thời hạn tính lại từ đầu khi hồ sơ đã bổ sung đủ."
    if step["kind"] != StepKind.EFFECTIVE_RECEIPT or step.get("reason") not in RECEIVED:
        return ""
    received = RECEIVED[Reason(step["reason"])].format(cutoff=cutoff)
    return f"Hồ sơ nhận {received} nên tính từ {short_moment(datetime.fromisoformat(step['from']))}."


def _skipped(steps: list[Mapping[str, Any]]) -> list[str]:
    days = [step for step in steps if step["kind"] == StepKind.SKIPPED_DAY]
    weekly = ["ngày nghỉ hằng tuần"] if any(step.get("reason") in WEEKLY for step in days) else []
    named = [without_remark(step["name"]) for step in days if step.get("name")]
    paused = ["thời gian tạm dừng"] if any(step["kind"] in PAUSES for step in steps) else []
    return weekly + list(dict.fromkeys(named)) + paused


def without_remark(name: str) -> str:
    """ "Tết Nguyên đán (mùng 1)" is "Tết Nguyên đán": one name for the whole holiday."""
    return name.partition(" (")[0]
