# SPDX-License-Identifier: EUPL-1.2
"""Papers that need not be handed in again: their scans come from an earlier dossier of the same applicant."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from motcua.catalogue.models import PaperRequirement
from motcua.dossiers.acts.intake import Filing, PaperIn
from motcua.dossiers.errors import InputRefused
from motcua.dossiers.models import Dossier, Paper
from motcua.law.codes import tidy_code
from motcua.law.names import fold


def asked(filing: Filing) -> Filing:
    """The filing as one whose receiver was asked for papers to take over, and took none."""
    papers = [dataclasses.replace(paper, reused_from=paper.reused_from or "") for paper in filing.papers]
    return dataclasses.replace(filing, papers=papers)


def take_over(filing: Filing, code: str, offered: Iterable[PaperRequirement]) -> Filing:
    """The filing with every paper of `offered` that was not handed in now and lies scanned in the dossier `code`.

    Papers are the same when their names are, apart from accents and case. Raises `InputRefused` for a dossier that is
    not one of the same applicant, known by number, and when nothing in it can be taken over (QĐ 766/QĐ-TTg, 4.3).
    """
    earlier = Dossier.objects.select_related("applicant").filter(code=tidy_code(code)).first()
    number = filing.applicant.identifier
    if earlier is None or not number or earlier.applicant.identifier != number:
        raise InputRefused(
            "reuse_from",
            "Không có hồ sơ này của người nộp có số định danh đã nhập.",
            hint="Hãy kiểm tra mã hồ sơ trước và số định danh.",
        )
    scans = Paper.objects.filter(dossier=earlier, file__isnull=False).order_by("order")
    by_name = {fold(name): sha256 for name, sha256 in scans.values_list("name", "file_id")}
    given = {paper.requirement_id for paper in filing.papers}
    taken = [
        PaperIn(
            paper.name[:2000],
            requirement_id=paper.pk,
            sha256=by_name[fold(paper.name)],
            reused_from=earlier.code,
        )
        for paper in offered
        if paper.pk not in given and fold(paper.name) in by_name
    ]
    if not taken:
        raise InputRefused(
            "reuse_from",
            "Hồ sơ trước không có bản quét của giấy tờ nào còn thiếu.",
            hint="Hãy bỏ mã này, hoặc bỏ đánh dấu giấy tờ muốn lấy lại.",
        )
    return dataclasses.replace(filing, papers=[*asked(filing).papers, *taken])
