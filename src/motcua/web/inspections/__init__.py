# SPDX-License-Identifier: EUPL-1.2
"""Pages of inspections: plans of a year, drawing units, visits, findings and their follow-up."""
