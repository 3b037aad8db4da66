# SPDX-License-Identifier: EUPL-1.2
"""The demonstration: real units and procedures, made-up people, one dossier from the counter to its result."""

from motcua.demo.life import Walk, walk
from motcua.demo.queue import fill_queues
from motcua.demo.setup import PASSWORD, SignIn, set_up, sign_ins

__all__ = ["PASSWORD", "SignIn", "Walk", "fill_queues", "set_up", "sign_ins", "walk"]
