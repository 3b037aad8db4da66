# SPDX-License-Identifier: EUPL-1.2
"""``motcua calendar``: open dossiers follow a calendar that was decided."""

import click

from motcua.cli.environment import with_database

_SLICE_SECONDS = 10.0


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
        while not recounting.recount(edition, _SLICE_SECONDS):
            edition.refresh_from_db()
            waiting = recounting.left(edition)
            click.echo(
                f"{edition.code}: {edition.recounted_moved} hồ sơ đổi hạn, còn {waiting} hồ sơ …", err=True
            )
        edition.refresh_from_db()
        click.echo(f"{edition.code}: xong, {edition.recounted_moved} hồ sơ đổi hạn.")
