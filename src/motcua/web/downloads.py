# SPDX-License-Identifier: EUPL-1.2
"""Files that the house hands out. No browser and nothing in between keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from motcua.documents import store
from motcua.web.uploads import EXTENSIONS, SHOWN_IN_BROWSER

_Answer = TypeVar("_Answer", bound=HttpResponseBase)


def as_file(content: bytes | str, name: str, media_type: str, *, shown: bool = False) -> HttpResponse:
    """A download; `shown`: the browser shows it instead."""
    return _named(HttpResponse(content, content_type=media_type), name, shown=shown)


def as_stream(content: Iterable[str], name: str, media_type: str) -> StreamingHttpResponse:
    """A download that is made while it leaves."""
    return _named(StreamingHttpResponse(content, content_type=media_type), name, shown=False)


def stored_file(sha256: str, media_type: str, name: str) -> HttpResponse:
    """A file of the store, shown where a browser can show its kind. Its hash is checked when it is read."""
    return as_file(store.read(sha256), name, media_type, shown=media_type in SHOWN_IN_BROWSER)


def with_ending(stem: str, media_type: str) -> str:
    """A name with the ending of its kind."""
    return f"{stem}.{EXTENSIONS.get(media_type, 'bin')}"


def _named(answer: _Answer, name: str, *, shown: bool) -> _Answer:
    answer["Content-Disposition"] = content_disposition_header(not shown, name) or "inline"
    answer["Cache-Control"] = "private, no-store"
    return answer
