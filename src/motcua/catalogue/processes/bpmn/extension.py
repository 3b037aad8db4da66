# SPDX-License-Identifier: EUPL-1.2
"""What BPMN has no words for, as elements of our namespace: to values and back, nothing lost.

Everything stands in attributes: unlike text, they keep every line end through any XML parser.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, SubElement

from motcua.catalogue.processes.bpmn.names import own, sayable
from motcua.catalogue.processes.values import Doubt, ReadProcess, ReadStep, ReadTime, TimeKind, TimeUnit
from motcua.law.roles import Role


def write_process(parent: Element, process: ReadProcess) -> None:
    """Code, level, source, total, forms and doubts of a process."""
    said = {"code": process.code, "level": process.level, "source": process.source}
    element = SubElement(parent, own("process"), _said(said))
    _write_time(element, "total", process.total)
    _write_list(element, "form", process.forms)
    for doubt in process.doubts:
        about = {"code": doubt.code, "raw": doubt.raw, "step": doubt.step}
        SubElement(element, own("doubt"), _said(about))


def write_step(parent: Element, step: ReadStep, order: int) -> None:
    """Everything of a step that its name and its flows do not say."""
    said = {
        "order": str(order),
        "number": step.number,
        "role": step.role.value if step.role else None,
        "roleText": step.role_text,
        "unit": step.unit_text,
        "proposedMinutes": _figure(step.proposed_minutes),
        "share": _figure(step.share),
        "notCounted": "true" if step.not_counted else None,
    }
    element = SubElement(parent, own("step"), _said(said))
    _write_time(element, "time", step.time)
    _write_list(element, "form", step.forms)
    if step.following is not None:
        _write_list(SubElement(element, own("following")), "next", step.following)


def read_head(element: Element) -> ReadProcess:
    """The process without its name and steps, from the element that `write_process` made."""
    doubts = (
        Doubt(one.get("code", ""), one.get("raw", ""), one.get("step"))
        for one in element.findall(own("doubt"))
    )
    return ReadProcess(
        name="",
        code=element.get("code"),
        level=element.get("level", ""),
        source=element.get("source", ""),
        total=_read_time(element.find(own("total"))),
        steps=(),
        forms=_read_list(element, "form"),
        doubts=tuple(doubts),
    )


def read_step(element: Element, name: str) -> ReadStep:
    """A step from the element that `write_step` made and the name that stands on its task."""
    role = element.get("role", "")
    following = element.find(own("following"))
    return ReadStep(
        number=element.get("number", ""),
        name=name,
        role=Role(role) if role in frozenset(Role) else None,
        role_text=element.get("roleText", ""),
        unit_text=element.get("unit", ""),
        time=_read_time(element.find(own("time"))),
        proposed_minutes=_whole(element.get("proposedMinutes")),
        share=_decimal(element.get("share")),
        forms=_read_list(element, "form"),
        following=None if following is None else _read_list(following, "next"),
    )


def _write_time(parent: Element, name: str, time: ReadTime) -> None:
    said = {
        "kind": time.kind.value,
        "raw": time.raw,
        "minutes": _figure(time.minutes),
        "unit": time.unit.value if time.unit else None,
        "figure": _figure(time.number),
    }
    _write_list(SubElement(parent, own(name), _said(said)), "doubt", time.doubts)


def _read_time(element: Element | None) -> ReadTime:
    if element is None:
        return ReadTime(TimeKind.MISSING, "")
    kind, unit = element.get("kind", ""), element.get("unit", "")
    return ReadTime(
        kind=TimeKind(kind) if kind in frozenset(TimeKind) else TimeKind.UNREADABLE,
        raw=element.get("raw", ""),
        minutes=_whole(element.get("minutes")),
        unit=TimeUnit(unit) if unit in frozenset(TimeUnit) else None,
        number=_decimal(element.get("figure")),
        doubts=_read_list(element, "doubt"),
    )


def _write_list(parent: Element, name: str, values: Iterable[str]) -> None:
    for value in values:
        SubElement(parent, own(name), {"value": sayable(value)})


def _read_list(element: Element, name: str) -> tuple[str, ...]:
    return tuple(one.get("value", "") for one in element.findall(own(name)))


def _said(values: dict[str, str | None]) -> dict[str, str]:
    """Attributes; what is not known is left out, which an empty text is not."""
    return {name: sayable(value) for name, value in values.items() if value is not None}


def _figure(value: int | Decimal | None) -> str | None:
    return None if value is None else str(value)


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else None


def _decimal(text: str | None) -> Decimal | None:
    try:
        value = Decimal(text) if text else None
    except InvalidOperation:
        return None
    return value if value is None or value.is_finite() else None
