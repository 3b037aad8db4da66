# SPDX-License-Identifier: EUPL-1.2
"""Every figure of every form opens a list of just as many; merged units under their successors."""

from __future__ import annotations

from dataclasses import replace

import pytest

from motcua.catalogue.models import InternalProcess, ProcedureCase, ProcedureVersion
from motcua.dossiers import acts
from motcua.dossiers.performing import Call
from motcua.dossiers.tests.office import Office, at
from motcua.law.roles import Role
from motcua.organisations.actors import SYSTEM
from motcua.organisations.models import Unit
from motcua.reports.behind import Behind, Kind, is_behind, procedures_of
from motcua.reports.changes import changes_between
from motcua.reports.consolidating import parts_of
from motcua.reports.definitions import ColumnKind, Form, form_on, forms
from motcua.reports.late_causes import state_cause, with_cause
from motcua.reports.layout import told_of
from motcua.reports.making import Order, make
from motcua.reports.periods import period_named
from motcua.reports.tests.cases import fill_quarter, open_commune
from motcua.reports.tests.test_making import order, totals
from motcua.reports.values import Part, RowKind, report_from_json
from motcua.statistics import Cell, QuestionRefused, listed
from motcua.statistics.tests.test_recount import MERGED, reorganise

NOW = [form for form in forms() if form.holds_on(period_named("2026-Q1").last)]
BEFORE = [form for form in forms() if form.holds_on(period_named("2025-Q1").last)]


@pytest.fixture
def office(db: None) -> Office:
    made = open_commune()
    codes = fill_quarter(made)
    for role, name, cause in (
        (Role.CONTROL_OFFICER, "late", "officials"),
        (Role.SPECIALIST, "overdue", "cooperation"),
    ):
        actor = made.actor(role)
        state_cause(actor, codes[name], cause, "Lý do thử", made.section, f"k-{name}", at("2026-03-13 09:00"))
    ProcedureVersion.objects.update(levels=["commune"])
    for version, level in zip(
        ProcedureVersion.objects.order_by("pk"), ("full", "partial", None), strict=False
    ):
        ProcedureCase.objects.create(version=version, order=50, channel="online", online_level=level)
    InternalProcess.objects.create(
        version=ProcedureVersion.objects.earliest("pk"), name="Quy trình thử", decision_number="QĐ 1/QĐ-UBND"
    )
    return made


def length(part: Part) -> int:
    """How many the list of a part has, page by page; and that its heading says as many."""
    behind = Behind.of_token(part.token) if is_behind(part.token) else None
    if behind is not None and behind.kind is not Kind.CAUSE:
        rows, total = procedures_of(behind, 0, 1000)
        assert sum(len(procedures_of(behind, place, 1)[0]) for place in range(total)) == total
        for row in rows:
            assert row.cell is None or listed(row.cell, limit=1).total == row.dossiers > 0
        assert len({row.version_id for row in rows}) == len(rows) == total
        return total
    cell = behind.cell if behind else Cell.of_token(part.token)
    more = {"only": with_cause(cell, behind.of)} if behind else {}
    codes, after = [], ""
    while True:
        page = listed(cell, after=after, limit=2, **more)
        codes += [row.code for row in page.rows]
        if not page.next:
            break
        after = page.next
    assert len(codes) == page.total
    return len(codes)


@pytest.mark.parametrize(
    ("form", "period"),
    [*((form, "2026-Q1") for form in NOW), *((form, "2025-Q1") for form in BEFORE)],
    ids=lambda value: value.number if isinstance(value, Form) else value,
)
def test_every_figure_is_as_long_as_its_lists(office: Office, form: Form, period: str) -> None:
    report = make(order(office, form.number, period))
    counted = 0
    for table in report.tables:
        for row in table.rows:
            for head in report.heads:
                value, parts = row.value(head.key), parts_of(table, row, head.key)
                if head.kind is ColumnKind.SHARE or not value:
                    assert not row.figure(head.key).parts
                    continue
                where = (form.number, row.key, head.key)
                assert sum(part.value for _, part in parts) == value, where
                assert [length(part) for _, part in parts] == [part.value for _, part in parts], where
                counted += 1
    assert report_from_json(report.to_json()) == report
    if period == "2026-Q1" and not form.no_data:
        assert counted > 2


def test_a_frozen_list_of_a_cause_stays_what_it_was(office: Office) -> None:
    asked = replace(order(office, "II.07a"), as_of=at("2026-03-14 23:59"))
    then = make(asked)
    (late,) = then.tables[0].total.figure("officials").parts
    behind = Behind.of_token(late.token)
    code = listed(behind.cell, only=with_cause(behind.cell, behind.of)).rows[0].code
    control = office.actor(Role.CONTROL_OFFICER)
    state_cause(control, code, "rules", "Xem lại", office.section, "k-again", at("2026-03-16 09:00"))
    now = make(replace(asked, as_of=at("2026-03-17 08:00")))
    assert (totals(then)["officials"], totals(now)["officials"], totals(now)["rules"]) == (1, 0, 1)
    assert length(late) == 1
    changed = {
        change.head.key: (change.came, change.went)
        for change in changes_between(then, now)
        if change.row.kind is RowKind.TOTAL
    }
    assert changed["officials"] == ((), (code,)) and changed["rules"] == ((code,), ())


@pytest.mark.parametrize(
    "token", ["x", "cause.x.y", "cause.bua.{}", "catalogue.bua.{}", "procedures.x.{}", "a.b.{}"]
)
def test_a_broken_link_is_refused(office: Office, token: str) -> None:
    cell = make(order(office)).tables[0].total.figure("taken").parts[0].token
    with pytest.raises(QuestionRefused):
        Behind.of_token(token.format(cell))


def test_merged_units_stand_under_their_successors(office: Office) -> None:
    """The commune is merged within the quarter: alone, the successor has nothing yet; on request, all there was."""
    span = period_named("2026-Q2")
    assert span.first < MERGED <= span.last
    old = {number: make(order(office, number, span.name)) for number in ("II.06a", "II.07a")}
    new = successor(office)
    alone = make(Order(form_on("II.06a", span.last), new, span))
    assert totals(alone)["carried"] == 0 and not alone.asked.successors
    assert "Đơn vị đã sáp nhập" not in dict(told_of(alone.asked))
    for number, before in old.items():
        report = make(Order(form_on(number, span.last), new, span, successors=True))
        assert totals(report) == totals(before) and report.is_sound
        assert report.asked.successors
        assert dict(told_of(report.asked))["Đơn vị đã sáp nhập"] == "Tính vào đơn vị kế thừa"
        for head in report.heads:
            figure = report.tables[0].total.figure(head.key)
            assert sum(map(length, figure.parts)) == (figure.value if figure.parts else 0)
        assert [(check.left, check.right) for check in report.checks if "kỳ này" in check.words] == [
            (check.left, check.right) for check in before.checks if "kỳ này" in check.words
        ]


def test_what_was_moved_to_the_successor_counts_once(office: Office) -> None:
    moved = listed(Cell.of_token(make(order(office)).tables[0].total.figure("open").parts[0].token)).rows[0]
    new = successor(office)
    acts.move_to_successor(SYSTEM, moved.code, "NQ thử", Call(now=at("2026-04-02 08:00")))
    span = period_named("2026-Q2")
    report = make(Order(form_on("II.06a", span.last), new, span, successors=True))
    assert totals(report)["carried"] == totals(report)["open"] == 4
    alone = make(Order(form_on("II.06a", span.last), new, span))
    assert totals(alone)["open"] == 1


def successor(office: Office) -> Unit:
    """The committee that follows the one of the office from `MERGED` on."""
    found = Unit.objects.select_related("parent").filter(pk__in=reorganise(office))
    return found.get(code="t-ubnd-2")
