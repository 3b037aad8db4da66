# SPDX-License-Identifier: EUPL-1.2
"""Public posting of procedures at a unit (niêm yết công khai; NĐ 61/2018 Đ.8.1.a, NĐ 63/2010 Đ.15)."""
