# SPDX-License-Identifier: EUPL-1.2
"""Documents made of plans."""
