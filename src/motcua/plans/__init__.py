# SPDX-License-Identifier: EUPL-1.2
"""Plans of an office: read from their documents."""
