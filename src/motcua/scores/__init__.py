# SPDX-License-Identifier: EUPL-1.2
"""The service index of QĐ 766/QĐ-TTg and the scores of TT 01/2018/TT-VPCP: law put to figures, nothing counted anew.

`index.index_of`, `index.indices_below`, `rankings.officer_scores`, `rankings.agency_scores` read; `acts.publish`
freezes a ranking.
"""
