# SPDX-License-Identifier: EUPL-1.2
"""Targets of a plan: the language they are said in, what they are worth today, where they are going.

Pure and without a database: `measures`, `values`, `language`, `periods`, `binding`, `reaching`, `forecasting`. They
are told in docs/targets.md, whose examples are run as tests.
"""
