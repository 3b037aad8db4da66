# SPDX-License-Identifier: EUPL-1.2
"""`motcua plan import|show|work`: plans on record, by the same acts as the pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from motcua.cli.acting import acting
from motcua.cli.environment import with_database
from motcua.cli.rounds import every_option, in_rounds

if TYPE_CHECKING:
    from motcua.plans.models import Plan, PlanTask

AT_MOST_WORDS = 90


@click.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--unit", required=True, help="Mã đơn vị có kế hoạch.")
@click.option("--by", "username", help="Tên đăng nhập của người đưa vào; bỏ trống thì hệ thống đứng tên.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả JSON.")
def import_command(files: tuple[Path, ...], unit: str, username: str | None, *, as_json: bool) -> None:
    """Đưa kế hoạch của một đơn vị vào hệ thống, đọc và đề xuất nhiệm vụ để xác nhận."""
    with with_database(migrate=False):
        plan = _imported(files, unit, username)
        _print(plan, as_json=as_json)


def _imported(files: tuple[Path, ...], unit: str, username: str | None) -> Plan:
    import hashlib

    from motcua.documents.content import take_in
    from motcua.plans.acts.documents import open_plan
    from motcua.plans.reader import read_plan_now
    from motcua.reports.places import unit_coded

    owner = unit_coded(unit)
    stored = [(take_in(file.read_bytes(), also_text=True), file.name) for file in files]
    # The same files for the same unit are one plan, however often the command is given.
    told = "|".join([unit, *(one.sha256 for one, _name in stored)])
    plan = open_plan(acting(username), owner, stored, hashlib.sha256(told.encode()).hexdigest()[:40])
    read_plan_now(plan)
    plan.refresh_from_db()
    return plan


@click.command("show")
@click.argument("plan_id", type=int, required=False)
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
def show_command(plan_id: int | None, *, as_json: bool) -> None:
    """In một kế hoạch đã lưu với các nhiệm vụ; không có số thì liệt kê các kế hoạch gần nhất."""
    with with_database(migrate=False):
        if plan_id is None:
            _list(as_json=as_json)
            return
        _print(_plan(plan_id), as_json=as_json)


def _plan(pk: int) -> Plan:
    from motcua.organisations.actors import SYSTEM
    from motcua.plans.queries import plan_of

    return plan_of(SYSTEM, pk)


def _list(*, as_json: bool) -> None:
    from motcua.organisations.actors import SYSTEM
    from motcua.plans.models import PlanState
    from motcua.plans.queries import plans_of
    from motcua.plans.rights import readable_by

    rows = [
        {
            "id": line.plan.pk,
            "unit": line.plan.unit.code,
            "state": line.plan.state,
            "year": line.plan.year,
            "name": line.plan.name,
            "proposed": line.proposed,
            "accepted": line.accepted,
        }
        for line in plans_of(readable_by(SYSTEM), list(PlanState))
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        counted = f"{row['accepted']:4} nhận {row['proposed']:4} chờ"
        click.echo(f"{row['id']:6} {row['unit']:20} {row['state']:11} {counted}  {row['name']}")


def _print(plan: Plan, *, as_json: bool) -> None:
    tasks = list(plan.tasks.select_related("lead_unit").prefetch_related("supports"))
    if as_json:
        click.echo(json.dumps(_told(plan, tasks), ensure_ascii=False, indent=1))
        return
    click.echo(f"#{plan.pk} {plan.name}\n{plan.unit.name} · {plan.get_state_display()}")
    for reading in plan.readings.select_related("file"):
        click.echo(f"{reading.file.name}: {reading.get_state_display().lower()} {reading.trouble}".rstrip())
    for number, task in enumerate(tasks, 1):
        lead = task.lead_unit.name if task.lead_unit else f"{task.lead_text or 'chưa rõ'} (chưa gắn)"
        due = f"{task.due:%d/%m/%Y}" if task.due else task.get_recurrence_display()
        click.echo(
            f"{number:4}. [{task.get_decision_display()}, {task.confidence:.0%}] {task.content[:AT_MOST_WORDS]}"
        )
        click.echo(f"      {lead} · {due}")
    for warning in plan.warnings.all():
        click.echo(f"Cần xem: {warning.words} ({warning.get_answer_display().lower()})")


def _told(plan: Plan, tasks: list[PlanTask]) -> dict[str, Any]:
    return {
        "id": plan.pk,
        "unit": plan.unit.code,
        "state": plan.state,
        "number": plan.number,
        "symbol": plan.symbol,
        "issued_on": plan.issued_on.isoformat() if plan.issued_on else None,
        "title": plan.title,
        "year": plan.year,
        "legal_bases": len(plan.legal_bases),
        "readings": [
            {"file": one.file.name, "state": one.state, "pages": one.pages_total, "trouble": one.trouble}
            for one in plan.readings.select_related("file")
        ],
        "warnings": [{"words": one.words, "answer": one.answer} for one in plan.warnings.all()],
        "tasks": [
            {
                "id": one.pk,
                "decision": one.decision,
                "confidence": one.confidence,
                "content": one.content,
                "lead": one.lead_text,
                "lead_unit": one.lead_unit.code if one.lead_unit else None,
                "lead_group": one.lead_group,
                "supports": [each.text for each in one.supports.all()],
                "start": one.start.isoformat() if one.start else None,
                "due": one.due.isoformat() if one.due else None,
                "recurrence": one.recurrence,
                "product": one.product,
                "criteria": one.criteria,
            }
            for one in tasks
        ],
    }


@click.command("work")
@every_option
def work_command(minutes: float | None) -> None:
    """Đọc các tệp kế hoạch đang chờ; `motcua serve` tự chạy lệnh này."""
    with with_database(migrate=False):
        in_rounds(minutes, _work)


def _work() -> None:
    from motcua.plans.models import PlanReading, ReadingState

    if not PlanReading.objects.filter(state__in=(ReadingState.QUEUED, ReadingState.RUNNING)).exists():
        return  # ⚡ the reader and all it needs is loaded when there is something to read
    from motcua.plans.reader import read_waiting

    done = read_waiting()
    if done:
        click.echo(f"Đã đọc {done} tệp kế hoạch.")
