# SPDX-License-Identifier: EUPL-1.2
"""A report as JSON for other programs: form, unit, window, moment, policy, columns, rows with a link per figure."""

from __future__ import annotations

import json
from typing import Any

from motcua.reports.values import Report, Table
from motcua.reports.writing import Linker


def as_json(report: Report, link: Linker) -> bytes:
    """The report; shares are hundredths of a percent, what is not known is null."""
    asked = report.asked
    document = {
        "form": {
            "number": asked.form,
            "title": asked.title,
            "circular": asked.circular,
            "certainty": asked.certainty.value,
            "certainty_note": asked.certainty_note,
            "definition_sha256": asked.definition,
        },
        "unit": {"code": asked.unit_code, "name": asked.unit_name},
        "window": {
            "period": asked.period,
            "label": asked.label,
            "first": asked.first.isoformat(),
            "last": asked.last.isoformat(),
        },
        "as_of": asked.as_of.isoformat(),
        "policy": asked.policy,
        "policy_name": asked.policy_name,
        "switches": list(asked.switches),
        "sha256": report.sha256,
        "columns": [
            {
                "key": head.key,
                "number": head.number,
                "title": head.title,
                "under": list(head.under),
                "unit": "hundredths_of_percent" if head.kind.value == "share" else "dossiers",
            }
            for head in report.heads
        ],
        "tables": [_table(report, table, link) for table in report.tables],
        "checks": [
            {
                "words": check.words,
                "holds": check.holds,
                "left": check.left,
                "right": check.right,
                "explained_by": [{"words": line.words, "value": line.value} for line in check.lines],
                "unexplained": check.unexplained,
            }
            for check in report.checks
        ],
        "sources": [
            {
                "unit": source.unit_code,
                "name": source.unit_name,
                "sha256": source.sha256 or None,
                "edition": source.edition or None,
                "differences": list(source.differences),
            }
            for source in report.sources
        ],
        "later": report.later,
        "footnotes": list(report.footnotes),
        "no_data": report.no_data or None,
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _table(report: Report, table: Table, link: Linker) -> dict[str, Any]:
    return {
        "title": table.title,
        "heading": table.heading,
        "rows": [
            {
                "key": row.key,
                "kind": row.kind.value,
                "number": row.number,
                "label": row.label,
                "figures": {
                    head.key: _figure(row.value(head.key), link(report, table, row, head.key))
                    for head in report.heads
                },
            }
            for row in table.rows
        ],
    }


def _figure(value: int | None, address: str) -> dict[str, Any]:
    return {"value": value, "link": address or None}
