# SPDX-License-Identifier: EUPL-1.2
"""What a command writes to a file that was named on the command line."""

from pathlib import Path

from motcua.errors import MotCuaError


class OutputNotWritten(MotCuaError):
    """The file that was named cannot be written."""

    code = "output_not_written"

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"Không ghi được tệp {path}: {error.strerror or error}.",
            hint="Hãy chọn một thư mục có sẵn, còn chỗ và có quyền ghi.",
        )


def write_output(path: Path, content: bytes) -> None:
    """Write `content` to `path`. Raises OutputNotWritten."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise OutputNotWritten(path, error) from error
