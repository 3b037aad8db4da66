# SPDX-License-Identifier: EUPL-1.2
"""Statutory reports: form definitions as data, figures from the statistics, their files, and the way they go.

A report is made from measures of `motcua.statistics` and from nothing else; here stands only which measure goes into
which column. `making` makes one, `writing` turns it into files, `acts` freeze it, send it up, add it up and seal it.
"""
