# SPDX-License-Identifier: EUPL-1.2
"""The return desk: found by what the person has in hand, originals ticked one by one, the record for the post."""

import pytest
from django.test import Client

from motcua.accesses.models import Access, What
from motcua.dossiers import acts
from motcua.dossiers.acts import ApplicantIn, PaperIn
from motcua.dossiers.models import Channel, Dossier, Event, Outcome
from motcua.dossiers.tests.office import Office, on
from motcua.law.roles import Role
from motcua.law.transitions import Act
from motcua.web.slugs import ACT_SLUGS
from motcua.web.tests.conftest import SignIn, set_clock


@pytest.fixture(autouse=True)
def afternoon(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-03-12 14:00")


def ready(office: Office, name: str = "Nguyễn Văn Mẫu", **changes: object) -> Dossier:
    """A result at the return desk, with two originals."""
    who = ApplicantIn(name, is_made_up=True)
    papers = [
        PaperIn("Giấy chứng sinh", originals=1),
        PaperIn("Sổ gốc", originals=1),
        PaperIn("Bản sao", copies=1),
    ]
    code = office.received(applicant=who, papers=papers, **changes).code
    acts.transfer(office.actor(Role.RECEPTION), code, office.section, on("2026-03-09 10:00"))
    acts.assign(office.actor(Role.SECTION_HEAD), code, office.people[Role.SPECIALIST], on("2026-03-09 10:00"))
    worker, clerk = office.actor(Role.SPECIALIST), office.actor(Role.CLERK)
    acts.draft(worker, code, Outcome.GRANTED, "Cấp", on("2026-03-10 10:00"))
    acts.submit(worker, code, on("2026-03-10 10:00"))
    acts.sign(office.actor(Role.AGENCY_HEAD), code, "", on("2026-03-11 10:00"))
    acts.number(clerk, code, "GXN-UBND", on("2026-03-11 10:00"))
    return acts.make_ready(clerk, code, on("2026-03-11 10:00")).dossier


def test_a_code_or_its_qr_code_leads_straight_to_the_hand_over(office: Office, as_role: SignIn) -> None:
    dossier = ready(office)
    desk = as_role(Role.RETURN_OFFICER)
    for given in (dossier.code.lower(), f"https://mot-cua.example/tra-cuu/?ma={dossier.code}"):
        answer = desk.get("/tra-ket-qua/", {"q": given})
        assert (
            answer["Location"]
            == f"/ho-so/{dossier.code}/{ACT_SLUGS[Act.RETURN_AT_COUNTER]}/?tiep=tra-ket-qua"
        )


def test_a_name_finds_what_waits_and_says_where_the_rest_is(office: Office, as_role: SignIn) -> None:
    done, running = (
        ready(office, "Lê Thị Chờ"),
        office.received(applicant=ApplicantIn("Lê Thị Sau", is_made_up=True)),
    )
    desk = as_role(Role.RETURN_OFFICER)
    page = desk.get("/tra-ket-qua/", {"q": "cho le thi"})
    assert [row.dossier.code for row, _act in page.context["rows"]] == [done.code]
    page = desk.get("/tra-ket-qua/", {"q": "le thi sau"})
    assert not page.context["rows"]
    assert [row.dossier.code for row in page.context["elsewhere"]] == [running.code]
    assert "hẹn trả" in page.content.decode()


def form_of(client: Client, dossier: Dossier) -> tuple[str, dict[str, object]]:
    url = f"/ho-so/{dossier.code}/{ACT_SLUGS[Act.RETURN_AT_COUNTER]}/"
    form = client.get(url).context["form"]
    sent = {
        name: form[name].value() for name in ("key", "seen", "collected_by", "originals_returned", "listed")
    }
    return url, {**sent, "originals": form["originals"].value(), "identification": "receipt"}


def test_originals_are_ticked_one_by_one(office: Office, as_role: SignIn) -> None:
    dossier = ready(office)
    desk = as_role(Role.RETURN_OFFICER)
    url, sent = form_of(desk, dossier)
    kept, back = dossier.papers.get(name="Sổ gốc"), dossier.papers.get(name="Giấy chứng sinh")
    assert sent["originals"] == [back.pk, kept.pk]
    assert desk.post(url, {**sent, "originals": [back.pk]}).status_code == 302
    back.refresh_from_db()
    kept.refresh_from_db()
    assert back.returned_at is not None and kept.returned_at is None
    data = Event.objects.get(act=Act.RETURN_AT_COUNTER).data
    assert (data["originals_returned"], data["originals_kept"]) == (1, ["Sổ gốc"])
    assert "Bản chính còn giữ" in desk.get(f"/ho-so/{dossier.code}/").content.decode()


def test_an_authorisation_is_recorded_with_its_number(office: Office, as_role: SignIn) -> None:
    dossier = ready(office)
    desk = as_role(Role.RETURN_OFFICER)
    url, sent = form_of(desk, dossier)
    sent["identification"] = "authorisation"
    refused = desk.post(url, sent)
    assert refused.status_code == 422 and "evidence" in refused.context["form"].errors
    assert desk.post(url, {**sent, "evidence": "12/2026 ngày 10/3/2026"}).status_code == 302
    assert Event.objects.get(act=Act.RETURN_AT_COUNTER).data["identity_paper"] == "12/2026 ngày 10/3/2026"


def test_many_go_to_the_post_each_under_its_number_with_a_record(office: Office, as_role: SignIn) -> None:
    to_post = {"return_channel": Channel.POST, "return_address": "Thôn Thử"}
    made = [ready(office, f"Người {n}", **to_post) for n in range(3)]
    desk = as_role(Role.RETURN_OFFICER)
    codes = [one.code for one in made]
    review = desk.get("/hang-doi/nhieu/", {"viec": ACT_SLUGS[Act.RETURN_BY_POST], "ma": codes})
    sent = {
        "viec": ACT_SLUGS[Act.RETURN_BY_POST],
        "ma": codes,
        "key": review.context["form"]["key"].value(),
        "seen": 0,
    }
    sent |= {f"buu-gui-{one.pk}": f"BG{number}" for number, one in enumerate(made) if number < 2}
    page = desk.post("/hang-doi/nhieu/", sent)
    assert [(one.code, one.done) for one in page.context["results"]] == [
        (codes[0], True), (codes[1], True), (codes[2], False),
    ]  # fmt: skip
    assert "Chưa có số bưu gửi" in page.content.decode()
    record = desk.get(page.context["handover"])
    assert [(line.dossier.code, line.consignment, line.originals) for line in record.context["lines"]] == [
        (codes[0], "BG0", 2), (codes[1], "BG1", 2),
    ]  # fmt: skip
    on_record = Access.objects.get(what=What.EXPORT)
    assert codes[0] in on_record.subject and on_record.role == Role.RETURN_OFFICER
    today = desk.get("/tra-ket-qua/bien-ban/?ngay=2026-03-12")
    assert len(today.context["lines"]) == 2
    assert not desk.get("/tra-ket-qua/bien-ban/?ngay=2026-03-11").context["lines"]
    assert desk.get("/tra-ket-qua/bien-ban/?ngay=2026-13-45").status_code == 200
    assert as_role(Role.SPECIALIST).get("/tra-ket-qua/bien-ban/").status_code == 403


def test_what_waits_longest_stands_first(office: Office, as_role: SignIn) -> None:
    first, second = ready(office, "Một"), ready(office, "Hai")
    Dossier.objects.filter(pk=second.pk).update(ended_at="2026-03-01T02:00:00Z")
    rows = as_role(Role.RETURN_OFFICER).get("/tra-ket-qua/").context["rows"]
    assert [row.dossier.pk for row, _act in rows] == [second.pk, first.pk]


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_not_of_our_time_is_today(day: str, office: Office, as_role: SignIn) -> None:
    answer = as_role(Role.RETURN_OFFICER).get("/tra-ket-qua/bien-ban/", {"ngay": day})
    assert f"{answer.context['day']:%d/%m/%Y}" == "12/03/2026"
