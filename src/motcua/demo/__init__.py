# SPDX-License-Identifier: EUPL-1.2
"""The demonstration: real units and procedures, made-up people, one dossier from the counter to its result."""

from motcua.demo.inspecting import inspect_and_keep
from motcua.demo.life import Walk, walk
from motcua.demo.plan import make_plan
from motcua.demo.queue import fill_queues
from motcua.demo.reform import show_reform
from motcua.demo.setup import PASSWORD, SignIn, set_up, sign_ins
from motcua.demo.targets import make_targets

__all__ = [
    "PASSWORD",
    "SignIn",
    "Walk",
    "fill_queues",
    "inspect_and_keep",
    "make_plan",
    "make_targets",
    "set_up",
    "show_reform",
    "sign_ins",
    "walk",
]
