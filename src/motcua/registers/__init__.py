# SPDX-License-Identifier: EUPL-1.2
"""Registers with evidence: initiatives, training, publicity, and the quality management system after ISO 9001:2015.

`acts` change things and write one step each, `counts` are the figures that plans set as targets.
"""
