# SPDX-License-Identifier: EUPL-1.2
"""What the house keeps about signing in, beside the person itself and the library's second factors and sessions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from motcua.organisations.models import Person


class Account(models.Model):
    """The one-time password of a person, as long as it has not been replaced by one of their own."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="account")
    one_time_until = models.DateTimeField(
        null=True, help_text="The password was given by an administrator and serves once, until then"
    )

    @override
    def __str__(self) -> str:
        return str(self.person_id)


class SignInCount(models.Model):
    """Passwords tried in a row for one name. The name itself is not kept: people type passwords into that field."""

    door = models.CharField(max_length=64, primary_key=True, help_text="Keyed digest of the name")
    failures = models.PositiveSmallIntegerField(default=0)
    counted_from = models.DateTimeField(db_index=True)
    locked_until = models.DateTimeField(null=True)

    @override
    def __str__(self) -> str:
        return self.door


class AccountEventKind(models.TextChoices):
    """What can happen to an account."""

    OPENED = "opened", "Lập tài khoản"
    SIGNED_IN = "signed_in", "Đăng nhập"
    SIGN_IN_FAILED = "sign_in_failed", "Nhập sai mật khẩu"
    CODE_FAILED = "code_failed", "Nhập sai mã xác thực"
    LOCKED = "locked", "Tạm khóa đăng nhập"
    UNLOCKED = "unlocked", "Mở khóa đăng nhập"
    SIGNED_OUT = "signed_out", "Đăng xuất"
    SESSIONS_ENDED = "sessions_ended", "Kết thúc phiên"
    PASSWORD_CHANGED = "password_changed", "Đổi mật khẩu"
    PASSWORD_RESET = "password_reset", "Cấp lại mật khẩu"
    FACTOR_ADDED = "factor_added", "Thêm cách xác thực"
    FACTOR_REMOVED = "factor_removed", "Bỏ cách xác thực"
    FACTORS_RESET = "factors_reset", "Gỡ hết cách xác thực"
    CODES_MADE = "codes_made", "Lập mã khôi phục mới"


class AccountEvent(models.Model):
    """Something that happened to an account: to whom, when, from where, by whom. Never changed or removed.

    `person` is null when the name that was typed belongs to nobody; `by` is the administrator, null for the person.
    """

    at = models.DateTimeField()
    kind = models.CharField(max_length=24, choices=AccountEventKind.choices)
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="account_events", db_index=False
    )
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    address = models.GenericIPAddressField(null=True)
    browser = models.CharField(max_length=200, blank=True)
    detail = models.CharField(max_length=255, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "-id"], name="account_event_of_person"),
            models.Index(fields=["kind", "-id"], name="account_event_of_kind"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.person_id}"


class UnsentForm(models.Model):
    """What somebody had typed when their session ended, sealed with a secret that only their browser has."""

    browser = models.CharField(max_length=64, primary_key=True, help_text="Digest of the browser's secret")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=2000)
    sealed = models.BinaryField()
    kept_at = models.DateTimeField(db_index=True)

    @override
    def __str__(self) -> str:
        return self.address


class CacheRow(models.Model):
    """One entry of the cache that all processes share. Read and written by Django's database cache alone."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    @override
    def __str__(self) -> str:
        return self.cache_key
