# SPDX-License-Identifier: EUPL-1.2
"""Why a change in the organisation was refused."""

from motcua.errors import MotCuaError


class NotYours(MotCuaError):
    """The position is neither held by the actor nor below a unit they head."""

    code = "not_yours"


class DelegationRefused(MotCuaError):
    """The delegation cannot be: wrong days, to oneself, without a document, or of a position that does not hold."""

    code = "delegation_refused"


class NotAdministrator(MotCuaError):
    """The actor does not administer the unit, or the person, that the change is about."""

    code = "not_administrator"


class ChangeRefused(MotCuaError):
    """What was handed in cannot be. `field` names the input, for the form that sent it."""

    code = "change_refused"

    def __init__(self, field: str, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.field = field


class SeparationRefused(MotCuaError):
    """One person would hold two roles that a rule of separation keeps apart."""

    code = "separation_refused"


class LastAdministrator(MotCuaError):
    """Nobody would be left to administer the unit."""

    code = "last_administrator"
