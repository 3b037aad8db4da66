# SPDX-License-Identifier: EUPL-1.2
"""Internal processes on pages: drawn, edited, exchanged, and how far a dossier is in its own."""
