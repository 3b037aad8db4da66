# SPDX-License-Identifier: EUPL-1.2
"""``motcua configuration``: the reference page of environment variables."""

import click


@click.command
def configuration_command() -> None:
    """In docs/configuration.md từ bảng khai báo biến môi trường."""
    from motcua.settings.environment import describe

    click.echo(describe(), nl=False)
