# SPDX-License-Identifier: EUPL-1.2
"""Queue numbers: the kiosk, the slip, the wall, the desk that calls, the figures of the day."""
