# SPDX-License-Identifier: EUPL-1.2
"""The rules in force on a day of reception, as named values with their source.

A dossier keeps the rule set of the day it was received for its whole life. First and last day of a set both
belong to it; the sets follow each other without a gap, the last one is open:

    nd61-2018          21/06/2018 – 14/09/2020   NĐ 61/2018, dossier codes of 2018
    nd61-2018-qd20     15/09/2020 – 30/06/2025   the same, agency codes after QĐ 20/2020
    nd118-2025         01/07/2025 – 14/09/2025   NĐ 118/2025, still the forms of TT 01/2018
    nd118-2025-tt03    15/09/2025 – 24/01/2026   forms of TT 03/2025
    nd118-2025-tt04    25/01/2026 – 04/08/2026   codes of central services (TT 04/2025)
    nd118-2025-nd309   05/08/2026 –              identity channels of NĐ 309/2026

Each value says where it comes from and how sure it is. An `uncertain` value is a default that an agency or a
procedure sets otherwise: the wording of NĐ 118/2025 Đ.17–18, NĐ 367/2025 and NĐ 309/2026 was not at hand.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any, Generic, TypeVar

from motcua.errors import MotCuaError
from motcua.law.calendar_config import Confidence
from motcua.law.codes import CodeForm
from motcua.law.deadlines import SupplementPolicy
from motcua.law.forms import FIRST_DAY, NEW_FORMS_FROM, DayBeforeRules, FormSet
from motcua.law.roles import Role

T = TypeVar("T")


class Decree(StrEnum):
    """The decree on the one-stop mechanism that a set belongs to."""

    ND61_2018 = "61/2018/NĐ-CP"
    ND118_2025 = "118/2025/NĐ-CP"


class EndOnRequest(StrEnum):
    """How a dossier ends when the applicant no longer wants it settled."""

    WITHDRAWAL = "withdrawal"
    STOP_NOTICE = "stop_notice"


class IdentityChannel(StrEnum):
    """Ways to check who stands at the counter or sits at the screen."""

    IDENTITY_PAPER = "identity_paper"
    PORTAL_ACCOUNT = "portal_account"
    VNEID = "vneid"
    CARD_READER = "card_reader"
    KIOSK = "kiosk"


@dataclass(frozen=True, slots=True)
class Policy(Generic[T]):
    """One value of the rules, the article it comes from, and how sure that is."""

    value: T
    source: str
    confidence: Confidence


class RuleSetUnknown(MotCuaError, LookupError):
    """A rule set is named that does not exist."""

    code = "rule_set_unknown"

    def __init__(self, name: str) -> None:
        self.name = name
        known = ", ".join(rules.code for rules in RULE_SETS)
        super().__init__(f"Không có bộ quy tắc “{name}”. Hãy chọn một trong: {known}.")


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules for dossiers received from `first_day` to `last_day`, both included (None: still in force).

    supplement_policy           what a completed supplement does to the limit
    supplement_request_days     working days from reception within which a supplement is asked for
    supplement_closing_days     working days to wait for papers before the dossier is closed; None: never closed
    supplement_closing_offer    the number to propose where an agency decides to close
    supplement_warn_from        from this request on (counted per dossier) the officer is warned
    supplement_block_from       from this request on it needs a reason and a leader's consent
    apology_days_before         days before the due date by which the letter of apology is out
    apology_times               how many new dates a dossier may get
    apology_signer              who signs the letter
    transfer_cutoff             received at or after: handed on at the opening of the next working day
    paper_transfer_days         working days for the paper dossier to follow; None: together with the transfer
    intake_hours                working hours to take in or refuse an online filing
    intake_alert_hours          working hours after which the reception is alerted; None: no alert
    end_on_request              how a dossier ends at the applicant's wish
    end_only_before_decision    whether that is refused once there is a decision or notice of result
    form_set                    forms issued
    code_form                   dossier code issued by the agency's own series
    central_code_form           dossier code of centralised national services; None: no form of its own
    identity_channels           accepted ways to check identity
    """

    code: str
    name: str
    decree: Decree
    first_day: date
    last_day: date | None
    supplement_policy: Policy[SupplementPolicy]
    supplement_request_days: Policy[int]
    supplement_closing_days: Policy[int | None]
    supplement_closing_offer: Policy[int | None]
    supplement_warn_from: Policy[int]
    supplement_block_from: Policy[int]
    apology_days_before: Policy[int]
    apology_times: Policy[int]
    apology_signer: Policy[Role]
    transfer_cutoff: Policy[time]
    paper_transfer_days: Policy[int | None]
    intake_hours: Policy[int]
    intake_alert_hours: Policy[int | None]
    end_on_request: Policy[EndOnRequest]
    end_only_before_decision: Policy[bool]
    form_set: Policy[FormSet]
    code_form: Policy[CodeForm]
    central_code_form: Policy[CodeForm | None]
    identity_channels: Policy[frozenset[IdentityChannel]]

    def covers(self, day: date) -> bool:
        """Whether a dossier received on `day` follows this set."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def policies(self) -> Iterator[tuple[str, Policy[Any]]]:
        """Every value with its field name, in the order above."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Policy):
                yield field.name, value


_V, _L, _U = Confidence.VERIFIED, Confidence.LIKELY, Confidence.UNCERTAIN
_ONCE = "NĐ 61/2018 Đ.11.2c, 15.3 (một lần); NĐ 63/2010 Đ.20.4 (không quá hai lần đi lại)"
_ONCE_NOW = "NĐ 118/2025 Đ.11 (chỉ yêu cầu sửa đổi, bổ sung một lần)"
_DEFAULT = "Mặc định của hệ thống; cơ quan đặt theo quy chế"
_LOCAL_118 = "Quy chế địa phương và nghị định cùng thời kỳ theo NĐ 118/2025; chưa đối chiếu toàn văn"

_OLD_IDENTITY = frozenset({IdentityChannel.IDENTITY_PAPER, IdentityChannel.PORTAL_ACCOUNT})
_NEW_IDENTITY = _OLD_IDENTITY | {IdentityChannel.VNEID, IdentityChannel.CARD_READER, IdentityChannel.KIOSK}

_ND61 = RuleSet(
    code="nd61-2018",
    name="Nghị định 61/2018/NĐ-CP",
    decree=Decree.ND61_2018,
    first_day=FIRST_DAY,
    last_day=None,
    supplement_policy=Policy(SupplementPolicy.RESTART, "NĐ 61/2018 Đ.19.4", _V),
    supplement_request_days=Policy(3, "NĐ 61/2018 Đ.19.4", _V),
    supplement_closing_days=Policy(None, "NĐ 61/2018 không quy định", _V),
    supplement_closing_offer=Policy(None, "NĐ 61/2018 không quy định", _V),
    supplement_warn_from=Policy(2, _ONCE, _V),
    supplement_block_from=Policy(3, _ONCE, _V),
    apology_days_before=Policy(1, "NĐ 61/2018 Đ.19.9", _V),
    apology_times=Policy(1, "NĐ 61/2018 Đ.19.9", _V),
    apology_signer=Policy(Role.AGENCY_HEAD, "TT 01/2018 Mẫu số 04", _L),
    transfer_cutoff=Policy(time(15, 0), "NĐ 61/2018 Đ.18.2", _V),
    paper_transfer_days=Policy(None, "NĐ 61/2018 Đ.18.2 (chuyển trong ngày)", _L),
    intake_hours=Policy(8, "NĐ 45/2020 (tám giờ làm việc)", _L),
    intake_alert_hours=Policy(None, _DEFAULT, _U),
    end_on_request=Policy(EndOnRequest.WITHDRAWAL, "NĐ 61/2018 không có thủ tục dừng riêng", _L),
    end_only_before_decision=Policy(
        value=True, source="Trạng thái 9, 10 không nhận yêu cầu rút", confidence=_L
    ),
    form_set=Policy(FormSet.TT01_2018, "TT 01/2018 Đ.9", _V),
    code_form=Policy(CodeForm.FORM_2018, "NĐ 61/2018 Đ.26; TT 01/2018 Đ.19", _V),
    central_code_form=Policy(None, "Chưa có quy định trước TT 04/2025", _V),
    identity_channels=Policy(_OLD_IDENTITY, "NĐ 61/2018 Đ.16–17; NĐ 45/2020", _L),
)

_ND61_QD20 = replace(
    _ND61,
    code="nd61-2018-qd20",
    name="Nghị định 61/2018/NĐ-CP, mã cơ quan theo Quyết định 20/2020/QĐ-TTg",
    first_day=date(2020, 9, 15),
    code_form=Policy(CodeForm.FORM_2020, "NĐ 61/2018 Đ.26; QĐ 20/2020/QĐ-TTg Đ.4", _L),
)

_ND118 = replace(
    _ND61_QD20,
    code="nd118-2025",
    name="Nghị định 118/2025/NĐ-CP",
    decree=Decree.ND118_2025,
    first_day=date(2025, 7, 1),
    supplement_policy=Policy(SupplementPolicy.RESTART, _LOCAL_118, _L),
    supplement_request_days=Policy(3, "NĐ 61/2018 Đ.19.4, dùng tiếp; " + _LOCAL_118, _U),
    supplement_closing_days=Policy(None, _DEFAULT, _U),
    supplement_closing_offer=Policy(15, _LOCAL_118, _U),
    supplement_warn_from=Policy(2, _ONCE_NOW, _V),
    supplement_block_from=Policy(3, _ONCE_NOW + "; NĐ 63/2010 Đ.20.4", _L),
    apology_days_before=Policy(1, _LOCAL_118, _L),
    apology_times=Policy(1, _LOCAL_118, _L),
    apology_signer=Policy(Role.AGENCY_HEAD, "TT 03/2025 Mẫu số 04 (Thủ trưởng cơ quan)", _L),
    transfer_cutoff=Policy(time(15, 0), "NĐ 118/2025 Đ.18; " + _LOCAL_118, _L),
    paper_transfer_days=Policy(1, "NĐ 118/2025 Đ.18; " + _LOCAL_118, _U),
    intake_hours=Policy(8, "NĐ 118/2025 Đ.17.2; NĐ 45/2020 Đ.11; " + _LOCAL_118, _L),
    intake_alert_hours=Policy(2, _LOCAL_118, _U),
    end_on_request=Policy(EndOnRequest.STOP_NOTICE, "NĐ 118/2025 Đ.21", _V),
    end_only_before_decision=Policy(value=True, source="NĐ 118/2025 Đ.21; TT 03/2025 Đ.7", confidence=_V),
    form_set=Policy(FormSet.TT01_2018, "TT 01/2018 Đ.9, đến khi TT 03/2025 có hiệu lực", _L),
    code_form=Policy(CodeForm.FORM_2020, "QĐ 20/2020/QĐ-TTg Đ.4; TT 01/2018 Đ.19", _L),
    identity_channels=Policy(_OLD_IDENTITY, "NĐ 118/2025 Đ.6, 15", _L),
)

_ND118_TT03 = replace(
    _ND118,
    code="nd118-2025-tt03",
    name="Nghị định 118/2025/NĐ-CP, biểu mẫu theo Thông tư 03/2025/TT-VPCP",
    first_day=NEW_FORMS_FROM,
    form_set=Policy(FormSet.TT03_2025, "TT 03/2025 Phụ lục I", _V),
    code_form=Policy(
        CodeForm.FORM_2020, "TT 03/2025 Đ.13.1–13.2 (chưa đối chiếu); QĐ 20/2020/QĐ-TTg Đ.4", _L
    ),
)

_ND118_TT04 = replace(
    _ND118_TT03,
    code="nd118-2025-tt04",
    name="Nghị định 118/2025/NĐ-CP, thêm mã hồ sơ của dịch vụ tập trung (Thông tư 04/2025/TT-VPCP)",
    first_day=date(2026, 1, 25),
    central_code_form=Policy(CodeForm.CENTRAL_2025, "TT 04/2025 Đ.23.2 (TT 03/2025 Đ.13.3)", _V),
)

_ND118_ND309 = replace(
    _ND118_TT04,
    code="nd118-2025-nd309",
    name="Nghị định 118/2025/NĐ-CP, sửa đổi bởi Nghị định 309/2026/NĐ-CP",
    first_day=date(2026, 8, 5),
    identity_channels=Policy(_NEW_IDENTITY, "NĐ 309/2026 Đ.1.2, 8.2 (NĐ 118/2025 Đ.3.9, 17.2a)", _L),
)


def _in_sequence(*sets: RuleSet) -> tuple[RuleSet, ...]:
    """Each set ends on the day before the next begins, so there is never a gap or an overlap."""
    ends = [following.first_day - timedelta(days=1) for following in sets[1:]]
    return tuple(replace(rules, last_day=end) for rules, end in zip(sets, [*ends, None], strict=True))


RULE_SETS: tuple[RuleSet, ...] = _in_sequence(
    _ND61, _ND61_QD20, _ND118, _ND118_TT03, _ND118_TT04, _ND118_ND309
)
"""All rule sets, oldest first."""

_STARTS = [rules.first_day for rules in RULE_SETS]
_BY_CODE = {rules.code: rules for rules in RULE_SETS}


def rule_set_on(day: date) -> RuleSet:
    """The rules for a dossier received on `day` (civil date in Vietnam).

    Raises `DayBeforeRules` before 21 June 2018.
    """
    index = bisect_right(_STARTS, day) - 1
    if index < 0:
        raise DayBeforeRules(day)
    return RULE_SETS[index]


def rule_set(code: str) -> RuleSet:
    """The rule set a dossier was received under, by its code. Raises `RuleSetUnknown`."""
    found = _BY_CODE.get(code)
    if found is None:
        raise RuleSetUnknown(code)
    return found
