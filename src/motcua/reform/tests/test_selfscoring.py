# SPDX-License-Identifier: EUPL-1.2
"""What a unit does with its sheet is asked for by right, state and key before anything else."""

from __future__ import annotations

import pytest

from motcua.documents.content import take_in
from motcua.reform import acts
from motcua.reform.acts import selfscoring
from motcua.reform.errors import ReformRefused
from motcua.reform.models import ReformEvidence
from motcua.reform.tests.year import NOW, Year, filled, opened, sheet_of

PDF = b"%PDF-1.4\n%%EOF\n"


def test_a_used_key_with_another_file_is_refused_by_name(year: Year) -> None:
    sheet = sheet_of(opened(year), year.office.committee)
    stored, other = take_in(PDF), take_in(PDF + b"% another")
    proof = acts.attach(year["control"], sheet.pk, "1.1", stored, "Kế hoạch.pdf", "a", NOW)
    with pytest.raises(ReformRefused, match="đã dùng cho một việc khác"):
        acts.attach(year["control"], sheet.pk, "1.1", other, "Khác.pdf", "a", NOW)
    with pytest.raises(ReformRefused, match="đã dùng cho một việc khác"):
        acts.attach(year["control"], sheet.pk, "1.2", stored, "Kế hoạch.pdf", "a", NOW)
    acts.withdraw(year["control"], proof.pk, "b", NOW)
    assert acts.attach(year["control"], sheet.pk, "1.1", stored, "Kế hoạch.pdf", "a", NOW).pk == proof.pk
    assert ReformEvidence.objects.count() == 1


def test_nothing_is_counted_for_somebody_who_may_not(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = filled(year, sheet_of(opened(year), year.office.committee))
    monkeypatch.setattr(selfscoring, "compute", lambda *_told: pytest.fail("counted before it was refused"))
    with pytest.raises(ReformRefused, match="không có quyền"):
        acts.compute_all(year["worker"], sheet.pk, "mine", NOW)
    acts.submit(year["head"], sheet.pk, "up", NOW)
    with pytest.raises(ReformRefused, match="trạng thái"):
        acts.compute_all(year["control"], sheet.pk, "late", NOW)
