# SPDX-License-Identifier: EUPL-1.2
"""Pages for whoever keeps the catalogue: procedures, drafts, publication, doubts of the import."""
