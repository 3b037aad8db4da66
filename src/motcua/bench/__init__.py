# SPDX-License-Identifier: EUPL-1.2
"""What the benchmarks measure: whole lives of dossiers, through the acts, through HTTP, and as bare SQL."""
