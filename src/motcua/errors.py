# SPDX-License-Identifier: EUPL-1.2
"""The root of every error that this project raises on purpose."""

from typing import ClassVar

from typing_extensions import override


class MotCuaError(Exception):
    """A refusal or failure that a person can understand and act on.

    The message is Vietnamese and says what happened; ``hint`` says what to do next (empty when the
    message already does). ``code`` is a stable English identifier in snake_case for logs, tests and the
    API. ``field`` names the input that is refused; it is empty where no single one is to blame. The command line
    prints such an error without a traceback and leaves with exit code 1.
    """

    code: ClassVar[str] = "error"
    field: str = ""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @override
    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()
