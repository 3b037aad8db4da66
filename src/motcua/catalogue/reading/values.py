# SPDX-License-Identifier: EUPL-1.2
"""What the reader understood of one published record: frozen values, nothing guessed.

None means *not known*. Whatever was not understood, or is understood but smells, is a `Doubt` that keeps the
raw text, so that a person can decide and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from motcua.law.limits import LimitUnit


class Channel(StrEnum):
    """How the dossier comes in."""

    COUNTER = "counter"
    POST = "post"
    ONLINE = "online"


class Reason(StrEnum):
    """Why something waits for a person. The values are stable: reports and screens count by them."""

    RECORD_NOT_A_MAPPING = "record_not_a_mapping"
    CODE_MISSING = "code_missing"
    CODE_MALFORMED = "code_malformed"
    CODE_REPEATED = "code_repeated"
    NAME_MISSING = "name_missing"
    PAGE_OF_OTHER_PROCEDURE = "page_of_other_procedure"
    PAGE_TEXT_MISSING = "page_text_missing"
    SECTION_MISSING = "section_missing"
    CUT_DISAGREES = "cut_disagrees"
    LEVEL_UNKNOWN = "level_unknown"
    DECISION_UNCLEAR = "decision_unclear"
    CHANNEL_TABLE_UNREADABLE = "channel_table_unreadable"
    CASE_NOT_NAMED = "case_not_named"
    LIMIT_WITHOUT_UNIT = "limit_without_unit"
    LIMIT_NOT_PUBLISHED = "limit_not_published"
    LIMIT_UNIT_UNCLEAR = "limit_unit_unclear"
    LIMIT_VALUE_UNCLEAR = "limit_value_unclear"
    LIMIT_DEPENDS = "limit_depends_on_case"
    LIMIT_CONTRADICTED = "limit_contradicted"
    LIMIT_FEE_RUN_TOGETHER = "limit_and_fee_run_together"
    FEE_NOT_PUBLISHED = "fee_not_published"
    FREE_BUT_FEE_DUE = "free_but_fee_due"
    FEE_TOO_SMALL = "fee_too_small"
    FEE_CONTRADICTED = "fee_contradicted"
    FEE_DEPENDS = "fee_depends_on_case"
    FEE_UNCLEAR = "fee_unclear"
    PAPERS_NOT_PUBLISHED = "papers_not_published"
    PAPER_TABLE_UNREADABLE = "paper_table_unreadable"
    PAPER_COUNT_UNCLEAR = "paper_count_unclear"
    PAPER_WITHOUT_COUNT = "paper_without_count"
    PAPER_COUNT_ZERO = "paper_count_zero"
    NOTE_NOT_PAPER = "note_not_paper"
    FORM_FILE_UNCLEAR = "form_file_unclear"
    RESULT_MISSING = "result_missing"
    RESULT_CODE_MISSING = "result_code_missing"
    RESULT_CODE_MALFORMED = "result_code_malformed"
    RESULT_CODE_OLD_FORM = "result_code_old_form"
    RESULT_IS_REFUSAL = "result_is_refusal"
    LEGAL_BASIS_MISSING = "legal_basis_missing"
    LEGAL_NUMBER_UNCLEAR = "legal_number_unclear"


@dataclass(frozen=True, slots=True)
class Doubt:
    """`field` is a path such as ``cases[0].limit``; `proposal` is what the text itself suggests, if anything."""

    field: str
    reason: Reason
    raw: str
    proposal: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class ReadLimit:
    """A limit with its unit; `value` is None for *same day*."""

    value: Decimal | None
    unit: LimitUnit


@dataclass(frozen=True, slots=True)
class ReadFee:
    """A known fee; amount zero means free. `currency` is ISO 4217."""

    amount: Decimal
    currency: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReadCase:
    """One row of the table of ways to file: channel, limit, fee; `name` tells rows of one channel apart."""

    channel: Channel
    limit: ReadLimit | None
    fee: ReadFee | None
    fee_note: str
    description: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """One paper of the dossier. `group` is the heading it stands under."""

    name: str
    originals: int | None
    copies: int | None
    form_files: tuple[str, ...] = ()
    presented_only: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class ReadResult:
    """One result; `code` empty when none that can be trusted was published."""

    name: str
    code: str = ""
    is_refusal: bool = False


@dataclass(frozen=True, slots=True)
class ReadBasis:
    """One legal basis; either part may be empty."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class ReadProcedure:
    """One record as understood. `accepted` is False when its content must not become the procedure `code`."""

    code: str
    accepted: bool
    name: str = ""
    decision_number: str = ""
    field_name: str = ""
    kind: str = ""
    levels: tuple[str, ...] = ()
    audience: str = ""
    competent_unit: str = ""
    receiving_unit: str = ""
    supporting_unit: str = ""
    performing_unit: str = ""
    steps: str = ""
    conditions: str = ""
    cases: tuple[ReadCase, ...] = ()
    papers: tuple[ReadPaper, ...] = ()
    notes: tuple[str, ...] = ()
    results: tuple[ReadResult, ...] = ()
    legal_bases: tuple[ReadBasis, ...] = ()
    quarantine: tuple[Doubt, ...] = ()
