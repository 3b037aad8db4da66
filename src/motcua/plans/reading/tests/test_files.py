# SPDX-License-Identifier: EUPL-1.2
"""Plans as files: text, Word with tables, PDF; and the command over them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from motcua.plans.reading.files import PlanUnreadable, pages_of
from motcua.plans.reading.reading import read_file, read_plan
from motcua.plans.reading.tests.plans import NARRATIVE, NO_PLAN, ROWS

REAL = Path(__file__).resolve().parents[6] / "shared" / "plans"


def word_of(text: str, path: Path) -> Path:
    """The same plan as a Word document: rows of tabs as a real table with the title of a group over all columns."""
    document = Document()
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        cells = line.split("\t")
        if len(cells) > 2 or (rows and len(cells) == 2):
            rows.append(cells)
            continue
        if rows:
            table = document.add_table(len(rows), max(map(len, rows)))
            for number, row in enumerate(rows):
                for at, cell in enumerate(row):
                    table.cell(number, at).text = cell
                if len(row) == 2:
                    table.cell(number, 1).merge(table.cell(number, max(map(len, rows)) - 1))
            rows = []
        document.add_paragraph(line.replace("\t", "   "))
    document.save(str(path))
    return path


def test_a_word_document_reads_like_its_text(tmp_path: Path) -> None:
    for number, text in enumerate((NARRATIVE, ROWS)):
        unbroken = text.replace("thực hiện\nKế hoạch", "thực hiện Kế hoạch")
        plan = read_file(word_of(unbroken, tmp_path / f"{number}.docx"))
        meant = read_plan(text)
        assert [one.content.value for one in plan.tasks] == [one.content.value for one in meant.tasks]
        assert [one.lead and one.lead.value for one in plan.tasks] == [
            one.lead and one.lead.value for one in meant.tasks
        ]
        assert [one.group for one in plan.tasks] == [one.group for one in meant.tasks]


def test_what_cannot_be_read_says_what_to_do(tmp_path: Path) -> None:
    odd = tmp_path / "odd.bin"
    odd.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(PlanUnreadable, match="UTF-8"):
        pages_of(odd)
    with pytest.raises(PlanUnreadable, match="Không đọc được"):
        pages_of(tmp_path / "none.txt")
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 nothing more")
    with pytest.raises(PlanUnreadable, match="Word"):
        pages_of(broken)


def test_a_long_document_is_read_in_time() -> None:
    """Sixty pages of prose with their diacritics: far below half a minute; the bound is loose for busy machines."""
    import time

    began = time.process_time()
    read_plan(NARRATIVE + "\n" + NO_PLAN * 160)
    assert time.process_time() - began < 30


@pytest.mark.skipif(not REAL.is_dir(), reason="the real plans are not kept with the project")
@pytest.mark.parametrize(
    ("name", "tasks", "targets", "lead", "due"),
    [("000", 0.97, 0.95, 0.97, 0.97), ("001", 0.95, 0.95, 0.95, 0.95), ("004", 0.80, 0.90, 0.70, 0.95)],
)
def test_real_plans(name: str, tasks: float, targets: float, lead: float, due: float, tmp_path: Path) -> None:
    import subprocess
    import sys

    read = tmp_path / f"{name}.json"
    read.write_text(json.dumps(read_file(REAL / f"{name}.txt").to_dict(), ensure_ascii=False), "utf-8")
    least = {"tasks.f1": tasks, "targets.f1": targets, "tasks.lead_accuracy": lead, "tasks.due_accuracy": due,
             "legal_bases.f1": 0.95}  # fmt: skip
    asked = [part for key, value in least.items() for part in ("--min", f"{key}={value}")]
    scored = subprocess.run(
        [sys.executable, str(REAL / "score_plan.py"), str(REAL / f"{name}.yaml"), str(read), *asked],
        capture_output=True,
        text=True,
        check=False,
    )
    assert scored.returncode == 0, scored.stdout + scored.stderr
