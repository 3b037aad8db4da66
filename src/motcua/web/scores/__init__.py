# SPDX-License-Identifier: EUPL-1.2
"""Pages of the service index, of scores, rankings and what was published of them."""
