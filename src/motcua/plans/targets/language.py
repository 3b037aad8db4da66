# SPDX-License-Identifier: EUPL-1.2
"""The language of targets: a sentence one can read aloud, read by the machine.

    tỷ lệ hồ sơ giải quyết đúng hạn của UBND xã Thanh Miện, lĩnh vực đất đai, năm 2026 ≥ 98 %

    sentence    measure [của place] [, narrowing …] [, period] comparison number unit
    measure     a name of `measures`, perhaps after `mức tăng` or `mức giảm`; or a name in “…”, reported by hand
    place       a unit; `các xã trực thuộc`, `từng đơn vị trực thuộc` …, with the unit they hang on behind it
    narrowing   lĩnh vực …, … | thủ tục … | kênh trực tuyến | mức toàn trình | tính theo ngày
    period      tháng này | quý III năm 2026 | năm 2026 | lũy kế từ đầu năm | từ 01/01/2026 đến 30/06/2026 …

Marks, capitals and the order of the middle parts do not matter. `said` prints the one way a sentence is written;
`read(said(expression)) == expression`.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import Any, Final

from rapidfuzz import fuzz, process

from motcua.plans.targets.errors import (
    ClauseUnknown,
    ComparisonMissing,
    MeasureUnknown,
    NumberMissing,
    PlaceUnknown,
    SaidTwice,
    SubjectUnknown,
    TargetRefused,
    UnitUnfit,
)
from motcua.plans.targets.measures import MEASURES, POINTS_OF_PERCENT, Kind, Measure
from motcua.plans.targets.values import Change, Expression, Scope, Wanted, Where
from motcua.plans.targets.words import (
    CHANNELS,
    COMPARISONS,
    HERE,
    LEVELS,
    LEVELS_OF_PLACE,
    MASK,
    PERIOD,
    PERIODS_OFFERED,
    PLACE,
    POLICIES,
    WANTED,
    cleaned,
    flat,
    masked,
    number_of,
    period_of,
)

LONGEST: Final = 600
"""Letters of one sentence."""

_NAMES: Final = sorted(
    ((flat(name), measure) for measure in MEASURES for name in (measure.name, *measure.others)),
    key=lambda pair: -len(pair[0]),
)
_CHANGES: Final = {"muc tang ": Change.GROWTH, "muc giam ": Change.DROP}
_CODE = re.compile(r" (\d\.\d[ab]?)(?!\w)")
_AGAINST = r"so voi (?:cung ky|nam truoc)(?: nam truoc)?(?!\w)"
_STARTS = re.compile(
    rf"(?<!\w)(?:(?P<cua>cua)(?!\w)|(?P<linh_vuc>linh vuc)(?!\w)|(?P<thu_tuc>thu tuc)(?= [\d{MASK}])"
    rf"|kenh (?P<kenh>{'|'.join(sorted(CHANNELS, key=len, reverse=True))})(?!\w)"
    rf"|muc (?P<muc>{'|'.join(LEVELS)})(?!\w)"
    rf"|tinh theo (?P<tinh_theo>{'|'.join(POLICIES)})(?!\w)|(?P<against>{_AGAINST})|(?P<ky>{PERIOD.pattern}))"
)
_ENDS = ("≥ 98 %", "≤ 2 %", "≥ 3 sáng kiến")
_OFFERED = ("của UBND xã …", "lĩnh vực đất đai", "kênh trực tuyến", "mức toàn trình", "năm 2026")


@dataclass(slots=True)
class _Parts:
    """What was read so far, by the field of `Expression`."""

    found: dict[str, Any] = field(default_factory=dict)

    def put(self, name: str, value: Any, at: int) -> None:
        if name in self.found:
            raise SaidTwice(f"{_SPOKEN[name]} được nêu hai lần.", at=at, hint="Hãy chỉ giữ một.")
        self.found[name] = value


_SPOKEN: Final = {
    "scope": "Đơn vị",
    "fields": "Lĩnh vực",
    "procedures": "Thủ tục",
    "channel": "Kênh",
    "level": "Mức dịch vụ công",
    "policy": "Cách tính hạn",
    "period": "Kỳ",
    "against": "Kỳ so sánh",
}


def read(text: str) -> Expression:
    """The sentence, taken apart. Raises a `TargetRefused` that says where it fails and what could stand there."""
    told = cleaned(text)
    if len(told) > LONGEST:
        raise TargetRefused(
            f"Câu dài quá {LONGEST} chữ cái.", hint="Hãy bớt điều kiện hoặc chia thành hai chỉ tiêu."
        )
    plain = masked(told)
    if plain.count(MASK) == 0 and any(mark in told for mark in '“”"'):
        raise ClauseUnknown("Thiếu dấu ngoặc kép đóng hoặc mở.", hint="Hãy viết tên trong “…”.")
    head, wanted = _wanted(told, plain)
    change, begin = _change(plain)
    measure, name, code, end = _measure(told, plain, begin, head)
    parts = _clauses(told[:head], plain[:head], end)
    against = parts.found.pop("against", None)
    if against and change is Change.NONE:
        raise ClauseUnknown("“So với …” chỉ đi với mức tăng hoặc mức giảm.", offered=("mức tăng tỷ lệ …",))
    _check_unit(measure, wanted, change)
    return Expression(
        measure=measure.code if measure else "",
        told=name,
        code=code,
        change=change,
        wanted=wanted,
        **parts.found,
    )


def _wanted(told: str, plain: str) -> tuple[int, Wanted]:
    """Where the words about the measure end, and the number to reach behind them."""
    found = WANTED.search(plain)
    if found is not None:
        unit = told[found.start("unit") : found.end("unit")].strip(" ,.")
        return found.start(), Wanted(COMPARISONS[found["op"]], number_of(found["number"]), unit)
    if any(letter.isdigit() for letter in plain):
        raise ComparisonMissing("Chưa có phép so sánh trước con số phải đạt.", at=len(told), offered=_ENDS)
    raise NumberMissing("Chưa có con số phải đạt.", at=len(told), offered=_ENDS)


def _change(plain: str) -> tuple[Change, int]:
    for words, change in _CHANGES.items():
        if plain.startswith(words):
            return change, len(words)
    return Change.NONE, 0


def _measure(told: str, plain: str, begin: int, head: int) -> tuple[Measure | None, str, str, int]:
    """The measure, or the name that is reported by hand; the code of an indicator; where the words end."""
    if plain[begin : begin + 1] == MASK:
        end = next((at for at in range(begin, head) if plain[at] != MASK), head)
        return None, _unquoted(told[begin:end]), "", end
    for name, measure in _NAMES:
        end = begin + len(name)
        if not plain.startswith(name, begin) or plain[end : end + 1].isalnum():
            continue
        if measure.kind is Kind.SHARE and measure.code == "indicator":
            code = _CODE.match(plain, end)
            if code is None:
                raise MeasureUnknown("Chưa nêu mã chỉ số.", at=end, offered=("chỉ số 2.1", "chỉ số 4.2"))
            return measure, "", code[1], code.end()
        return measure, "", "", end
    start = _STARTS.search(plain, begin, head)
    words = plain[begin : start.start() if start else head]
    near = process.extract(words, [name for name, _ in _NAMES], scorer=fuzz.ratio, limit=6)
    offered = list(dict.fromkeys(_NAMES[place][1].name for _, _, place in near))[:3]
    raise MeasureUnknown(
        "Câu phải bắt đầu bằng điều được đo.", at=begin, offered=[*offered, "“việc báo cáo tay”"]
    )


def _clauses(told: str, plain: str, begin: int) -> _Parts:
    """Everything between the measure and the comparison."""
    parts = _Parts()
    starts = list(_STARTS.finditer(plain, begin))
    _require_blank(told, begin, starts[0].start() if starts else len(plain))
    for place, start in enumerate(starts):
        end = starts[place + 1].start() if place + 1 < len(starts) else len(plain)
        kind = _kind(start)
        if kind in _WITH_WORDS:
            name, make = _WITH_WORDS[kind]
            parts.put(name, make(told[start.end() : end].strip(" ,"), start.end()), start.start())
            continue
        _require_blank(told, start.end(), end)
        name, value = _plain_clause(kind, start)
        parts.put(name, value, start.start())
    return parts


def _kind(start: re.Match[str]) -> str:
    return next(name for name in _KINDS if start[name])


def _plain_clause(kind: str, start: re.Match[str]) -> tuple[str, Any]:
    match kind:
        case "kenh":
            return "channel", CHANNELS[start["kenh"]]
        case "muc":
            return "level", LEVELS[start["muc"]]
        case "tinh_theo":
            return "policy", POLICIES[start["tinh_theo"]]
        case "against":
            return "against", True
    return "period", period_of(start)


def _require_blank(told: str, begin: int, end: int) -> None:
    words = told[begin:end].strip(" ,")
    if words:
        raise ClauseUnknown(
            f"Không hiểu “{words[:60]}”.", at=begin, offered=(*_OFFERED, *PERIODS_OFFERED[:2])
        )


def _scope(words: str, at: int) -> Scope:
    plain = flat(words)
    if not plain:
        raise PlaceUnknown("Sau “của” phải là một đơn vị.", at=at, offered=("UBND xã …", "các xã trực thuộc"))
    if words[0] in '“"':
        return Scope(Where.NAMED, _unquoted(words))
    if plain in HERE:
        return Scope()
    if plain in LEVELS_OF_PLACE:
        return Scope(LEVELS_OF_PLACE[plain])
    group = PLACE.fullmatch(plain)
    if group is None:
        return Scope(Where.NAMED, words)
    communes, every = "don vi" not in group["what"], group["all"] == "cac"
    where = (
        (Where.COMMUNES if every else Where.EACH_COMMUNE)
        if communes
        else (Where.BELOW if every else Where.EACH_BELOW)
    )
    return Scope(where, _unquoted(words[group.start("name") :]) if group["name"] else "")


def _names(words: str, at: int) -> tuple[str, ...]:
    """Names parted by commas outside quotation marks."""
    hidden = masked(words)
    cuts = [-1, *(place for place, letter in enumerate(hidden) if letter == ","), len(words)]
    names = [_unquoted(words[one + 1 : two].strip()) for one, two in itertools.pairwise(cuts)]
    if not all(names):
        raise SubjectUnknown("Thiếu tên lĩnh vực hoặc mã thủ tục.", at=at, offered=("đất đai", "hộ tịch"))
    for name in names:
        if flat(name).startswith(_KEYWORDS):
            raise ClauseUnknown(f"Không hiểu “{name}”.", at=at, offered=_OFFERED)
    return tuple(dict.fromkeys(names))


def _unquoted(words: str) -> str:
    return words.strip().strip('“”"').strip()


_WITH_WORDS: Final = {
    "cua": ("scope", _scope),
    "linh_vuc": ("fields", _names),
    "thu_tuc": ("procedures", _names),
}
_KINDS: Final = (*_WITH_WORDS, "kenh", "muc", "tinh_theo", "against", "ky")
_KEYWORDS: Final = ("kenh ", "muc ", "tinh theo ", "linh vuc ", "nam ", "quy ", "thang ", "so voi ")


def _check_unit(measure: Measure | None, wanted: Wanted, change: Change) -> None:
    """Raises `UnitUnfit` for dossiers in percent and the like."""
    if measure is None:
        return
    units = (POINTS_OF_PERCENT,) if change and measure.kind is Kind.SHARE else measure.units
    if wanted.unit not in units:
        given = f"“{wanted.unit}”" if wanted.unit else "không có đơn vị tính"
        raise UnitUnfit(
            f"“{measure.name}” không tính bằng {given}." if wanted.unit else f"“{measure.name}”: {given}.",
            offered=[f"{wanted.op.sign} {wanted.value} {unit}" for unit in units],
        )
    if measure.kind is Kind.SHARE and not change and wanted.value > 100:
        raise UnitUnfit("Tỷ lệ không thể quá 100 %.", offered=("≥ 98 %",))


def reads_bare(name: str) -> bool:
    """Whether a name needs no quotation marks."""
    plain = f" {flat(name)} "
    if (
        not name
        or name != name.strip(' ,.“”"')
        or any(mark in name for mark in ',“”"≥≤<>=')
        or plain[1].isdigit()
    ):
        return False
    told = plain.strip()
    if told in HERE or told in LEVELS_OF_PLACE or PLACE.fullmatch(told) or told.startswith(_KEYWORDS):
        return False
    return _STARTS.search(plain) is None
