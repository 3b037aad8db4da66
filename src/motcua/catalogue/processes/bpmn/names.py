# SPDX-License-Identifier: EUPL-1.2
"""Namespaces of BPMN 2.0 (ISO/IEC 19510) with diagram interchange, and of what a process of the house adds."""

from __future__ import annotations

import re

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI"
BOUNDS = "http://www.omg.org/spec/DD/20100524/DC"
WAYS = "http://www.omg.org/spec/DD/20100524/DI"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
OWN = "urn:motcua:internal-process:1"
"""Role, unit, time, share and forms of a step; a modeller that does not know it keeps it untouched."""
TARGET = "urn:motcua:processes"

PREFIXES = {"bpmn": MODEL, "bpmndi": DIAGRAM, "dc": BOUNDS, "di": WAYS, "xsi": INSTANCE, "motcua": OWN}

# What XML 1.0 cannot say even as a character reference (section 2.2 of the recommendation).
_UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def bpmn(name: str) -> str:
    """A name of the model, qualified."""
    return f"{{{MODEL}}}{name}"


def own(name: str) -> str:
    """A name of our extension, qualified."""
    return f"{{{OWN}}}{name}"


def sayable(text: str) -> str:
    """The text without the control characters that XML has no way to write."""
    return _UNSAYABLE.sub("\ufffd", text)
