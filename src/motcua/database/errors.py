# SPDX-License-Identifier: EUPL-1.2
"""What can go wrong with the embedded server, each with the next step for the person at the machine.

These messages meet operators before any page is up, so they are Vietnamese first, then English.
"""

import errno
from pathlib import Path

from motcua.errors import MotCuaError


class DatabaseError(MotCuaError):
    """The embedded server cannot do what was asked."""

    code = "database_error"


class ProgramsMissing(DatabaseError):
    """The package with the server programs is not installed or has none for this system."""

    code = "database_programs_missing"

    def __init__(self) -> None:
        super().__init__(
            "Không tìm thấy chương trình PostgreSQL đi kèm cho hệ điều hành này.",
            hint="Hãy cài lại bằng ./run, hoặc đặt DATABASE_URL trỏ tới một máy chủ PostgreSQL từ bản 15. "
            "(Embedded PostgreSQL not found: reinstall with ./run, or set DATABASE_URL.)",
        )


class ServerUserMissing(DatabaseError):
    """Root has no ordinary system user to run the server as, and could not make one."""

    code = "database_user_missing"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"PostgreSQL không chạy bằng quyền root và không tạo được người dùng hệ thống “{name}”: {reason}.",
            hint="Hãy tạo người dùng này, đặt MOTCUA_DATABASE_OS_USER, hoặc chạy bằng người dùng thường. "
            "(PostgreSQL refuses root; create that system user or run as an ordinary user.)",
        )


class FolderUnusable(DatabaseError):
    """The data folder cannot be written: read-only or full disk, missing right."""

    code = "database_folder_unusable"

    def __init__(self, path: Path, error: OSError) -> None:
        reason = {
            errno.EROFS: "đĩa chỉ đọc (read-only disk)",
            errno.ENOSPC: "đĩa đã đầy (disk full)",
            errno.EACCES: "không có quyền ghi (permission denied)",
            errno.EPERM: "không có quyền ghi (permission denied)",
        }.get(error.errno or 0, error.strerror or str(error))
        super().__init__(
            f"Không ghi được vào thư mục dữ liệu {path}: {reason}.",
            hint="Hãy sửa quyền hoặc giải phóng đĩa, hoặc đặt MOTCUA_DATA_DIR sang thư mục khác. "
            "(Cannot write the data folder; set MOTCUA_DATA_DIR to another one.)",
        )


class FolderNameUnusable(DatabaseError):
    """The path of the data folder has a character that the server programs cannot take."""

    code = "database_folder_name_unusable"

    def __init__(self, path: Path, characters: str) -> None:
        super().__init__(
            f"Đường dẫn thư mục dữ liệu {path} có ký tự không dùng được: {characters!r}.",
            hint="Hãy đổi tên thư mục, hoặc đặt MOTCUA_DATA_DIR sang đường dẫn khác. "
            "(The path holds a character that PostgreSQL's programs cannot take.)",
        )


class FolderOfAnotherUser(DatabaseError):
    """The data folder belongs to another system user, whom PostgreSQL alone would serve."""

    code = "database_folder_of_another_user"

    def __init__(self, path: Path, owner: str) -> None:
        super().__init__(
            f"Thư mục dữ liệu {path} thuộc người dùng hệ thống “{owner}”.",
            hint="Hãy chạy bằng người dùng đó hoặc bằng root, hoặc đặt MOTCUA_DATA_DIR sang thư mục khác. "
            "(The data folder belongs to another user.)",
        )


class WrongVersion(DatabaseError):
    """The data were written by another major version of PostgreSQL."""

    code = "database_wrong_version"

    def __init__(self, path: Path, found: str, own: str) -> None:
        super().__init__(
            f"Dữ liệu tại {path} thuộc PostgreSQL {found}, còn chương trình đi kèm là bản {own}.",
            hint="Hãy dùng đúng bản phần mềm đã tạo dữ liệu, hoặc sao lưu bằng pg_dump bản cũ rồi nạp vào "
            "thư mục mới. (Data of another major version; use that version or dump and restore.)",
        )


class SocketRefused(DatabaseError):
    """The folder of the server's socket cannot be made or is not ours."""

    code = "database_socket_refused"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"Không tạo được ổ cắm (socket) của cơ sở dữ liệu trong {path}: {reason}.",
            hint="Hãy xóa thư mục đó hoặc đặt MOTCUA_DATA_DIR vào một đường dẫn ngắn hơn. "
            "(Cannot make the server socket; remove that folder or use a shorter data path.)",
        )


_MOST_WORDS = 2000
_ROOM = "Đĩa đã đầy: hãy giải phóng hoặc mở rộng đĩa rồi chạy lại; những gì đã báo xong vẫn còn. "


class ServerDidNotStart(DatabaseError):
    """The server programs reported a failure; ``log`` holds their last words."""

    code = "database_did_not_start"

    def __init__(self, doing: str, log: Path, last_words: str) -> None:
        super().__init__(
            f"Cơ sở dữ liệu không thực hiện được bước {doing}:\n{last_words[-_MOST_WORDS:]}\n",
            hint=f"{_ROOM if 'No space left' in last_words else ''}Nhật ký đầy đủ: {log}. "
            "(The database failed; full log there.)",
        )
