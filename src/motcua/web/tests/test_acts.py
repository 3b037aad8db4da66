# SPDX-License-Identifier: EUPL-1.2
"""Acts through their forms: once, never over somebody else's, and nothing typed is lost."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from motcua.catalogue.models import PaperRequirement
from motcua.dossiers import acts
from motcua.dossiers.acts import PaperIn
from motcua.dossiers.models import Dossier, Event, Outcome
from motcua.dossiers.tests.office import Office, at, on
from motcua.law.roles import Role
from motcua.law.statuses import State
from motcua.law.transitions import Act, standard_transitions
from motcua.organisations.models import Unit
from motcua.web.acts_table import ACT_PAGES
from motcua.web.effects import effect_of
from motcua.web.slugs import ACT_SLUGS
from motcua.web.tests.conftest import SignIn, set_clock
from motcua.web.tests.town import PDF


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-03-10 09:00")


def url(dossier: Dossier, act: Act) -> str:
    return reverse("act", args=[dossier.code, act])


def hidden(dossier: Dossier, key: str = "k1") -> dict[str, object]:
    return {"key": key, "seen": dossier.last_sequence}


def test_every_act_on_a_dossier_has_a_page_and_an_address_of_its_own() -> None:
    assert set(ACT_PAGES) == set(Act) - {
        Act.FILE,
        Act.RECEIVE,
        Act.RECALCULATE_DUE,
    }  # the last is the system's
    assert set(standard_transitions()) == set(Act)
    assert len(set(ACT_SLUGS.values())) == len(Act)


def test_pressing_twice_acts_once(office: Office, as_role: SignIn) -> None:
    dossier = office.received()
    desk, sent = as_role(Role.RECEPTION), {**hidden(dossier), "to_unit": office.section.pk}
    for _ in range(2):
        assert desk.post(url(dossier, Act.TRANSFER), sent).status_code == 302
    assert Event.objects.filter(act=Act.TRANSFER).count() == 1


def test_two_officers_one_act_and_the_input_of_the_other_is_kept(office: Office, as_role: SignIn) -> None:
    dossier = office.assigned()
    worker, head = as_role(Role.SPECIALIST), as_role(Role.SECTION_HEAD)
    head_actor = office.actor(Role.SECTION_HEAD)
    acts.reassign(head_actor, dossier.code, office.second_specialist, "Nghỉ ốm", on("2026-03-10 08:00"))
    typed = {**hidden(dossier), "handler": office.people[Role.SPECIALIST].pk, "reason": "Cân lại việc"}
    answer = head.post(url(dossier, Act.REASSIGN), typed)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "đã có thay đổi từ khi bạn mở trang" in text
    assert "Phân công lại</b>, Người Thử section_head" in text  # what happened meanwhile
    assert "Cân lại việc</textarea>" in text
    again = {**typed, "seen": Dossier.objects.get().last_sequence}
    assert head.post(url(dossier, Act.REASSIGN), again).status_code == 302
    assert worker.get(url(dossier, Act.CONSULT)).status_code == 200


def test_a_refusal_stands_beside_its_field(office: Office, as_role: SignIn) -> None:
    dossier = office.assigned()
    typed = {**hidden(dossier), "reason": "Quá tải", "new_day": "2026-03-12"}
    answer = as_role(Role.AGENCY_HEAD).post(url(dossier, Act.APOLOGISE), typed)
    form = answer.context["form"]
    assert answer.status_code == 422
    assert "new_day" in form.errors
    assert "Quá tải</textarea>" in answer.content.decode()
    assert "Chưa có gì thay đổi trong hồ sơ" in answer.content.decode()
    weekend = as_role(Role.AGENCY_HEAD).post(url(dossier, Act.APOLOGISE), {**typed, "new_day": "2026-03-14"})
    assert "ngày nghỉ" in str(weekend.context["form"].errors["new_day"])


def test_an_apology_gives_one_new_date(office: Office, as_role: SignIn) -> None:
    dossier = office.assigned()
    typed = {**hidden(dossier), "reason": "Quá tải", "new_day": "2026-03-16"}
    assert as_role(Role.AGENCY_HEAD).post(url(dossier, Act.APOLOGISE), typed).status_code == 302
    dossier.refresh_from_db()
    assert dossier.due_current == at("2026-03-16 17:30")
    assert dossier.due_original == at("2026-03-12 17:30")


@pytest.mark.parametrize(
    ("day", "complaint"),
    [("2026-03-15", "là ngày nghỉ"), ("1980-01-07", "1990–2110"), ("2200-01-06", "từ 1900 đến 2110")],
)
def test_a_new_date_that_the_law_cannot_count_is_refused_beside_its_field(
    office: Office, as_role: SignIn, day: str, complaint: str
) -> None:
    dossier = office.assigned()
    typed = {**hidden(dossier), "reason": "Quá tải", "new_day": day}
    answer = as_role(Role.AGENCY_HEAD).post(url(dossier, Act.APOLOGISE), typed)
    assert answer.status_code == 422
    assert complaint in answer.context["form"].errors["new_day"][0]


def test_an_error_of_the_law_is_a_message_on_the_form(office: Office, as_role: SignIn) -> None:
    dossier = office.assigned()
    Unit.objects.filter(pk=office.committee.pk).update(calendar_code="vn-nowhere")
    typed = {**hidden(dossier), "unit": office.committee.pk, "question": "Ý kiến?", "working_hours": 8}
    answer = as_role(Role.SPECIALIST).post(url(dossier, Act.CONSULT), typed)
    assert answer.status_code == 422
    assert "Không có lịch làm việc «vn-nowhere»" in answer.content.decode()


def test_a_damaged_file_is_told_in_words(
    office: Office, as_role: SignIn, settings: Any, tmp_path: Path
) -> None:
    settings.FILE_STORE = tmp_path
    code = office.assigned().code
    worker = office.actor(Role.SPECIALIST)
    drafted = acts.draft(worker, code, Outcome.GRANTED, "Cấp", on("2026-03-10 08:00"), file=PDF).dossier
    sha256 = drafted.result_sha256
    (tmp_path / sha256[:2] / sha256[2:4] / sha256).write_bytes(b"other")
    answer = as_role(Role.SPECIALIST).get(reverse("file", args=[code, sha256]))
    assert answer.status_code == 500
    assert "đã bị thay đổi" in answer.content.decode()


def test_an_uploaded_draft_survives_a_refused_form(office: Office, as_role: SignIn) -> None:
    dossier = office.assigned()
    worker = as_role(Role.SPECIALIST)
    first = worker.post(
        url(dossier, Act.DRAFT),
        {**hidden(dossier), "outcome": "granted", "summary": "", "file": SimpleUploadedFile("a.pdf", PDF)},
    )
    assert first.status_code == 422
    kept = first.context["form"]["kept"].value()
    second = worker.post(
        url(dossier, Act.DRAFT), {**hidden(dossier), "outcome": "granted", "summary": "Cấp", "kept": kept}
    )
    assert second.status_code == 302
    dossier.refresh_from_db()
    assert dossier.result_sha256
    shown = worker.get(reverse("file", args=[dossier.code, dossier.result_sha256]))
    assert shown.content == PDF


@pytest.mark.parametrize("content", [b"MZ\x90 not a paper", b"<html>", b"PK\x03\x04 broken", b""])
def test_a_file_is_judged_by_its_content(office: Office, as_role: SignIn, content: bytes) -> None:
    dossier = office.assigned()
    sent = {
        **hidden(dossier),
        "outcome": "granted",
        "summary": "Cấp",
        "file": SimpleUploadedFile("a.pdf", content),
    }
    answer = as_role(Role.SPECIALIST).post(url(dossier, Act.DRAFT), sent)
    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors


def test_a_forged_reference_to_a_file_is_worth_nothing(office: Office, as_role: SignIn) -> None:
    dossier = office.assigned()
    sent = {**hidden(dossier), "outcome": "granted", "summary": "Cấp", "kept": "ab:cd:ef"}
    as_role(Role.SPECIALIST).post(url(dossier, Act.DRAFT), sent)
    dossier.refresh_from_db()
    assert dossier.state == State.DRAFTED
    assert dossier.result_sha256 == ""


def test_signing_needs_the_hash_that_was_shown(office: Office, as_role: SignIn) -> None:
    code = office.assigned().code
    worker = office.actor(Role.SPECIALIST)
    acts.draft(worker, code, Outcome.GRANTED, "Cấp", on("2026-03-10 08:00"), file=PDF)
    dossier = acts.submit(worker, code, on("2026-03-10 08:10")).dossier
    head = as_role(Role.AGENCY_HEAD)
    refused = head.post(url(dossier, Act.SIGN), {**hidden(dossier), "sha256": "0" * 64, "tiep": "ky"})
    assert refused.status_code == 422
    assert "Dự thảo đã thay đổi" in refused.content.decode()
    page = head.get("/ky/")
    form = page.context["sign_form"]
    sent = {name: form[name].value() for name in ("key", "seen", "sha256")}
    assert sent["sha256"] == dossier.result_sha256
    unseen = head.post(url(dossier, Act.SIGN), {**sent, "tiep": "ky"})
    assert unseen.status_code == 422
    assert "chưa được mở trong phiên làm việc này" in unseen.content.decode()
    head.get(reverse("file", args=[code, dossier.result_sha256]))  # as the page does to show it
    assert head.post(url(dossier, Act.SIGN), {**sent, "tiep": "ky"})["Location"] == "/ky/"
    dossier.refresh_from_db()
    assert dossier.state == State.SIGNED


def test_what_the_reception_found_missing_is_filled_in(office: Office, as_role: SignIn) -> None:
    version = office.cases["certificate"].version
    form, photo, _proxy = (
        PaperRequirement.objects.create(version=version, order=n, name=name, originals=1)
        for n, name in enumerate(("Tờ khai", "Ảnh 3 x 4", "Văn bản ủy quyền (khi ủy quyền)"))
    )
    got = [PaperIn(form.name, originals=1, requirement_id=form.pk)]
    desk = as_role(Role.RECEPTION)
    dossier = office.received(papers=got)
    items = desk.get(url(dossier, Act.ASK_SUPPLEMENT)).context["form"]["items"]
    assert (
        items.value() == photo.name and "Đã điền sẵn" in items.help_text
    )  # nothing that only a case may need
    sent = {**hidden(dossier), "items": "Giấy khác", "reason": "Thiếu"}  # the officer decides
    assert desk.post(url(dossier, Act.ASK_SUPPLEMENT), sent).status_code == 302
    assert dossier.supplement_requests.get().items == ["Giấy khác"]
    whole = office.received(papers=[*got, PaperIn(photo.name, originals=1, requirement_id=photo.pk)])
    items = desk.get(url(whole, Act.ASK_SUPPLEMENT)).context["form"]["items"]
    assert not items.value() and "Đã điền sẵn" not in items.help_text


def test_a_supplement_is_asked_and_handed_in(office: Office, as_role: SignIn) -> None:
    dossier = office.assigned()
    asked = {**hidden(dossier), "items": "Giấy A\n\n Giấy B ", "reason": "Thiếu"}
    assert as_role(Role.SPECIALIST).post(url(dossier, Act.ASK_SUPPLEMENT), asked).status_code == 302
    dossier.refresh_from_db()
    assert dossier.supplement_requests.get().items == ["Giấy A", "Giấy B"]
    desk = as_role(Role.RECEPTION)
    page = desk.get(url(dossier, Act.SUPPLEMENT))
    assert "hạn trả mới là thứ Sáu 13/03/2026, 17:30" in page.content.decode()
    handed = {**hidden(dossier, "k2"), "p0_given": "on", "p0_originals": 1, "p0_copies": 0, "other": "Giấy C"}
    assert desk.post(url(dossier, Act.SUPPLEMENT), handed).status_code == 302
    dossier.refresh_from_db()
    assert dossier.due_original == at("2026-03-13 17:30")  # what the page had promised
    assert list(dossier.papers.order_by("order").values_list("name", flat=True)) == [
        "Tờ khai",
        "Giấy A",
        "Giấy C",
    ]


def test_every_effect_is_told_in_every_state_it_is_offered_in(office: Office, as_role: SignIn) -> None:
    """Whatever stage a dossier is in, each offered act has its page and says something about the clock."""
    ready = office.ready()
    stages = [office.received(), office.assigned(), ready, office.submitted()]
    offered: set[Act] = set()
    for role in (Role.RECEPTION, Role.SPECIALIST, Role.AGENCY_HEAD, Role.CENTRE_HEAD, Role.RETURN_OFFICER):
        client = as_role(role)
        for dossier in stages:
            page = client.get(f"/ho-so/{dossier.code}/")
            if page.status_code == 404:
                continue  # not theirs to see
            for one in page.context["acts"]:
                answer = client.get(one.url)
                assert answer.status_code == 200, one.url
                offered.add(Act(answer.resolver_match.kwargs["act"]))
                assert answer.context["effects"], one.url
    assert len(offered) > 12


def test_the_told_due_date_is_the_one_the_act_gives(office: Office, as_role: SignIn) -> None:
    filed = acts.file(office.actor(Role.RECEPTION), office.filing(), on("2026-03-09 16:00")).dossier
    told = effect_of(Act.TAKE_IN, filed, at("2026-03-10 09:00"))
    assert "thứ Sáu 13/03/2026, 17:30" in told[0]
    assert as_role(Role.RECEPTION).post(url(filed, Act.TAKE_IN), hidden(filed)).status_code == 302
    filed.refresh_from_db()
    assert filed.due_original == at("2026-03-13 17:30")
