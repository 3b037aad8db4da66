# SPDX-License-Identifier: EUPL-1.2
"""The demonstration: real units and procedures, made-up people, one dossier from the counter to its result."""
