# SPDX-License-Identifier: EUPL-1.2
"""Pages of the registers: initiatives, training, publicity, the quality management system."""
