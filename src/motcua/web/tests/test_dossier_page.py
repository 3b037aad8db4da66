# SPDX-License-Identifier: EUPL-1.2
"""The dossier page: what may be done with its effect, papers beside, taking back one's own last act."""

import pytest

from motcua.documents import store
from motcua.dossiers import acts
from motcua.dossiers.acts import PaperIn
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import Office, at, on
from motcua.law.roles import Role
from motcua.law.statuses import State
from motcua.law.transitions import ACT_NAMES, Act
from motcua.web.effects import effect_of
from motcua.web.phrases import due_phrase
from motcua.web.slugs import ACT_SLUGS
from motcua.web.tests.conftest import SignIn, set_clock
from motcua.web.tests.town import PDF

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f6"
    "45400000000049454e44ae426082"
)


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-03-10 10:00")


def test_the_wait_that_is_told_is_the_one_the_law_gives(office: Office) -> None:
    """The example on the button is what becomes of the date when the papers come at that very moment."""
    dossier = office.assigned()
    told = effect_of(Act.ASK_SUPPLEMENT, dossier, at("2026-03-10 10:00"))
    assert "chờ đến thứ Tư 11/03/2026, 17:30" in told[1]
    assert "Nghị định 118/2025/NĐ-CP" in told[2]
    acts.ask_supplement(office.actor(Role.SPECIALIST), dossier.code, ["A"], "Thiếu", on("2026-03-10 10:00"))
    acts.supplement(
        office.actor(Role.RECEPTION), dossier.code, [PaperIn("A", originals=1)], on("2026-03-11 17:30")
    )
    dossier.refresh_from_db()
    assert f"{dossier.due_original.astimezone(at('2026-03-10 10:00').tzinfo):%d/%m/%Y, %H:%M}" in told[1]


@pytest.mark.parametrize(("at_last", "late"), [("17:30:59", False), ("17:31:00", True)])
def test_the_due_minute_lasts_a_minute(at_last: str, late: bool) -> None:
    dossier = Dossier(
        state=State.RESULT_READY,
        calendar_code="vn-admin",
        due_original=at("2026-03-12 17:30"),
        ended_at=at(f"2026-03-12 {at_last}"),
    )
    assert due_phrase(dossier, at("2026-03-13 09:00")).startswith("xong muộn" if late else "xong đúng hạn")
    told = effect_of(Act.MAKE_READY, dossier, dossier.ended_at)
    assert ("sau hạn" if late else "trước hạn") in told[0]


def test_each_act_stands_with_its_effect(office: Office, as_role: SignIn) -> None:
    dossier = office.assigned()
    page = as_role(Role.SPECIALIST).get(f"/ho-so/{dossier.code}/")
    told = {one.name: one for one in page.context["acts"]}
    assert "hạn trả dời đến" in told[ACT_NAMES[Act.ASK_SUPPLEMENT]].moves
    assert "giữ nguyên: thứ Năm 12/03/2026, 17:30" in told[ACT_NAMES[Act.DRAFT]].effect


def test_ones_own_last_act_can_be_taken_back(office: Office, as_role: SignIn) -> None:
    code = office.received(when="2026-03-10 08:00").code
    acts.transfer(office.actor(Role.RECEPTION), code, office.section, on("2026-03-10 09:00"))
    mine = as_role(Role.RECEPTION).get(f"/ho-so/{code}/")
    assert mine.context["undo"].url == f"/ho-so/{code}/{ACT_SLUGS[Act.RECALL_TRANSFER]}/"
    assert as_role(Role.CENTRE_HEAD).get(f"/ho-so/{code}/").context["undo"] is None  # not their act
    acts.assign(office.actor(Role.SECTION_HEAD), code, office.people[Role.SPECIALIST], on("2026-03-10 09:10"))
    assert as_role(Role.RECEPTION).get(f"/ho-so/{code}/").context["undo"] is None  # somebody went on


def with_files(office: Office) -> tuple[Dossier, list[str]]:
    dossier = office.received(when="2026-03-10 08:00")
    shas = [store.put(PDF, "application/pdf").sha256, store.put(PNG, "image/png").sha256]
    for order, sha256 in enumerate(shas, start=2):
        dossier.papers.create(
            order=order, name=f"Giấy {order}", file_id=sha256, received_at=dossier.received_at
        )
    return dossier, shas


def test_papers_open_beside_and_large(office: Office, as_role: SignIn) -> None:
    dossier, (pdf, png) = with_files(office)
    desk = as_role(Role.RECEPTION)
    page = desk.get(f"/ho-so/{dossier.code}/?xem={pdf}")
    assert f'<iframe class="viewer" src="/ho-so/{dossier.code}/tep/{pdf}/' in page.content.decode()
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert (
        f'<img class="viewer" src="/ho-so/{dossier.code}/tep/{png}/"'
        in desk.get(f"/ho-so/{dossier.code}/?xem={png}").content.decode()
    )
    assert desk.get(f"/ho-so/{dossier.code}/?xem=khong-co").context["beside"] is None
    large = desk.get(f"/ho-so/{dossier.code}/xem/{png}/")
    assert (large.context["previous"].file_id, large.context["next"]) == (pdf, None)
    assert desk.get(f"/ho-so/{dossier.code}/xem/{'0' * 64}/").status_code == 404
    assert as_role(Role.SPECIALIST).get(f"/ho-so/{dossier.code}/xem/{png}/").status_code == 404


def test_the_head_sees_who_holds_how_much(office: Office, as_role: SignIn) -> None:
    office.assigned()
    late = office.assigned("2026-03-02 08:00")
    code = office.received(when="2026-03-10 08:00").code
    acts.transfer(office.actor(Role.RECEPTION), code, office.section, on("2026-03-10 09:00"))
    assert late.due_original < at("2026-03-10 10:00")
    form = as_role(Role.SECTION_HEAD).get(f"/ho-so/{code}/{ACT_SLUGS[Act.ASSIGN]}/").context["form"]
    labels = [label for _value, label in form["handler"].field.choices]
    assert "Người Thử specialist – Bộ phận Tư pháp – Hộ tịch (đang giữ 2 hồ sơ, 1 quá hạn)" in labels
    assert "Người Thử specialist2 – Bộ phận Tư pháp – Hộ tịch (đang giữ 0 hồ sơ)" in labels
    assert "Người Thử" in form["handler"].help_text and "specialist " not in f"{form['handler'].help_text} "
