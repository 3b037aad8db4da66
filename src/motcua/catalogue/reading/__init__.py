# SPDX-License-Identifier: EUPL-1.2
"""Pure reading of published national records: no Django, no clock, no files."""
