# SPDX-License-Identifier: EUPL-1.2
"""Signing in, and what a person does about their own account. The flows are those of django-allauth."""
