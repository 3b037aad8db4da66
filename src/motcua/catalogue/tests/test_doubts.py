# SPDX-License-Identifier: EUPL-1.2
"""Doubts of the import: a decision is written into a draft, one by one or all that are alike."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from motcua.catalogue import editing
from motcua.catalogue.editing import Answer, Decision
from motcua.catalogue.editing.answers import fee_values, fee_words, limit_values, limit_words
from motcua.catalogue.editing.doubts import previewed
from motcua.catalogue.editing.parts import digest, rows_of
from motcua.catalogue.errors import (
    DoubtHasNoPlace,
    EditRefused,
    NotCatalogueEditor,
    QuarantineItemUnknown,
)
from motcua.catalogue.models import CatalogueChange, ProcedureVersion, QuarantineItem, VersionStatus
from motcua.catalogue.tests.keeping import doubt, ferry, keeper
from motcua.law.roles import Role

pytestmark = pytest.mark.django_db
ACCEPT, KEEP, CORRECT, DISMISS = (Answer(decision) for decision in Decision)


def correct(text: str) -> Answer:
    return Answer(Decision.CORRECT, text)


def draft_of(version: ProcedureVersion) -> ProcedureVersion:
    return ProcedureVersion.objects.get(procedure=version.procedure, status=VersionStatus.DRAFT)


def national(version: ProcedureVersion, **unknown: Any) -> ProcedureVersion:
    """The same version as an import left it: the second way to file with something not known."""
    version.source_kind = "national"
    version.save()
    version.cases.filter(order=2).update(**unknown)
    return version


def test_a_proposal_goes_into_a_draft_and_not_into_the_version_in_force() -> None:
    version = national(ferry(), limit_value=None, limit_unit=None)
    item = doubt(
        version, "cases[1].limit", "limit_without_unit", "7", proposal={"value": "7", "unit": "working_days"}
    )
    editing.settle(keeper(), item.pk, ACCEPT)
    case = draft_of(version).cases.get(order=2)
    assert (case.limit_value, case.limit_unit) == (7, "working_days")
    assert version.cases.get(order=2).limit_unit is None
    item.refresh_from_db()
    assert (item.state, item.decided) == ("confirmed", "7 ngày làm việc")
    change = CatalogueChange.objects.filter(act="settle_doubt").get()
    assert (change.before["value"], change.after["value"]) == ("chưa rõ", "7 ngày làm việc")


def test_a_second_decision_goes_into_the_same_draft() -> None:
    version = national(ferry(), limit_value=None, limit_unit=None, fee_free=None)
    limit = doubt(version, "cases[1].limit", "limit_not_published", "Không có thông tin")
    fee = doubt(version, "cases[1].fee", "fee_not_published", "Không có thông tin")
    editing.settle(keeper(), limit.pk, correct("8 giờ làm việc"))
    editing.settle(keeper(), fee.pk, correct("50.000 đồng"))
    case = draft_of(version).cases.get(order=2)
    assert (case.limit_value, case.limit_unit, case.fee_amount, case.fee_free) == (
        8,
        "working_hours",
        50_000,
        False,
    )


def test_a_decision_about_a_draft_of_the_import_goes_into_that_draft() -> None:
    version = national(ferry(), limit_value=None, limit_unit=None)
    ProcedureVersion.objects.filter(pk=version.pk).update(status=VersionStatus.DRAFT)
    version.refresh_from_db()
    item = doubt(version, "cases[1].limit", "limit_not_published", "-")
    editing.settle(keeper(), item.pk, correct("trong ngày"))
    version.refresh_from_db()
    assert version.cases.get(order=2).limit_unit == "same_day"
    assert (version.source_kind, version.procedure.versions.count()) == ("edited", 1)


@pytest.mark.parametrize(
    ("field", "text", "part", "place", "column", "value"),
    [
        ("papers[1].originals", "1 bản chính, 2 bản sao", "papers", 1, "originals", 1),
        ("papers[1].originals", "1 bản chính, 2 bản sao", "papers", 1, "copies", 2),
        ("papers[0].form_files", "mau.doc", "papers", 0, "form_file", "mau.doc"),
        ("cases[0].name", "Cấp lại", "cases", 0, "name", "Cấp lại"),
        ("results[0].code", "KQ.G15.000031", "results", 0, "code", "KQ.G15.000031"),
        ("results[0]", "Giấy phép đò", "results", 0, "name", "Giấy phép đò"),
        ("legal_bases[0]", "60/2014/QH13 | Luật Hộ tịch", "legal_bases", 0, "title", "Luật Hộ tịch"),
        ("legal_bases", "60/2014/QH13 | Luật Hộ tịch", "legal_bases", 1, "number", "60/2014/QH13"),
        ("papers", "Ảnh đò", "papers", 2, "name", "Ảnh đò"),
        ("notes[0]", "Bản vẽ đò", "papers", 2, "name", "Bản vẽ đò"),
        ("level", "cấp tỉnh, Cấp xã", "head", 0, "levels", ["province", "commune"]),
        ("decision", "1872/QĐ-BTP", "head", 0, "decision_number", "1872/QĐ-BTP"),
        ("cases[0].fee", "10,5 USD", "cases", 0, "fee_amount", Decimal("10.5")),
    ],
)
def test_a_correction_of_every_kind(
    field: str, text: str, part: str, place: int, column: str, value: object
) -> None:
    version = ferry()
    editing.settle(keeper(), doubt(version, field, "thử", "?").pk, correct(text))
    assert rows_of(draft_of(version), part)[place][column] == value


@pytest.mark.parametrize(
    ("field", "answer", "named"),
    [
        ("cases[0].limit", correct("ba ngày"), "text"),
        ("cases[0].limit", correct(" "), "text"),
        ("cases[0].fee", correct("nhiều"), "text"),
        ("cases[0].fee", correct("0 USD"), "text"),
        ("papers[0].originals", correct("hai bản"), "text"),
        ("level", correct("cấp làng"), "text"),
        ("cases[0].limit", ACCEPT, "text"),
        ("cases[0].limit", DISMISS, "reason"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(field: str, answer: Answer, named: str) -> None:
    item = doubt(ferry(), field, "thử", "?")
    with pytest.raises(EditRefused) as refusal:
        editing.settle(keeper(), item.pk, answer)
    assert refusal.value.field == named
    item.refresh_from_db()
    assert item.state == "open"
    assert not CatalogueChange.objects.exists()


def test_one_of_several_amounts_is_never_taken_for_a_person() -> None:
    item = doubt(ferry(), "cases[0].fee", "fee_depends_on_case", "?", proposal={"amounts": [5000, 8000]})
    with pytest.raises(EditRefused, match="nhiều mức phí"):
        editing.settle(keeper(), item.pk, ACCEPT)


def test_keeping_and_dismissing_write_no_draft() -> None:
    version = ferry()
    kept, dismissed = (doubt(version, "cases[0].limit", "thử", raw) for raw in "ab")
    editing.settle(keeper(), kept.pk, KEEP)
    editing.settle(keeper(), dismissed.pk, Answer(Decision.DISMISS, reason="Thủ tục khác"))
    dismissed.refresh_from_db()
    assert (dismissed.state, dismissed.note) == ("dismissed", "Thủ tục khác")
    assert version.procedure.versions.count() == 1


def test_a_doubt_is_settled_once() -> None:
    item = doubt(ferry(), "cases[0].limit", "thử", "?")
    editing.settle(keeper(), item.pk, KEEP)
    with pytest.raises(QuarantineItemUnknown):
        editing.settle(keeper(), item.pk, correct("3 ngày"))


def test_only_who_keeps_the_procedure_settles_its_doubts() -> None:
    item = doubt(ferry(), "cases[0].limit", "thử", "?")
    for other in (keeper("a", Role.SYSTEM_ADMIN), keeper("b", procedures=frozenset({"1.0"}))):
        with pytest.raises(NotCatalogueEditor):
            editing.settle(other, item.pk, KEEP)


def test_a_record_that_was_not_accepted_can_only_be_dismissed() -> None:
    item = doubt(None, "raw_text", "page_of_other_procedure", "1.1 ≠ 1.2")
    for answer in (KEEP, correct("x")):
        with pytest.raises(DoubtHasNoPlace):
            editing.settle(keeper(), item.pk, answer)
    editing.settle(keeper(), item.pk, Answer(Decision.DISMISS, reason="Trang sai"))
    assert QuarantineItem.objects.get().state == "dismissed"


def test_a_row_is_found_again_after_others_moved() -> None:
    version = ferry()
    item = doubt(version, "papers[1].originals", "paper_count_unclear", "?")
    draft = editing.open_draft(keeper(), version.pk, dt.date(2026, 4, 1))
    rows = rows_of(draft, "papers")
    editing.save_part(keeper(), draft.pk, "papers", [rows[1], rows[0]], digest(rows))
    editing.settle(keeper(), item.pk, correct("4 bản chính"))
    assert [(row["name"], row["originals"]) for row in rows_of(draft, "papers")] == [
        ("Giấy chứng minh nghề", 4),
        ("Đơn", 1),
    ]


def test_a_row_that_is_gone_is_not_guessed() -> None:
    version = ferry()
    item = doubt(version, "papers[1].originals", "paper_count_unclear", "?")
    draft = editing.open_draft(keeper(), version.pk, dt.date(2026, 4, 1))
    rows = rows_of(draft, "papers")
    editing.save_part(keeper(), draft.pk, "papers", rows[:1], digest(rows))
    with pytest.raises(DoubtHasNoPlace):
        editing.settle(keeper(), item.pk, correct("4 bản chính"))


@pytest.mark.parametrize("number", [2, 6])
def test_like_doubts_are_previewed_and_settled_in_one_go(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    versions = [national(ferry(f"1.90000{n}"), limit_value=None, limit_unit=None) for n in range(number)]
    items = [doubt(one, f"cases[{n % 2}].limit", "limit_without_unit", "7") for n, one in enumerate(versions)]
    doubt(versions[0], "cases[1].limit", "limit_without_unit", "15")
    # the doubts with their versions and parts, then the drafts with theirs
    with django_assert_num_queries(1 + 5 + 1):
        outcomes = previewed(items[0], correct("7 ngày làm việc"))
    assert [one.item.pk for one in outcomes] == [one.pk for one in items]
    assert {one.plan.then for one in outcomes if one.plan} == {"7 ngày làm việc"}
    assert not ProcedureVersion.objects.filter(status=VersionStatus.DRAFT).exists()
    done = editing.settle_like(keeper(), [one.pk for one in items], correct("7 ngày làm việc"))
    assert all(one.plan for one in done)
    assert QuarantineItem.objects.filter(state="open").count() == 1
    assert all(rows_of(draft_of(one), "cases")[n % 2]["limit_value"] == 7 for n, one in enumerate(versions))


def test_one_that_fails_does_not_hold_up_the_others() -> None:
    first, second = ferry("1.900001"), ferry("1.900002")
    items = [doubt(one, "cases[0].limit", "limit_without_unit", "7") for one in (first, second)]
    editing.settle(keeper(), items[0].pk, KEEP)
    done = editing.settle_like(keeper(), [one.pk for one in items], correct("7 ngày"))
    assert [bool(one.plan) for one in done] == [False, True]
    assert "đã được xử lý" in done[0].refusal


@pytest.mark.parametrize(
    "words", ["3 ngày làm việc", "0,5 ngày làm việc", "8 giờ làm việc", "2 tháng", "trong ngày"]
)
def test_limits_are_read_as_they_are_shown(words: str) -> None:
    assert limit_words(limit_values(words)) == words


@pytest.mark.parametrize(
    "words", ["miễn phí", "50.000 VND", "10,50 USD", "1.500.000 VND", "có thu, chưa rõ mức"]
)
def test_fees_are_read_as_they_are_shown(words: str) -> None:
    assert fee_words({"fee_currency": "VND", **fee_values(words)}) == words
