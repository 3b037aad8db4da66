# SPDX-License-Identifier: EUPL-1.2
"""Acts in addresses: `/ho-so/<code>/phan-cong-thu-ly/`."""

from __future__ import annotations

import re
from typing import Final

from motcua.law.names import fold
from motcua.law.transitions import ACT_NAMES, Act

ACT_SLUGS: Final[dict[Act, str]] = {
    act: re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") for act, name in ACT_NAMES.items()
}
_ACTS: Final = {slug: act for act, slug in ACT_SLUGS.items()}


class ActConverter:
    """Path converter between an act and its Vietnamese slug."""

    regex = "|".join(sorted(_ACTS, key=len, reverse=True))

    def to_python(self, value: str) -> Act:
        return _ACTS[value]

    def to_url(self, value: Act) -> str:
        return ACT_SLUGS[value]
