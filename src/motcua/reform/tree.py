# SPDX-License-Identifier: EUPL-1.2
"""A set of criteria: a tree told as a flat list, because the code of a criterion says where it hangs.

Sets are local and change every year, so they are data: imported, checked as a whole, frozen with a hash. A set whose
maximum points do not add up is refused with every place that is wrong.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from motcua.law.calendar_config import Confidence
from motcua.reform.errors import Problem, RuleBroken, TreeBroken
from motcua.reform.rules import STYLE_NAMES, Rule, Style, number_of, plain, read_rule, rule_text


class Level(StrEnum):
    """Whom a set judges."""

    PROVINCE = "province"
    DEPARTMENT = "department"
    COMMUNE = "commune"
    SECTION = "section"


LEVEL_NAMES: dict[Level, str] = {
    Level.PROVINCE: "Cấp tỉnh",
    Level.DEPARTMENT: "Sở, ban, ngành",
    Level.COMMUNE: "Cấp xã",
    Level.SECTION: "Phòng, trung tâm thuộc cơ quan",
}


class Judge(StrEnum):
    """Who scores a criterion first. UPPER: only the agency above, as with surveys of citizens."""

    UNIT = "unit"
    UPPER = "upper"


JUDGE_NAMES: dict[Judge, str] = {
    Judge.UNIT: "Đơn vị tự chấm",
    Judge.UPPER: "Cấp trên chấm (điều tra xã hội học)",
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion. `source`: what computes it (`computing.SOURCES`), empty for none; `evidence`: what proves it.

    `confidence` speaks of code and name, `points_confidence` of maximum and way of scoring.
    """

    code: str
    name: str
    most: Fraction
    style: Style = Style.SUM
    rule: Rule = field(default_factory=Rule)
    judge: Judge = Judge.UNIT
    source: str = ""
    evidence: str = ""
    note: str = ""
    confidence: Confidence = Confidence.VERIFIED
    points_confidence: Confidence = Confidence.VERIFIED

    @property
    def is_sum(self) -> bool:
        """Whether its points are those of its parts."""
        return self.style is Style.SUM

    @property
    def depth(self) -> int:
        """1 for a field, 2 for what hangs right below it …, as the code tells."""
        return self.code.count(".") + 1

    @property
    def rule_words(self) -> str:
        """The parameters as text."""
        return rule_text(self.style, self.rule)

    def to_dict(self) -> dict[str, str]:
        """As kept and read back."""
        told = {
            "code": self.code,
            "name": self.name,
            "most": plain(self.most),
            "style": self.style.value,
            "rule": self.rule_words,
            "judge": self.judge.value,
            "source": self.source,
            "evidence": self.evidence,
            "note": self.note,
            "confidence": self.confidence.value,
            "points_confidence": self.points_confidence.value,
        }
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Tree:
    """A set of criteria in its own order. `total`: the maximum of the whole, usually 100."""

    title: str
    level: Level
    year: int
    criteria: tuple[Criterion, ...]
    total: Fraction = Fraction(100)
    decision: str = ""
    source: str = ""
    confidence: Confidence = Confidence.UNCERTAIN

    @property
    def leaves(self) -> tuple[Criterion, ...]:
        """The criteria that are scored themselves."""
        return tuple(one for one in self.criteria if not one.is_sum)

    @property
    def fields(self) -> tuple[Criterion, ...]:
        """The topmost criteria."""
        parents = self.parents()
        return tuple(one for one in self.criteria if parents[one.code] is None)

    def parents(self) -> dict[str, str | None]:
        """The code each criterion hangs below: the longest beginning of its own code that is one; None: a field."""
        codes = {one.code for one in self.criteria}
        return {one.code: next((up for up in _above(one.code) if up in codes), None) for one in self.criteria}

    def criterion(self, code: str) -> Criterion | None:
        """The criterion of this code."""
        return next((one for one in self.criteria if one.code == code), None)

    def below(self, code: str) -> Iterator[Criterion]:
        """What hangs directly below a criterion."""
        parents = self.parents()
        return (one for one in self.criteria if parents[one.code] == code)

    def to_json(self) -> str:
        """Canonical JSON: the same set gives the same bytes."""
        told = {
            "title": self.title,
            "level": self.level.value,
            "year": self.year,
            "total": plain(self.total),
            "decision": self.decision,
            "source": self.source,
            "confidence": self.confidence.value,
            "criteria": [one.to_dict() for one in self.criteria],
        }
        return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def sha256(self) -> str:
        """Hash of the canonical JSON."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


def tree_of(told: Mapping[str, Any]) -> Tree:
    """A set from plain data (YAML, JSON). Raises `TreeBroken` with everything that is wrong."""
    rows = told.get("criteria")
    if not isinstance(rows, list) or not rows:
        raise TreeBroken([Problem("", "chưa có tiêu chí nào")])
    criteria, problems = [], []
    for number, row in enumerate(rows, start=1):
        try:
            criteria.append(criterion_of(row))
        except (RuleBroken, ValueError, TypeError, AttributeError) as error:
            code = str(row.get("code", "")) if isinstance(row, Mapping) else ""
            problems.append(Problem(code or f"dòng {number}", _words_of(error)))
    tree = Tree(
        str(told.get("title", "")).strip(),
        Level(str(told.get("level", Level.COMMUNE))),
        int(told.get("year", 0)),
        tuple(criteria),
        number_of(str(told.get("total", "100"))),
        str(told.get("decision") or ""),
        str(told.get("source") or ""),
        Confidence(str(told.get("confidence", Confidence.UNCERTAIN))),
    )
    if problems or (problems := problems_of(tree)):
        raise TreeBroken(problems)
    return tree


def tree_from_json(text: str) -> Tree:
    """What `Tree.to_json` wrote."""
    return tree_of(json.loads(text))


def criterion_of(row: Mapping[str, Any]) -> Criterion:
    """One criterion from plain words. Raises `RuleBroken` and `ValueError`."""
    unknown = set(row) - _KNOWN
    if unknown:
        raise RuleBroken(f"Không hiểu mục “{sorted(unknown)[0]}”.")
    style = Style(str(row.get("style", Style.SUM)))
    return Criterion(
        str(row["code"]).strip(),
        str(row["name"]).strip(),
        number_of(str(row["most"])),
        style,
        read_rule(style, str(row.get("rule") or "")),
        Judge(str(row.get("judge", Judge.UNIT))),
        str(row.get("source") or ""),
        str(row.get("evidence") or ""),
        str(row.get("note") or ""),
        Confidence(str(row.get("confidence", Confidence.VERIFIED))),
        Confidence(str(row.get("points_confidence", Confidence.VERIFIED))),
    )


_KNOWN = frozenset(
    {
        *("code", "name", "most", "style", "rule", "judge", "source"),
        *("evidence", "note", "confidence", "points_confidence"),
    }
)
_CODE = re.compile(r"[0-9A-Za-z]{1,8}(?:\.[0-9A-Za-z]{1,8}){0,5}")
_LONGEST_NAME = 500


def _words_of(error: Exception) -> str:
    if isinstance(error, RuleBroken):
        return error.message.rstrip(".")
    if isinstance(error, KeyError):
        return f"thiếu mục “{error.args[0]}”"
    return f"không đọc được ({error})"


def _above(code: str) -> Iterator[str]:
    while "." in code:
        code = code.rpartition(".")[0]
        yield code


def problems_of(tree: Tree) -> list[Problem]:
    """Everything that contradicts itself in a set; empty for a sound one."""
    found = [*_head_problems(tree), *_code_problems(tree)]
    for one in tree.criteria:
        found += [Problem(one.code, words, about) for about, words in _own_problems(one)]
    return found or list(_sum_problems(tree))


def _head_problems(tree: Tree) -> Iterator[Problem]:
    if not tree.title:
        yield Problem("", "chưa có tên bộ tiêu chí")
    if not 2000 <= tree.year <= 2100:
        yield Problem("", f"năm {tree.year} không dùng được")


def _code_problems(tree: Tree) -> Iterator[Problem]:
    parents, seen = tree.parents(), set()
    for one in tree.criteria:
        if not _CODE.fullmatch(one.code):
            yield Problem(
                one.code, "mã phải là số hoặc chữ không dấu, cách nhau bằng dấu chấm, như 1.3.2", "code"
            )
        elif one.code in seen:
            yield Problem(one.code, "mã xuất hiện hai lần", "code")
        elif parents[one.code] is None and "." in one.code:
            yield Problem(one.code, "không có tiêu chí cấp trên của mã này", "code")
        seen.add(one.code)


def _own_problems(one: Criterion) -> Iterator[tuple[str, str]]:
    if not one.name or len(one.name) > _LONGEST_NAME:
        yield "name", "chưa có nội dung, hoặc nội dung dài quá 500 ký tự"
    if one.most <= 0:
        yield "most", "điểm tối đa phải lớn hơn 0"
    highest = one.rule.highest
    if highest is not None and highest != one.most:
        yield "rule", f"bậc hoặc lựa chọn cao nhất được {plain(highest)} điểm, không phải {plain(one.most)}"
    if one.is_sum and one.source:
        yield "source", "tiêu chí cộng từ thành phần thì không có nguồn số liệu riêng"


def _sum_problems(tree: Tree) -> Iterator[Problem]:
    parents = tree.parents()
    sums: dict[str | None, Fraction] = {}
    for one in tree.criteria:
        sums[parents[one.code]] = sums.get(parents[one.code], Fraction(0)) + one.most
    for one in tree.criteria:
        below = sums.get(one.code)
        if one.is_sum and below is None:
            yield Problem(one.code, "chưa có tiêu chí thành phần và chưa nêu cách chấm")
        elif not one.is_sum and below is not None:
            yield Problem(
                one.code, f"có tiêu chí thành phần thì không chấm riêng bằng “{STYLE_NAMES[one.style]}”"
            )
        elif below is not None and below != one.most:
            yield Problem(
                one.code, f"điểm tối đa là {plain(one.most)} nhưng các thành phần cộng lại {plain(below)}"
            )
    whole = sums.get(None, Fraction(0))
    if whole != tree.total:
        yield Problem("", f"các lĩnh vực cộng lại {plain(whole)} điểm, không phải {plain(tree.total)}")


def known_sources(tree: Tree, names: Iterable[str]) -> list[Problem]:
    """Criteria whose source nobody knows."""
    known = set(names)
    return [
        Problem(one.code, f"không có nguồn số liệu “{one.source}”", "source")
        for one in tree.criteria
        if one.source and one.source not in known
    ]
