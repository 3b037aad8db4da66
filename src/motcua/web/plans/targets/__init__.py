# SPDX-License-Identifier: EUPL-1.2
"""Pages of targets: those of a plan, one of them, its words, values given by hand."""
