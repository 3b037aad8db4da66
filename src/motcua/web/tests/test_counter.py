# SPDX-License-Identifier: EUPL-1.2
"""The counter: preview without saving, a known person, one dossier however often the button is pressed."""

from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from motcua.catalogue.models import PaperRequirement
from motcua.dossiers.models import Applicant, Dossier
from motcua.dossiers.tests.office import Office, at
from motcua.law.roles import Role
from motcua.law.statuses import State
from motcua.law.transitions import Act
from motcua.web.slugs import ACT_SLUGS
from motcua.web.tests.conftest import set_clock
from motcua.web.tests.town import open_town
from motcua.web.views.lookup import WRONG_SECRETS

HOLIDAY_EVE = (
    "2026-04-24 16:00"  # Friday; 27/04 is a day off for the Hùng kings, 30/04 and 01/05 are holidays
)


@pytest.fixture
def town(db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    set_clock(monkeypatch, HOLIDAY_EVE)
    return open_town()


@pytest.fixture
def desk(town: Office) -> Client:
    client = Client()
    client.force_login(town.people[Role.RECEPTION])
    return client


def typed(town: Office, **changes: object) -> dict[str, object]:
    case = town.cases["status"]
    paper = case.version.papers.earliest("order")
    return {
        "thu-tuc": "1.004873",
        "viec": "tiep-nhan",
        "key": "one-key",
        "case": case.pk,
        "receiving_unit": town.centre.pk,
        "competent_unit": town.committee.pk,
        "kind": "person",
        "identifier": "001 099 000 001",
        "applicant_name": "Nguyễn Thị Mẫu",
        "address": "Thôn Thử",
        f"p{paper.pk}_given": "on",
        f"p{paper.pk}_originals": 1,
        f"p{paper.pk}_copies": 2,
        "other": "Sổ hộ khẩu cũ",
        "return_channel": "counter",
        **changes,
    }


@pytest.mark.parametrize(
    "words", ["tinh trang hon nhan", "Tình trạng HÔN NHÂN", "1.004873", "hon nhan xac nhan"]
)
def test_a_procedure_is_found_without_accents_and_by_code(desk: Client, words: str) -> None:
    page = desk.get("/quay/", {"tim": words})
    assert page.context["found"][0].code == "1.004873"


def test_the_promise_before_saving_is_the_promise_kept(town: Office, desk: Client) -> None:
    page = desk.get("/quay/?thu-tuc=1.004873")
    promised = page.context["preview"].promise.deadline
    assert promised.due_at == at("2026-05-04 17:30")
    assert "Giỗ Tổ Hùng Vương" in page.content.decode()
    assert Dossier.objects.count() == 0
    assert desk.post("/quay/", typed(town)).status_code == 302
    dossier = Dossier.objects.get()
    assert dossier.due_original == promised.due_at
    papers = [(paper.name, paper.originals, paper.copies) for paper in dossier.papers.order_by("order")]
    assert papers == [("Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", 1, 2), ("Sổ hộ khẩu cũ", 1, 0)]
    assert dossier.applicant.identifier == "001099000001"


def test_pressing_twice_makes_one_dossier(town: Office, desk: Client) -> None:
    first, second = desk.post("/quay/", typed(town)), desk.post("/quay/", typed(town))
    assert first["Location"] == second["Location"]
    assert Dossier.objects.count() == 1


def test_what_cannot_be_received_is_put_on_record_without_a_promise(town: Office, desk: Client) -> None:
    """NĐ 61/2018 Đ.17.1.a–b: it is completed or refused in writing; no receipt, no clock, pressed twice or not."""
    sent = typed(town, viec="ghi-nhan")
    answers = [desk.post("/quay/", sent) for _ in range(2)]
    dossier = Dossier.objects.get()
    assert {answer["Location"] for answer in answers} == {f"/ho-so/{dossier.code}/"}
    assert (dossier.state, dossier.received_at, dossier.due_current) == (State.SUBMITTED, None, None)
    assert dossier.events.count() == 1 and not dossier.letters.exists()
    offered = [act.url for act in desk.get(f"/ho-so/{dossier.code}/").context["acts"]]
    for act in (Act.REFUSE, Act.ASK_SUPPLEMENT_BEFORE_RECEPTION, Act.TAKE_IN):
        assert f"/ho-so/{dossier.code}/{ACT_SLUGS[act]}/" in offered


def test_a_preview_saves_nothing_and_keeps_everything(town: Office, desk: Client) -> None:
    page = desk.post("/quay/", typed(town, viec="xem-truoc", applicant_name="Lê Văn Thử"))
    text = page.content.decode()
    assert page.status_code == 200
    assert 'value="Lê Văn Thử"' in text
    assert "Sổ hộ khẩu cũ</textarea>" in text
    assert 'value="one-key"' in text
    assert page.context["form"].papers.rows()[0].given
    assert (Dossier.objects.count(), Applicant.objects.count()) == (0, 0)


def test_a_known_person_is_filled_in(town: Office, desk: Client) -> None:
    desk.post("/quay/", typed(town, phone="0900000001"))
    page = desk.post("/quay/", typed(town, viec="tra-nguoi", applicant_name="", address="", key="two"))
    form = page.context["form"]
    assert [form[name].value() for name in ("applicant_name", "address", "phone")] == [
        "Nguyễn Thị Mẫu",
        "Thôn Thử",
        "0900000001",
    ]
    unknown = desk.post("/quay/", typed(town, viec="tra-nguoi", identifier="9", applicant_name=""))
    assert "Chưa có ai mang số này" in unknown.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"applicant_name": ""}, "applicant_name"),
        ({"email": "không phải"}, "email"),
        ({"return_channel": "post"}, "return_address"),
        ({"proxy_identifier": "1"}, "proxy_name"),
        ({"case": "9999"}, "case"),
        ({"competent_unit": ""}, "competent_unit"),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    town: Office, desk: Client, changes: dict[str, object], field: str
) -> None:
    page = desk.post("/quay/", typed(town, **changes))
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert f'href="#id_{field}"' in page.content.decode()
    assert Dossier.objects.count() == 0


def test_a_ticked_paper_needs_a_count(town: Office, desk: Client) -> None:
    paper = town.cases["status"].version.papers.earliest("order")
    page = desk.post("/quay/", typed(town, **{f"p{paper.pk}_originals": 0, f"p{paper.pk}_copies": 0}))
    assert "chưa ghi số bản" in page.content.decode()


def test_a_limit_nobody_confirmed_is_not_promised(town: Office, desk: Client) -> None:
    page = desk.get("/quay/?thu-tuc=9.000004")
    assert page.context["preview"].promise is None
    assert 'value="tiep-nhan"' not in page.content.decode()
    sent = typed(town, **{"thu-tuc": "9.000004", "case": town.cases["unknown"].pk})
    refused = desk.post("/quay/", sent)
    assert refused.status_code == 422
    assert "chưa có thời hạn giải quyết đã được xác nhận" in refused.content.decode()


def test_a_procedure_not_in_force_leads_back_to_the_search(desk: Client) -> None:
    page = desk.get("/quay/?thu-tuc=0.000000", follow=True)
    assert "không có hiệu lực hôm nay" in page.content.decode()


def received(town: Office, desk: Client) -> Dossier:
    desk.post("/quay/", typed(town))
    return Dossier.objects.get()


def test_the_public_sees_progress_only(town: Office, desk: Client) -> None:
    dossier = received(town, desk)
    page = Client().get("/tra-cuu/", {"ma": f" {dossier.code.lower()} "}).content.decode()
    assert "Được tiếp nhận" in page
    for private in ("Mẫu", "hôn nhân", "Thôn Thử", dossier.secret, "Phạm Thị Quầy"):
        assert private not in page
    assert Client().get("/tra-cuu/?ma=H00-000000-0000").status_code == 404


def test_the_secret_opens_the_timeline(town: Office, desk: Client) -> None:
    dossier = received(town, desk)
    page = Client().post("/tra-cuu/", {"ma": dossier.code, "ma-bi-mat": f" {dossier.secret.lower()} "})
    text = page.content.decode()
    assert page.status_code == 200
    assert "Hồ sơ đang ở Trung tâm Phục vụ hành chính công xã Thử Nghiệm." in text
    assert "Trả kết quả trước thứ Hai 04/05/2026, 17:30" in text
    assert "Giỗ Tổ Hùng Vương" in text
    assert dossier.secret not in text
    assert "no-store" in page["Cache-Control"]


def test_guessing_secrets_is_slowed_down(town: Office, desk: Client) -> None:
    dossier = received(town, desk)
    guesser, address = Client(), f"203.0.113.{dossier.pk % 250}"

    def guess(secret: str, ma: str = dossier.code) -> int:
        return guesser.post("/tra-cuu/", {"ma": ma, "ma-bi-mat": secret}, REMOTE_ADDR=address).status_code

    assert [guess("SAI") for _ in range(WRONG_SECRETS.most)] == [422] * WRONG_SECRETS.most
    assert guess("SAI") == 429
    assert guess(dossier.secret) == 429
    assert guess(dossier.secret, f" {dossier.code.lower()}") == 429  # another spelling is the same door
    assert Client().post("/tra-cuu/", {"ma": dossier.code, "ma-bi-mat": dossier.secret}).status_code == 200


def test_the_code_in_the_receipt_leads_to_the_look_up(town: Office, desk: Client) -> None:
    dossier = received(town, desk)
    assert f'value="{dossier.code}"' in Client().get(f"/tra-cuu/?ma={quote(dossier.code)}").content.decode()


def known_person(town: Office, desk: Client, **changes: object) -> Dossier:
    """A first dossier of somebody, received."""
    assert desk.post("/quay/", typed(town, **changes)).status_code == 302
    return Dossier.objects.latest("id")


def test_suggestions_are_a_list_of_links(desk: Client) -> None:
    page = desk.get("/quay/goi-y/", {"tim": "tinh trang"}).content.decode()
    assert 'href="/quay/?thu-tuc=1.004873"' in page and 'role="option"' in page
    assert "Không có thủ tục nào khớp" in desk.get("/quay/goi-y/", {"tim": "xyzxyz"}).content.decode()


def test_the_preview_tells_what_would_be_printed_and_saves_nothing(town: Office, desk: Client) -> None:
    text = desk.post("/quay/xem-truoc/", typed(town)).content.decode()
    for words in (
        "Nguyễn Thị Mẫu",
        "001099000001",
        "1 chính, 2 sao",
        "Thứ Hai 04/05/2026, 17:30",
        "Sổ hộ khẩu cũ",
    ):
        assert words in text
    assert (Dossier.objects.count(), Applicant.objects.count()) == (0, 0)
    assert desk.post("/quay/xem-truoc/", typed(town, **{"thu-tuc": "0.000000"})).status_code == 404


def test_the_counter_is_told_of_a_known_person_only_by_post(town: Office, desk: Client) -> None:
    known_person(town, desk)
    asked = {"identifier": "001 099 000 001", "kind": "person"}
    assert desk.post("/quay/nguoi-nop/", asked).json()["applicant_name"] == "Nguyễn Thị Mẫu"
    assert desk.post("/quay/nguoi-nop/", {**asked, "identifier": "9"}).json() == {"found": False}
    assert desk.get("/quay/nguoi-nop/", asked).status_code == 405
    other = Client()
    other.force_login(town.people[Role.SPECIALIST])
    assert other.post("/quay/nguoi-nop/", asked).status_code == 403


def test_a_second_open_dossier_has_to_be_gone_past(town: Office, desk: Client) -> None:
    first = known_person(town, desk)
    refused = desk.post("/quay/", typed(town, key="two"))
    assert refused.status_code == 409
    assert first.code in refused.content.decode()
    assert "Vẫn tiếp nhận thêm hồ sơ mới" in refused.content.decode()
    assert Dossier.objects.count() == 1
    assert desk.post("/quay/", typed(town, key="two", despite=first.code)).status_code == 302
    second = Dossier.objects.latest("id")
    assert second.events.get().data["despite_open"] == [first.code]
    # a third one that nobody was shown is asked about again
    assert desk.post("/quay/", typed(town, key="three", despite=first.code)).status_code == 409


def test_another_procedure_or_a_settled_dossier_is_no_duplicate(town: Office, desk: Client) -> None:
    first = known_person(town, desk)
    land = {"thu-tuc": "1.012796", "case": town.cases["land"].pk, "key": "two"}
    assert desk.post("/quay/", typed(town, **land)).status_code == 302
    Dossier.objects.filter(pk=first.pk).update(ended_at=at("2026-04-24 16:01"))
    assert desk.post("/quay/", typed(town, key="three")).status_code == 302


def test_what_depends_on_a_condition_is_never_missing(town: Office, desk: Client) -> None:
    version = town.cases["status"].version
    for order, changes in enumerate(
        (
            {"name": "Giấy xác nhận đã cấp trước đó (khi xin cấp lại)"},
            {"name": "Văn bản ủy quyền", "case_name": "ủy quyền cho người khác"},
            {"name": "Căn cước", "presented_only": True},
        ),
        start=10,
    ):
        PaperRequirement.objects.create(version=version, order=order, originals=1, **changes)
    PaperRequirement.objects.create(version=version, order=20, name="Ảnh 3 x 4", originals=2)
    page = desk.post("/quay/xem-truoc/", typed(town)).content.decode()
    assert "Chưa thấy:" in page
    missing = page.split("Chưa thấy:")[1].split("</ul>")[0]
    assert "Ảnh 3 x 4" in missing
    for words in ("cấp lại", "ủy quyền", "Căn cước", "nếu có"):
        assert words not in missing
    shown = desk.get("/quay/?thu-tuc=1.004873").content.decode()
    assert "chỉ cần:" in shown and "ủy quyền cho người khác" in shown
    assert 'class="tag">khi cần<' in shown
    answer = desk.post("/quay/", typed(town), follow=True).content.decode()
    assert "Chưa ghi nhận giấy tờ: Ảnh 3 x 4" in answer


def test_all_as_listed_without_scripts(town: Office, desk: Client) -> None:
    page = desk.post("/quay/", typed(town, viec="du"))
    rows = page.context["form"].papers.rows()
    assert [row.given for row in rows] == [True, False]  # the second is needed only "nếu có"
    assert Dossier.objects.count() == 0


@pytest.mark.parametrize("papers", [0, 30])
def test_queries_of_a_reception(
    town: Office, desk: Client, papers: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version = town.cases["status"].version
    PaperRequirement.objects.bulk_create(
        PaperRequirement(version=version, order=order, name=f"Giấy {order}", originals=1)
        for order in range(50, 50 + papers)
    )
    sent = typed(town)
    # signed in; version, desks, scans; duplicates, the desk of the hall
    with django_assert_num_queries(3 + 3 + 2):
        page = desk.post("/quay/", {**sent, "viec": "xem-truoc"})
    assert page.status_code == 200
    # signed in; version, desks, scans; begin, person (asked, made), duplicates, number, dossier, event, papers,
    # letter, end
    with django_assert_num_queries(3 + 3 + 10):
        assert desk.post("/quay/", sent).status_code == 302
