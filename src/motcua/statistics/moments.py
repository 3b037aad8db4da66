# SPDX-License-Identifier: EUPL-1.2
"""Several questions at one moment: what each of them has to know first is looked up once for all.

A page that asks ten questions would otherwise find out ten times which units lie below, how far the tables reach and
what happened since, and could show figures of ten moments side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from motcua.dossiers.audit.reading import one_moment

T = TypeVar("T")

_KNOWN: ContextVar[dict[Hashable, Any] | None] = ContextVar("statistics_known", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Everything asked inside this block is answered of the same moment. It only reads. Blocks nest."""
    if _KNOWN.get() is not None:
        yield
        return
    with one_moment():
        held = _KNOWN.set({})
        try:
            yield
        finally:
            _KNOWN.reset(held)


def once(key: Hashable, find: Callable[[], T]) -> T:
    """What `find` finds, the first time within `together`; afterwards the same. `key` names all it depends on."""
    known = _KNOWN.get()
    if known is None:
        return find()
    if key not in known:
        known[key] = find()
    found: T = known[key]
    return found
