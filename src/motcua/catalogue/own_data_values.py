# SPDX-License-Identifier: EUPL-1.2
"""The project's own procedures as read from its data files, before any database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from motcua.catalogue.processes.values import ReadProcess
from motcua.errors import MotCuaError
from motcua.law.limits import Limit


class OwnDataError(MotCuaError):
    """A data file of the project says something that cannot be used."""

    code = "own_data_invalid"


@dataclass(frozen=True, slots=True)
class OwnFee:
    """`free` None: not known. `amount` in whole `currency` units, None unless a single amount is known."""

    free: bool | None
    amount: int | None
    currency: str
    note: str


@dataclass(frozen=True, slots=True)
class OwnCase:
    """One case through one channel; `limit` None: not known."""

    name: str
    channel: str
    limit: Limit | None
    limit_note: str
    count_mode: str
    cutoff: dt.time | None
    fee: OwnFee
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class OwnPaper:
    """One paper; a count of None is not known. `reuse` names where the office can look instead of asking."""

    name: str
    case_name: str
    originals: int | None
    copies: int | None
    form: str
    shown: bool
    group: str
    reuse: str


@dataclass(frozen=True, slots=True)
class OwnResult:
    """One result; `code` is empty when no well-formed code is known."""

    name: str
    code: str
    refusal: bool


@dataclass(frozen=True, slots=True)
class OwnBasis:
    """One legal document; `title` is empty when not known."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class OwnProcedure:
    """One version of a procedure with everything the catalogue needs to know of it.

    `content_hash` is over the record as written in the files, so it changes with the data only, never with
    the program that reads them.
    """

    code: str
    name: str
    field_code: str
    field_name: str
    levels: tuple[str, ...]
    audience: str
    words: tuple[str, ...]
    receiving: str
    competent: str
    supporting: str
    decision_number: str
    decision_date: dt.date | None
    decision_issuer: str
    effective_from: dt.date
    effective_to: dt.date | None
    confidence: str
    source: str
    no_papers: bool
    cases: tuple[OwnCase, ...]
    papers: tuple[OwnPaper, ...]
    results: tuple[OwnResult, ...]
    legal_bases: tuple[OwnBasis, ...]
    processes: tuple[tuple[str, ReadProcess], ...]
    content_hash: str
