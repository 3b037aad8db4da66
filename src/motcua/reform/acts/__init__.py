# SPDX-License-Identifier: EUPL-1.2
"""Every change of the reform index: one function each, one transaction, one step."""

from motcua.reform.acts.appraising import agree_rest, appraise, finish_appraisal, send_back
from motcua.reform.acts.objecting import answer_objection, finalise, object_to
from motcua.reform.acts.remedies import add_remedy, end_remedy, state_loss
from motcua.reform.acts.rounds import close_round, import_set, open_round
from motcua.reform.acts.selfscoring import (
    Said,
    attach,
    compute_all,
    import_scores,
    score_self,
    submit,
    withdraw,
)

__all__ = [
    "Said",
    "add_remedy",
    "agree_rest",
    "answer_objection",
    "appraise",
    "attach",
    "close_round",
    "compute_all",
    "end_remedy",
    "finalise",
    "finish_appraisal",
    "import_scores",
    "import_set",
    "object_to",
    "open_round",
    "score_self",
    "send_back",
    "state_loss",
    "submit",
    "withdraw",
]
