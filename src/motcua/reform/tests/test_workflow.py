# SPDX-License-Identifier: EUPL-1.2
"""A sheet on its way: scored, proven, sent, appraised, objected to, final, published; who may do what."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from openpyxl import load_workbook

from motcua.documents.content import take_in
from motcua.dossiers.tests.office import at
from motcua.organisations.models import Person
from motcua.reform import acts, comparing, computing, queries
from motcua.reform.acts import Said
from motcua.reform.acts.remedies import Owner
from motcua.reform.acts.rounds import Days
from motcua.reform.errors import ReformRefused, ReformUnknown, SheetUnreadable, TreeBroken
from motcua.reform.models import (
    ReformAssessment,
    ReformEvidence,
    ReformScore,
    ReformStep,
    RemedyState,
    RoundState,
    SheetState,
)
from motcua.reform.scoring import Fact
from motcua.reform.sheets import read_scores, read_set
from motcua.reform.summing import tree_in
from motcua.reform.tables import score_table, set_table
from motcua.reform.tests.year import DAY, NOW, Year, filled, finished, imported, opened, sheet_of, small_tree
from motcua.reform.tree import Level, tree_of
from motcua.scores.tests.quarter import lead

PDF = b"%PDF-1.4\n%%EOF\n"


def test_the_whole_way(year: Year) -> None:
    round = opened(year)
    sheet = filled(year, sheet_of(round, year.office.committee))
    assert sheet.self_total == Decimal("61.73") and sheet.self_possible == 80 and sheet.unknown == 0
    done = finished(year, sheet)
    assert (done.state, done.appraised_total, done.appraised_possible) == (
        SheetState.FINAL,
        Decimal("76.73"),
        100,
    )
    assert done.groups["1"] == {
        "self": "33,17",
        "self_possible": "40",
        "appraised": "33,17",
        "appraised_possible": "40",
    }
    with pytest.raises(ReformRefused, match="1 đơn vị chưa chốt"):
        acts.close_round(year["chair"], round.pk, "QĐ 1/QĐ-UBND", "close-1", NOW)
    other = filled(year, sheet_of(round, year.other), "elsewhere", **{"2_2": Fact(choice="Kịp thời")})
    finished(year, other, "other-head", 20)
    closed = acts.close_round(year["chair"], round.pk, "QĐ 1/QĐ-UBND", "close-2", NOW)
    assert closed.state == RoundState.CLOSED
    ranked = queries.ranking(closed)
    assert [(row.place, row.sheet.unit_id) for row in ranked] == [
        (1, year.other.pk),
        (2, year.office.committee.pk),
    ]
    assert ranked[0].points == Decimal("91.73") and ranked[0].before is None
    acted = list(ReformStep.objects.filter(assessment=sheet).order_by("id").values_list("act", flat=True))
    assert acted == ["score"] * 6 + ["submit", "agree", "appraise", "finish", "finalise"]


def test_a_double_press_does_it_once_and_a_key_is_for_one_act(year: Year) -> None:
    round = opened(year)
    assert opened(year).pk == round.pk and imported(year).pk == round.criteria_id
    sheet = sheet_of(round, year.office.committee)
    said = Said("1.1", Fact(yes=True))
    acts.score_self(year["control"], sheet.pk, said, "same", NOW)
    acts.score_self(year["control"], sheet.pk, Said("1.1", Fact(yes=False)), "same", NOW)
    assert ReformScore.objects.get(assessment=sheet, code="1.1").self_points == 10
    with pytest.raises(ReformRefused, match="một việc khác"):
        acts.compute_all(year["control"], sheet.pk, "same", NOW)


def test_each_may_do_only_their_part(year: Year) -> None:
    sheet = sheet_of(opened(year), year.office.committee)
    said = Said("1.1", Fact(yes=True))
    for who in ("worker", "judge", "elsewhere", "chair"):
        with pytest.raises(ReformRefused, match="không có quyền"):
            acts.score_self(year[who], sheet.pk, said, f"k-{who}", NOW)
    filled(year, sheet)
    with pytest.raises(ReformRefused, match="không có quyền"):
        acts.submit(year["control"], sheet.pk, "k-submit", NOW)
    acts.submit(year["head"], sheet.pk, "k-submit", NOW)
    for who in ("head", "control", "elsewhere"):
        with pytest.raises(ReformRefused, match="không có quyền"):
            acts.appraise(year[who], sheet.pk, said, f"k-appraise-{who}", NOW)
    with pytest.raises(ReformRefused, match="trạng thái"):
        acts.score_self(year["control"], sheet.pk, said, "late", NOW)
    with pytest.raises(ReformRefused, match="không có quyền"):
        acts.finalise(year["judge"], sheet.pk, "k-final", NOW)


def test_nothing_goes_up_while_something_is_open(year: Year) -> None:
    sheet = sheet_of(opened(year), year.office.committee)
    acts.score_self(year["control"], sheet.pk, Said("1.1", Fact(yes=True)), "one", NOW)
    with pytest.raises(ReformRefused, match=r"1\.2, 1\.3, 1\.4, 2\.1, 2\.2") as refused:
        acts.submit(year["head"], sheet.pk, "up", NOW)
    assert "3.1" not in refused.value.message  # the survey is not the unit's
    with pytest.raises(ReformRefused, match="không áp dụng") as bare:
        acts.score_self(year["control"], sheet.pk, Said("1.2", Fact(absent=True)), "two", NOW)
    assert bare.value.field == "because"
    gone = Said("1.2", Fact(absent=True), because="Không được giao nhiệm vụ nào")
    sheet = acts.score_self(year["control"], sheet.pk, gone, "three", NOW)
    assert sheet.self_possible == 10 and sheet.unknown == 4
    with pytest.raises(ReformRefused, match="điều tra xã hội học"):
        acts.score_self(year["control"], sheet.pk, Said("3.1", Fact(points=Fraction(20))), "four", NOW)
    with pytest.raises(ReformUnknown):
        acts.score_self(year["control"], sheet.pk, Said("9.9", Fact(yes=True)), "five", NOW)


def test_two_people_do_not_overwrite_each_other(year: Year) -> None:
    sheet = sheet_of(opened(year), year.office.committee)
    acts.score_self(year["control"], sheet.pk, Said("1.1", Fact(yes=True), seen=0), "one", NOW)
    with pytest.raises(ReformRefused, match="Có người khác vừa sửa"):
        acts.score_self(year["head"], sheet.pk, Said("1.1", Fact(yes=False), seen=0), "two", NOW)


def test_every_difference_has_a_reason_and_an_objection_its_answer(year: Year) -> None:
    sheet = filled(year, sheet_of(opened(year), year.office.committee))
    acts.submit(year["head"], sheet.pk, "up", NOW)
    lower = Said("1.3", Fact(number=Fraction(1)))
    with pytest.raises(ReformRefused, match="lý do chấm khác") as refused:
        acts.appraise(year["judge"], sheet.pk, lower, "less", NOW)
    assert refused.value.field == "because"
    lower = Said("1.3", Fact(number=Fraction(1)), because="Một sáng kiến chưa có quyết định công nhận")
    acts.appraise(year["judge"], sheet.pk, lower, "less", NOW)
    with pytest.raises(ReformRefused, match="6 tiêu chí chưa thẩm định"):
        acts.finish_appraisal(year["judge"], sheet.pk, "", "done", NOW)
    acts.agree_rest(year["judge"], sheet.pk, "agree", NOW)
    acts.appraise(year["judge"], sheet.pk, Said("3.1", Fact(points=Fraction(15))), "survey", NOW)
    acts.finish_appraisal(year["judge"], sheet.pk, "", "done", NOW)
    acts.object_to(year["head"], sheet.pk, "1.3", "Quyết định đã ban hành ngày 01/3", "object", NOW)
    with pytest.raises(ReformRefused, match="1 kiến nghị chưa trả lời"):
        acts.finalise(year["chair"], sheet.pk, "final", NOW)
    right = Said("1.3", Fact(number=Fraction(2)))
    acts.answer_objection(year["judge"], sheet.pk, right, "Đã thấy quyết định", "answer", NOW)
    score = ReformScore.objects.get(assessment=sheet, code="1.3")
    assert score.upheld and score.appraised_points == Decimal("6.67")
    with pytest.raises(ReformRefused, match="kiến nghị một lần"):
        acts.object_to(year["head"], sheet.pk, "1.3", "Lần nữa", "object-2", NOW)
    late = at("2026-12-29 08:00")
    with pytest.raises(ReformRefused, match="hết hạn kiến nghị"):
        acts.object_to(year["head"], sheet.pk, "1.4", "Muộn", "object-3", late)
    assert acts.finalise(year["chair"], sheet.pk, "final", NOW).appraised_total == Decimal("76.73")


def test_a_sheet_sent_back_is_scored_on(year: Year) -> None:
    sheet = filled(year, sheet_of(opened(year), year.office.committee))
    acts.submit(year["head"], sheet.pk, "up", NOW)
    with pytest.raises(ReformRefused, match="lý do trả lại"):
        acts.send_back(year["judge"], sheet.pk, " ", "back", NOW)
    assert acts.send_back(year["judge"], sheet.pk, "Thiếu tài liệu", "back", NOW).state == SheetState.SCORING
    acts.score_self(year["control"], sheet.pk, Said("1.1", Fact(yes=False)), "again", NOW)


def test_a_unit_without_an_upper_in_the_house_enters_its_result_from_paper(year: Year) -> None:
    own = acts.import_set(year["control"], year.office.committee, small_tree(), "own", NOW)
    round = acts.open_round(year["control"], own, [year.office.committee], Days(), "own-open", NOW)
    sheet = filled(year, sheet_of(round, year.office.committee))
    acts.submit(year["head"], sheet.pk, "up", NOW)
    acts.agree_rest(year["control"], sheet.pk, "agree", NOW)
    acts.appraise(year["control"], sheet.pk, Said("3.1", Fact(points=Fraction(12))), "survey", NOW)
    with pytest.raises(ReformRefused, match="văn bản của cấp trên"):
        acts.finish_appraisal(year["control"], sheet.pk, "", "done", NOW)
    done = acts.finish_appraisal(year["control"], sheet.pk, "QĐ 22/QĐ-UBND", "done", NOW)
    assert done.document == "QĐ 22/QĐ-UBND"


def test_what_the_house_counts_is_taken_and_differs_only_with_a_reason(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead(year.office)
    monkeypatch.setattr(timezone, "now", lambda: at("2026-03-20 10:00"))
    sheet = sheet_of(opened(year), year.office.committee)
    when = at("2026-03-20 10:00")
    acts.compute_all(year["control"], sheet.pk, "compute", when)
    score = ReformScore.objects.get(assessment=sheet, code="2.1")
    assert score.self_fact == {"part": "2", "whole": "5"} and score.self_points == Decimal("8.25")
    measures = {name: count for name, count, _token in score.computed["failing"]}
    assert measures == {"ended_late": 1, "overdue": 2}
    with pytest.raises(ReformRefused, match="khác với số liệu của hệ thống"):
        fact = Fact(part=Fraction(4), whole=Fraction(4))
        acts.score_self(year["control"], sheet.pk, Said("2.1", fact), "mine", when)
    said = Said("2.1", Fact(part=Fraction(4), whole=Fraction(4)), because="Hai hồ sơ do lỗi kết nối")
    acts.score_self(year["control"], sheet.pk, said, "mine", when)
    acts.compute_all(year["control"], sheet.pk, "compute-2", when)
    score.refresh_from_db()
    assert score.self_points == 20 and score.because and score.computed["fact"] == {"part": "2", "whole": "5"}


def test_a_value_of_ones_own_is_never_overwritten_but_explained_before_it_goes_up(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = filled(year, sheet_of(opened(year), year.office.committee))  # nothing was counted yet
    lead(year.office)
    monkeypatch.setattr(timezone, "now", lambda: at("2026-03-20 10:00"))
    acts.compute_all(year["control"], sheet.pk, "compute")
    score = ReformScore.objects.get(assessment=sheet, code="2.1")
    assert score.self_fact == {"part": "90", "whole": "100"} and score.computed["fact"]["whole"] == "5"
    with pytest.raises(ReformRefused, match=r"chưa nêu lý do: 2\.1"):
        acts.submit(year["head"], sheet.pk, "up")
    counted = Fact(part=Fraction(2), whole=Fraction(5))
    acts.score_self(year["control"], sheet.pk, Said("2.1", counted), "as-counted")
    assert acts.submit(year["head"], sheet.pk, "up").state == SheetState.SUBMITTED


def test_every_source_counts_or_says_why_not(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at("2026-03-20 10:00"))
    rows = [
        {"code": str(place), "name": name, "most": 1, "style": "ratio", "source": name}
        for place, name in enumerate(computing.SOURCES, start=1)
    ]
    facts = {"title": "Thử", "level": "commune", "year": 2026, "total": len(rows), "criteria": rows}
    tree = tree_of(facts)
    empty = computing.compute(tree, year.office.committee, dt.date(2026, 3, 20))
    assert len(empty) == len(rows)
    assert all(one.is_known or one.lacks for one in empty.values())
    assert not empty["1"].is_known  # no dossier: nothing, not zero
    lead(year.office)
    known = computing.compute(tree, year.office.committee, dt.date(2026, 3, 20))
    by_name = {row["source"]: known[row["code"]] for row in rows}
    assert (by_name["in_time"].part, by_name["in_time"].whole) == (2, 5)
    assert by_name["service_index"].is_known and by_name["online"].whole == by_name["digitised"].whole


def test_a_source_nobody_knows_is_refused(year: Year) -> None:
    rows = [{"code": "1", "name": "Một", "most": 100, "style": "ratio", "source": "wishes"}]
    tree = tree_of({"title": "Thử", "level": "commune", "year": 2026, "criteria": rows})
    with pytest.raises(TreeBroken, match="wishes"):
        acts.import_set(year["judge"], year.province, tree, "wishes", NOW)


def test_evidence_is_kept_even_when_it_is_withdrawn(year: Year) -> None:
    sheet = sheet_of(opened(year), year.office.committee)
    stored = take_in(PDF)
    proof = acts.attach(year["control"], sheet.pk, "1.1", stored, "Kế hoạch.pdf", "a", NOW)
    assert acts.attach(year["control"], sheet.pk, "1.1", stored, "Kế hoạch.pdf", "b", NOW).pk == proof.pk
    acts.withdraw(year["control"], proof.pk, "c", NOW)
    assert ReformEvidence.objects.get().withdrawn_at == NOW
    assert not any(score.files for score in queries.scores_of(sheet))
    acts.attach(year["control"], sheet.pk, "1.1", stored, "Kế hoạch.pdf", "d", NOW)
    assert ReformEvidence.objects.count() == 2


def test_lost_points_have_a_cause_an_owner_and_a_remedy(year: Year) -> None:
    before = filled(year, sheet_of(opened(year, 2025), year.office.committee))
    finished(year, before)
    sheet = filled(year, sheet_of(opened(year), year.office.committee), **{"1_3": Fact(number=Fraction(3))})
    tree = tree_in(sheet.round.criteria)
    lost = comparing.losses(tree, queries.scores_of(sheet))
    assert [(one.criterion.code, float(one.points)) for one in lost] == [
        ("2.2", 10),
        ("1.4", 2.5),
        ("2.1", 1.44),
        ("1.2", 1),
    ]
    earlier = queries.year_before(sheet)
    assert earlier == before
    was = comparing.earlier_of(tree, tree, queries.scores_of(before))
    assert was["1.3"].same and float(was["1.3"].points or 0) == 6.67
    owner = Owner(year.office.section, Person.objects.get(pk=year["worker"].person_id))
    acts.state_loss(year["control"], sheet.pk, "2.2", "late", "Báo cáo quý II chậm", owner, "loss", NOW)
    task = acts.add_remedy(
        year["control"], sheet.pk, "2.2", "Lập lịch nhắc", owner, dt.date(2026, 4, 1), "r", NOW
    )
    assert [one.pk for one in queries.open_remedies(year["worker"])] == [task.pk]
    with pytest.raises(ReformRefused, match="kết quả thực hiện"):
        acts.end_remedy(year["worker"], task.pk, "", "done", now=NOW)
    assert acts.end_remedy(year["worker"], task.pk, "Đã lập", "done", now=NOW).state == RemedyState.DONE
    with pytest.raises(ReformRefused, match="đã có kết quả"):
        acts.end_remedy(year["control"], task.pk, "Nữa", "again", now=NOW)
    with pytest.raises(ReformRefused, match="không có quyền"):
        acts.state_loss(year["elsewhere"], sheet.pk, "2.2", "late", "Không phải việc mình", owner, "x", NOW)


def test_others_see_nothing_of_a_sheet(year: Year) -> None:
    round = opened(year)
    sheet = sheet_of(round, year.office.committee)
    for who in ("control", "head", "worker", "judge", "chair"):
        assert queries.sheet_of(year[who], sheet.pk) == sheet
    with pytest.raises(ReformUnknown):
        queries.sheet_of(year["elsewhere"], sheet.pk)
    assert queries.round_of(year["elsewhere"], round.pk) == round  # its own commune takes part
    assert queries.set_of(year["elsewhere"], round.criteria_id)
    assert [one.unit_id for one in queries.sheets_seen(year["elsewhere"])] == [year.other.pk]
    assert queries.sheets_seen(year["judge"]).count() == 2


def test_who_is_judged_at_each_level(year: Year) -> None:
    communes = queries.units_judged(year.province, Level.COMMUNE, DAY)
    assert {unit.code for unit in communes} == {"t-ubnd", "t-other-ubnd"}
    assert queries.units_judged(year.office.committee, Level.COMMUNE, DAY) == [year.office.committee]
    sections = queries.units_judged(year.office.committee, Level.SECTION, DAY)
    assert {unit.code for unit in sections} == {"t-centre", "t-justice", "t-land"}


def test_steps_and_sets_are_append_only(year: Year) -> None:
    opened(year)
    for statement in (
        "delete from reform_reformstep",
        "truncate reform_reformstep",
        "update reform_criteriaset set title = ''",
        "truncate reform_criteriaset cascade",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_round_is_there_once_and_its_days_are_in_order(year: Year) -> None:
    made = imported(year)
    wrong = Days(dt.date(2026, 12, 10), dt.date(2026, 12, 1))
    with pytest.raises(ReformRefused, match="theo thứ tự"):
        acts.open_round(year["judge"], made, [year.other], wrong, "days", NOW)
    with pytest.raises(ReformRefused, match="Chưa chọn đơn vị"):
        acts.open_round(year["judge"], made, [], Days(), "none", NOW)
    opened(year)
    with pytest.raises(ReformRefused, match="đã có đợt chấm"):
        acts.open_round(year["judge"], made, [year.other], Days(), "twice", NOW)


def changed(content: bytes, cells: dict[str, object]) -> bytes:
    book = load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        book.active[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_broken_set_names_its_cells_and_nothing_comes_in(year: Year) -> None:
    tree = small_tree()
    content = changed(set_table(tree), {"C4": "bốn mươi", "D5": "Đoán", "E8": "mỗi", "A13": "7.7.7"})
    with pytest.raises(TreeBroken) as refused:
        read_set(content, title="Thử", level=Level.COMMUNE, year=2026, decision="")
    told = {one.place: one.words for one in refused.value.problems}
    assert {"C4", "D5", "E8"} <= set(told) and "bốn mươi" in told["C4"]
    with pytest.raises(TreeBroken) as refused:
        read_set(
            changed(set_table(tree), {"C5": 12}), title="Thử", level=Level.COMMUNE, year=2026, decision=""
        )
    assert {one.place for one in refused.value.problems} == {"C4"}
    with pytest.raises(SheetUnreadable, match="Mã"):
        read_set(
            changed(set_table(tree), {"A3": "Số"}), title="T", level=Level.COMMUNE, year=2026, decision=""
        )


def test_scores_come_in_row_by_row_and_what_is_wrong_is_told(year: Year) -> None:
    sheet = sheet_of(opened(year), year.office.committee)
    tree = tree_in(sheet.round.criteria)
    out = score_table(sheet, tree, queries.scores_of(sheet))
    rows = {row[0].value: row[0].row for row in load_workbook(io.BytesIO(out)).active.iter_rows()}
    cells = {
        f"D{rows['1.1']}": "có",
        f"E{rows['1.2']}": 9,
        f"F{rows['1.2']}": 10,
        f"D{rows['1.3']}": "nhiều",
        f"D{rows['2.2']}": "kịp thời",
        f"D{rows['3.1']}": 20,
        f"E{rows['2.1']}": 9,
    }
    read = read_scores(changed(out, cells), tree)
    assert [one.code for one in read.said] == ["1.1", "1.2", "2.2", "3.1"]
    assert [one.place for one in read.problems] == [f"D{rows['1.3']}", f"F{rows['2.1']}"]
    told = [one.told for one in read.problems]
    refused = acts.import_scores(year["control"], sheet.pk, read.said, told, "import", NOW)
    assert len(refused) == 3 and refused[2].startswith("3.1")
    sheet = ReformAssessment.objects.get(pk=sheet.pk)
    assert sheet.self_total == 39 and sheet.unknown == 3
    assert ReformStep.objects.get(act="import_scores").after["refused"] == refused
    assert acts.import_scores(year["control"], sheet.pk, read.said, told, "import", NOW) == refused
