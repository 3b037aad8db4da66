# SPDX-License-Identifier: EUPL-1.2
"""The index of this process: made from the versions in force, made anew when the catalogue has changed."""

from __future__ import annotations

import datetime as dt
import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from motcua.catalogue.models import PaperRequirement, ResultKind, VersionStatus
from motcua.catalogue.own_data_reading import read_own_data
from motcua.catalogue.queries import valid_on
from motcua.catalogue.searching.finding import Finder, Found
from motcua.catalogue.searching.index import Entry, build
from motcua.catalogue.searching.vocabulary import vocabulary

# Whatever changes a version gives its row a new xmin; the day stands beside it because versions begin and end.
_STATE = """
select count(*), sum(id), sum(xmin::text::bigint), sum(effective_to - date '2000-01-01')
from catalogue_procedureversion where status = %s
"""
State = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    state: State
    finder: Finder


_held: dict[dt.date, _Held] = {}
_making = threading.Lock()
_MOST_DAYS = 2


def search_versions(text: str, limit: int = 20, day: dt.date | None = None) -> list[Found]:
    """Procedures in force on `day` (today when not given) that fit `text`, best first; never raises for a text.

    One short query tells whether the catalogue changed since the index was made; only then is it made anew.
    """
    if not text.strip():
        return []
    return _finder(day or timezone.localdate()).find(text, limit)


def _finder(day: dt.date) -> Finder:
    state = _state_of_catalogue()
    held = _held.get(day)
    if held is None or held.state != state:
        with _making:  # the threads of a busy counter wait for one index rather than make several
            held = _held.get(day)
            if held is None or held.state != state:
                held = _Held(state, _made(day))
                while len(_held) >= _MOST_DAYS and day not in _held:
                    del _held[min(_held)]
                _held[day] = held
    return held.finder


def _state_of_catalogue() -> State:
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [VersionStatus.VALID])
        return tuple(cursor.fetchone())


def _made(day: dt.date) -> Finder:
    words = vocabulary()
    return Finder(build(_entries(day), words.special_forms), words)


def _entries(day: dt.date) -> Iterator[Entry]:
    versions = valid_on(day)
    results = _names_by_version(ResultKind.objects.filter(version__in=versions, is_refusal=False))
    papers = _names_by_version(PaperRequirement.objects.filter(version__in=versions))
    said = _said_of_code()
    rows = versions.order_by("id").values_list(
        "id", "procedure__code", "name", "everyday_names", "field_name", "levels"
    )
    for key, code, name, everyday, field, levels in rows.iterator():
        yield Entry(
            version_id=key,
            code=code,
            name=name,
            everyday_names=tuple(dict.fromkeys([*everyday, *said.get(code, ())])),
            field=field,
            results=tuple(results[key]),
            papers=tuple(papers[key]),
            levels=tuple(levels),
        )


def _names_by_version(rows: QuerySet[ResultKind] | QuerySet[PaperRequirement]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    for version, name in rows.values_list("version_id", "name").iterator():
        names[version].append(name)
    return names


@cache
def _said_of_code() -> dict[str, tuple[str, ...]]:
    """Everyday names that the project knows of a code, for versions that came without any."""
    return {own.code: tuple(own.words) for own in read_own_data()}
