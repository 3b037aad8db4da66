# SPDX-License-Identifier: EUPL-1.2
"""The table of ways to file (cách thức thực hiện): rows of channel, limit, fee and description."""

from __future__ import annotations

import re
from dataclasses import replace

from motcua.catalogue.reading.fees import AMOUNT, CURRENCY_WORDS, FEE, read_fee, split_note
from motcua.catalogue.reading.limits import LIMIT, read_limit
from motcua.catalogue.reading.text import squeeze
from motcua.catalogue.reading.values import Channel, Doubt, ReadCase, Reason

_WORDS = {
    "Trực tuyến": Channel.ONLINE,
    "Dịch vụ bưu chính": Channel.POST,
    "Dịch vụ bưu chính công ích": Channel.POST,
    "Trực tiếp": Channel.COUNTER,
}
_CHANNEL = r"Trực tuyến|Dịch vụ bưu chính công ích|Dịch vụ bưu chính|Trực tiếp"
_ROW = re.compile(rf"(?P<channel>{_CHANNEL})\s*(?P<limit>{LIMIT})\s*(?P<fee>{FEE})")
# Limit without unit and amount of the fee in one run of digits: «1» + «20 VNĐ» is printed «120 VNĐ».
_GLUED = re.compile(rf"(?P<channel>{_CHANNEL})(?P<limit>)(?P<fee>\d[\d.,]*[ \t]*(?:{CURRENCY_WORDS}))")
_LIMIT_ONLY = re.compile(
    rf"(?P<channel>{_CHANNEL})(?P<limit>\d[\d.,]*[ \t]*(?:Ngày làm việc|Giờ làm việc|Ngày|Giờ|Tháng))(?P<fee>)"
)
_FEE_ONLY = re.compile(rf"(?P<channel>{_CHANNEL})(?P<limit>)(?P<fee>{FEE})")
# A row whose cells have an unseen shape would otherwise vanish in the description of the row before.
_HIDDEN_ROW = re.compile(rf"(?:{_CHANNEL})\d")
_NEXT_FEE = re.compile(rf"[\s;,+]*{AMOUNT}")
_FEE_DUE = (Reason.FREE_BUT_FEE_DUE, Reason.FEE_TOO_SMALL, Reason.FEE_CONTRADICTED)
_CASE_WORDS = re.compile(r"^[\s\-+*•.]*(?:[a-zđ]\)|\d[.)])?\s*((?:Đối với|Trường hợp)[^.;:\n]{3,180})")


def row_starts(block: str) -> list[re.Match[str]]:
    """Where rows of the table begin, in order, without overlaps; full rows win over half ones."""
    found: dict[int, re.Match[str]] = {}
    for pattern in (_ROW, _GLUED, _LIMIT_ONLY, _FEE_ONLY):
        for match in pattern.finditer(block):
            found.setdefault(match.start(), match)
    return [found[start] for start in sorted(found)]


def read_cases(block: str, narrative: str) -> tuple[tuple[ReadCase, ...], list[Doubt]]:
    """Read the whole table; text in front of the first row or an empty table is a doubt."""
    if not block.strip():
        return (), []
    starts = row_starts(block)
    doubts: list[Doubt] = []
    lead = block[: starts[0].start()] if starts else block
    if lead.strip():
        doubts.append(Doubt("cases", Reason.CHANNEL_TABLE_UNREADABLE, lead.strip()))
    cases: list[ReadCase] = []
    for index, start in enumerate(starts):
        end = starts[index + 1].start() if index + 1 < len(starts) else len(block)
        case, found = _read_row(start, block[start.end() : end], index, narrative)
        cases.append(case)
        doubts += found
    cases, suspect = _free_beside_paid(cases, doubts)
    named, unnamed = _name_cases(cases)
    return named, doubts + suspect + unnamed


def _read_row(row: re.Match[str], behind: str, index: int, narrative: str) -> tuple[ReadCase, list[Doubt]]:
    channel = _WORDS[row["channel"]]
    path = f"cases[{index}]"
    note, rest, closed = split_note(behind)
    description = rest.strip()
    if row.re is _GLUED:
        raw = squeeze(row[0] + behind)
        doubts = [Doubt(f"{path}.{part}", Reason.LIMIT_FEE_RUN_TOGETHER, raw) for part in ("limit", "fee")]
        return ReadCase(channel, None, None, note, description), doubts
    limit, limit_doubt = read_limit(row["limit"], f"{path}.limit", description, narrative)
    doubts = [limit_doubt] if limit_doubt else []
    hidden = _HIDDEN_ROW.search(description)
    if hidden:
        doubts.append(Doubt("cases", Reason.CHANNEL_TABLE_UNREADABLE, description[hidden.start() :]))
    unclear = _unclear_fee(row, behind, rest, closed)
    if unclear is not None:
        reason, raw = unclear
        doubts.append(Doubt(f"{path}.fee", reason, raw))
        return ReadCase(channel, limit, None, note, description), doubts
    fee, fee_doubts = read_fee(row["fee"], note, f"{path}.fee", description, narrative)
    return ReadCase(channel, limit, fee, note, description), doubts + fee_doubts


def _unclear_fee(row: re.Match[str], behind: str, rest: str, closed: bool) -> tuple[Reason, str] | None:
    """Why the fee cell as a whole cannot be trusted, with its raw text."""
    if row.re is _LIMIT_ONLY:
        return Reason.FEE_UNCLEAR, behind.strip()
    raw = squeeze(row["fee"] + behind)
    if not closed:
        return Reason.FEE_UNCLEAR, raw  # note and description cannot be told apart
    if _NEXT_FEE.match(rest):
        return Reason.FEE_DEPENDS, raw  # several fees in one cell
    return None


def _free_beside_paid(cases: list[ReadCase], doubts: list[Doubt]) -> tuple[list[ReadCase], list[Doubt]]:
    """«Miễn phí» without a word beside a row of the same procedure that costs money is not believed."""
    paid = any(case.fee and case.fee.amount for case in cases)
    if not paid and not any(d.reason in _FEE_DUE for d in doubts):
        return cases, []
    suspect: list[Doubt] = []
    for index, case in enumerate(cases):
        if case.fee and not case.fee.amount and not case.fee.note:
            suspect.append(Doubt(f"cases[{index}].fee", Reason.FREE_BUT_FEE_DUE, "Miễn phí"))
            cases[index] = replace(case, fee=None)
    return cases, suspect


def _name_cases(cases: list[ReadCase]) -> tuple[tuple[ReadCase, ...], list[Doubt]]:
    """Rows of one channel are cases; the name is the opening of the description where it speaks of a case."""
    repeated = {c.channel for c in cases if sum(other.channel is c.channel for other in cases) > 1}
    named: list[ReadCase] = []
    doubts: list[Doubt] = []
    for index, case in enumerate(cases):
        opening = _CASE_WORDS.match(case.description) or _CASE_WORDS.match(case.fee_note)
        if case.channel in repeated and opening:
            case = replace(case, name=squeeze(opening[1]))
        elif case.channel in repeated:
            raw = squeeze(f"{case.fee_note} {case.description}")
            doubts.append(Doubt(f"cases[{index}].name", Reason.CASE_NOT_NAMED, raw))
        named.append(case)
    return tuple(named), doubts
