# SPDX-License-Identifier: EUPL-1.2
"""Why a change in the organisation was refused."""

from motcua.errors import MotCuaError


class NotYours(MotCuaError):
    """The position is neither held by the actor nor below a unit they head."""

    code = "not_yours"


class DelegationRefused(MotCuaError):
    """The delegation cannot be: wrong days, to oneself, without a document, or of a position that does not hold."""

    code = "delegation_refused"
