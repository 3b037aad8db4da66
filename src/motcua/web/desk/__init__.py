# SPDX-License-Identifier: EUPL-1.2
"""Warnings, notes, mails and calendar feed of an official."""
