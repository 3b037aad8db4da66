# SPDX-License-Identifier: EUPL-1.2
"""Is the house well? One check after the other, each with what was found and what to do. Changes nothing.

The page and `motcua doctor` show the same.
"""

from __future__ import annotations

import datetime as dt
import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua import __version__
from motcua.catalogue.queries import open_quarantine
from motcua.desk.troubles import troubles
from motcua.documents import sampling
from motcua.dossiers.audit.searching import last_checkpoint
from motcua.organisations import directory, editions
from motcua.organisations.records import AdminAct
from motcua.statistics.position import remade, waiting_since
from motcua.web.wording import moment_phrase

_GIB = 1024**3
LOW_SPACE, LITTLE_SPACE = 1 * _GIB, 5 * _GIB
"""Below the first the house is in danger, below the second somebody should look (bytes)."""

CHECKPOINT_LATE = dt.timedelta(hours=1)
FIGURES_LATE = dt.timedelta(minutes=15)
VERIFIED_LATE = dt.timedelta(days=35)


class Wellness(StrEnum):
    """How a check ended."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it is about, how it ended, what was found, what to do (empty when nothing), where.

    `route`: name of the page where it is done; empty when there is none.
    """

    name: str
    wellness: Wellness
    found: str
    todo: str = ""
    route: str = ""


def checks(now: dt.datetime) -> list[Check]:
    """Every check, in the order of the page. Bounded work, whatever the house holds."""
    return [found for one in _CHECKS for found in one(now)]


def _database(now: dt.datetime) -> Iterator[Check]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_setting('server_version'), pg_size_pretty(pg_database_size(current_database())),"
            " (select count(*) from pg_stat_activity where backend_type = 'client backend'),"
            " current_setting('max_connections')::int"
        )
        version, size, used, most = cursor.fetchone()
    about = {"version": version, "size": size, "used": used, "most": most}
    found = _("PostgreSQL %(version)s, dữ liệu %(size)s, %(used)s/%(most)s kết nối.") % about
    if used > most * 0.9:
        todo = _("Sắp hết kết nối: giảm số tiến trình hoặc tăng max_connections.")
        yield Check(_("Cơ sở dữ liệu"), Wellness.WARN, found, todo)
        return
    yield Check(_("Cơ sở dữ liệu"), Wellness.GOOD, found)


def _migrations(now: dt.datetime) -> Iterator[Check]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        found = _("%(count)d bước nâng cấp chưa chạy.") % {"count": len(waiting)}
        yield Check(_("Cấu trúc dữ liệu"), Wellness.BAD, found, _("Sao lưu rồi chạy: motcua manage migrate."))
        return
    yield Check(_("Cấu trúc dữ liệu"), Wellness.GOOD, _("Đúng với bản phần mềm này."))


def _space(now: dt.datetime) -> Iterator[Check]:
    places = {
        _("Chỗ trống, dữ liệu"): Path(settings.DATA_DIR),
        _("Chỗ trống, kho tệp"): Path(settings.FILE_STORE),
    }
    for name, folder in places.items():
        while not folder.exists():
            folder = folder.parent
        usage = shutil.disk_usage(folder)
        about = {"free": f"{usage.free / _GIB:.1f}", "total": f"{usage.total / _GIB:.1f}"}
        found = _("Còn %(free)s GiB trên %(total)s GiB.") % about
        if usage.free < LITTLE_SPACE:
            wellness = Wellness.BAD if usage.free < LOW_SPACE else Wellness.WARN
            yield Check(
                name, wellness, found, _("Dọn hoặc mở rộng ổ đĩa; khi hết chỗ, không hồ sơ nào nhận được.")
            )
        else:
            yield Check(name, Wellness.GOOD, found)


def _store(now: dt.datetime) -> Iterator[Check]:
    if not sampling.is_writable():
        todo = _("Sửa quyền của thư mục ghi ở biến MOTCUA_FILE_STORE.")
        yield Check(_("Kho tệp"), Wellness.BAD, _("Không ghi được vào kho tệp."), todo)
        return
    sampled = sampling.sample()
    if sampled.missing or sampled.damaged:
        bad = ", ".join(f"{name[:12]}…" for name in (*sampled.missing, *sampled.damaged))
        found = _("Đọc thử %(count)d tệp; mất hoặc hỏng: %(bad)s.") % {"count": sampled.checked, "bad": bad}
        yield Check(_("Kho tệp"), Wellness.BAD, found, _("Khôi phục các tệp này từ bản sao lưu ngay."))
        return
    found = _("Ghi được; đọc thử %(count)d tệp, mã băm đúng.") % {"count": sampled.checked}
    yield Check(_("Kho tệp"), Wellness.GOOD, found)


def _checkpoint(now: dt.datetime) -> Iterator[Check]:
    name, last = _("Điểm chốt nhật ký"), last_checkpoint()
    todo = _("Lệnh motcua serve tự lập mỗi 10 phút khi có việc mới; chạy tay: motcua audit checkpoint.")
    if last is None:
        yield Check(name, Wellness.WARN, _("Chưa có điểm chốt nào."), todo)
        return
    found = _("Số %(number)d, %(when)s.") % {"number": last.number, "when": moment_phrase(last.made_at)}
    # Without new events no checkpoint is made, so an old one is only bad news when there are events after it.
    late = now - last.made_at > CHECKPOINT_LATE and _unbound(last.generation, last.upto)
    yield Check(name, Wellness.WARN if late else Wellness.GOOD, found, todo if late else "")


def _unbound(generation: int, upto: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select 1 from dossiers_event where (generation, transaction) >= (%s, %s))",
            [generation, upto],
        )
        return bool(cursor.fetchone()[0])


def _verified(now: dt.datetime) -> Iterator[Check]:
    name, last = _("Kiểm tra chuỗi sự kiện"), directory.latest_record(AdminAct.VERIFY_LOG)
    todo = _("Chạy mỗi tháng và trước mỗi lần sao lưu lớn: motcua audit verify.")
    if last is None:
        yield Check(name, Wellness.WARN, _("Chưa kiểm tra lần nào."), todo)
    elif not last.after.get("ok"):
        found = _("%(when)s: %(faults)s chỗ hỏng.") % {
            "when": moment_phrase(last.at),
            "faults": last.after.get("faults"),
        }
        yield Check(name, Wellness.BAD, found, _("Giữ nguyên máy, báo người phụ trách an toàn thông tin."))
    else:
        late = now - last.at > VERIFIED_LATE
        found = _("%(when)s: nguyên vẹn.") % {"when": moment_phrase(last.at)}
        yield Check(name, Wellness.WARN if late else Wellness.GOOD, found, todo if late else "")


def _mails(now: dt.datetime) -> Iterator[Check]:
    name, (waiting, overdue, failed) = _("Thư điện tử"), troubles(now)
    about = {"waiting": waiting, "overdue": overdue, "failed": failed}
    found = (
        _("%(waiting)d thư chờ gửi, trong đó %(overdue)d đã quá giờ; %(failed)d thư không gửi được.") % about
    )
    if overdue or failed:
        todo = _("Kiểm tra máy chủ thư (các biến MOTCUA_MAIL…) và lệnh motcua tend.")
        if failed:
            todo = _("Xem lý do, gửi lại hoặc thôi gửi ở trang Thư không gửi được.")
        yield Check(name, Wellness.WARN, found, todo, "stuck_mails")
    else:
        yield Check(name, Wellness.GOOD, found, route="stuck_mails")


def _calendars(now: dt.datetime) -> Iterator[Check]:
    name, today = _("Lịch làm việc"), timezone.localdate(now)
    short = [
        one
        for one in editions.calendars_of_staff(today)
        if one.covered is None or one.covered[1] < dt.date(today.year + 1, 12, 31)
    ]
    over = [one for one in short if one.covered is None or one.covered[1] < today]
    unfinished = editions.unfinished()
    if unfinished:
        codes = ", ".join(one.code for one in unfinished[:5])
        found = _("Còn hồ sơ chưa tính lại theo lịch mới: %(codes)s.") % {"codes": codes}
        yield Check(name, Wellness.WARN, found, _("Mở trang Lịch làm việc, chọn bản đó, bấm tính lại."))
    if short:
        about = {"names": "; ".join(one.name for one in short[:5])}
        found = _("Chưa đủ ngày nghỉ của năm sau: %(names)s.") % about
        # The decision of the year comes in autumn, so its absence is no fault before.
        late = bool(over) or today.month >= 11
        todo = _("Khi có quyết định nghỉ của năm, soạn bản mới ở trang Lịch làm việc.")
        yield Check(name, Wellness.BAD if over else Wellness.WARN if late else Wellness.GOOD, found, todo)
    elif not unfinished:
        yield Check(name, Wellness.GOOD, _("Đủ ngày nghỉ đến hết năm sau."))


def _catalogue(now: dt.datetime) -> Iterator[Check]:
    name, open_items = _("Danh mục thủ tục"), open_quarantine()[:1001].count()
    if open_items:
        count = _("hơn 1000") if open_items > 1000 else str(open_items)
        found = _("%(count)s điểm chờ người xác nhận.") % {"count": count}
        yield Check(name, Wellness.WARN, found, _("Quản trị danh mục xem và quyết định từng điểm."))
    else:
        yield Check(name, Wellness.GOOD, _("Không có điểm nào chờ xác nhận."))


def _settings(now: dt.datetime) -> Iterator[Check]:
    name = _("Cấu hình")
    if settings.DEBUG:
        todo = _("Bỏ biến MOTCUA_DEBUG: trang lỗi đang để lộ nội dung bên trong.")
        yield Check(name, Wellness.BAD, _("Đang ở chế độ gỡ lỗi."), todo)
    elif not settings.HTTPS:
        todo = _("Đặt MOTCUA_HTTPS=yes khi có máy chủ HTTPS phía trước; chạy thử trên một máy thì không cần.")
        yield Check(name, Wellness.WARN, _("Trang chưa bắt buộc HTTPS."), todo)
    else:
        yield Check(name, Wellness.GOOD, _("HTTPS bắt buộc, không gỡ lỗi."))


def _figures(now: dt.datetime) -> Iterator[Check]:
    name, done = _("Số liệu"), remade()
    if done is None:
        since = waiting_since()
        if since is None or now - since < FIGURES_LATE:
            yield Check(name, Wellness.GOOD, _("Luôn theo kịp nhật ký."))
            return
        found = _("Việc từ %(when)s chưa vào bảng số liệu.") % {"when": moment_phrase(since)}
        todo = _("Lệnh motcua serve tự cập nhật mỗi nửa phút; chạy tay: motcua statistics fold.")
        yield Check(name, Wellness.WARN, found, todo)
        return
    found = _("Đang lập lại từ nhật ký: xong %(share)d%%. Trang số liệu chờ đến khi xong.") % {
        "share": int(100 * done)
    }
    todo = _("Không cần làm gì; muốn xong sớm khi ít người dùng: motcua statistics rebuild.")
    yield Check(name, Wellness.WARN, found, todo)


def _scans(now: dt.datetime) -> Iterator[Check]:
    from motcua.plans.reading.scans import recognising  # ⚡ pictures and arrays, for this page alone

    if recognising.is_there():
        yield Check(_("Đọc bản quét"), Wellness.GOOD, _("Có Tesseract với tiếng Việt."))
        return
    found = _("Chưa có Tesseract với tiếng Việt: kế hoạch quét hoặc ảnh chụp chưa đọc được.")
    todo = _("Cài các gói: %(packages)s.") % {"packages": recognising.PACKAGES}
    yield Check(_("Đọc bản quét"), Wellness.WARN, found, todo)


def _versions(now: dt.datetime) -> Iterator[Check]:
    words = f"Một Cửa {__version__}, Django {django.__version__}, Python {platform.python_version()}"
    yield Check(_("Phiên bản"), Wellness.GOOD, words)


_CHECKS: tuple[Callable[[dt.datetime], Iterator[Check]], ...] = (
    _database,
    _migrations,
    _space,
    _store,
    _checkpoint,
    _verified,
    _mails,
    _calendars,
    _catalogue,
    _figures,
    _scans,
    _settings,
    _versions,
)
