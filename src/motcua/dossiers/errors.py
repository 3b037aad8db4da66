# SPDX-License-Identifier: EUPL-1.2
"""Why an act was refused. Nothing was changed when one of these is raised.

DossierError
├── DossierUnknown        no such dossier, or not one the actor may see
├── ActRefused
│   ├── NotEntitled       the actor holds no position for it
│   ├── SeparationBreach  the same person performed a step that excludes this one
│   ├── WrongState        the dossier stands elsewhere
│   ├── ConditionUnmet    a fact the law asks for does not hold
│   ├── ChangedMeanwhile  somebody else acted since the actor looked
│   ├── BeforeLastAct     the moment lies before the last act
│   ├── KeyUsedElsewhere  the idempotency key belongs to another act
│   └── InputRefused      what was handed in cannot be used; `field` names it
│       └── AlreadyOpen   the applicant has an open dossier of this procedure that the receiver was not shown
└── Busy                  somebody else is acting on it right now
"""

from __future__ import annotations

from collections.abc import Sequence

from motcua.errors import MotCuaError


class DossierError(MotCuaError):
    """Root of the refusals of this room."""

    code = "dossier_error"


class DossierUnknown(DossierError):
    """No such dossier, or not one the actor may see; the two are told apart by nobody."""

    code = "dossier_unknown"

    def __init__(self, dossier_code: str) -> None:
        super().__init__(
            f"Không tìm thấy hồ sơ {dossier_code}.", hint="Hãy kiểm tra lại mã trên giấy tiếp nhận."
        )


class ActRefused(DossierError):
    """An act may not be performed."""

    code = "act_refused"


class NotEntitled(ActRefused):
    """The actor holds no position that may perform the act on this dossier."""

    code = "not_entitled"


class SeparationBreach(ActRefused):
    """A rule of separation of duties: who performed an earlier act may not perform this one."""

    code = "separation_breach"


class WrongState(ActRefused):
    """The act does not start from the state the dossier is in."""

    code = "wrong_state"


class ConditionUnmet(ActRefused):
    """A fact that the transition requires does not hold."""

    code = "condition_unmet"


class ChangedMeanwhile(ActRefused):
    """Another act happened after the actor looked at the dossier."""

    code = "changed_meanwhile"


class BeforeLastAct(ActRefused):
    """The moment given for the act lies before the last act on record."""

    code = "before_last_act"


class KeyUsedElsewhere(ActRefused):
    """The idempotency key was used for another act or another dossier."""

    code = "key_used_elsewhere"


class InputRefused(ActRefused):
    """Something handed in cannot be used. `field` names the input, for the form that sent it."""

    code = "input_refused"

    def __init__(self, field: str, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.field = field


class AlreadyOpen(InputRefused):
    """The applicant has open dossiers of this procedure that the receiver was not shown. `codes` names them."""

    code = "already_open"

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(
            "despite",
            f"Người này đang có hồ sơ cùng thủ tục chưa giải quyết xong: {', '.join(codes)}.",
            hint="Hãy xem hồ sơ đó; nếu vẫn cần thì bấm vẫn tiếp nhận thêm hồ sơ mới.",
        )
        self.codes = tuple(codes)


class Busy(DossierError):
    """Somebody else holds the dossier's row; nothing was changed, trying again is safe."""

    code = "busy"

    def __init__(self) -> None:
        super().__init__("Hồ sơ đang được người khác xử lý.", hint="Hãy thử lại sau vài giây.")
