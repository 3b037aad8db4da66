# SPDX-License-Identifier: EUPL-1.2
"""Signing many: each draft is shown first, agreed to, and signed as it was shown or not at all."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.dossiers import acts
from motcua.dossiers.models import Dossier, Event, Outcome
from motcua.dossiers.tests.office import Office, on
from motcua.law.roles import Role
from motcua.law.statuses import State
from motcua.law.transitions import Act
from motcua.web.tests.conftest import SignIn, set_clock
from motcua.web.tests.town import PDF


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-03-12 10:00")


def drafts(office: Office, count: int, when: str = "2026-03-10 10:00") -> list[Dossier]:
    """Drafts with a file, each of another content, lying with the head."""
    worker, made = office.actor(Role.SPECIALIST), []
    for number in range(count):
        code = office.assigned().code
        acts.draft(worker, code, Outcome.GRANTED, "Cấp", on(when), file=PDF + b"%" * (number + 1))
        made.append(acts.submit(worker, code, on(when)).dossier)
    return made


def look(client: Client, dossier: Dossier) -> None:
    """Open the draft as the page does."""
    client.get("/ky/", {"ma": dossier.code})
    client.get(reverse("file", args=[dossier.code, dossier.result_sha256]))


def agree(client: Client, dossier: Dossier, doing: str = "dong-y") -> str:
    return client.post("/ky/", {"ma": dossier.code, "viec": doing})["Location"]


def test_those_agreed_to_are_signed_in_one_go(office: Office, as_role: SignIn) -> None:
    made = drafts(office, 3)
    head = as_role(Role.AGENCY_HEAD)
    look(head, made[0])
    assert agree(head, made[0]) == f"/ky/?ma={made[1].code}"
    look(head, made[1])
    assert agree(head, made[1]) == f"/ky/?ma={made[2].code}"
    page = head.get("/ky/luot/")
    assert [one.code for one in page.context["ready"]] == [made[0].code, made[1].code]
    sent = {"key": page.context["key"], "ma": [one.code for one in made]}
    done = head.post("/ky/luot/", sent)
    assert (done.context["done"], done.context["refused"]) == (2, 0)
    states = [Dossier.objects.get(pk=one.pk).state for one in made]
    assert states == [State.SIGNED, State.SIGNED, State.SUBMITTED_TO_HEAD]  # the third was not agreed to
    signed = {event.dossier_id: event.data["signed_sha256"] for event in Event.objects.filter(act=Act.SIGN)}
    assert signed == {one.pk: one.result_sha256 for one in made[:2]}
    assert head.post("/ky/luot/", sent).context["done"] == 0  # once more: nothing is left to sign
    assert Event.objects.filter(act=Act.SIGN).count() == 2


def test_nothing_is_agreed_to_unseen(office: Office, as_role: SignIn) -> None:
    (draft,) = drafts(office, 1)
    head = as_role(Role.AGENCY_HEAD)
    head.get("/ky/")  # the page alone does not show the file
    assert agree(head, draft) == f"/ky/?ma={draft.code}"
    assert "Văn bản chưa mở" in head.get("/ky/").content.decode()
    assert not head.get("/ky/luot/").context["ready"]
    other = as_role(Role.AGENCY_HEAD)
    look(other, draft)  # another session of the same person saw it; this one did not
    agree(head, draft)
    assert not head.get("/ky/luot/").context["ready"]


def test_a_draft_that_changed_has_to_be_seen_again(office: Office, as_role: SignIn) -> None:
    (draft,) = drafts(office, 1)
    head, worker = as_role(Role.AGENCY_HEAD), office.actor(Role.SPECIALIST)
    look(head, draft)
    agree(head, draft)
    page = head.get("/ky/luot/")
    acts.recall(worker, draft.code, "Sai tên", on("2026-03-12 08:00"))
    acts.draft(worker, draft.code, Outcome.GRANTED, "Cấp", on("2026-03-12 08:10"), file=PDF + b"% other")
    acts.submit(worker, draft.code, on("2026-03-12 08:20"))
    done = head.post("/ky/luot/", {"key": page.context["key"], "ma": draft.code})
    assert done.context["done"] == 0
    again = head.get("/ky/luot/")
    assert [one.code for one in again.context["changed"]] == [draft.code]
    assert not Event.objects.filter(act=Act.SIGN).exists()


def test_a_draft_without_a_file_is_shown_by_its_page(office: Office, as_role: SignIn) -> None:
    draft = office.submitted()
    head = as_role(Role.AGENCY_HEAD)
    agree(head, draft)
    assert not head.get("/ky/luot/").context["ready"]
    head.get("/ky/", {"ma": draft.code})
    agree(head, draft)
    assert head.get("/ky/luot/").context["ready"] == [draft]
    agree(head, draft, "bo")
    assert not head.get("/ky/luot/").context["ready"]


def test_the_strip_tells_what_justifies_the_draft(office: Office, as_role: SignIn) -> None:
    worker, code = office.actor(Role.SPECIALIST), office.assigned().code
    acts.consult(worker, code, office.other_section, "Có tranh chấp không?", 8, on("2026-03-10 08:00"))
    acts.draft(worker, code, Outcome.GRANTED, "Cấp giấy", on("2026-03-10 09:00"), file=PDF)
    acts.submit(worker, code, on("2026-03-10 09:10"), note="Đã đối chiếu sổ")
    text = as_role(Role.AGENCY_HEAD).get("/ky/").content.decode()
    for fact in ("Nguyễn Văn Mẫu", "Tờ khai", "Đã đối chiếu sổ", "chưa trả lời", "Cấp giấy", "<iframe"):
        assert fact in text, fact


def test_only_signers_sign(office: Office, as_role: SignIn) -> None:
    (draft,) = drafts(office, 1)
    for role in (Role.SPECIALIST, Role.CLERK, Role.RECEPTION):
        client = as_role(role)
        assert client.get("/ky/luot/").status_code == 403
        assert client.post("/ky/luot/", {"ma": draft.code}).status_code == 403
        assert client.post("/ky/", {"ma": draft.code, "viec": "dong-y"}).status_code == 403
    assert as_role(Role.AGENCY_HEAD).post("/ky/", {"ma": "khong-co", "viec": "dong-y"}).status_code == 404
