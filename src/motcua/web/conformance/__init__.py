# SPDX-License-Identifier: EUPL-1.2
"""The conformance watch: what was found, its dossiers, and what was said to it."""
