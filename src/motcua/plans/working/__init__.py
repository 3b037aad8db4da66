# SPDX-License-Identifier: EUPL-1.2
"""Living with a plan, without a database: periods of recurring duties, due moments, reminders, standing, coverage."""
