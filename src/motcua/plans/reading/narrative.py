# SPDX-License-Identifier: EUPL-1.2
"""Tasks of a plan in prose: numbered groups, bullets, labelled lines that hold for a whole group."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from motcua.plans.reading import actors
from motcua.plans.reading.assigned import assigned_behind, time_behind
from motcua.plans.reading.columns import is_time
from motcua.plans.reading.dates import Span, deadline_in, span_of
from motcua.plans.reading.items import Item, Kind
from motcua.plans.reading.keys import key
from motcua.plans.reading.labels import Label, Labelled, codes_of, labelled, labels_inside
from motcua.plans.reading.sections import Part, Section, part_of
from motcua.plans.reading.values import Found, Task

_SHORTEST = 4
_CLAUSE = 9
_CLOSING = ("tren day la ke hoach", "tren day la", "yeu cau thu truong", "de nghi cac")
_PREAMBLE = ("theo de nghi cua", "xet de nghi")
_TROUBLE = ("trong qua trinh", "neu co kho khan", "neu phat sinh")
_POINTER = re.compile(
    r"^noi dung theo |^(?:\w+ ){0,9}(?:theo|tai|o) (?:cac )?(?:phu luc|bieu|bang)\b(?: \w+){0,9}$"
)
_ASKS_ALL = re.compile(
    r"^(?:yeu cau|de nghi) .*\b(?:trien khai|to chuc|nghiem tuc|phoi hop) (?:\w+ ){0,3}thuc hien\b(.*)$"
)
_THIS_PLAN = re.compile(r"\bke hoach(?: nay| tren)?$")


_NO_DUTIES = {Part.PURPOSE, Part.TARGETS, Part.FUNDING}
_SHORT_HEADING = 6


@dataclass(slots=True)
class Block:
    """What one heading governs: its labelled lines and its bodies. `unit` is who a heading above puts in charge.

    `closed` once labels stand behind its bodies; `above` is the closed block that its first body stood below.
    """

    heading: Item | None
    unit: Found[str] | None = None
    bodies: list[Item] = field(default_factory=list)
    labels: list[Labelled] = field(default_factory=list)
    closed: bool = False
    above: Block | None = None

    def of(self, label: Label) -> Labelled | None:
        """The last line with this label."""
        return next((one for one in reversed(self.labels) if one.label is label), None)


def tasks_of(sections: list[Section], year: int) -> list[Task]:
    """The tasks of every section that assigns any."""
    tasks: list[Task] = []
    for section in sections:
        if section.part is Part.CONTENT:
            for block, group in _blocks(section.items):
                tasks += _content(block, section.title, group, year)
        elif section.part is Part.CARRYING:
            for block, group in _blocks(section.items, names=True):
                tasks += _carrying(block, section.title, group, year)
    return tasks


_LEVELS = {Kind.LETTER: 5, Kind.PARAGRAPH: 6, Kind.BULLET: 7, Kind.PLUS: 8}


def _level(item: Item) -> int:
    """How deep an item stands: 1 for `1.`, 2 for `1.1.`, letters and bullets below."""
    return _LEVELS.get(item.kind, item.marker.strip(".) ").count(".") + 1)


def _without_aims(items: list[Item]) -> list[Item]:
    """The items without numbered parts that are aims, demands or funding, as in a plan without roman sections."""
    kept: list[Item] = []
    above = 0
    for item in items:
        if above and _level(item) <= above:
            above = 0
        if item.kind is Kind.NUMBER and not above and _is_aim(item):
            above = _level(item)
        if not above:
            kept.append(item)
    return kept


def _is_aim(item: Item) -> bool:
    """Whether a numbered line is headed `Mục tiêu`, `Yêu cầu`, `Kinh phí`, with or without more behind a colon."""
    name, colon, _ = item.text.partition(":")
    if len(name.split()) > _SHORT_HEADING or labelled(item) is not None:
        return False
    return part_of(replace(item, text=name, raw=item.raw.partition(":")[0]) if colon else item) in _NO_DUTIES


def _blocks(items: list[Item], *, names: bool = False) -> list[tuple[Block, str]]:
    """Blocks of a section, each with the title of its group. A letter begins a block of its own.

    A heading that is nothing but a unit puts that unit in charge of all that stands below it; where `names`, so does
    one of a few words that say nothing of doing.
    """
    blocks: list[tuple[Block, str]] = [(Block(None), "")]
    group = ""
    unit: Found[str] | None = None
    depth = 0
    items = _without_aims(items)
    for number, item in enumerate(items):
        content, inside = labels_inside(item)
        if inside:
            unit = unit if not content.text or _level(item) > depth else None
            blocks += [(Block(None, unit, [content], closed=True), group)] if content.text else []
            _label(blocks[-1][0], *inside)
            continue
        told = labelled(item)
        if unit is not None and told is None and _level(item) <= depth:
            unit = None
            blocks.append((Block(None), group))
        if told is None and (name := _unit_above(item, items[number + 1 :], names=names)):
            unit, depth = item.found(name, "heading", item.sure), _level(item)
            group = f"{item.marker} {name}"
            blocks.append((Block(None, unit), group))
        elif item.kind is Kind.NUMBER and told is None:
            group = group if unit else f"{item.marker} {item.text}"
            when = [Labelled(Label.TIME, item.raw, item.text, item, 0.8)] if is_time(item.text) else []
            blocks.append((Block(None if when else item, unit, labels=when), group))
        elif (told is not None and told.label is Label.CRITERION) or (
            item.kind is Kind.LETTER and told is None
        ):
            blocks.append((Block(item, unit), group))
        elif told is not None:
            _label(blocks[-1][0], told)
        elif _begins_anew(blocks[-1][0], item):
            blocks.append((Block(None, unit, [item], above=blocks[-1][0]), group))
        else:
            blocks[-1][0].bodies.append(item)
    return _filled(blocks)


def _filled(blocks: list[tuple[Block, str]]) -> list[tuple[Block, str]]:
    """The blocks that hold anything. Labels of a whole group hold for what stands below them as well."""
    for block, _ in blocks:
        if block.above is not None and not block.labels and block.above.bodies[1:]:
            block.labels = block.above.labels
    return [one for one in blocks if one[0].heading or one[0].bodies or one[0].labels]


def _label(block: Block, *told: Labelled) -> None:
    block.closed = block.closed or bool(block.bodies)
    block.labels += told


def _begins_anew(block: Block, item: Item) -> bool:
    """Whether a body has labels of its own to follow it: it stands behind the labels of bodies like itself."""
    return block.closed and bool(block.bodies) and _level(item) <= _level(block.bodies[0])


def _unit_above(item: Item, below: list[Item], *, names: bool) -> str:
    """The unit that an item puts in charge of the items below it; empty for one that has none below."""
    colon = item.raw.rstrip().endswith(":") or item.text.rstrip().endswith(":")
    if not below or _level(below[0]) < _level(item) or (_level(below[0]) == _level(item) and not colon):
        return ""
    if item.kind not in {Kind.NUMBER, Kind.LETTER} and not colon:
        return ""
    if (
        names
        and item.kind is Kind.NUMBER
        and _level(below[0]) > _level(item)
        and part_of(item) is Part.CONTENT
    ):
        return actors.heading_unit(item.text) or actors.heading_name(item.text)
    return actors.heading_unit(item.text)


def _content(block: Block, section: str, group: str, year: int) -> list[Task]:
    bodies = [one for one in block.bodies if _is_body(one)]
    heading = block.heading
    told = labelled(heading) if heading else None
    clause = _clause(block)
    codes: tuple[str, ...] = ()
    criterion = ""
    if heading and told and told.label is Label.CRITERION:
        codes, criterion = codes_of(heading.raw), told.text
    elif heading and not bodies and not clause and _is_duty(heading, block):
        bodies = [heading]
    if clause is None and not bodies and heading and codes:
        bodies = [heading]
    tasks = [
        _task(body, block, section, group, year, clause=None)
        for body in bodies
        if not _only_target(body, bodies)
    ]
    if clause is not None:
        tasks.append(_task(clause.item, block, section, group, year, clause=clause))
    for task in tasks:
        task.criteria, task.criterion = codes, criterion
    return tasks


def _clause(block: Block) -> Labelled | None:
    """The line of who does it, where it goes on to say what: `Văn phòng chủ trì, tham mưu …`."""
    lead = block.of(Label.LEAD)
    if lead is None or len(lead.text.split()) < _CLAUSE or _says_what(block):
        return None
    parted = actors.taken_apart(lead.text)
    return lead if parted.lead and len(parted.duty.split()) >= _SHORTEST else None


def _says_what(block: Block) -> bool:
    """Whether the duty stands over its labels already: a long name behind one is no sentence then."""
    heading = block.heading
    return heading is not None and labelled(heading) is None and actors.begins_duty(heading.text)


def _is_body(item: Item) -> bool:
    told = key(item.text)
    return (
        len(told.split()) >= _SHORTEST
        and not _POINTER.match(told)
        and not told.endswith(" nhu sau")
        and not _asks_all(item, told)
        and not any(told.startswith(one) for one in (*_CLOSING, *_TROUBLE, *_PREAMBLE))
    )


def _asks_all(item: Item, told: str) -> bool:
    """`Yêu cầu các bộ phận nghiêm túc thực hiện Kế hoạch này`: the words that close a plan are no duty."""
    match = _ASKS_ALL.match(told)
    return match is not None and (item.kind is Kind.PARAGRAPH or _THIS_PLAN.search(match[1]) is not None)


def _is_duty(item: Item, block: Block) -> bool:
    """Whether a heading with nothing below it is a duty itself: labels follow it, or it is a whole sentence."""
    if block.labels or block.unit:
        return _is_body(item)
    return len(item.text.split()) >= _CLAUSE and (
        actors.taken_apart(item.text).lead != "" or item.raw.rstrip().endswith((".", ";"))
    )


def _only_target(item: Item, bodies: list[Item]) -> bool:
    """A plus under a bullet gives its figures, and is no duty of its own."""
    return item.kind is Kind.PLUS and bodies[0].kind is not Kind.PLUS


def _task(item: Item, block: Block, section: str, group: str, year: int, *, clause: Labelled | None) -> Task:
    lead, helping = block.of(Label.LEAD), block.of(Label.HELP)
    text = clause.text if clause else item.text
    parted = actors.taken_apart(text)
    behind = None if parted.lead or lead or block.unit else assigned_behind(text)
    if behind is not None:
        text, parted = behind[0], replace(behind[1], duty=behind[0])
    own_lead = parted.lead and block.unit is None and (clause is not None or lead is None)
    content = parted.duty if own_lead else text
    task = Task(_clean(item, content), section, group)
    if own_lead:
        rule = "behind the duty" if behind else "head of the sentence"
        task.lead = item.found(parted.lead, rule, item.sure * 0.9)
        if parted.helping:
            task.coordinating = _tuple(item, parted.helping, "behind phối hợp với", item.sure * 0.8)
    elif lead is not None:
        _labelled_lead(task, lead, alone=_says_what(block))
    elif block.unit is not None:
        task.lead = block.unit
        task.content, task.coordinating = _under_unit(item, parted, task)
    if helping is not None:
        task.coordinating = _tuple(
            helping.item, actors.units_of(helping.text), "label", helping.sure * helping.item.sure
        )
    _time(task, block, item, year, time_behind(item.text))
    product = block.of(Label.PRODUCT)
    if product is not None:
        task.product = _from(product, product.text.strip(" ."))
    return task


def _under_unit(
    item: Item, parted: actors.Sentence, task: Task
) -> tuple[Found[str], Found[tuple[str, ...]] | None]:
    """`Chủ trì, phối hợp với Công an …` under the name of who leads: what is to be done, and who helps."""
    if not parted.helping or parted.lead:
        return task.content, task.coordinating
    return _clean(item, parted.duty), _tuple(item, parted.helping, "behind phối hợp với", item.sure * 0.8)


def _labelled_lead(task: Task, lead: Labelled, *, alone: bool) -> None:
    """The unit of a label; where the line goes on to a sentence, the head of that. `alone`: it is only a name."""
    parted = actors.taken_apart(lead.text)
    if not alone and parted.lead and len(lead.text.split()) >= _CLAUSE:
        task.lead = _from(lead, parted.lead)
        if parted.helping:
            task.coordinating = _tuple(lead.item, parted.helping, "behind phối hợp với", lead.item.sure * 0.8)
    else:
        task.lead = _from(lead, _plain_unit(lead.text.split(";")[0]))


def _plain_unit(text: str) -> str:
    return re.sub(r"^\W*(?:giao|Giao)\s+", "", text).strip(" .;,")


def _time(task: Task, block: Block, item: Item, year: int, behind: str) -> None:
    label = block.of(Label.TIME)
    if label is None and behind:
        label = Labelled(Label.TIME, behind, behind, item, 0.9)
    if label is None:
        span = deadline_in(item.raw, item.text, year)
        if span.due is not None:
            task.due = Found(span.due, item.first, item.last, item.raw, 0.6, "deadline in the sentence")
        if span.start is not None:
            task.start = Found(span.start, item.first, item.last, item.raw, 0.6, "period in the sentence")
        task.recurrence = span.recurrence
        return
    span = span_of(label.raw, label.text, year)
    _set(task, span, label)


def _set(task: Task, span: Span, label: Labelled) -> None:
    where = label.item
    task.time_text = where.found(label.text.strip(" ."), "label", label.sure * where.sure)
    task.recurrence = span.recurrence
    if span.start is not None:
        task.start = Found(span.start, where.first, where.last, label.raw, label.sure, "period")
    if span.due is not None:
        task.due = Found(span.due, where.first, where.last, label.raw, label.sure, "day or end of the period")


def _from(label: Labelled, value: str) -> Found[str]:
    item = label.item
    return Found(value, item.first, item.last, label.raw, label.sure * item.sure, "label")


def _tuple(item: Item, value: tuple[str, ...], rule: str, confidence: float) -> Found[tuple[str, ...]]:
    return Found(value, item.first, item.last, item.raw, confidence, rule)


def _clean(item: Item, content: str) -> Found[str]:
    told = content.strip(" ;,./")
    return item.found(told[:1].upper() + told[1:], f"{item.kind.value}", item.sure)


def _sentences(item: Item) -> list[Item]:
    """The sentences of a paragraph that each name who acts; one that names nobody stays with the one before."""
    ends = [match.end() for match in re.finditer(r"[.](?=\s+[A-ZĐÀ-Ỹ])\s+", item.text)]
    parts = [item.text[a:b] for a, b in zip([0, *ends], [*ends, len(item.text)], strict=True)]
    told: list[str] = []
    for part in parts:
        if told and not actors.taken_apart(part.strip()).lead:
            told[-1] += part
        else:
            told.append(part)
    return [replace(item, text=part.strip()) for part in told]


def _carrying(block: Block, section: str, group: str, year: int) -> list[Task]:
    """Who does what, at the end of a plan: a unit as heading over its bullets, or a sentence that begins with one."""
    bodies = ([block.heading] if block.heading else []) + block.bodies
    tasks = []
    for item in bodies:
        if not _is_body(item):
            continue
        if key(item.text).startswith("noi nhan"):
            break
        if not block.unit and len(parts := _sentences(item)) > 1:
            tasks += [_task(part, block, section, "", year, clause=None) for part in parts]
            continue
        task = _task(item, block, section, group if block.unit else "", year, clause=None)
        if task.lead is not None:
            tasks.append(task)
    return tasks
