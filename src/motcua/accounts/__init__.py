# SPDX-License-Identifier: EUPL-1.2
"""Accounts: passwords to be changed, locks, second factors, sessions, and what happened to all of them."""
