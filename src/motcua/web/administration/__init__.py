# SPDX-License-Identifier: EUPL-1.2
"""The administrator's house: units, people, rights, calendars, the log of who did what, the state of the system."""
