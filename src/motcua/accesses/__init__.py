# SPDX-License-Identifier: EUPL-1.2
"""Who looked: every view and export of a dossier by an official, with its ground, append-only."""
