# SPDX-License-Identifier: EUPL-1.2
"""Which open dossiers will miss their due date: learnt from history, told with reasons. It never writes dossiers.

`motcua.risks.outlook` is what pages ask; `keeping` learns and keeps; `replay` says how good it is.
"""
