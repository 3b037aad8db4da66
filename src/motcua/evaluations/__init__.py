# SPDX-License-Identifier: EUPL-1.2
"""What citizens say of the way their dossier was settled: one ballot per dossier, told only in sums."""
