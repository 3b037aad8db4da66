# SPDX-License-Identifier: EUPL-1.2
"""Whether the work keeps to the rules: named checks over the event log, each with its dossiers. It never writes them.

`checks.CHECKS` are the rules, `watching.watch` finds what breaks them, `answering` keeps what was said to it.
"""
