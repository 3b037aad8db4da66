# SPDX-License-Identifier: EUPL-1.2
"""Who may not be the same person: the rules of separation of duties, as data.

A rule speaks of a person (two roles that one person should not hold on one day), of a dossier (who performed an
earlier act may not perform a later one), or of both. Each says whether it refuses or warns. The rules are those of
internal control, not the wording of a decree; a small commune may relax a refusal to a warning, with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from motcua.law.roles import Role
from motcua.law.transitions import Act


class Policy(StrEnum):
    """What a breach does."""

    REFUSE = "refuse"
    WARN = "warn"


class Rule(StrEnum):
    """The rules by name."""

    RECEIVER_SIGNS = "receiver_signs"
    DRAFTER_SIGNS = "drafter_signs"
    RECEIVER_CONFIRMS_PAYMENT = "receiver_confirms_payment"
    ASKER_ANSWERS = "asker_answers"
    SIGNER_SEALS = "signer_seals"
    INSPECTOR_HANDLES = "inspector_handles"
    CONTROLLER_HANDLES = "controller_handles"
    ADMINISTRATOR_HANDLES = "administrator_handles"
    GRANTS_TO_SELF = "grants_to_self"


@dataclass(frozen=True, slots=True)
class SeparationRule:
    """One rule. Of a person: `roles` are two sets, one of each may not meet (`on_grant`; None: not asked).

    Of a dossier: whoever performed one of `earlier` may not perform `later` on it (`on_act`; None: not asked).
    """

    rule: Rule
    name: str
    roles: tuple[frozenset[Role], frozenset[Role]] = (frozenset(), frozenset())
    on_grant: Policy | None = None
    earlier: frozenset[Act] = frozenset()
    later: Act | None = None
    on_act: Policy | None = None


_HANDLES = frozenset(
    {
        *(Role.RECEPTION, Role.CENTRE_HEAD, Role.RETURN_OFFICER, Role.SPECIALIST, Role.SECTION_HEAD),
        *(Role.AGENCY_HEAD, Role.CLERK, Role.ACCOUNTANT),
    }
)


def _one(role: Role) -> frozenset[Role]:
    return frozenset({role})


_ALL = (
    SeparationRule(
        Rule.RECEIVER_SIGNS,
        "Người tiếp nhận không ký kết quả của chính hồ sơ đó",
        (_one(Role.RECEPTION), _one(Role.AGENCY_HEAD)),
        Policy.WARN,
        frozenset({Act.RECEIVE, Act.TAKE_IN}),
        Act.SIGN,
        Policy.REFUSE,
    ),
    SeparationRule(
        Rule.DRAFTER_SIGNS,
        "Người dự thảo, trình ký không tự ký kết quả",
        (_one(Role.SPECIALIST), _one(Role.AGENCY_HEAD)),
        Policy.WARN,
        frozenset({Act.DRAFT, Act.SUBMIT}),
        Act.SIGN,
        Policy.REFUSE,
    ),
    SeparationRule(
        Rule.RECEIVER_CONFIRMS_PAYMENT,
        "Người tiếp nhận không tự xác nhận việc nộp tiền của hồ sơ đó",
        (_one(Role.RECEPTION), _one(Role.ACCOUNTANT)),
        Policy.WARN,
        frozenset({Act.RECEIVE, Act.TAKE_IN}),
        Act.CONFIRM_PAYMENT,
        Policy.WARN,
    ),
    SeparationRule(
        Rule.ASKER_ANSWERS,
        "Người lấy ý kiến không tự trả lời ý kiến đó",
        earlier=frozenset({Act.CONSULT}),
        later=Act.ANSWER_CONSULTATION,
        on_act=Policy.REFUSE,
    ),
    SeparationRule(
        Rule.SIGNER_SEALS,
        "Người ký không giữ việc vào số, đóng dấu",
        (_one(Role.AGENCY_HEAD), _one(Role.CLERK)),
        Policy.REFUSE,
    ),
    SeparationRule(
        Rule.INSPECTOR_HANDLES,
        "Người thanh tra, kiểm tra không giải quyết hồ sơ",
        (_one(Role.INSPECTOR), _HANDLES),
        Policy.REFUSE,
    ),
    SeparationRule(
        Rule.CONTROLLER_HANDLES,
        "Cán bộ kiểm soát thủ tục hành chính không tiếp nhận, thụ lý hồ sơ",
        (_one(Role.CONTROL_OFFICER), frozenset({Role.RECEPTION, Role.SPECIALIST, Role.SECTION_HEAD})),
        Policy.WARN,
    ),
    SeparationRule(
        Rule.ADMINISTRATOR_HANDLES,
        "Người quản trị hệ thống không giải quyết hồ sơ",
        (_one(Role.SYSTEM_ADMIN), _HANDLES),
        Policy.WARN,
    ),
    SeparationRule(
        Rule.GRANTS_TO_SELF,
        "Người quản trị không tự cấp quyền cho mình",
        on_grant=Policy.REFUSE,
    ),
)
SEPARATION_RULES: dict[Rule, SeparationRule] = {described.rule: described for described in _ALL}
"""Every rule by its name, in the order in which they are told."""


def rules_on_act(act: Act) -> tuple[SeparationRule, ...]:
    """The rules that ask who performed earlier acts when `act` is performed."""
    return _BY_ACT.get(act, ())


def rules_on_roles(held: frozenset[Role], new: Role) -> tuple[SeparationRule, ...]:
    """The rules that one person breaks who holds `held` and gets `new`."""
    return tuple(
        described
        for described in _ALL
        if described.on_grant is not None and _meet(described.roles, held, new)
    )


def _meet(roles: tuple[frozenset[Role], frozenset[Role]], held: frozenset[Role], new: Role) -> bool:
    one, other = roles
    return (new in one and not held.isdisjoint(other)) or (new in other and not held.isdisjoint(one))


_BY_ACT: dict[Act, tuple[SeparationRule, ...]] = {
    act: found
    for act in Act
    if (found := tuple(one for one in _ALL if one.later is act and one.on_act is not None))
}
