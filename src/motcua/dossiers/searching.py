# SPDX-License-Identifier: EUPL-1.2
"""Finding a dossier among a million: by code or a part of it, by people, numbers, phones, content, procedure.

Accents and the order of words do not matter; a last word that is not finished counts as a beginning. The newest
candidates are taken from the word index, the rule of visibility is asked for each, and the few that are left are
ordered by how well they fit, then by recency.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Q, QuerySet

from motcua.dossiers.listing import with_related
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import visible_to
from motcua.law.codes import tidy_code
from motcua.law.names import fold
from motcua.organisations.actors import Actor

FOUND_AT_MOST = 50
"""Dossiers of one answer; whoever needs more has to say more."""

_CANDIDATES = 120
_UNITS_NAMED = 60  # above this an actor sees most of the house, and naming the units would only cost
_BEGINNING = 3  # letters from which an unfinished word is looked up
_WORD = re.compile(r"[a-z0-9]+")
_PHONE = re.compile(r"\+?[\d\s.()-]{9,18}")


@dataclass(frozen=True, slots=True)
class Found:
    """What an answer holds. `exact`: the one dossier whose code was named in full."""

    rows: Sequence[Dossier]
    exact: Dossier | None = None


def find(actor: Actor, wanted: str) -> Found:
    """Dossiers that fit `wanted`, among those the actor may see. At most five queries, whatever there is."""
    text = spoken_code(wanted)
    words = words_of(text)
    if not words:
        return Found(())
    seen = with_related(visible_to(actor))
    code = tidy_code(text)
    if exact := seen.filter(Q(code=code)).first():
        return Found((exact,), exact)
    for query in _queries(words):
        ids = _candidates(actor, query)
        if rows := list(seen.filter(pk__in=ids).prefetch_related("intervals")) if ids else []:
            rows.sort(key=lambda row: (_misfit(row, words, code), -row.pk))
            return Found(rows[:FOUND_AT_MOST])
    return Found(())


def spoken_code(wanted: str) -> str:
    """What a scanner or a person gave: the code within the address of a receipt's QR code, or the text itself."""
    text = wanted.strip()
    if "://" in text:
        return parse_qs(urlsplit(text).query).get("ma", [""])[0]
    return text


def words_of(text: str) -> list[str]:
    """The words of a query as the index knows them. A phone number is one, whatever stands between its digits."""
    if _PHONE.fullmatch(text):
        digits = "".join(char for char in text if char.isdecimal())
        if text.lstrip().startswith(("+84", "84")):
            digits = f"0{digits[2:]}"
        if digits.startswith("0") and 9 <= len(digits) <= 12:
            return [digits]
    return list(dict.fromkeys(_WORD.findall(fold(text))))[:12]


def narrowed(rows: QuerySet[Dossier], text: str) -> QuerySet[Dossier]:
    """Those of `rows` that hold every word of `text`, the last one as a beginning."""
    words = words_of(spoken_code(text))
    if not words:
        return rows
    query = SearchQuery(_and(words, beginning=True), search_type="raw", config="simple")
    return rows.filter(search_entry__words=query)


def _queries(words: list[str]) -> list[str]:
    """First the words as they stand; when nothing fits, the last one as a beginning."""
    queries = [_and(words)]
    if len(words[-1]) >= _BEGINNING:
        queries.append(_and(words, beginning=True))
    return queries


def _and(words: list[str], *, beginning: bool = False) -> str:
    return " & ".join(f"'{word}'" for word in words) + (":*" if beginning else "")


# ⚡ Three short lists instead of one condition with four alternatives, which no index could answer.
_NEWEST = """
(select dossier_id from dossiers_searchentry where words @@ %(own)s::tsquery
 order by dossier_id desc limit %(most)s)
union
(select entry.dossier_id from dossiers_dossier dossier
 join dossiers_searchentry entry on entry.dossier_id = dossier.id
 where dossier.holder_unit_id = any(%(units)s) and dossier.ended_at is null and entry.words @@ %(all)s::tsquery
 order by entry.dossier_id desc limit %(most)s)
union
(select entry.dossier_id from dossiers_consultation asked
 join dossiers_searchentry entry on entry.dossier_id = asked.dossier_id
 where asked.unit_id = any(%(units)s) and entry.words @@ %(all)s::tsquery
 order by entry.dossier_id desc limit %(most)s)
"""


def _candidates(actor: Actor, query: str) -> list[int]:
    units = sorted(actor.covered)
    named = " | ".join(f"'u{unit}'" for unit in units)
    own = f"({query}) & ({named})" if 0 < len(units) <= _UNITS_NAMED else query
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, {"own": own, "all": query, "units": units, "most": _CANDIDATES})
        return [row[0] for row in cursor.fetchall()]


def _misfit(row: Dossier, words: list[str], code: str) -> int:
    """0 fits best: the code, the name from its beginning, words of the name, the number, the content, the rest."""
    name = fold(row.applicant_name)
    if row.code.endswith(code) or row.external_code.upper() == code:
        return 0
    if name.startswith(" ".join(words)):
        return 1
    in_name = set(name.split())
    if in_name.issuperset(words[:-1]) and any(one.startswith(words[-1]) for one in in_name):
        return 2
    if row.applicant.identifier.startswith(words[0]):
        return 3
    return 4 if set(fold(row.subject).split()).issuperset(words) else 5
