# SPDX-License-Identifier: EUPL-1.2
"""One row for each time an official opened a dossier, a paper of it, or took data out of the house.

Rows are never changed or removed: triggers refuse it. The dossier is named without a foreign key in the database,
because checking one would take a lock on the dossier's row, and whoever reads would stand in the way of whoever acts.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from typing_extensions import override

from motcua.dossiers.models import Dossier


class What(models.TextChoices):
    """What was opened."""

    PAGE = "page", "Trang hồ sơ"
    FORM = "form", "Trang thực hiện một việc"
    LETTER = "letter", "Văn bản đã ban hành"
    FILE = "file", "Giấy tờ, tệp"
    SLIP = "slip", "Phiếu kiểm soát"
    EXPORT = "export", "Xuất dữ liệu"
    REASON = "reason", "Nêu lý do xem"


class Ground(models.TextChoices):
    """By what the official may see the dossier."""

    HOLDER = "holder", "Người đang thụ lý hồ sơ"
    RECEIVING = "receiving", "Nơi tiếp nhận và trả kết quả"
    HANDLING = "handling", "Đơn vị giải quyết hồ sơ"
    CONSULTED = "consulted", "Đơn vị được hỏi ý kiến"
    REASON = "reason", "Lý do do người xem nêu"
    DUTY = "duty", "Nhiệm vụ kiểm soát, báo cáo"


class Access(models.Model):
    """Who looked at what, when, from where, in which position and on which ground.

    `dossier` is null where a list went out (an export): `subject` then says which. `outside_hours`: not in the
    working hours of the dossier's calendar. Names and units are those of the moment.
    """

    dossier = models.ForeignKey(
        Dossier, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="accesses"
    )
    competent_unit_id = models.BigIntegerField(null=True)
    what = models.CharField(max_length=8, choices=What.choices)
    subject = models.CharField(max_length=255, blank=True)
    ground = models.CharField(max_length=12, choices=Ground.choices)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    outside_hours = models.BooleanField()
    person_id = models.BigIntegerField()
    person_name = models.CharField(max_length=128)
    unit_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=24, blank=True)
    title = models.CharField(max_length=160, blank=True)
    delegation = models.CharField(max_length=255, blank=True)
    address = models.CharField(max_length=64, blank=True, help_text="Network address the request came from")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["dossier", "id"], name="access_by_dossier"),
            models.Index(fields=["person_id", "at"], name="access_by_person"),
            BrinIndex(fields=["at"], name="access_by_time"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.person_name} {self.what} {self.at:%Y-%m-%d %H:%M}"
