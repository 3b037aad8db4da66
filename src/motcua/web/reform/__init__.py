# SPDX-License-Identifier: EUPL-1.2
"""Pages of the reform index: rounds, sheets, criteria, lost points, remedies."""
