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
from django.db.models import QuerySet

from motcua.dossiers.listing import as_lines
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import visible_to
from motcua.law.codes import tidy_code
from motcua.law.names import fold
from motcua.organisations.actors import Actor

FOUND_AT_MOST = 30
"""Dossiers of one answer; whoever needs more has to say more."""

_CANDIDATES = 120
_UNITS_NAMED = 25  # above this an actor sees most of the house, and naming the units would only cost
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
    seen = visible_to(actor)
    code = tidy_code(text)
    if exact := seen.filter(code=code).first():
        return Found((exact,), exact)
    for query in _queries(words):
        ids = _candidates(actor, query)
        told = list(seen.filter(pk__in=ids).values_list("pk", *_TOLD)) if ids else []
        if told:
            told.sort(key=lambda row: (_misfit(words, code, *row[1:]), -row[0]))
            return Found(_in_order([pk for pk, *_rest in told[:FOUND_AT_MOST]]))
    return Found(())


_TOLD = ("code", "external_code", "applicant_name", "subject", "applicant__identifier")


def _in_order(ids: list[int]) -> list[Dossier]:
    rows = {row.pk: row for row in as_lines(Dossier.objects.filter(pk__in=ids))}
    return [rows[pk] for pk in ids]


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


# ⚡ Three short lists instead of one condition with four alternatives, which no index could answer. Where units are
# named, `+ 0` keeps the planner from walking all dossiers backwards in search of the few of a unit.
_NEWEST = """
(select dossier_id from dossiers_searchentry where words @@ %(own)s::tsquery
 order by dossier_id {walk} desc limit %(most)s)
union
(select entry.dossier_id from dossiers_dossier dossier
 join dossiers_searchentry entry on entry.dossier_id = dossier.id
 where dossier.holder_unit_id = any(%(units)s) and dossier.ended_at is null and entry.words @@ %(all)s::tsquery
 order by entry.dossier_id + 0 desc limit %(most)s)
union
(select entry.dossier_id from dossiers_consultation asked
 join dossiers_searchentry entry on entry.dossier_id = asked.dossier_id
 where asked.unit_id = any(%(units)s) and entry.words @@ %(all)s::tsquery
 order by entry.dossier_id + 0 desc limit %(most)s)
"""


def _candidates(actor: Actor, query: str) -> list[int]:
    units = sorted(actor.covered)
    named = " | ".join(f"'u{unit}'" for unit in units)
    few = 0 < len(units) <= _UNITS_NAMED
    own = f"({query}) & ({named})" if few else query
    with connection.cursor() as cursor:
        cursor.execute(
            _NEWEST.format(walk="+ 0" if few else ""),
            {"own": own, "all": query, "units": units, "most": _CANDIDATES},
        )
        return [row[0] for row in cursor.fetchall()]


def _misfit(
    words: list[str], code: str, own: str, external: str, applicant: str, subject: str, number: str
) -> int:
    """0 fits best: the code, the name from its beginning, words of the name, the number, the content, the rest."""
    name = fold(applicant)
    if own.endswith(code) or external.upper() == code:
        return 0
    if name.startswith(" ".join(words)):
        return 1
    in_name = set(name.split())
    if in_name.issuperset(words[:-1]) and any(one.startswith(words[-1]) for one in in_name):
        return 2
    if number.startswith(words[0]):
        return 3
    return 4 if set(fold(subject).split()).issuperset(words) else 5
