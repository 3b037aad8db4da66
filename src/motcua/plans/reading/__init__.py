# SPDX-License-Identifier: EUPL-1.2
"""A plan read from its text: head, legal bases, tasks, targets, reporting, recipients, signer, and what looks wrong.

Everything is proposed to a person, never taken as true: each field keeps the lines it came from, the words as they
stood there, how sure the reading is, and the rule that made it. The same text always reads the same.
"""
