# SPDX-License-Identifier: EUPL-1.2
"""What each official is warned of, and that it costs one bounded statement for each kind."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.desk import notes
from motcua.desk.apologies import draft_apology, proposed_due, waiting_draft
from motcua.desk.errors import NoteRefused
from motcua.desk.models import ApologyDraft, Mention, Note
from motcua.desk.reminders import MOST, count_of, reminders_of
from motcua.dossiers import acts
from motcua.dossiers.errors import ConditionUnmet, DossierUnknown, InputRefused, NotEntitled
from motcua.dossiers.models import Dossier
from motcua.dossiers.performing import Call
from motcua.dossiers.tests.office import Office, at, on, open_office, person, procedure
from motcua.law.roles import Role
from motcua.law.warnings import WarningKind
from motcua.organisations.actors import actor_of
from motcua.organisations.models import Delegation

DAY = dt.date(2026, 3, 9)


@pytest.fixture
def office(db: None) -> Office:
    return open_office()


def kinds(office: Office, role: Role, when: str) -> dict[str, list[str]]:
    found = reminders_of(office.actor(role), at(when))
    return {kind.value: [row.code for row in rows] for kind, rows in found.items()}


def test_from_calm_to_late(office: Office) -> None:
    code = office.assigned("2026-03-09 10:00").code  # due Thursday 12/03, 17:30
    specialist = Role.SPECIALIST
    assert kinds(office, specialist, "2026-03-10 09:00") == {}
    assert kinds(office, specialist, "2026-03-11 14:00") == {"apology_needed": [code]}
    assert kinds(office, specialist, "2026-03-12 09:00") == {"due_soon": [code]}
    assert kinds(office, specialist, "2026-03-12 17:30") == {"late": [code], "apology_needed": [code]}
    for other in (Role.RECEPTION, Role.SECTION_HEAD, Role.AGENCY_HEAD, Role.CLERK, Role.ACCOUNTANT):
        assert kinds(office, other, "2026-03-12 17:30") == {}


def test_whoever_has_the_next_move_is_warned(office: Office) -> None:
    code = office.received(when="2026-03-09 10:00").code
    late = "2026-03-13 09:00"
    assert kinds(office, Role.RECEPTION, late) == {"late": [code]}
    acts.transfer(office.actor(Role.RECEPTION), code, office.section, on("2026-03-09 10:10"))
    assert kinds(office, Role.RECEPTION, late) == {}
    assert kinds(office, Role.SECTION_HEAD, late) == {"late": [code], "apology_needed": [code]}


def test_a_clock_that_stands_warns_of_nothing_late(office: Office) -> None:
    code = office.assigned("2026-03-09 10:00").code
    acts.ask_supplement(office.actor(Role.SPECIALIST), code, ["A"], "Thiếu", on("2026-03-09 15:00"))
    assert kinds(office, Role.SPECIALIST, "2026-03-16 09:00") == {}
    assert kinds(office, Role.SPECIALIST, "2026-03-28 09:00") == {"supplement": [code]}
    assert kinds(office, Role.RECEPTION, "2026-03-28 09:00") == {"supplement": [code]}


def test_an_online_filing_warns_the_counter(office: Office) -> None:
    office.cases["online"] = procedure("9.000009", "Cấp bản sao thử", "1", "working_days", channel="online")
    code = acts.file(
        office.actor(Role.RECEPTION), office.filing("online"), on("2026-03-09 08:00")
    ).dossier.code
    assert kinds(office, Role.RECEPTION, "2026-03-09 09:30") == {}
    assert kinds(office, Role.RECEPTION, "2026-03-09 10:00") == {"intake": [code]}
    assert kinds(office, Role.SPECIALIST, "2026-03-09 10:00") == {}
    told = [
        reminders_of(office.actor(Role.RECEPTION), at(when))[WarningKind.INTAKE][0].words
        for when in ("2026-03-09 16:59", "2026-03-10 08:00")
    ]
    assert told[0].startswith("Phải tiếp nhận hoặc trả lời trước")
    assert told[1].startswith("Đã quá hạn tiếp nhận từ")


def test_an_overdue_opinion_warns_who_was_asked_and_who_asked(office: Office) -> None:
    code = office.assigned("2026-03-09 10:00", "rolling").code
    acts.consult(
        office.actor(Role.SPECIALIST), code, office.other_section, "Đất ở đâu?", 8, on("2026-03-09 10:30")
    )
    asked = actor_of(person("asked", office.other_section, Role.SPECIALIST, "Địa chính"), DAY)
    early, late = at("2026-03-09 16:00"), at("2026-03-10 16:00")
    assert WarningKind.CONSULTATION not in reminders_of(asked, early)
    (told,) = reminders_of(asked, late)[WarningKind.CONSULTATION]
    assert (told.code, told.quote) == (code, "Đất ở đâu?")
    assert office.other_section.name in told.words and "Đất ở đâu" not in told.words
    assert [
        row.code for row in reminders_of(office.actor(Role.SPECIALIST), late)[WarningKind.CONSULTATION]
    ] == [code]


def test_the_head_is_told_of_drafts(office: Office) -> None:
    code = office.submitted().code
    assert kinds(office, Role.AGENCY_HEAD, "2026-03-10 15:00") == {"signature": [code]}


def test_late_then_apology_then_one_new_date(office: Office) -> None:
    """The whole way: late, drafted by the handler with one press, signed by the head, never a second time."""
    code = office.assigned("2026-03-09 10:00").code
    worker, head = office.actor(Role.SPECIALIST), office.actor(Role.AGENCY_HEAD)
    late = at("2026-03-13 09:00")
    assert kinds(office, Role.SPECIALIST, "2026-03-13 09:00") == {"late": [code], "apology_needed": [code]}
    new = proposed_due(Dossier.objects.get(code=code), late)
    assert new == at("2026-03-17 17:30")
    call = Call(now=late, key="press-1")
    for _ in range(2):  # a double press
        drafted = draft_apology(worker, code, "Chờ xác minh ở nhiều nơi.", new, call)
    assert drafted.repeated
    assert ApologyDraft.objects.count() == 1
    assert drafted.dossier.due_current == at("2026-03-12 17:30"), "nothing is promised yet"
    assert kinds(office, Role.SPECIALIST, "2026-03-13 10:00") == {"late": [code]}
    assert kinds(office, Role.AGENCY_HEAD, "2026-03-13 10:00") == {"apology_to_sign": [code]}
    with pytest.raises(NotEntitled):
        acts.apologise(worker, code, "Tự ký", new, on("2026-03-13 10:00"), letter_is_late=True)
    draft = waiting_draft(Dossier.objects.get(code=code))
    assert draft is not None
    done = acts.apologise(
        head, code, draft.reason, draft.new_due, on("2026-03-13 10:30"), letter_is_late=True
    )
    assert done.dossier.due_current == new
    assert done.dossier.due_original == at("2026-03-12 17:30"), "lateness stays judged on the first date"
    assert done.dossier.letters.get(role="apology").number
    assert kinds(office, Role.AGENCY_HEAD, "2026-03-13 11:00") == {}
    assert waiting_draft(done.dossier) is None
    with pytest.raises(ConditionUnmet):
        draft_apology(worker, code, "Lần nữa", at("2026-03-25 17:30"), on("2026-03-16 09:00"))


def test_a_draft_names_a_lawful_date_and_a_reason(office: Office) -> None:
    code = office.assigned("2026-03-09 10:00").code
    worker = office.actor(Role.SPECIALIST)
    when = on("2026-03-11 09:00")
    with pytest.raises(InputRefused) as refused:
        draft_apology(worker, code, "Chờ", at("2026-03-14 17:30"), when)
    assert refused.value.field == "new_due"
    with pytest.raises(InputRefused):
        draft_apology(worker, code, " ", at("2026-03-16 17:30"), when)
    with pytest.raises(NotEntitled):
        draft_apology(actor_of(office.second_specialist, DAY), code, "Chờ", at("2026-03-16 17:30"), when)
    assert not ApologyDraft.objects.exists()


def test_whoever_stands_in_gets_the_warnings(office: Office) -> None:
    code = office.assigned("2026-03-09 10:00").code
    holder, stand_in = office.people[Role.SPECIALIST], office.second_specialist
    now = at("2026-03-13 09:00")
    assert reminders_of(actor_of(stand_in, DAY), now) == {}
    Delegation.objects.create(
        position=holder.positions.get(),
        delegate=stand_in,
        document="QĐ 7",
        decided_by=holder,
        effective_from=DAY,
        effective_to=DAY,
    )
    (told,) = reminders_of(actor_of(stand_in, DAY), now)[WarningKind.LATE]
    assert (told.code, told.holder) == (code, holder.full_name)


@pytest.mark.parametrize("many", [1, 6])
def test_statements_do_not_grow(office: Office, many: int) -> None:
    for _ in range(many):
        office.assigned("2026-03-09 10:00")
    actor = office.actor(Role.SPECIALIST)
    with CaptureQueriesContext(connection) as asked:
        found = reminders_of(actor, at("2026-03-13 09:00"))
    assert {kind: len(rows) for kind, rows in found.items()} == {"late": many, "apology_needed": many}
    # late, apology, due soon, consultations (two), supplements, mentions; no counter, no signature
    assert len(asked) == 7


def test_a_list_never_grows_beyond_its_bound(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.desk.reminders.MOST", 2)
    for _ in range(5):
        office.assigned("2026-03-09 10:00")
    assert MOST == 50
    assert (
        count_of(office.actor(Role.SPECIALIST), at("2026-03-12 10:00")) == 3
    )  # two, and the sign that there is more


def test_a_note_is_written_once_and_never_changed(office: Office) -> None:
    code = office.assigned().code
    worker = office.actor(Role.SPECIALIST)
    now = at("2026-03-09 11:00")
    for _ in range(2):
        note = notes.write_note(worker, code, " Đã gọi điện cho người nộp. ", [], "k1", now)
    assert Note.objects.get() == note
    assert note.text == "Đã gọi điện cho người nộp."
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    for statement in (
        "update desk_note set text = 'x'",
        "delete from desk_note",
        "truncate desk_note cascade",
    ):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    with pytest.raises(NoteRefused):
        notes.write_note(worker, code, "  ", [], "k2", now)
    stranger = actor_of(person("stranger", office.other_section, Role.SPECIALIST, "Địa chính"), DAY)
    with pytest.raises(DossierUnknown):
        notes.write_note(stranger, code, "Xem", [], "k3", now)


def test_a_mention_stays_until_it_was_seen(office: Office) -> None:
    dossier = Dossier.objects.get(code=office.assigned().code)
    worker, boss = office.actor(Role.SPECIALIST), office.people[Role.SECTION_HEAD]
    now = at("2026-03-09 11:00")
    assert boss in notes.colleagues_of(dossier, worker, DAY)
    assert office.people[Role.SPECIALIST] not in notes.colleagues_of(dossier, worker, DAY)
    notes.write_note(worker, dossier.code, "Anh xem giúp.", [boss], "k1", now)
    (told,) = reminders_of(office.actor(Role.SECTION_HEAD), now)[WarningKind.MENTION]
    assert told.quote == "Anh xem giúp." and "Anh xem" not in told.words
    assert notes.notes_of(dossier)[0].mentioned == [boss.full_name]
    mention = Mention.objects.get()
    notes.see_mention(office.actor(Role.CLERK), mention.pk, now)
    assert count_of(office.actor(Role.SECTION_HEAD), now) == 1
    notes.see_mention(office.actor(Role.SECTION_HEAD), mention.pk, now)
    assert count_of(office.actor(Role.SECTION_HEAD), now) == 0


def test_nobody_is_mentioned_who_may_not_see(office: Office) -> None:
    code = office.assigned().code
    stranger = person("stranger", office.other_section, Role.SPECIALIST, "Địa chính")
    with pytest.raises(NoteRefused, match="không được xem"):
        notes.write_note(office.actor(Role.SPECIALIST), code, "Xem", [stranger], "k", at("2026-03-09 11:00"))
    assert not Note.objects.exists()
