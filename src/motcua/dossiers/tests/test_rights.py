# SPDX-License-Identifier: EUPL-1.2
"""Who may do what: the answer for the buttons is the answer of the act; everybody else is refused."""

import pytest

from motcua.dossiers import acts, queries
from motcua.dossiers.acts import in_batch
from motcua.dossiers.errors import DossierUnknown, NotEntitled, WrongState
from motcua.dossiers.models import Dossier
from motcua.dossiers.rights import allowed_acts
from motcua.dossiers.tests.office import Office, at, on, person
from motcua.law.roles import Role
from motcua.law.statuses import State
from motcua.law.transitions import Act, standard_transitions
from motcua.organisations.actors import SYSTEM, actor_of, applicant
from motcua.organisations.acts import delegate
from motcua.organisations.models import Unit, UnitKind

DAY = at("2026-03-09 10:00").date()


@pytest.fixture
def stranger(office: Office) -> object:
    elsewhere = Unit.objects.create(
        code="t-else", name="Xã khác", name_key="xa khac", kind=UnitKind.CENTRE, effective_from=DAY
    )
    return actor_of(person("stranger", elsewhere, Role.RECEPTION, "Công chức tiếp nhận"), DAY)


@pytest.mark.parametrize("state", list(State), ids=lambda state: state.value)
def test_no_role_is_offered_what_the_table_does_not_give_it(office: Office, state: State) -> None:
    dossier = office.assigned()
    dossier.state = state.value
    table = standard_transitions()
    for role in office.people:
        for act in allowed_acts(office.actor(role), dossier, [office.section.pk]):
            assert state in table[act].sources
            assert role in table[act].roles


def test_nobody_from_elsewhere_sees_or_does_anything(office: Office, stranger) -> None:
    dossier = office.received()
    assert allowed_acts(stranger, dossier) == ()
    assert not queries.visible_to(stranger).exists()
    with pytest.raises(DossierUnknown):
        queries.access_dossier(stranger, dossier.code)
    with pytest.raises(NotEntitled):
        acts.transfer(stranger, dossier.code, office.section, on("2026-03-09 11:00"))


def test_a_colleague_does_not_work_off_what_another_holds(office: Office) -> None:
    dossier = office.assigned()
    colleague = actor_of(office.second_specialist, DAY)
    assert Act.DRAFT not in allowed_acts(colleague, dossier)
    assert Act.DRAFT in allowed_acts(office.actor(Role.SPECIALIST), dossier)


def test_a_delegate_does_it_and_the_event_says_by_which_document(office: Office) -> None:
    dossier = office.submitted()
    head, deputy = office.people[Role.AGENCY_HEAD], office.people[Role.SECTION_HEAD]
    position = head.positions.get()
    delegate(actor_of(head, DAY), position.pk, deputy, DAY, DAY.replace(day=20), "12/QĐ-UBND (minh họa)")
    signed = acts.sign(actor_of(deputy, DAY), dossier.code, "", on("2026-03-10 11:00"))
    assert signed.event.delegation == "12/QĐ-UBND (minh họa)"
    assert signed.event.person_id == deputy.pk


def test_an_applicant_acts_on_their_own_dossier_only(office: Office) -> None:
    filed = acts.file(office.actor(Role.RECEPTION), office.filing(), on("2026-03-09 10:00")).dossier
    owner = applicant(filed.applicant_id, filed.applicant_name)
    other = applicant(filed.applicant_id + 1, "Người khác")
    assert allowed_acts(owner, filed) == (Act.ASK_WITHDRAWAL,)
    assert allowed_acts(other, filed) == ()
    with pytest.raises(DossierUnknown):
        queries.access_dossier(other, filed.code)
    done = acts.ask_withdrawal(owner, filed.code, "Nộp nhầm", on("2026-03-09 11:00")).dossier
    assert done.state == State.WITHDRAWAL_REQUESTED


def test_the_system_does_only_what_timers_do(office: Office) -> None:
    assert set(allowed_acts(SYSTEM, office.assigned())) == {Act.MOVE_TO_SUCCESSOR, Act.RECALCULATE_DUE}


def test_a_batch_gives_a_result_per_item(office: Office) -> None:
    first, second = office.received(), office.received()
    acts.transfer(office.actor(Role.RECEPTION), second.code, office.section, on("2026-03-09 10:30"))
    codes = [first.code, second.code, "H99.50.05-260309-9999", first.code]
    results = in_batch(
        lambda code: acts.transfer(
            office.actor(Role.RECEPTION), code, office.section, on("2026-03-09 11:00")
        ),
        codes,
    )
    assert [result.code for result in results] == codes[:3]
    assert results[0].performed is not None
    assert isinstance(results[1].refusal, WrongState)
    assert isinstance(results[2].refusal, DossierUnknown)
    assert Dossier.objects.get(pk=first.pk).state == State.TRANSFERRED


def test_a_batch_does_not_hide_a_fault(office: Office) -> None:
    def broken(code: str) -> None:
        raise ZeroDivisionError(code)

    with pytest.raises(ZeroDivisionError):
        in_batch(broken, [office.received().code])


def test_anybody_sees_only_how_far_a_dossier_has_come(office: Office) -> None:
    dossier = office.ready()
    progress = queries.public_progress(dossier.code.lower())
    assert (progress.done, progress.steps) == (4, 5)
    assert (
        queries.with_secret(dossier.code, f" {dossier.secret[:5]} {dossier.secret[5:].lower()}").pk
        == dossier.pk
    )
    for wrong in ("", "AAAAAAAAAA", dossier.secret[:-1]):
        with pytest.raises(DossierUnknown):
            queries.with_secret(dossier.code, wrong)


def test_queues_show_each_role_its_work(office: Office) -> None:
    filed = acts.file(office.actor(Role.RECEPTION), office.filing(), on("2026-03-09 10:00")).dossier
    held, submitted, ready = office.assigned(), office.submitted(), office.ready()
    assert filed in queries.at_desk(office.actor(Role.RECEPTION))
    assert {held.pk, submitted.pk} == {one.pk for one in queries.held_by(office.actor(Role.SPECIALIST))}
    assert [one.pk for one in queries.to_sign(office.actor(Role.AGENCY_HEAD))] == [submitted.pk]
    assert [one.pk for one in queries.to_return(office.actor(Role.RETURN_OFFICER))] == [ready.pk]
    assert not queries.to_sign(office.actor(Role.SPECIALIST)).exists()
