# SPDX-License-Identifier: EUPL-1.2
"""The table of ways to file (cách thức thực hiện): rows of channel, limit, fee and description."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from motcua.catalogue.reading.fees import AMOUNT, CURRENCY_WORDS, FEE, FREE, LABEL, read_fee, split_note
from motcua.catalogue.reading.limits import LIMIT, UNIT_WORDS, read_limit
from motcua.catalogue.reading.text import LOWER, UPPER, squeeze
from motcua.catalogue.reading.values import Channel, Doubt, ReadCase, Reason

_WORDS = {
    "trực tuyến": Channel.ONLINE,
    "dịch vụ bưu chính công ích": Channel.POST,
    "dịch vụ bưu chính": Channel.POST,
    "trực tiếp": Channel.COUNTER,
}
# A cell begins with a capital; small letters are running text («nộp trực tiếp 3 bộ hồ sơ»).
_CHANNEL = "|".join(write(word) for word in _WORDS for write in (str.capitalize, str.title, str.upper))
_ROW = re.compile(rf"(?P<channel>{_CHANNEL})\s*(?P<limit>{LIMIT})\s*(?P<fee>{FEE})")
# Limit without unit and amount of the fee in one run of digits: «1» + «20 VNĐ» is printed «120 VNĐ».
_GLUED = re.compile(rf"(?P<channel>{_CHANNEL})(?P<limit>)(?P<fee>\d[\d.,]*[ \t]*(?:{CURRENCY_WORDS}))")
_LIMIT_ONLY = re.compile(
    rf"(?P<channel>{_CHANNEL})(?P<limit>\d[\d.,]*[ \t]*(?:Ngày làm việc|Giờ làm việc|Ngày|Giờ|Tháng))(?P<fee>)"
)
_FEE_ONLY = re.compile(rf"(?P<channel>{_CHANNEL})(?P<limit>)(?P<fee>{FEE})")
# Any other cell glued to the name of a channel («Trực tiếpNgay sau khi nhận đủ hồ sơMiễn phí»): a row that
# cannot be read, and that would otherwise vanish in the description of the row before.
_UNREAD = re.compile(rf"(?P<channel>{_CHANNEL})(?P<limit>)(?P<fee>)(?!{_CHANNEL})(?=[{UPPER}][{LOWER}]|\d)")
# The name of a channel in small letters with a limit glued to it: a row, or a slip in running text.
_HIDDEN_ROW = re.compile(
    rf"(?:trực tuyến|trực tiếp|bưu chính(?: công ích)?)\d[\d.,]*[ \t]*(?:{UNIT_WORDS}|{FREE})", re.IGNORECASE
)
_NEXT_FEE = re.compile(rf"[\s;,+]*{AMOUNT}")
_NEXT_LABELLED = re.compile(rf"[\s;,+]*{LABEL}{AMOUNT}")
_ONLINE_PAYS = re.compile(r"(?:trực tuyến|qua mạng)[^.;]{0,80}?\d[\d.,]*\s*(?:đồng|đ\b|VN)", re.IGNORECASE)
_FEE_DUE = (Reason.FREE_BUT_FEE_DUE, Reason.FEE_TOO_SMALL, Reason.FEE_CONTRADICTED)
_CASE_WORDS = re.compile(r"^[\s\-+*•.]*(?:[a-zđ]\)|\d[.)])?\s*((?:Đối với|Trường hợp)[^.;:\n]{3,180})")

# «Thẻ có thời hạn không quá 02 năm: 145 USD/thẻ», «Công an cấp tỉnh: 10 ngày»: the case in front of its own value.
_CASE_OF_VALUE = re.compile(
    rf"^[\s\-+*•.]*(?!phí|lệ phí|mức|thời |trong |nộp |trực |dịch vụ|hình thức)([^.;:\n]{{4,120}}):\s*(?:không quá )?"
    rf"(?:{AMOUNT}|\d+ (?:{UNIT_WORDS}))",
    re.IGNORECASE,
)


def row_starts(block: str) -> list[re.Match[str]]:
    """Where rows of the table begin, in order, without overlaps; full rows win over half ones."""
    found: dict[int, re.Match[str]] = {}
    for pattern in (_ROW, _GLUED, _LIMIT_ONLY, _FEE_ONLY, _UNREAD):
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
    channel = _WORDS[row["channel"].lower()]
    path = f"cases[{index}]"
    note, rest, closed = split_note(behind)
    description = rest.strip()
    if row.re is _GLUED:
        raw = squeeze(row[0] + behind)
        doubts = [Doubt(f"{path}.{part}", Reason.LIMIT_FEE_RUN_TOGETHER, raw) for part in ("limit", "fee")]
        return ReadCase(channel, None, None, note, description), doubts
    if row.re is _UNREAD:
        raw = squeeze(row[0] + behind)
        doubts = [
            Doubt(f"{path}.limit", Reason.LIMIT_VALUE_UNCLEAR, raw),
            Doubt(f"{path}.fee", Reason.FEE_UNCLEAR, raw),
        ]
        return ReadCase(channel, None, None, "", behind.strip()), doubts
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
        return (Reason.FEE_UNCLEAR if behind.strip() else Reason.FEE_NOT_PUBLISHED), behind.strip()
    raw = squeeze(row["fee"] + behind)
    if not closed:
        return Reason.FEE_UNCLEAR, raw  # note and description cannot be told apart
    # A description may repeat the fee («Phí: 500.000 đồng»); behind a fee with its kind it is the next fee.
    if _NEXT_FEE.match(rest) or (row["fee"][0].lower() in "pl" and _NEXT_LABELLED.match(rest)):
        return Reason.FEE_DEPENDS, raw  # several fees in one cell
    return None


def _free_beside_paid(cases: list[ReadCase], doubts: list[Doubt]) -> tuple[list[ReadCase], list[Doubt]]:
    """«Miễn phí» without a word beside a row of the same procedure that costs money is not believed.

    Filing online for nothing beside a paid counter is common and believed, unless a row says what it costs online.
    """
    paid = {case.channel for case in cases if case.fee and case.fee.amount}
    due = any(d.reason in _FEE_DUE for d in doubts)
    if not paid and not due:
        return cases, []
    costs_online = any(_ONLINE_PAYS.search(f"{case.fee_note} {case.description}") for case in cases)
    believed = not due and Channel.ONLINE not in paid and not costs_online
    suspect: list[Doubt] = []
    for index, case in enumerate(cases):
        if believed and case.channel is Channel.ONLINE:
            continue
        if case.fee and not case.fee.amount and not case.fee.note:
            suspect.append(Doubt(f"cases[{index}].fee", Reason.FREE_BUT_FEE_DUE, "Miễn phí"))
            cases[index] = replace(case, fee=None)
    return cases, suspect


def _opening(case: ReadCase) -> re.Match[str] | None:
    """What tells the case in its texts, words of a case before a value with something in front of it."""
    for pattern in (_CASE_WORDS, _CASE_OF_VALUE):
        opening = pattern.match(case.description) or pattern.match(case.fee_note)
        if opening:
            return opening
    return None


def _name_cases(cases: list[ReadCase]) -> tuple[tuple[ReadCase, ...], list[Doubt]]:
    """Rows of one channel are cases; each gets its name where the texts tell it apart from its neighbours."""
    channels = Counter(case.channel for case in cases)
    openings = [_opening(case) if channels[case.channel] > 1 else None for case in cases]
    names = [squeeze(opening[1]) if opening else "" for opening in openings]
    told = Counter((case.channel, name) for case, name in zip(cases, names, strict=True))
    named: list[ReadCase] = []
    doubts: list[Doubt] = []
    for index, (case, name) in enumerate(zip(cases, names, strict=True)):
        if channels[case.channel] > 1 and (not name or told[case.channel, name] > 1):
            raw = squeeze(f"{case.fee_note} {case.description}")
            doubts.append(Doubt(f"cases[{index}].name", Reason.CASE_NOT_NAMED, raw))
        named.append(replace(case, name=name))
    return tuple(named), doubts
