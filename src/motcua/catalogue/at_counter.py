# SPDX-License-Identifier: EUPL-1.2
"""What the counter needs to know of a procedure, in one statement; and which of its papers are missing.

⚡ Version, cases and papers come as three kinds of rows of one answer. Through the ORM the same takes three
queries and most of the processor time of a reception.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any, Final, TypeVar

from django.db import connection, models

from motcua.catalogue.models import (
    PaperRequirement,
    Procedure,
    ProcedureCase,
    ProcedureVersion,
    VersionStatus,
)
from motcua.statements import Statement

_M = TypeVar("_M", bound=models.Model)
_CONDITION: Final = re.compile(
    r"(?:^|[(,;:–-]\s*)(?:nếu|khi|trường hợp|trong trường hợp|đối với)\b", re.IGNORECASE
)


def version_at_counter(code: str, day: dt.date) -> ProcedureVersion | None:
    """The version of procedure `code` in force on `day` with its cases and papers; None when there is none.

    Cases and papers know their version, and `version.cases.all()`, `version.papers.all()` ask nothing more.
    """
    row = _statement().one([code, VersionStatus.VALID.value, day, day])
    if row is None:
        return None
    version = _made(ProcedureVersion, _columns(ProcedureVersion), row)
    version.procedure = Procedure(pk=version.procedure_id, code=code, created_at=row[-3])
    version.procedure._state.adding = False
    kept: dict[str, list[Any]] = {
        "cases": [_told(ProcedureCase, one) for one in _list(row[-2])],
        "papers": [_told(PaperRequirement, one) for one in _list(row[-1])],
    }
    version._prefetched_objects_cache = {}  # type: ignore[attr-defined]  # where Django keeps what was prefetched
    for name, rows in kept.items():
        for one in rows:
            one.version = version
        found = getattr(version, name).get_queryset()
        found._result_cache, found._prefetch_done = rows, True
        version._prefetched_objects_cache[name] = found  # type: ignore[attr-defined]  # as above
    return version


def condition_of(paper: PaperRequirement, case_names: Collection[str]) -> str:
    """When the paper is needed, where that depends on something the catalogue's cases do not say; else empty.

    `case_names` are the cases of the version: a paper of one of them depends on nothing more. A condition may stand
    in the paper's own name, as in “… (khi xin cấp lại)”.
    """
    if paper.case_name and paper.case_name not in case_names:
        return paper.case_name
    if paper.group and _CONDITION.search(paper.group):
        return paper.group
    found = _CONDITION.search(paper.name)
    return paper.name[found.start() :].strip("(),;:–- ") if found else ""


def papers_for(version: ProcedureVersion, case_name: str) -> list[PaperRequirement]:
    """The papers that the case may need: its own, those of every case, those under a condition of their own."""
    papers = list(version.papers.all())
    return _of_case(papers, case_name, _case_names(version, papers))


def _of_case(
    papers: Iterable[PaperRequirement], case_name: str, case_names: Collection[str]
) -> list[PaperRequirement]:
    other_cases = {*case_names} - {case_name, ""}
    return [paper for paper in papers if paper.case_name not in other_cases]


def _case_names(version: ProcedureVersion, papers: Iterable[PaperRequirement]) -> set[str]:
    """Names of the version's cases, asked for only where a paper belongs to one."""
    return {one.name for one in version.cases.all()} if any(paper.case_name for paper in papers) else set()


def missing_of(version: ProcedureVersion, case_name: str, given: Collection[int | None]) -> list[str]:
    """What the case certainly needs and was not handed in, in the order of the catalogue.

    Papers that are only shown, that have no count, or that are needed under a condition are never missing. Of a group
    one paper is enough.
    """
    papers = list(version.papers.all())
    names = _case_names(version, papers)
    missing: list[str] = []
    groups: dict[str, list[PaperRequirement]] = {}
    for paper in _of_case(papers, case_name, names):
        if paper.group:
            groups.setdefault(paper.group, []).append(paper)
        elif _is_needed(paper, names) and paper.pk not in given:
            missing.append(paper.name)
    # Only where every paper of the group would do: then handing in none of them is certainly too little.
    missing += [
        " / ".join(paper.name for paper in group)
        for group in groups.values()
        if all(_is_needed(paper, names) for paper in group) and not any(one.pk in given for one in group)
    ]
    return missing


def _is_needed(paper: PaperRequirement, case_names: Collection[str]) -> bool:
    counted = bool(paper.originals or paper.copies)
    return counted and not paper.presented_only and not condition_of(paper, case_names)


def _list(told: Any) -> list[list[Any]]:
    found: list[list[Any]] = json.loads(told) if isinstance(told, str) else told or []
    return found


def _made(model: type[_M], names: tuple[str, ...], values: Iterable[Any]) -> _M:
    return model.from_db(connection.alias, list(names), list(values)[: len(names)])


def _told(model: type[_M], values: list[Any]) -> _M:
    """A row that came as JSON: numbers with a fraction and times of day come as text."""
    fields = _fields(model)
    plain = [
        field.to_python(value) if value is not None else None
        for field, value in zip(fields, values, strict=True)
    ]
    return _made(model, _columns(model), plain)


@cache
def _fields(model: type[models.Model]) -> tuple[models.Field[Any, Any], ...]:
    return tuple(model._meta.concrete_fields)


@cache
def _columns(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in _fields(model))


@cache
def _statement() -> Statement:
    quote = connection.ops.quote_name

    def table(model: type[models.Model]) -> str:
        return quote(model._meta.db_table)

    def children(model: type[models.Model]) -> str:
        # As text, because a JSON number would lose the exactness of a decimal.
        columns = ", ".join(
            f"child.{quote(str(field.column))}{'::text' if isinstance(field, models.DecimalField) else ''}"
            for field in _fields(model)
        )
        return (
            f'(select json_agg(json_build_array({columns}) order by child."order") '  # noqa: S608  model names
            f"from {table(model)} child where child.version_id = version.id)"
        )

    own = ", ".join(f"version.{quote(str(field.column))}" for field in _fields(ProcedureVersion))
    return Statement(
        f"select {own}, procedure.created_at, {children(ProcedureCase)}, {children(PaperRequirement)} "  # noqa: S608  model names
        f"from {table(ProcedureVersion)} version join {table(Procedure)} procedure "
        "on procedure.id = version.procedure_id "
        "where procedure.code = %s and version.status = %s and version.effective_from <= %s "
        "and (version.effective_to is null or version.effective_to >= %s)"
    )
