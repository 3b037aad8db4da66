# SPDX-License-Identifier: EUPL-1.2
"""Inspection of how procedures are controlled: the plan of a year, a fair sample of units, visits, findings, letters.

`drawing` chooses units and can be done again from its seed, `acts` change things and write one step each, `coverage`
counts what plans set as targets.
"""
