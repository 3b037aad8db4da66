# SPDX-License-Identifier: EUPL-1.2
"""Drafts edited beside the version in force; publication by decision, taken back, abolished; who did what."""

import datetime as dt
import threading
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.catalogue import editing
from motcua.catalogue.editing import Publication
from motcua.catalogue.editing.parts import contents, digest, rows_of
from motcua.catalogue.errors import (
    DraftChangedMeanwhile,
    EditRefused,
    NotCatalogueEditor,
    ProcedureUnknown,
    PublicationNotUndone,
    VersionNotDraft,
    VersionOverlaps,
)
from motcua.catalogue.models import CatalogueChange, Change, InternalProcess, ProcedureVersion, ProcessStep
from motcua.catalogue.queries import version_on
from motcua.catalogue.tests.keeping import ferry, keeper
from motcua.law.roles import Role

pytestmark = pytest.mark.django_db
TODAY, MAY = dt.date(2026, 4, 10), dt.date(2026, 5, 1)
DECISION = Publication("99/QĐ-UBND", dt.date(2026, 4, 20), "Ủy ban nhân dân tỉnh Thử", MAY)


def publish(draft: ProcedureVersion, publication: Publication = DECISION) -> CatalogueChange:
    return editing.publish_draft(
        keeper(),
        draft.pk,
        publication,
        Change.AMEND,
        digest(contents(ProcedureVersion.objects.get(pk=draft.pk))),
    )


def edited(draft: ProcedureVersion, part: str, change: Any) -> None:
    rows = rows_of(draft, part)
    seen = digest(rows)
    change(rows)
    editing.save_part(keeper(), draft.pk, part, rows, seen)


def longer(rows: list[dict[str, Any]]) -> None:
    rows[0]["limit_value"] = 5


def test_a_draft_is_edited_beside_the_version_in_force() -> None:
    version = ferry()
    draft = editing.open_draft(keeper(), version.pk, TODAY)
    edited(draft, "cases", longer)
    assert version.cases.first().limit_value == 3
    assert draft.cases.first().limit_value == 5
    assert draft.based_on_id == version.pk
    change = CatalogueChange.objects.first()
    assert change is not None
    assert (change.act, change.part, change.person_name) == ("edit_draft", "cases", "Người giu-danh-muc")
    assert change.before["rows"][0]["limit_value"] == "3"
    assert change.after["rows"][0]["limit_value"] == 5


def test_opening_a_draft_twice_gives_the_same_draft() -> None:
    version = ferry()
    first = editing.open_draft(keeper(), version.pk, TODAY)
    assert editing.open_draft(keeper("nguoi-khac"), version.pk, TODAY).pk == first.pk
    assert CatalogueChange.objects.filter(act="open_draft").count() == 1


def test_saving_what_is_there_already_leaves_no_trace() -> None:
    draft = editing.open_draft(keeper(), ferry().pk, TODAY)
    edited(draft, "papers", lambda rows: None)
    assert not CatalogueChange.objects.filter(act="edit_draft").exists()


def test_the_second_of_two_editors_is_told_and_overwrites_nothing() -> None:
    draft = editing.open_draft(keeper(), ferry().pk, TODAY)
    shown = digest(rows_of(draft, "cases"))
    edited(draft, "cases", longer)
    mine = rows_of(draft, "cases")
    mine[1]["limit_value"] = 9
    with pytest.raises(DraftChangedMeanwhile):
        editing.save_part(keeper("nguoi-khac"), draft.pk, "cases", mine, shown)
    edited(draft, "papers", lambda rows: rows.pop())  # another part is nobody's business
    assert [row["limit_value"] for row in rows_of(draft, "cases")] == [5, 3]


@pytest.mark.parametrize(
    ("role", "limits"),
    [
        (Role.SYSTEM_ADMIN, {}),
        (Role.INSPECTOR, {}),
        (Role.CATALOGUE_ADMIN, {"procedures": frozenset({"1.000000"})}),
        (Role.CONTROL_OFFICER, {"fields": frozenset({"G99-XX01"})}),
    ],
)
def test_only_who_keeps_the_procedure_may_change_it(role: Role, limits: dict[str, Any]) -> None:
    version = ferry()
    draft = editing.open_draft(keeper(), version.pk, TODAY)
    other = keeper("khac", role, **limits)
    for act in (
        lambda: editing.open_draft(other, version.pk, TODAY),
        lambda: editing.save_part(other, draft.pk, "results", [], ""),
        lambda: editing.discard(other, draft.pk, "thử"),
        lambda: editing.publish_draft(other, draft.pk, DECISION, Change.AMEND, ""),
        lambda: editing.abolish(other, version.procedure_id, DECISION),
    ):
        with pytest.raises(NotCatalogueEditor):
            act()
    assert CatalogueChange.objects.count() == 1


def test_a_position_for_the_procedure_is_enough() -> None:
    own = keeper("rieng", Role.CATALOGUE_ADMIN, procedures=frozenset({"1.900001"}))
    assert editing.open_draft(own, ferry().pk, TODAY).number == 2


def test_publication_ends_the_version_before_and_says_by_which_decision() -> None:
    version = ferry()
    draft = editing.open_draft(keeper(), version.pk, TODAY)
    edited(draft, "cases", longer)
    change = publish(draft)
    now = version_on("1.900001", MAY)
    assert (now.pk, now.decision_number, now.change) == (draft.pk, "99/QĐ-UBND", "amend")
    before = version_on("1.900001", dt.date(2026, 4, 30))
    assert (before.pk, before.effective_to) == (version.pk, dt.date(2026, 4, 30))
    assert change.after["decision_number"] == "99/QĐ-UBND"
    with pytest.raises(VersionNotDraft):
        edited(draft, "cases", lambda rows: rows.pop())


def test_what_was_not_shown_is_not_published() -> None:
    draft = editing.open_draft(keeper(), ferry().pk, TODAY)
    shown = digest(contents(draft))
    edited(draft, "cases", longer)
    with pytest.raises(DraftChangedMeanwhile):
        editing.publish_draft(keeper(), draft.pk, DECISION, Change.AMEND, shown)


def test_a_draft_that_says_too_little_is_not_published() -> None:
    draft = editing.new_procedure(keeper(), "1.900009", "Cấp giấy phép bè", TODAY)
    with pytest.raises(EditRefused, match="lĩnh vực, cấp thực hiện"):
        publish(draft)


@pytest.mark.parametrize(
    ("number", "day", "field"),
    [(" ", MAY, "decision_number"), ("9/QĐ", dt.date(2026, 4, 1), "effective_from")],
)
def test_a_decision_must_be_whole(number: str, day: dt.date, field: str) -> None:
    draft = editing.open_draft(keeper(), ferry().pk, TODAY)
    with pytest.raises(EditRefused) as refusal:
        publish(draft, Publication(number, dt.date(2026, 4, 20), "UBND", day))
    assert refusal.value.field == field


def test_a_publication_is_taken_back_before_its_day() -> None:
    version = ferry()
    draft = editing.open_draft(keeper(), version.pk, TODAY)
    change = publish(draft)
    editing.undo_publication(keeper(), change.pk, MAY - dt.timedelta(days=1), "Quyết định có sai sót")
    version.refresh_from_db()
    draft.refresh_from_db()
    assert (version.status, version.effective_to, draft.status) == ("valid", None, "draft")
    with pytest.raises(PublicationNotUndone):
        editing.undo_publication(keeper(), change.pk, TODAY, "lần nữa")
    publish(draft)
    assert version_on("1.900001", MAY).pk == draft.pk


def test_a_publication_in_force_stays() -> None:
    change = publish(editing.open_draft(keeper(), ferry().pk, TODAY))
    with pytest.raises(PublicationNotUndone):
        editing.undo_publication(keeper(), change.pk, MAY, "muộn")
    with pytest.raises(EditRefused):
        editing.undo_publication(keeper(), change.pk, TODAY, " ")


def test_abolishing_ends_the_procedure_and_can_be_taken_back() -> None:
    version = ferry()
    change = editing.abolish(keeper(), version.procedure_id, DECISION)
    assert version_on("1.900001", dt.date(2026, 4, 30)).pk == version.pk
    with pytest.raises(ProcedureUnknown):
        version_on("1.900001", MAY)
    with pytest.raises(ProcedureUnknown):
        editing.abolish(keeper(), version.procedure_id, DECISION)
    editing.undo_publication(keeper(), change.pk, TODAY, "nhầm thủ tục")
    assert version_on("1.900001", MAY).effective_to is None


def test_nothing_is_abolished_over_a_version_that_is_still_to_come() -> None:
    version = ferry()
    publish(editing.open_draft(keeper(), version.pk, TODAY))
    early = Publication("5/QĐ", dt.date(2026, 4, 1), "UBND", dt.date(2026, 4, 15))
    with pytest.raises(VersionOverlaps):
        editing.abolish(keeper(), version.procedure_id, early)


def test_a_discarded_draft_stays_on_record_and_makes_room() -> None:
    version = ferry()
    draft = editing.open_draft(keeper(), version.pk, TODAY)
    with pytest.raises(EditRefused):
        editing.discard(keeper(), draft.pk, "")
    editing.discard(keeper(), draft.pk, "Không còn cần")
    assert editing.open_draft(keeper(), version.pk, TODAY).number == 3
    assert CatalogueChange.objects.get(act="discard_draft").reason == "Không còn cần"


def test_the_process_behind_the_counter_goes_along() -> None:
    version = ferry()
    process = InternalProcess.objects.create(version=version, name="Quy trình đò", total_minutes=480)
    ProcessStep.objects.create(process=process, order=1, name="Tiếp nhận", minutes=60)
    copied = editing.open_draft(keeper(), version.pk, TODAY).processes.get()
    assert (copied.name, copied.steps.get().minutes) == ("Quy trình đò", 60)
    assert version.processes.get().steps.count() == 1


@pytest.mark.parametrize(("code", "name"), [("khac", "Tên"), ("1.900001", "Tên"), ("1.900002", " ")])
def test_a_new_procedure_needs_a_free_code_and_a_name(code: str, name: str) -> None:
    ferry()
    with pytest.raises(EditRefused):
        editing.new_procedure(keeper(), code, name, TODAY)


@pytest.mark.parametrize(
    "change", ["update catalogue_cataloguechange set reason = 'x'", "delete from catalogue_cataloguechange"]
)
def test_the_database_keeps_the_record(change: str) -> None:
    editing.open_draft(keeper(), ferry().pk, TODAY)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_one_moment_publish_once() -> None:
    version = ferry()
    draft = editing.open_draft(keeper(), version.pk, TODAY)
    shown, actor = digest(contents(draft)), keeper()
    outcomes: list[str] = []
    ready = threading.Barrier(2)

    def press() -> None:
        ready.wait()
        try:
            editing.publish_draft(actor, draft.pk, DECISION, Change.AMEND, shown)
            outcomes.append("done")
        except VersionNotDraft:
            outcomes.append("late")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "late"]
    assert CatalogueChange.objects.filter(act="amend").count() == 1
