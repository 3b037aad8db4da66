# SPDX-License-Identifier: EUPL-1.2
"""The ways a criterion is scored, and the short text that carries their parameters, in files and on pages alike.

    Tỷ lệ       đủ=97%; sàn=80%              full points from 97 % on, below 80 % none, between in proportion
    Số lượng    đủ=3                         full points from three on, fewer in proportion
    Bậc         >=97%: 2; >=90%: 1           the points of the first step that is reached, else none
                <=0: 1; <=2: 0,5             the same where fewer is better
    Lựa chọn    Kịp thời: 1; Chậm: 0,5       the points of what was chosen
    Trừ điểm    mỗi=0,25                     so many points less for each case, never below none

Numbers are written with a comma or a point. A rate is a share of one, written in percent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from motcua.reform.errors import RuleBroken


class Style(StrEnum):
    """How the points of a criterion come about."""

    SUM = "sum"
    YES_NO = "yes_no"
    RATIO = "ratio"
    COUNT = "count"
    STEPS = "steps"
    CHOICE = "choice"
    PENALTY = "penalty"
    POINTS = "points"


STYLE_NAMES: dict[Style, str] = {
    Style.SUM: "Cộng các tiêu chí thành phần",
    Style.YES_NO: "Có/Không",
    Style.RATIO: "Tỷ lệ",
    Style.COUNT: "Số lượng",
    Style.STEPS: "Bậc",
    Style.CHOICE: "Lựa chọn",
    Style.PENALTY: "Trừ điểm",
    Style.POINTS: "Cho điểm",
}
"""What each way is called, in files too."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Parameters of a way of scoring. `full`, `floor`: a share of one (RATIO) or a number (COUNT); `each`: points.

    `steps`: bound and points, in the order they are tried; `falling`: fewer is better; `percent`: bounds are rates.
    """

    full: Fraction | None = None
    floor: Fraction | None = None
    each: Fraction | None = None
    steps: tuple[tuple[Fraction, Fraction], ...] = ()
    falling: bool = False
    percent: bool = False
    options: tuple[tuple[str, Fraction], ...] = ()

    @property
    def highest(self) -> Fraction | None:
        """The most that steps or options can give; None for other ways."""
        gained = [points for _bound, points in self.steps] + [points for _words, points in self.options]
        return max(gained, default=None)


_NUMBER = re.compile(r"\d{1,12}(?:[.,]\d{1,6})?")
_STEP = re.compile(r"(?P<side>>=|<=|≥|≤)\s*(?P<bound>[\d.,]+)\s*(?P<percent>%?)\s*:\s*(?P<points>[\d.,]+)")


def number_of(text: str) -> Fraction:
    """`0,5`, `0.5`, `12`. Raises `RuleBroken`."""
    word = text.strip()
    if not _NUMBER.fullmatch(word):
        raise RuleBroken(f"“{text.strip()[:30]}” không phải là số.", hint="Viết như 0,5 hoặc 12.")
    return Fraction(word.replace(",", "."))


def share_of(text: str) -> Fraction:
    """`97%` or `97` as a share of one. Raises `RuleBroken` outside of 0–100 %."""
    value = number_of(text.strip().removesuffix("%")) / 100
    if value > 1:
        raise RuleBroken(f"Tỷ lệ “{text.strip()[:30]}” lớn hơn 100 %.")
    return value


def plain(value: Fraction) -> str:
    """A number as it is written in Vietnam: `0,5`, `12`; at most six places."""
    text = f"{float(value):.6f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


def read_rule(style: Style, text: str) -> Rule:
    """The parameters of a way of scoring. Raises `RuleBroken`."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    match style:
        case Style.RATIO:
            return _ratio(_named(parts, {"đủ", "sàn"}))
        case Style.COUNT:
            return _count(_named(parts, {"đủ"}))
        case Style.PENALTY:
            return _penalty(_named(parts, {"mỗi"}))
        case Style.STEPS:
            return _steps(parts)
        case Style.CHOICE:
            return _options(parts)
    if parts:
        raise RuleBroken(f"Cách chấm “{STYLE_NAMES[style]}” không có tham số.", hint="Hãy để trống cột này.")
    return Rule()


def rule_text(style: Style, rule: Rule) -> str:
    """The text that `read_rule` reads back."""
    match style:
        case Style.RATIO:
            told = [f"đủ={_percent(rule.full or Fraction(1))}"]
            return "; ".join([*told, f"sàn={_percent(rule.floor)}"] if rule.floor else told)
        case Style.COUNT:
            return f"đủ={plain(rule.full or Fraction(1))}"
        case Style.PENALTY:
            return f"mỗi={plain(rule.each or Fraction(0))}"
        case Style.STEPS:
            side = "<=" if rule.falling else ">="
            written = _percent if rule.percent else plain
            return "; ".join(f"{side}{written(bound)}: {plain(points)}" for bound, points in rule.steps)
        case Style.CHOICE:
            return "; ".join(f"{words}: {plain(points)}" for words, points in rule.options)
    return ""


def _percent(share: Fraction) -> str:
    return f"{plain(100 * share)}%"


def _named(parts: list[str], names: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in parts:
        name, equals, value = part.partition("=")
        if not equals or name.strip() not in names or name.strip() in found:
            offered = "; ".join(f"{one}=…" for one in sorted(names))
            raise RuleBroken(f"Không hiểu tham số “{part[:40]}”.", hint=f"Viết: {offered}")
        found[name.strip()] = value
    return found


def _ratio(told: dict[str, str]) -> Rule:
    full = share_of(told.get("đủ", "100%"))
    floor = share_of(told["sàn"]) if "sàn" in told else None
    if not full or (floor is not None and floor > full):
        raise RuleBroken("Mức “đủ” phải lớn hơn 0 và không nhỏ hơn mức “sàn”.")
    return Rule(full=full, floor=floor or None)


def _count(told: dict[str, str]) -> Rule:
    full = number_of(told.get("đủ", "1"))
    if not full:
        raise RuleBroken("Số lượng “đủ” phải lớn hơn 0.")
    return Rule(full=full)


def _penalty(told: dict[str, str]) -> Rule:
    if "mỗi" not in told:
        raise RuleBroken("Chưa nêu mỗi trường hợp trừ bao nhiêu điểm.", hint="Viết: mỗi=0,25")
    each = number_of(told["mỗi"])
    if not each:
        raise RuleBroken("Điểm trừ mỗi trường hợp phải lớn hơn 0.")
    return Rule(each=each)


def _steps(parts: list[str]) -> Rule:
    found = [_STEP.fullmatch(part) for part in parts]
    if not found or None in found:
        bad = next((part for part, match in zip(parts, found, strict=True) if match is None), "")
        raise RuleBroken(f"Không hiểu bậc “{bad[:40]}”.", hint="Viết: >=97%: 2; >=90%: 1")
    steps = [match for match in found if match is not None]
    falling = {match["side"] in ("<=", "≤") for match in steps}
    percent = {bool(match["percent"]) for match in steps}
    if len(falling) > 1 or len(percent) > 1:
        raise RuleBroken("Các bậc phải cùng chiều và cùng đơn vị.", hint="Chỉ dùng >= hoặc chỉ dùng <=.")
    is_rate, is_falling = percent.pop(), falling.pop()
    read = share_of if is_rate else number_of
    rows = [(read(match["bound"]), number_of(match["points"])) for match in steps]
    rows.sort(key=lambda row: row[0], reverse=not is_falling)
    gained = [points for _bound, points in rows]
    if len({bound for bound, _points in rows}) < len(rows) or gained != sorted(gained, reverse=True):
        raise RuleBroken("Bậc tốt hơn phải được nhiều điểm hơn, mỗi mức nêu một lần.")
    return Rule(steps=tuple(rows), falling=is_falling, percent=is_rate)


def _options(parts: list[str]) -> Rule:
    rows = []
    for part in parts:
        words, colon, points = part.rpartition(":")
        if not colon or not words.strip():
            raise RuleBroken(
                f"Không hiểu lựa chọn “{part[:40]}”.", hint="Viết: Kịp thời: 1; Chậm: 0,5; Không: 0"
            )
        rows.append((words.strip(), number_of(points)))
    if len(rows) < 2 or len({words for words, _points in rows}) < len(rows):
        raise RuleBroken("Cần ít nhất hai lựa chọn khác nhau.")
    return Rule(options=tuple(rows))
