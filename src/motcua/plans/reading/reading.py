# SPDX-License-Identifier: EUPL-1.2
"""The whole way from a text to a proposal."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from motcua.plans.reading.bases import is_basis, is_duty, read_bases
from motcua.plans.reading.checking import unclear_pages, warnings_of
from motcua.plans.reading.closing import read_closing
from motcua.plans.reading.counted import counted_rows
from motcua.plans.reading.dates import days_in, plain
from motcua.plans.reading.figures import figures_of
from motcua.plans.reading.files import pages_of
from motcua.plans.reading.flattened import find_table, rows_of, tasks_of_rows
from motcua.plans.reading.head import PLANS, read_head
from motcua.plans.reading.items import Item, Kind, items_of
from motcua.plans.reading.keys import alike, key
from motcua.plans.reading.labels import Label, labelled
from motcua.plans.reading.lines import Line, Progress, lines_of, silent
from motcua.plans.reading.narrative import tasks_of
from motcua.plans.reading.reporting import reporting_of
from motcua.plans.reading.sections import Part, Section, sections_of
from motcua.plans.reading.tables import tab_rows, tasks_of_table
from motcua.plans.reading.targets import targets_of
from motcua.plans.reading.values import Head, PlanRead, Target, Task

_FEW_LABELS = 2


def read_file(source: Path | bytes, name: str = "", progress: Progress = silent) -> PlanRead:
    """Read a plan from a file: text, Markdown, Word, PDF, a scan or picture. `name` is what messages call it.

    The proposal keeps the pages: their lines, and their pictures where the file has any. `progress` is told how many
    steps of how many are done (pages of a scan; lines of a text whose marks come back). Raises `PlanUnreadable`.
    """
    pages = pages_of(source, name, progress)
    sures = [sure for page in pages for sure in page.sures]
    plan = read_plan("\n".join(line for page in pages for line in page.lines), progress, sures)
    plan.pages = pages
    plan.warnings += unclear_pages(plan)
    return plan


def read_plan(text: str, progress: Progress = silent, sures: Sequence[float] = ()) -> PlanRead:
    """Read a plan from its text. Always gives a proposal; what could not be read is missing, and warned of.

    `sures` tells for each line how sure it was recognised, where a picture was read.
    """
    lines, restored = lines_of(text, progress, sures)
    head, head_end, told = read_head(lines)
    closing = read_closing(lines)
    year = head["year"] or dt.date.min.year
    inside = [
        line for line in lines if head_end < line.number < closing.first or line.number >= closing.behind
    ]
    figures = figures_of(inside, year)
    inside = [line for line in inside if line.number not in figures.lines]
    rows, taken = tab_rows(inside)
    rows, taken = (rows, taken) if rows else counted_rows(inside)
    table = None if rows else find_table(inside)
    cells = [line for line in inside if table and table[0] <= line.number <= table[1]]
    cells += [line for line in inside if line.number in taken]
    items = items_of([line for line in inside if line not in cells])
    before = _before_sections(items)
    body = [item for item in items if not is_basis(item) or (item not in before and is_duty(item))]
    sections = sections_of(body)
    plan = PlanRead(head, recipients=closing.recipients, signer=closing.signer, position=closing.position)
    plan.restored = restored
    plan.bases = read_bases(before, year)
    plan.tasks = tasks_of(sections, year) if cells or _is_plan(head, lines, sections) else []
    told_by_table = items_of([] if rows else cells)
    if cells:
        title = next((one.title for one in sections if one.part is Part.CONTENT), "")
        told_rows = tasks_of_table(rows, title, year) if rows else tasks_of_rows(rows_of(cells), title, year)
        told_rows = [one for one in told_rows if one.content.first not in figures.measures]
        plan.tasks = _with_table(plan.tasks, told_rows)
        told_by_table += _cells_of(told_rows) if rows else []
    if plan.tasks:
        plan.targets = _targets([*sections, Section(Part.CONTENT, "", told_by_table)], plan.tasks, year, told)
    if plan.tasks or _is_plan(head, lines, sections):
        plan.targets = _with_figures(plan.targets, figures.targets, year)
    prose = [item for item in body if item.kind is not Kind.SECTION]
    plan.reporting = reporting_of([*prose, *told_by_table, *_reports(plan.tasks)])
    plan.warnings = [*told, *_stamp(lines, head["date"]), *warnings_of(plan, lines)]
    return plan


_ARTICLE = re.compile(r"^\W*di[eé]u \d{1,3}\b")
_MANY_ARTICLES = 3
_LETTER = re.compile(r"^\W*kinh g[uửi]\w{0,2}\b")


def _is_plan(head: Head, lines: list[Line], sections: list[Section]) -> bool:
    """Whether enough says that this is a plan: its kind, a heading of tasks among other sections, labels.

    Any sign may be misread, so a text without the name of its kind needs few; one that calls itself something else,
    a letter or a text in articles needs many labels.
    """
    if head["kind"] in PLANS or _carries_plan(lines):
        return True
    labels = [told.label for one in sections for item in one.items if (told := labelled(item))]
    folded = [plain(line.text) for line in lines]
    articles = sum(_ARTICLE.match(one) is not None for one in folded)
    if head["kind"] or articles >= _MANY_ARTICLES or any(_LETTER.match(one) for one in folded):
        return len(labels) >= 2 * _FEW_LABELS and len(set(labels)) >= 2
    return len(labels) >= _FEW_LABELS or (
        len(sections) > 1 and any(one.part is Part.CARRYING for one in sections)
    )


def _carries_plan(lines: list[Line]) -> bool:
    """Whether the name of a plan stands in a line of its own, as where a decision has one attached."""
    return any(
        line.raw.strip().isupper()
        and max(alike("ke hoach", key(line.text)), alike("ke hoach", key(line.raw))) >= 88
        for line in lines
    )


def _with_table(tasks: list[Task], rows: list[Task]) -> list[Task]:
    """The rows of a table among the tasks of the prose, in the order of the document."""
    prose = [one for one in tasks if not _is_head_of_table(one)]
    return sorted([*prose, *rows], key=lambda one: one.content.first)


def _cells_of(tasks: list[Task]) -> list[Item]:
    """The duties and results of the rows of a table, each by itself: figures stand in both."""
    cells = [cell for task in tasks for cell in (task.content, task.product) if cell is not None]
    return [
        Item(Kind.PARAGRAPH, "", cell.raw, cell.value, cell.first, cell.last, cell.confidence)
        for cell in cells
    ]


def _reports(tasks: list[Task]) -> list[Item]:
    """Rows about reports, with their time: the days that reports are due stand in another cell than their name."""
    told = []
    for task in tasks:
        if task.time_text is None or "bao cao" not in key(task.content.value):
            continue
        product = task.product.value if task.product else ""
        parts = (task.content.value, product, task.time_text.value)
        where = task.content
        text = ". ".join(part for part in parts if part)
        told.append(Item(Kind.PARAGRAPH, "", text, text, where.first, where.last, where.confidence))
    return told


def _is_head_of_table(task: Task) -> bool:
    return task.lead is None and len(task.content.value.split()) <= 6


def _before_sections(items: list[Item]) -> list[Item]:
    end = next((at for at, item in enumerate(items) if item.kind is Kind.SECTION), len(items))
    return items[:end]


def _targets(sections: list[Section], tasks: list[Task], year: int, told: list[str]) -> list[Target]:
    """Targets of every section but the purpose, each with the due day of the task it stands in."""
    found: list[Target] = []
    for section in sections:
        if section.part in {Part.PURPOSE, Part.FUNDING}:
            continue
        for item in section.items:
            label = labelled(item)
            if label is not None and label.label in {Label.TIME, Label.HELP}:
                continue
            found += targets_of(item, _due(item, tasks, year), warnings=told)
    return found


def _with_figures(prose: list[Target], figures: list[Target], year: int) -> list[Target]:
    """The targets of tables among those of the prose; without a day of their own they hold by the year's end."""
    end = dt.date(year, 12, 31) if year > dt.date.min.year else None
    dated = [replace(one, due=one.due or end) for one in figures]
    return sorted([*prose, *dated], key=lambda one: one.where.first)


def _due(item: Item, tasks: list[Task], year: int) -> dt.date | None:
    """The due day of the task that the item is part of, else the last day of the plan's year."""
    for task in tasks:
        if task.content.first <= item.first <= task.content.last and task.due is not None:
            return task.due.value
    return dt.date(year, 12, 31) if year > dt.date.min.year else None


def _stamp(lines: list[Line], issued: dt.date | None) -> list[str]:
    """A time of a digital signature that stands in the text, where it is later than the printed day."""
    for line in lines:
        if "thoi gian ky" in plain(line.raw):
            for day in days_in(line.raw, issued.year if issued else dt.date.min.year):
                if issued is None or day > issued:
                    return [f"Chữ ký số ghi ngày {day:%d/%m/%Y}, khác ngày ban hành in trên văn bản."]
    return []
