# SPDX-License-Identifier: EUPL-1.2
"""What will be late: the page, and the reasons in words."""
