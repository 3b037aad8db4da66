# SPDX-License-Identifier: EUPL-1.2
"""Each check finds what breaks its rule and nothing else, on lives lived through the acts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from motcua.catalogue.models import PaperRequirement
from motcua.conformance.answering import answer
from motcua.conformance.checks import CHECK, CHECKS, SEVERITY_NAMES
from motcua.conformance.errors import AnswerRefused
from motcua.conformance.keeping import keep, keep_dossiers, tail
from motcua.conformance.models import Answer, Kept, KeptUpto, Verdict
from motcua.conformance.watching import Finding, Span, answers_to, watch
from motcua.documents.models import StoredFile
from motcua.dossiers import acts
from motcua.dossiers.acts import ApplicantIn, PaperIn
from motcua.dossiers.models import Dossier, Outcome, Paper
from motcua.dossiers.tests.office import Office, at, on, open_office
from motcua.law.roles import Role
from motcua.organisations.models import Position, SeparationWaiver

NOW = at("2026-03-31 08:00")
BEHIND_ALL = (0, 2**62)


@pytest.fixture
def office(db: None) -> Office:
    return open_office()


def found(office: Office, code: str, first: str = "2026-03-01", last: str = "2026-03-31") -> list[Finding]:
    """What the check finds in the agency and the period."""
    span = Span(office.committee.pk, dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    (worked_out,) = watch(span, NOW, [CHECK[code]])
    every = list(Dossier.objects.values_list("pk", flat=True))
    for upto, kept in (((0, 0), every[::2]), (BEHIND_ALL, every)):
        keep_dossiers(kept)  # some are kept, and all count as newer; then all are kept
        KeptUpto.objects.update_or_create(pk=1, defaults={"generation": upto[0], "transaction": upto[1]})
        (read,) = watch(span, NOW, [CHECK[code]])
        assert read == worked_out
    KeptUpto.objects.all().delete()
    return list(worked_out.findings)


def about(findings: list[Finding]) -> list[int]:
    return [finding.dossier_id for finding in findings]


def finish(office: Office, code: str, when: str) -> Dossier:
    """Draft, submit, sign, number, send to the return desk at one moment."""
    worker = office.actor(Role.SPECIALIST)
    acts.draft(worker, code, Outcome.GRANTED, "Cấp", on(when))
    acts.submit(worker, code, on(when))
    acts.sign(office.actor(Role.AGENCY_HEAD), code, "", on(when))
    acts.number(office.actor(Role.CLERK), code, "GXN-UBND", on(when))
    return acts.make_ready(office.actor(Role.CLERK), code, on(when)).dossier


def filed(office: Office, when: str, name: str = "Người Thử Mạng") -> Dossier:
    who = ApplicantIn(name, "001099000077", is_made_up=True)
    return acts.file(office.actor(Role.RECEPTION), office.filing(applicant=who), on(when)).dossier


def test_a_transfer_later_than_the_same_day(office: Office) -> None:
    prompt, slow = office.received(when="2026-03-09 10:00"), office.received(when="2026-03-09 10:05")
    evening = office.received(when="2026-03-09 15:30")
    desk = office.actor(Role.RECEPTION)
    acts.transfer(desk, prompt.code, office.section, on("2026-03-09 16:00"))
    acts.transfer(desk, evening.code, office.section, on("2026-03-10 07:30"))
    acts.transfer(desk, slow.code, office.section, on("2026-03-10 09:00"))
    assert about(found(office, "late_transfer")) == [slow.pk]
    assert not found(office, "late_transfer", "2026-03-11", "2026-03-31")


@pytest.mark.parametrize(("handed", "late"), [("17:30:59", False), ("17:31:00", True)])
def test_the_due_minute_of_a_transfer_lasts_a_minute(office: Office, handed: str, late: bool) -> None:
    dossier = office.received(when="2026-03-09 10:00")
    desk, moment = office.actor(Role.RECEPTION), on(f"2026-03-09 {handed}")
    performed = acts.transfer(desk, dossier.code, office.section, moment)
    assert performed.event.data["transfer_due"].startswith(("2026-03-09T17:30", "2026-03-09T10:30"))
    assert any("Chuyển hồ sơ chậm" in words for words in performed.warnings) is late
    assert about(found(office, "late_transfer")) == [dossier.pk] * late


def test_a_second_supplement_and_one_after_half_of_the_limit(office: Office) -> None:
    early, late = office.assigned(), office.assigned()
    worker, desk = office.actor(Role.SPECIALIST), office.actor(Role.RECEPTION)
    acts.ask_supplement(worker, early.code, ["A"], "Thiếu", on("2026-03-09 16:00"))
    acts.ask_supplement(worker, late.code, ["A"], "Thiếu", on("2026-03-12 09:00"))
    assert about(found(office, "supplement_late")) == [late.pk]
    assert not found(office, "supplement_again")
    acts.supplement(desk, early.code, [PaperIn("A")], on("2026-03-10 09:00"))
    acts.ask_supplement(worker, early.code, ["B"], "Thiếu nữa", on("2026-03-10 10:00"))
    (again,) = found(office, "supplement_again")
    assert (again.dossier_id, again.facts["number"]) == (early.pk, 2)
    assert about(found(office, "supplement_late")) == [late.pk]


def test_a_paper_beyond_the_published_list(office: Office) -> None:
    version = office.cases["certificate"].version
    worker = office.actor(Role.SPECIALIST)
    unlisted = office.assigned()
    acts.ask_supplement(worker, unlisted.code, ["Sổ hộ khẩu"], "Thiếu", on("2026-03-09 16:00"))
    assert not found(office, "paper_beyond_list"), "what is not published cannot be exceeded"
    PaperRequirement.objects.create(version=version, order=1, name="Tờ khai theo mẫu", originals=1)
    listed = office.assigned()
    acts.ask_supplement(
        worker, listed.code, ["tờ khai theo mẫu (bản chính)"], "Thiếu", on("2026-03-09 16:00")
    )
    (beyond,) = found(office, "paper_beyond_list")
    assert beyond.dossier_id == unlisted.pk and beyond.facts["items"] == ["Sổ hộ khẩu"]


def test_online_filings_answered_after_eight_working_hours(office: Office) -> None:
    prompt, slow, refused = (filed(office, "2026-03-09 08:00", f"Người Thử {number}") for number in range(3))
    waiting, fresh = filed(office, "2026-03-20 08:00"), filed(office, "2026-03-30 16:00")
    desk = office.actor(Role.RECEPTION)
    acts.take_in(desk, prompt.code, on("2026-03-09 17:00"))
    acts.take_in(desk, slow.code, on("2026-03-10 09:00"))
    acts.refuse(desk, refused.code, "Không đúng thẩm quyền", on("2026-03-11 09:00"))
    assert set(about(found(office, "late_intake"))) == {slow.pk, refused.pk, waiting.pk}
    assert fresh.pk not in about(found(office, "late_intake"))


def test_the_answer_counts_not_what_came_after(office: Office) -> None:
    dossier = filed(office, "2026-03-09 08:00")
    desk = office.actor(Role.RECEPTION)
    acts.ask_supplement_before_reception(desk, dossier.code, ["A"], "Thiếu", on("2026-03-09 10:00"))
    acts.supplement_before_reception(desk, dossier.code, [PaperIn("A")], on("2026-03-12 10:00"))
    acts.take_in(desk, dossier.code, on("2026-03-12 11:00"))
    assert not found(office, "late_intake")


def test_received_days_after_its_papers_were_scanned(office: Office) -> None:
    honest, backdated = office.received(when="2026-03-12 10:00"), office.received(when="2026-03-12 10:05")
    for dossier, sha, when in (
        (honest, "a" * 64, "2026-03-12 09:50"),
        (backdated, "b" * 64, "2026-03-10 09:00"),
    ):
        StoredFile.objects.create(sha256=sha, size=1, media_type="application/pdf")
        StoredFile.objects.filter(pk=sha).update(stored_at=at(when))
        Paper.objects.create(
            dossier=dossier, order=9, name="Quét", received_at=at("2026-03-12 10:00"), file_id=sha
        )
    (finding,) = found(office, "received_after_scan")
    assert finding.dossier_id == backdated.pk


def test_one_person_refused_again_and_again(office: Office) -> None:
    desk = office.actor(Role.RECEPTION)
    first, second = filed(office, "2026-03-09 08:00"), filed(office, "2026-03-12 08:00")
    other = acts.file(
        desk,
        office.filing("rolling", applicant=ApplicantIn("Người Thử Mạng", "001099000077")),
        on("2026-03-12 09:00"),
    ).dossier
    acts.refuse(desk, first.code, "Thiếu chữ ký", on("2026-03-09 09:00"))
    assert not found(office, "refused_again")
    acts.refuse(desk, second.code, "Thiếu tờ khai", on("2026-03-12 10:00"))
    acts.refuse(desk, other.code, "Khác thủ tục", on("2026-03-12 10:00"))
    (finding,) = found(office, "refused_again")
    assert (finding.dossier_id, finding.facts["times"], finding.facts["earlier"]) == (
        second.pk,
        2,
        first.code,
    )


def test_on_time_by_stopping_the_clock(office: Office) -> None:
    """Due Thursday 17:30. One clock stops on Thursday noon, one already on Tuesday, one dossier is simply in time."""
    desk, worker = office.actor(Role.RECEPTION), office.actor(Role.SPECIALIST)
    trick, honest, plain = office.assigned(), office.assigned(), office.assigned()
    acts.ask_supplement(worker, trick.code, ["A"], "Thiếu", on("2026-03-12 13:40"))
    acts.ask_supplement(worker, honest.code, ["A"], "Thiếu", on("2026-03-10 08:00"))
    for dossier in (trick, honest):
        acts.supplement(desk, dossier.code, [PaperIn("A")], on("2026-03-13 08:00"))
        finish(office, dossier.code, "2026-03-13 16:00")
    finish(office, plain.code, "2026-03-11 16:00")
    (finding,) = found(office, "paused_to_be_on_time")
    assert finding.dossier_id == trick.pk and finding.facts["left"] <= 480


@pytest.mark.parametrize("ended", ["16:00", "17:30:59"])
def test_a_clock_stopped_late_but_not_needed_is_no_finding(office: Office, ended: str) -> None:
    dossier = office.assigned()
    acts.ask_supplement(office.actor(Role.SPECIALIST), dossier.code, ["A"], "Thiếu", on("2026-03-12 08:00"))
    acts.supplement(office.actor(Role.RECEPTION), dossier.code, [PaperIn("A")], on("2026-03-12 09:00"))
    finish(office, dossier.code, f"2026-03-12 {ended}")
    assert not found(office, "paused_to_be_on_time")


def test_a_due_date_changed_behind_the_acts(office: Office) -> None:
    honest, forged = office.assigned(), office.assigned()
    worker, desk = office.actor(Role.SPECIALIST), office.actor(Role.RECEPTION)
    acts.ask_supplement(worker, honest.code, ["A"], "Thiếu", on("2026-03-09 16:00"))
    acts.supplement(desk, honest.code, [PaperIn("A")], on("2026-03-10 09:00"))
    acts.apologise(
        office.actor(Role.AGENCY_HEAD), honest.code, "Chậm", at("2026-03-20 17:00"), on("2026-03-10 10:00")
    )
    assert not found(office, "due_by_hand")
    Dossier.objects.filter(pk=forged.pk).update(due_original=at("2026-04-30 17:00"))
    assert about(found(office, "due_by_hand")) == [forged.pk]


def test_one_person_in_two_steps(office: Office) -> None:
    both = office.people[Role.SPECIALIST]
    Position.objects.create(
        person=both,
        unit=office.committee,
        role=Role.AGENCY_HEAD.value,
        title="PHÓ CHỦ TỊCH",
        effective_from=dt.date(2018, 7, 1),
    )
    SeparationWaiver.objects.create(
        unit=office.committee,
        rule="drafter_signs",
        reason="Xã chỉ có một người",
        decided_by=office.people[Role.AGENCY_HEAD],
        effective_from=dt.date(2026, 1, 1),
    )
    alone, apart = office.submitted(), office.submitted()
    acts.sign(office.actor(Role.SPECIALIST), alone.code, "", on("2026-03-11 09:00"))
    acts.sign(office.actor(Role.AGENCY_HEAD), apart.code, "", on("2026-03-11 09:00"))
    (finding,) = found(office, "incompatible_steps")
    assert (finding.dossier_id, finding.facts["rule"]) == (alone.pk, "drafter_signs")


def test_nothing_happens_for_more_than_five_working_days(office: Office) -> None:
    still, moving, standing = office.assigned(), office.assigned(), office.assigned()
    worker = office.actor(Role.SPECIALIST)
    acts.draft(worker, moving.code, Outcome.GRANTED, "Cấp", on("2026-03-27 10:00"))
    acts.ask_supplement(worker, standing.code, ["A"], "Thiếu", on("2026-03-09 16:00"))
    (finding,) = found(office, "idle")
    assert finding.dossier_id == still.pk and finding.facts["still"] > 5 * 480
    assert not found(office, "idle", "2026-03-01", "2026-03-20"), "it tells of now, not of a past period"


def test_units_and_periods_bound_what_is_found(office: Office) -> None:
    office.assigned()
    slow = office.received()
    acts.transfer(office.actor(Role.RECEPTION), slow.code, office.section, on("2026-03-11 09:00"))
    span = Span(office.other_section.pk, dt.date(2026, 3, 1), dt.date(2026, 3, 31))
    assert sum(len(watched) for watched in watch(span, NOW)) == 0
    whole = watch(Span(office.commune.pk, dt.date(2026, 3, 1), dt.date(2026, 3, 31)), NOW)
    assert {watched.check.code: len(watched) for watched in whole}["late_transfer"] == 1
    assert [watched.check.code for watched in whole] == [check.code for check in CHECKS]
    (late,) = (watched for watched in whole if watched.check.code == "late_transfer")
    assert late.by_unit() == {office.centre.pk: 1}


def test_every_check_says_what_it_is_and_what_to_do() -> None:
    assert len({check.code for check in CHECKS}) == len(CHECKS) == 12
    for check in CHECKS:
        assert check.title and check.law and check.advice.endswith(".") and check.severity in SEVERITY_NAMES


def test_a_finding_is_answered_once_and_for_ever(office: Office) -> None:
    dossier = office.received()
    acts.transfer(office.actor(Role.RECEPTION), dossier.code, office.section, on("2026-03-11 09:00"))
    (finding,) = found(office, "late_transfer")
    head = office.actor(Role.AGENCY_HEAD)
    told = (
        head,
        finding.check,
        dossier,
        finding.sequence,
        Verdict.EXPLAINED,
        "Mất điện cả buổi chiều",
        NOW,
        "k1",
    )
    answer(*told)
    answer(*told)
    answer(
        head, finding.check, dossier, finding.sequence, Verdict.FOUNDED, "Xem lại: không mất điện", NOW, "k2"
    )
    said = answers_to([finding])[finding.key]
    assert [one.verdict for one in said] == ["explained", "founded"] and Answer.objects.count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        Answer.objects.update(note="khác")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from conformance_answer")
    assert answers_to([]) == {}


@pytest.mark.parametrize(
    ("role", "check", "verdict", "note"),
    [
        (Role.SPECIALIST, "late_transfer", "explained", "Mất điện cả buổi"),
        (Role.AGENCY_HEAD, "no_such", "explained", "Mất điện cả buổi"),
        (Role.AGENCY_HEAD, "late_transfer", "sure", "Mất điện cả buổi"),
        (Role.AGENCY_HEAD, "late_transfer", "explained", "ừ"),
    ],
)
def test_an_answer_needs_the_right_a_verdict_and_a_reason(
    office: Office, role: Role, check: str, verdict: str, note: str
) -> None:
    dossier = office.received()
    with pytest.raises(AnswerRefused):
        answer(office.actor(role), check, dossier, 1, verdict, note, NOW, "k")
    assert not Answer.objects.exists()


def test_a_row_changed_without_an_event_is_noticed_though_its_events_are_kept(office: Office) -> None:
    dossier = office.received()
    keep_dossiers([dossier.pk])
    KeptUpto.objects.create(generation=0, transaction=BEHIND_ALL[1])
    span = Span(office.committee.pk, dt.date(2026, 3, 1), dt.date(2026, 3, 31))
    assert not watch(span, NOW, [CHECK["due_by_hand"]])[0].findings
    with connection.cursor() as cursor:
        cursor.execute("update dossiers_dossier set due_original = due_original + interval '3 days'")
    assert about(list(watch(span, NOW, [CHECK["due_by_hand"]])[0].findings)) == [dossier.pk]


@pytest.mark.django_db(transaction=True)
def test_findings_follow_the_log() -> None:
    office = open_office()
    assert tail() is None  # nothing is kept yet
    slow = office.received(when="2026-03-09 10:05")
    keep()
    acts.transfer(office.actor(Role.RECEPTION), slow.code, office.section, on("2026-03-10 09:00"))
    assert tail() == [slow.pk]
    span = Span(office.committee.pk, dt.date(2026, 3, 1), dt.date(2026, 3, 31))
    before = watch(span, NOW)
    assert {one.check.code: len(one) for one in before if len(one)} == {"late_transfer": 1, "idle": 1}
    keep()
    keep()
    assert watch(span, NOW) == before
    if not tail():  # nobody else's transaction held the position back
        assert Kept.objects.filter(check_code="late_transfer").count() == 1


def test_with_too_much_behind_everything_is_worked_out(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.received()
    KeptUpto.objects.create(generation=0, transaction=0)
    monkeypatch.setattr("motcua.conformance.keeping.TAIL", 0)
    assert tail() is None
