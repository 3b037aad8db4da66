# SPDX-License-Identifier: EUPL-1.2
"""``motcua bench plans``: made-up plans in many layouts, read back from text, Word, PDF and bad scans."""

import json
import sys

import click


@click.command
@click.option(
    "--seeds", type=click.IntRange(1, 50), default=1, show_default=True, help="Số kế hoạch mỗi bố cục."
)
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def bench_plans(seeds: int, as_json: bool) -> None:
    """Đọc lại những kế hoạch mẫu tự soạn ở nhiều bố cục và dạng tệp, chấm với đáp án, đo thời gian."""
    from motcua.bench import plans

    told = plans.measure(seeds, _tell if sys.stderr.isatty() else lambda told: None)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(f"{'':<22}{'F1':>7}{'chủ trì':>9}{'phối hợp':>10}{'hạn':>7}{'giây/trang':>12}")
    for form, one in told["forms"].items():
        click.echo(
            f"{form:<22}{one['f1']:>7}{one['lead']:>9}{one['helping']:>10}{one['due']:>7}{one['seconds_per_page']:>12}"
        )
    long = told["long"]
    click.echo(
        f"{long['pages']} trang: PDF {long['pdf_seconds']} giây, "
        f"văn bản mất dấu {long['without_marks_seconds']} giây; "
        f"bản quét {long['scan_seconds_per_page']} giây/trang "
        f"({long['scan_processor_seconds_per_page']} giây bộ xử lý)"
    )


def _tell(told: str) -> None:
    click.echo(told, err=True)
