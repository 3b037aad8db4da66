# SPDX-License-Identifier: EUPL-1.2
"""The ``motcua`` command."""

import errno
import os
import sys

import click

from motcua import __version__
from motcua.cli.lazy import Lazy, LazyGroup
from motcua.cli.preloading import collect_seldom
from motcua.errors import MotCuaError

COMMANDS = {
    "account": Lazy("motcua.cli.account:account_group", "Tài khoản đăng nhập"),
    "audit": Lazy("motcua.cli.audit:audit_group", "Kiểm tra chuỗi sự kiện của hồ sơ"),
    "bench": Lazy("motcua.cli:bench_group", "Đo tốc độ"),
    "calendar": Lazy("motcua.cli.calendar:calendar_group", "Lịch làm việc do cơ quan quyết định"),
    "catalogue": Lazy("motcua.cli.catalogue:catalogue_group", "Danh mục thủ tục hành chính"),
    "configuration": Lazy("motcua.cli.configuration:configuration_command", "In tài liệu biến môi trường"),
    "conformance": Lazy("motcua.cli.conformance:conformance_command", "Đối chiếu hồ sơ với quy tắc"),
    "database": Lazy("motcua.cli.database:database_group", "Máy chủ cơ sở dữ liệu đi kèm"),
    "deadline": Lazy("motcua.cli.deadline:deadline_command", "Tính hạn giải quyết và giải thích"),
    "demo": Lazy("motcua.cli.demo:demo_command", "Chạy thử trọn vòng đời một hồ sơ"),
    "doctor": Lazy("motcua.cli.doctor:doctor_command", "Kiểm tra sức khỏe hệ thống"),
    "index": Lazy("motcua.cli.score:index_command", "Chỉ số phục vụ theo Quyết định 766/QĐ-TTg"),
    "manage": Lazy("motcua.cli.manage:manage_command", "Lệnh quản trị của Django"),
    "plan": Lazy("motcua.cli.plan:plan_group", "Kế hoạch đọc từ văn bản"),
    "process": Lazy("motcua.cli.process:process_group", "Quy trình nội bộ"),
    "reform": Lazy("motcua.cli.reform:reform_group", "Chỉ số cải cách hành chính: bộ tiêu chí, phiếu chấm"),
    "risk": Lazy("motcua.cli.risk:risk_group", "Nguy cơ quá hạn: học và liệt kê"),
    "report": Lazy("motcua.cli.report:report_command", "Báo cáo theo biểu mẫu: JSON, CSV, XLSX, PDF, DOCX"),
    "score": Lazy("motcua.cli.score:score_group", "Chấm điểm theo Thông tư 01/2018/TT-VPCP"),
    "simulate": Lazy(
        "motcua.cli.simulate:simulate_command", "Tạo hồ sơ mô phỏng, từ một nghìn tới mười triệu"
    ),
    "serve": Lazy("motcua.cli.serve:serve_command", "Phục vụ trang web"),
    "statistics": Lazy("motcua.cli.statistics:statistics_group", "Số liệu thống kê"),
    "tend": Lazy("motcua.cli.tend:tend_command", "Gửi thư nhắc việc, dọn dẹp"),
    "text": Lazy("motcua.cli.text:text_group", "Khôi phục dấu tiếng Việt"),
}
BENCHMARKS = {
    "deadline": Lazy("motcua.cli.bench_deadline:bench_deadline", "Tính hạn, từng cái và hàng loạt"),
    "forms": Lazy("motcua.cli.bench_forms:bench_forms", "Kết xuất biểu mẫu PDF"),
    "http": Lazy("motcua.cli.bench_http:bench_http", "Các trang khi nhiều công chức cùng làm"),
    "lifecycle": Lazy("motcua.cli.bench_lifecycle:bench_lifecycle", "Trọn vòng đời hồ sơ"),
    "plans": Lazy("motcua.cli.bench_plans:bench_plans", "Đọc kế hoạch đúng tới đâu, nhanh tới đâu"),
    "reports": Lazy("motcua.cli.bench_reports:bench_reports", "Báo cáo so với SQL thường và DuckDB"),
    "risk": Lazy("motcua.cli.bench_risk:bench_risk", "Dự báo quá hạn đúng tới đâu"),
    "targets": Lazy("motcua.cli.bench_targets:bench_targets", "Dự báo chỉ tiêu đúng tới đâu"),
}

_DISKS = {
    errno.ENOSPC: "Đĩa đã đầy",
    errno.EDQUOT: "Đã hết phần đĩa được dùng",
    errno.EROFS: "Đĩa chỉ đọc",
    errno.EIO: "Đĩa lỗi",
}


@click.group(cls=LazyGroup, table=COMMANDS, invoke_without_command=True)
@click.version_option(__version__, prog_name="motcua")
@click.pass_context
def commands(context: click.Context) -> None:
    """Một Cửa: tiếp nhận, giải quyết và trả kết quả thủ tục hành chính đúng hạn, có bằng chứng."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@click.group(cls=LazyGroup, table=BENCHMARKS)
def bench_group() -> None:
    """Đo tốc độ trên máy này; mỗi phép đo có phép so sánh trong cùng một lần chạy."""


def main(arguments: list[str] | None = None) -> None:
    """Runs one command. A named error prints its message and hint and ends with exit code 1, and so do a disk
    that takes nothing more and letters that cannot be written; every other failure keeps its traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.settings")
    collect_seldom()
    try:
        commands.main(args=arguments, prog_name="motcua")
    except MotCuaError as error:
        click.echo(f"Lỗi: {error.message}", err=True)
        if error.hint:
            click.echo(error.hint, err=True)
        sys.exit(1)
    except UnicodeEncodeError as error:
        click.echo(f"Lỗi: có chữ không viết được bằng {error.encoding}: {error.object[:100]!r}.", err=True)
        click.echo("Hãy gõ tham số bằng UTF-8 và để màn hình dùng UTF-8 (ví dụ LANG=C.UTF-8).", err=True)
        sys.exit(1)
    except OSError as error:
        if error.errno not in _DISKS:
            raise
        click.echo(f"Lỗi: {_DISKS[error.errno]}: không đọc, ghi được {error.filename or 'tệp'}.", err=True)
        click.echo(
            "Hãy giải phóng đĩa hoặc gắn lại để ghi được, rồi chạy lại; việc dở chưa được ghi.", err=True
        )
        sys.exit(1)
