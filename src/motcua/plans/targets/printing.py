# SPDX-License-Identifier: EUPL-1.2
"""The one way in which a sentence about a target is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from motcua.plans.targets.measures import MEASURE
from motcua.plans.targets.values import Change, Expression, Scope, Where
from motcua.plans.targets.words import (
    CHANNEL_WORDS,
    CLOSE,
    LEVEL_WORDS,
    OPEN,
    PLACES,
    POLICY_WORDS,
    number_words,
    period_words,
)

_CHANGES: Final = {Change.NONE: "", Change.GROWTH: "mức tăng ", Change.DROP: "mức giảm "}


def said(expression: Expression) -> str:
    """The sentence, as one reads it aloud."""
    return f"{described(expression)} {wanted_words(expression)}"


def described(expression: Expression) -> str:
    """The sentence without the number: what is measured, of whom, when."""
    clauses = [f"{measure_words(expression)}{_of(expression.scope)}", *_narrowed(expression)]
    when = period_words(expression.period)
    clauses.append(f"{when} so với cùng kỳ năm trước" if expression.change else when)
    return ", ".join(clauses)


def measure_words(expression: Expression) -> str:
    """What is measured."""
    if expression.by_hand:
        return f"{_CHANGES[expression.change]}{OPEN}{expression.told}{CLOSE}"
    code = f" {expression.code}" if expression.code else ""
    return f"{_CHANGES[expression.change]}{MEASURE[expression.measure].name}{code}"


def wanted_words(expression: Expression) -> str:
    """The number to reach: `≥ 98 %`."""
    wanted = expression.wanted
    return f"{wanted.op.sign} {number_words(wanted.value)} {wanted.unit}".strip()


def _of(scope: Scope) -> str:
    match scope.where:
        case Where.HERE:
            return ""
        case Where.NAMED:
            return f" của {_named(scope.name)}"
    name = f" {_named(scope.name)}" if scope.name else ""
    return f" của {PLACES[scope.where]}{name}"


def _narrowed(expression: Expression) -> Iterator[str]:
    if expression.fields:
        yield f"lĩnh vực {_listed(expression.fields)}"
    if expression.procedures:
        yield f"thủ tục {_listed(expression.procedures, codes=True)}"
    if expression.channel:
        yield f"kênh {CHANNEL_WORDS[expression.channel]}"
    if expression.level:
        yield f"mức {LEVEL_WORDS[expression.level]}"
    if expression.policy:
        yield f"tính theo {POLICY_WORDS[expression.policy]}"


def _listed(names: Iterable[str], *, codes: bool = False) -> str:
    return ", ".join(name if codes and name[:1].isdigit() else _named(name) for name in names)


def _named(name: str) -> str:
    """The name, in quotation marks where the sentence would be read otherwise without them."""
    from motcua.plans.targets.language import reads_bare

    return name if reads_bare(name) else f"{OPEN}{name}{CLOSE}"
