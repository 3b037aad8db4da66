# SPDX-License-Identifier: EUPL-1.2
"""Making tables: those of a new database in half the time, those that may hold something in Django's own way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


def make_tables() -> None:
    """Run the migrations that have not run. The caller holds the lock that keeps others from doing the same."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    if MigrationRecorder(connection).applied_migrations():
        call_command("migrate", verbosity=0, interactive=False)
        return
    with _models_rendered_alone():
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _models_rendered_alone() -> Iterator[None]:
    """Inside this block a model that migrations add becomes a class without all its relatives becoming new ones.

    ⚡ Django makes anew whatever is related to it over any number of corners, which in the end is nearly everything:
    half the time of a new database. Classes that stay find the new one, because what they remember of their relations
    is forgotten; migrations in Python get classes that are all new, as after other changes that Django delays.
    """
    from django.db.migrations.state import ModelState, ProjectState

    ordinary = ProjectState.add_model

    def add_model(state: ProjectState, model: ModelState) -> None:
        rendered = state.__dict__.pop("apps", None)
        ordinary(state, model)  # which renders nothing where nothing is rendered yet
        if rendered is not None:
            state.__dict__["apps"] = rendered
            rendered.render_multiple([model])
            state.is_delayed = True

    ProjectState.add_model = add_model  # type: ignore[assignment]  # for the time of this block
    try:
        yield
    finally:
        ProjectState.add_model = ordinary  # type: ignore[method-assign]  # as it was
