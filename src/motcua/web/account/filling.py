# SPDX-License-Identifier: EUPL-1.2
"""Writes what somebody had typed into the form of a page, by the names of its fields.

It works on the page as it is sent, so every form of the house gets it, and nothing but showing the page can happen:
no view ever sees the old fields. Passwords, files and anti-forgery marks are left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser

from typing_extensions import override

_Attributes = list[tuple[str, str | None]]
_NEVER_NAMED = frozenset({"csrfmiddlewaretoken", "next"})
_NEVER_TYPED = frozenset({"password", "file", "submit", "button", "image", "reset"})


MARK = "<!--motcua-unsent-->"
"""Stands before the form that was filled, in place of what is to be said about it."""


def fill(page: str, fields: Iterable[tuple[str, str]]) -> tuple[str, list[tuple[str, str]]] | None:
    """The page with `MARK` before the form and the fields filled, and those fields that found no place.

    None when no form of the page has any of them.
    """
    typed: dict[str, list[str]] = defaultdict(list)
    for name, value in fields:
        if name not in _NEVER_NAMED:
            typed[name].append(value)
    seen = _Forms()
    seen.feed(page)
    matching = [len(typed.keys() & names) for names in seen.names]
    if not matching or not max(matching):
        return None
    writer = _Writer(matching.index(max(matching)), typed)
    writer.feed(page)
    writer.close()
    left = [(name, value) for name, values in writer.typed.items() for value in values if value]
    return "".join(writer.out), left


class _Forms(HTMLParser):
    """The names of the fields of each form that is sent by POST, in the order of the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.names: list[set[str]] = []
        self.inside = False

    @override
    def handle_starttag(self, tag: str, attrs: _Attributes) -> None:
        values = dict(attrs)
        if tag == "form":
            self.inside = (values.get("method") or "").lower() == "post"
            if self.inside:
                self.names.append(set())
        name = values.get("name")
        if self.inside and tag in {"input", "select", "textarea"} and name and name not in _NEVER_NAMED:
            self.names[-1].add(name)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False


class _Writer(HTMLParser):
    """Copies the page and changes the fields of one form. What was placed leaves `typed`."""

    def __init__(self, wanted: int, typed: dict[str, list[str]]) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.wanted, self.number = wanted, -1
        self.given = {name: list(values) for name, values in typed.items()}
        self.typed = {name: list(values) for name, values in typed.items()}
        self.inside = self.in_text = False
        self.select: str | None = None

    @override
    def handle_starttag(self, tag: str, attrs: _Attributes) -> None:
        self._start(tag, attrs)

    @override
    def handle_startendtag(self, tag: str, attrs: _Attributes) -> None:
        self._start(tag, attrs)

    def _start(self, tag: str, attrs: _Attributes) -> None:
        if self.in_text:
            return
        if tag == "form" and (dict(attrs).get("method") or "").lower() == "post":
            self.number += 1
            self.inside = self.number == self.wanted
            if self.inside:
                self.out.append(MARK)
        source = self.get_starttag_text() or ""
        if not self.inside:
            self.out.append(source)
        elif tag == "input":
            self.out.append(self._input(source, attrs))
        elif tag == "option":
            self.out.append(self._option(source, attrs))
        else:
            self.out.append(source)
            self._enter(tag, dict(attrs).get("name") or "")

    def _enter(self, tag: str, name: str) -> None:
        if tag == "select":
            self.select = name if name in self.given else None
        elif tag == "button":
            self.typed.pop(name, None)  # it says what was to be done, not what was typed
        elif tag == "textarea" and self.given.get(name):
            value = self.given[name].pop(0)
            self._placed(name, value)
            self.out.append(f"\n{escape(value)}")
            self.in_text = True

    def _input(self, source: str, attrs: _Attributes) -> str:
        values = dict(attrs)
        name, kind = values.get("name") or "", (values.get("type") or "text").lower()
        if not name or name in _NEVER_NAMED or kind in _NEVER_TYPED:
            self.typed.pop(name, None)
            return source
        if kind in {"checkbox", "radio"}:
            mine = values.get("value") or "on"
            chosen = mine in self.given.get(name, ())
            if chosen:
                self._placed(name, mine)
            return _tag("input", attrs, {"checked": chosen})
        if not self.given.get(name):
            return source
        value = self.given[name].pop(0)
        self._placed(name, value)
        return _tag("input", [*((k, v) for k, v in attrs if k != "value"), ("value", value)], {})

    def _option(self, source: str, attrs: _Attributes) -> str:
        if self.select is None:
            return source
        value = dict(attrs).get("value") or ""
        chosen = value in self.given[self.select]
        if chosen:
            self._placed(self.select, value)
        return _tag("option", attrs, {"selected": chosen})

    def _placed(self, name: str, value: str) -> None:
        if value in self.typed.get(name, ()):
            self.typed[name].remove(value)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.in_text = False
        elif self.in_text:
            return
        self.out.append(f"</{tag}>")

    @override
    def handle_data(self, data: str) -> None:
        self._copy(data)

    @override
    def handle_entityref(self, name: str) -> None:
        self._copy(f"&{name};")

    @override
    def handle_charref(self, name: str) -> None:
        self._copy(f"&#{name};")

    @override
    def handle_comment(self, data: str) -> None:
        self._copy(f"<!--{data}-->")

    @override
    def handle_decl(self, decl: str) -> None:
        self._copy(f"<!{decl}>")

    def _copy(self, source: str) -> None:
        if not self.in_text:
            self.out.append(source)


def _tag(tag: str, attrs: _Attributes, flags: dict[str, bool]) -> str:
    kept = [(name, value) for name, value in attrs if name not in flags]
    written = [name if value is None else f'{name}="{escape(value)}"' for name, value in kept]
    written += [name for name, on in flags.items() if on]
    return f"<{' '.join([tag, *written])}>"
