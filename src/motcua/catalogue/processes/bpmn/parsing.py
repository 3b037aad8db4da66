# SPDX-License-Identifier: EUPL-1.2
"""XML of strangers made into a tree: bounded, without declarations of types or entities, never fetching anything."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

from motcua.catalogue.errors import BpmnUnreadable
from motcua.catalogue.processes.bpmn.names import bpmn

MOST_BYTES, MOST_ELEMENTS, MOST_DEPTH = 2_000_000, 20_000, 60
"""A process of a hundred steps with its diagram has some hundred kilobytes and is ten elements deep."""


def parse(content: bytes) -> Element:
    """The `definitions` of a BPMN 2.0 file. Raises `BpmnUnreadable`."""
    if len(content) > MOST_BYTES:
        raise BpmnUnreadable(
            f"Tệp lớn hơn {MOST_BYTES // 1_000_000} MB.", hint="Hãy xuất riêng quy trình cần nhập."
        )
    _Guard().check(content)
    root = ElementTree.fromstring(content)  # noqa: S314 (without a DTD there are no entities; checked above)
    if root.tag != bpmn("definitions"):
        raise BpmnUnreadable(
            "Tệp XML này không phải BPMN 2.0.", hint="Hãy chọn tệp .bpmn do công cụ vẽ quy trình xuất ra."
        )
    return root


class _Guard:
    """Reads the file once without building anything, so that an unsafe one is refused before it costs memory."""

    def __init__(self) -> None:
        self.elements = self.depth = 0

    def check(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._declared
        parser.StartElementHandler = self._started
        parser.EndElementHandler = self._ended
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise BpmnUnreadable(
                f"Tệp không phải XML đúng dạng: {error}.", hint="Hãy xuất lại tệp từ công cụ vẽ quy trình."
            ) from error

    def _declared(self, *_: object) -> None:
        raise BpmnUnreadable(
            "Tệp có khai báo kiểu (DOCTYPE) nên không được đọc, để bảo đảm an toàn.",
            hint="Hãy xuất lại tệp từ công cụ vẽ quy trình; tệp BPMN không cần khai báo này.",
        )

    def _started(self, *_: object) -> None:
        self.elements += 1
        self.depth += 1
        if self.elements > MOST_ELEMENTS or self.depth > MOST_DEPTH:
            raise BpmnUnreadable(
                "Tệp có quá nhiều phần tử hoặc lồng nhau quá sâu.", hint="Hãy xuất riêng quy trình cần nhập."
            )

    def _ended(self, *_: object) -> None:
        self.depth -= 1
