# SPDX-License-Identifier: EUPL-1.2
"""The desk of an official: notes, warnings and their mail, calendar feeds, saved lists. It never writes dossiers."""
