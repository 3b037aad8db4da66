# SPDX-License-Identifier: EUPL-1.2
"""Django's PostgreSQL backend with fewer questions to the server: see `base`."""
