# SPDX-License-Identifier: EUPL-1.2
"""``motcua calendar``: open dossiers follow a calendar that was decided."""

import click

from motcua.cli.environment import with_database
from motcua.errors import MotCuaError

_SLICE_SECONDS = 10.0


class NotAllFollow(MotCuaError):
    """Dossiers are being worked on right now, or the edition cannot count them."""

    code = "not_all_follow"

    def __init__(self, edition: str, waiting: int) -> None:
        super().__init__(
            f"{edition}: còn {waiting} hồ sơ chưa tính lại được.",
            hint="Có người đang xử lý các hồ sơ này, hoặc lịch mới không đủ ngày để tính. Hãy chạy lại sau ít phút; "
            "nếu vẫn còn, xem dòng cảnh báo ở trên và soạn bản lịch đủ ngày.",
        )


@click.group
def calendar_group() -> None:
    """Lịch làm việc do cơ quan quyết định."""


@calendar_group.command
@with_database(migrate=False)
def recount() -> None:
    """Tính lại hạn của hồ sơ đang mở theo lịch đã ban hành. Dừng lúc nào cũng được, chạy lại là làm tiếp."""
    from motcua.dossiers import recounting
    from motcua.organisations import editions

    unfinished = editions.unfinished()
    if not unfinished:
        click.echo("Không còn hồ sơ nào phải tính lại.")
    for edition in unfinished:
        before = None
        while not recounting.recount(edition, _SLICE_SECONDS):
            edition.refresh_from_db()
            waiting = recounting.left(edition)
            stands = (edition.recounted_upto, edition.recounted_moved, waiting)
            if stands == before:
                raise NotAllFollow(edition.code, waiting)
            before = stands
            click.echo(
                f"{edition.code}: {edition.recounted_moved} hồ sơ đổi hạn, còn {waiting} hồ sơ …", err=True
            )
        edition.refresh_from_db()
        click.echo(f"{edition.code}: xong, {edition.recounted_moved} hồ sơ đổi hạn.")
