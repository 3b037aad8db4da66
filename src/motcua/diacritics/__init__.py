# SPDX-License-Identifier: EUPL-1.2
"""Vietnamese text that lost its diacritics, given back: `thi tuc hanh chinh` → `thủ tục hành chính`.

Scanned letters are often read by a program that knows no Vietnamese, and typed text comes without marks. A noisy
channel says what each letter may have become, a language model which syllables follow each other; the likeliest
reading wins. Numbers, codes, abbreviations and addresses pass as they are. Both models are learnt from text of this
project by `scripts/train_diacritics.py`; nothing is looked up elsewhere, and the same text always reads the same.
"""

from motcua.diacritics.restoring import Restored, restore, restore_lines
from motcua.diacritics.tokens import lost_diacritics, share_of_marks

__all__ = ["Restored", "lost_diacritics", "restore", "restore_lines", "share_of_marks"]
