# SPDX-License-Identifier: EUPL-1.2
"""Where the project's own data files lie: beside the source in a checkout, else inside the package."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

_PACKAGE: Final = Path(__file__).resolve().parent
_CHECKOUT: Final = _PACKAGE.parents[1] / "data"


def data_folder() -> Path:
    """The folder that holds `calendars/`, `units/`, `catalogue/` … of this installation."""
    # An installed package may lie below some folder that happens to have a `data` beside it; only a checkout
    # has both `src/motcua` and our own calendars.
    in_checkout = _PACKAGE.parent.name == "src" and (_CHECKOUT / "calendars").is_dir()
    return _CHECKOUT if in_checkout else _PACKAGE / "data"


DATA: Final = data_folder()


def read_yaml(text: str, loader: Any = None) -> Any:
    """What a YAML text says, by the safe loader in C where there is one (ten times as fast), or by a safe one of
    one's own.

    Raises `yaml.YAMLError`, also for a day that no calendar has and for lists within lists without end.
    """
    import yaml  # ⚡ many commands read no data file of this kind

    safe = loader or getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=safe)  # noqa: S506 (always a safe loader)
    except (ValueError, RecursionError) as error:
        raise yaml.YAMLError(str(error)) from error
