# SPDX-License-Identifier: EUPL-1.2
"""The index of administrative reform (Chỉ số CCHC): criteria as data, self-score, appraisal, lost points, remedies.

`tree`, `rules` and `scoring` are pure; `acts` write; `queries` read; `computing` asks the statistics.
"""
