# SPDX-License-Identifier: EUPL-1.2
"""Made-up plans with their truth, in several layouts, set as text, Word, PDF and pages that were scanned badly.

For tests and for `motcua bench plans`: the offices, numbers and duties in them do not exist.
"""
