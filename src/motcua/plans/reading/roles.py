# SPDX-License-Identifier: EUPL-1.2
"""Who leads and who helps, in a cell that names several units."""

from __future__ import annotations

import re

from motcua.plans.reading import actors
from motcua.plans.reading.keys import alike, key

_LEADS = re.compile(r"^(?:(?:các\s+)?(?:cơ quan|đơn vị|bộ phận)\s+)?chủ trì\s*:\s*", re.IGNORECASE)
_HELPS = re.compile(
    r"^(?:(?:các\s+)?(?:cơ quan|đơn vị|bộ phận)\s+)?phối hợp(?:\s+thực hiện)?\s*:\s*", re.IGNORECASE
)
_ROLES = {"chu tri": 78, "phoi hop": 78, "chu tri thuc hien": 85, "phoi hop thuc hien": 85, "chu tri tham muu": 85,
          "huong dan ky thuat": 80, "huong dan": 92}  # fmt: skip


def _without_role(part: str) -> tuple[str, str]:
    """A unit without the role that stands behind it, and the role, in whatever way a scanner wrote it."""
    words = part.split()
    for role, least in sorted(_ROLES.items(), key=lambda one: -len(one[0])):
        size = len(role.split())
        if len(words) > size and alike(role, key(" ".join(words[-size:]))) >= least:
            return " ".join(words[:-size]).strip(" .;,(-–"), "chu tri" if role.startswith(
                "chu"
            ) else "phoi hop"
    return part.strip(" .;,-–"), ""


def roles_of(cell: str) -> tuple[str, tuple[str, ...]]:
    """Who leads and who helps in a cell that names several units, with or without their roles."""
    told = re.sub(r"\((?:Thực hiện theo|phối hợp theo)[^)]*\)?", " ", cell)
    told = re.sub(r"(?<=\S)\s+(?=(?:(?:Đơn vị|Cơ quan)\s+)?(?:Chủ trì|Phối hợp)[^:]{0,12}:)", "; ", told)
    pieces = re.split(r";|(?<=\w\w)\.\s+", told)
    parts = [
        re.sub(r"\s+", " ", part.strip(" .;,-–")) for piece in pieces for part in actors.at_dashes(piece)
    ]
    lead, helping = "", []
    helps = False
    for part in (one for one in parts if len(one) > 2):
        helps = (helps or bool(_HELPS.match(part))) and not _LEADS.match(part)
        name, role = _without_role(_HELPS.sub("", _LEADS.sub("", part)))
        leads = _LEADS.match(part) or role == "chu tri"
        if leads and name and not lead:
            lead = name
        elif name:
            helping.append((name, helps or role == "phoi hop"))
    if not lead:
        lead = next((name for name, told_so in helping if not told_so), "")
        helping = [one for one in helping if one[0] != lead]
    return lead, tuple(name for name, _ in helping)
