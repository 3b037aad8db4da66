# SPDX-License-Identifier: EUPL-1.2
"""Finding a procedure by a few letters: `search_versions` is the one way, for pages and commands alike."""

from motcua.catalogue.searching.finding import Found
from motcua.catalogue.searching.holding import search_versions

__all__ = ["Found", "search_versions"]
