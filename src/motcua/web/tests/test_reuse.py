# SPDX-License-Identifier: EUPL-1.2
"""Papers taken over from an earlier dossier at the counter: which, from whose, and what the event keeps."""

from __future__ import annotations

import pytest
from django.test import Client

from motcua.catalogue.models import PaperRequirement
from motcua.documents import store
from motcua.dossiers import acts
from motcua.dossiers.acts import ApplicantIn, PaperIn
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import Office, on
from motcua.law.roles import Role
from motcua.web.tests.conftest import set_clock
from motcua.web.tests.test_counter import typed
from motcua.web.tests.town import PDF, open_town


@pytest.fixture
def town(db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    set_clock(monkeypatch, "2026-04-24 10:00")
    return open_town()


@pytest.fixture
def desk(town: Office) -> Client:
    client = Client()
    client.force_login(town.people[Role.RECEPTION])
    return client


def earlier(town: Office, identifier: str = "001099000001") -> tuple[Dossier, PaperRequirement]:
    """A dossier in which the last paper of the procedure lies scanned, its name typed without accents."""
    case = town.cases["status"]
    paper = case.version.papers.latest("order")
    scan = store.put(PDF, "application/pdf").sha256
    filing = town.filing(
        "status",
        applicant=ApplicantIn("Nguyễn Thị Mẫu", identifier),
        papers=[PaperIn(paper.name.upper(), originals=1, sha256=scan)],
    )
    return acts.receive(town.actor(Role.RECEPTION), filing, on("2026-04-20 09:00")).dossier, paper


def test_a_scan_is_taken_over_and_the_event_says_from_where(town: Office, desk: Client) -> None:
    before, paper = earlier(town)
    assert (
        desk.post("/quay/", typed(town, reuse_from=before.code.lower(), despite=before.code)).status_code
        == 302
    )
    made = Dossier.objects.exclude(pk=before.pk).get()
    taken = made.papers.get(requirement=paper)
    assert (taken.file_id, taken.originals) == (before.papers.get().file_id, 0)
    facts = made.events.get(act="receive").data
    assert facts["digitisation"] == {"digitised": True, "reused": True, "databases": None}
    assert [one.get("reused_from") for one in facts["papers"]].count(before.code) == 1


def test_who_was_asked_and_took_nothing_is_told_from_nobody_asked(town: Office, desk: Client) -> None:
    desk.post("/quay/", typed(town))
    asked = Dossier.objects.get().events.get(act="receive").data["digitisation"]
    assert asked == {"digitised": False, "reused": False, "databases": None}
    before, _paper = earlier(town, "001099000009")
    assert before.events.get(act="receive").data["digitisation"]["reused"] is None


def test_papers_of_somebody_else_stay_theirs(town: Office, desk: Client) -> None:
    before, _paper = earlier(town, "001099000009")
    for told in (before.code, "H99-260101-0001"):
        answer = desk.post("/quay/", typed(town, reuse_from=told))
        assert answer.status_code == 422
        assert (
            "Không có hồ sơ này của người nộp" in answer.content.decode() and told in answer.content.decode()
        )
    nameless = desk.post("/quay/", typed(town, reuse_from=before.code, identifier=""))
    assert nameless.status_code == 422
    assert Dossier.objects.count() == 1


def test_what_is_handed_in_now_is_not_taken_over(town: Office, desk: Client) -> None:
    before, paper = earlier(town)
    given = {f"p{paper.pk}_given": "on", f"p{paper.pk}_originals": 1}
    answer = desk.post("/quay/", typed(town, reuse_from=before.code, **given))
    assert answer.status_code == 422
    assert "không có bản quét của giấy tờ nào còn thiếu" in answer.content.decode()
