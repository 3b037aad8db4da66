# SPDX-License-Identifier: EUPL-1.2
"""Who changed what in the catalogue: one row for each act, never changed afterwards."""

from django.db import models
from typing_extensions import override

from motcua.catalogue.models.procedures import Procedure, ProcedureVersion


class CatalogueAct(models.TextChoices):
    """Every act of people on the catalogue. Announcing, amending and abolishing follow NĐ 63/2010 Đ.15."""

    OPEN_DRAFT = "open_draft", "Lập dự thảo"
    EDIT_DRAFT = "edit_draft", "Sửa dự thảo"
    DISCARD_DRAFT = "discard_draft", "Bỏ dự thảo"
    ANNOUNCE = "announce", "Công bố mới"
    AMEND = "amend", "Công bố sửa đổi, bổ sung"
    REPLACE = "replace", "Công bố thay thế"
    ABOLISH = "abolish", "Công bố bãi bỏ"
    UNDO_PUBLICATION = "undo_publication", "Thu hồi việc công bố trước ngày có hiệu lực"
    SETTLE_DOUBT = "settle_doubt", "Xử lý điểm nghi vấn"


PUBLICATIONS = (CatalogueAct.ANNOUNCE, CatalogueAct.AMEND, CatalogueAct.REPLACE, CatalogueAct.ABOLISH)
"""The acts that a decision of publication stands behind."""


class CatalogueChange(models.Model):
    """One act on one procedure. The database itself refuses to change or remove a row.

    `part` is the part of the version that was edited; `before` and `after` hold what the act changed.
    """

    at = models.DateTimeField()
    act = models.CharField(max_length=24, choices=CatalogueAct)
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=128)
    title = models.CharField(max_length=160, blank=True)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="changes")
    version = models.ForeignKey(ProcedureVersion, null=True, on_delete=models.PROTECT, related_name="changes")
    part = models.CharField(max_length=16, blank=True)
    reason = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("procedure", "-id"), name="catalogue_changes_of"),)

    @override
    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act} {self.procedure_id}"
