# SPDX-License-Identifier: EUPL-1.2
"""Queue numbers of a hall: taken, called, passed on, and how long people waited."""
