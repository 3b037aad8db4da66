# SPDX-License-Identifier: EUPL-1.2
"""Pages of the reform index: from a sample set to the published result, who sees what, how many queries they cost."""

from __future__ import annotations

import io
from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from motcua.law.roles import Role
from motcua.organisations.models import Person
from motcua.reform import acts
from motcua.reform.acts import Said
from motcua.reform.models import (
    CriteriaSet,
    ReformEvidence,
    ReformRound,
    ReformScore,
    RemedialTask,
    SheetState,
)
from motcua.reform.own_sets import own_sets
from motcua.reform.scoring import Fact
from motcua.reform.tests.year import (
    NOW,
    Year,
    begin_year,
    filled,
    finished,
    opened,
    sheet_of,
    small_tree,
)
from motcua.web.reform.words import fact_words, rule_sentence
from motcua.web.tests.browser_hands import People
from motcua.web.tests.conftest import set_clock
from motcua.web.tests.town import PDF


@pytest.fixture
def year(db: None, monkeypatch: pytest.MonkeyPatch) -> Year:
    set_clock(monkeypatch, "2026-03-09 10:00")
    return begin_year()


def client_of(year: Year, who: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=year[who].person_id))
    return client


def told(client: Client, name: str, *values: object, status: int = 200, **asked: str) -> str:
    answer = client.get(reverse(name, args=values), asked)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def pressed(client: Client, url: str, act: str, /, **facts: object) -> int:
    return client.post(
        url, {"viec": act, **{f"{act}-{key}": value for key, value in facts.items()}}
    ).status_code


def test_from_a_sample_to_an_open_round(year: Year) -> None:
    judge = client_of(year, "judge")
    assert "Chưa có phiếu chấm nào" in told(judge, "reform")
    page = told(judge, "reform_set_import")
    assert "bo-tieu-chi/mau/commune-2024" in page
    empty = judge.post(reverse("reform_set_import"), {"key": "a", "level": "commune", "year": 2026})
    assert empty.status_code == 422 and "Hãy chọn một tệp, hoặc một bộ mẫu." in empty.content.decode()
    sent = {"key": "a", "sample": "commune-2024", "level": "commune", "year": 2026}
    answer = judge.post(reverse("reform_set_import"), sent)
    made = CriteriaSet.objects.get()
    assert answer.headers["Location"] == reverse("reform_set", args=[made.pk])
    page = told(judge, "reform_set", made.pk)
    assert "Bộ tiêu chí này là bộ mẫu" in page and "điểm chưa đối chiếu" in page
    page = told(judge, "reform_open", made.pk)
    assert "Ủy ban nhân dân xã Thử Hai" in page
    days = {"self_due": "2026-12-10", "appraisal_due": "2026-12-01", "objection_due": ""}
    units = [year.office.committee.pk, year.other.pk]
    wrong = judge.post(reverse("reform_open", args=[made.pk]), {"key": "b", "units": units, **days})
    assert wrong.status_code == 422 and "theo thứ tự" in wrong.content.decode()
    days["appraisal_due"] = "2026-12-20"
    answer = judge.post(reverse("reform_open", args=[made.pk]), {"key": "b", "units": units, **days})
    round = ReformRound.objects.get()
    assert answer.headers["Location"] == reverse("reform_round", args=[round.pk])
    assert round.assessments.count() == 2
    assert "đang chấm" in told(client_of(year, "worker"), "reform")


def test_a_broken_spreadsheet_names_its_cells(year: Year) -> None:
    judge = client_of(year, "judge")
    content = judge.get(reverse("reform_sample", args=["commune-2024"])).content
    book = load_workbook(io.BytesIO(content))
    row = next(cells[0].row for cells in book.active.iter_rows() if cells[0].value == "1.5")
    book.active[f"C{row}"] = "hai"
    out = io.BytesIO()
    book.save(out)
    file = SimpleUploadedFile("bo.xlsx", out.getvalue())
    sent = {"key": "a", "file": file, "title": "Bộ thử", "level": "commune", "year": 2026}
    answer = judge.post(reverse("reform_set_import"), sent)
    assert answer.status_code == 422 and f"C{row}" in answer.content.decode()
    assert not CriteriaSet.objects.exists()
    file = SimpleUploadedFile("bo.xlsx", content)
    answer = judge.post(reverse("reform_set_import"), {**sent, "file": file})
    assert answer.status_code == 302 and CriteriaSet.objects.get().title == "Bộ thử"


def test_a_unit_scores_proves_and_sends(year: Year) -> None:
    sheet = sheet_of(opened(year), year.office.committee)
    control = client_of(year, "control")
    url = reverse("reform_criterion", args=[sheet.pk, "1.2"])
    page = control.get(url).content.decode()
    assert "Từ 100 %: 10 điểm; dưới 50 %: 0 điểm" in page
    bad = control.post(url, {"viec": "tu-cham", "tu-cham-key": "k", "tu-cham-seen": 0, "tu-cham-part": "9"})
    assert bad.status_code == 422 and "Chưa điền “Mẫu số”." in bad.content.decode()
    assert 'value="9"' in bad.content.decode()
    facts = {"key": "k", "seen": 0, "part": "9", "whole": "10", "note": "Sổ theo dõi"}
    answer = control.post(
        url, {"viec": "tu-cham", "tiep": "1", **{f"tu-cham-{name}": value for name, value in facts.items()}}
    )
    assert answer.headers["Location"] == reverse("reform_criterion", args=[sheet.pk, "1.3"])
    score = ReformScore.objects.get(assessment=sheet, code="1.2")
    assert (score.self_points, score.note) == (9, "Sổ theo dõi")
    file = SimpleUploadedFile("ke-hoach.pdf", PDF)
    assert pressed(control, url, "tai-lieu", key="f", file=file, name="Kế hoạch 01") == 302
    proof = ReformEvidence.objects.get()
    assert "Kế hoạch 01" in control.get(url).content.decode()
    assert control.get(reverse("reform_evidence", args=[sheet.pk, proof.pk])).content == PDF
    refused = SimpleUploadedFile("a.exe", b"MZ nothing")
    assert pressed(control, url, "tai-lieu", key="g", file=refused) == 422
    control.post(reverse("reform_withdraw", args=[sheet.pk, proof.pk]), {"key": "w"})
    assert ReformEvidence.objects.get().withdrawn_at is not None
    head = client_of(year, "head")
    early = head.post(reverse("reform_sheet", args=[sheet.pk]), {"viec": "gui", "key": "up"})
    assert early.status_code == 409 and "Còn tiêu chí chưa chấm" in early.content.decode()
    filled(year, sheet)
    assert (
        head.post(reverse("reform_sheet", args=[sheet.pk]), {"viec": "gui", "key": "up"}).status_code == 302
    )
    sheet.refresh_from_db()
    assert sheet.state == SheetState.SUBMITTED


def test_appraisal_objection_answer_and_the_published_ranking(year: Year) -> None:
    round = opened(year)
    sheet = filled(year, sheet_of(round, year.office.committee))
    acts.submit(year["head"], sheet.pk, "up", NOW)
    judge, head, chair = (client_of(year, who) for who in ("judge", "head", "chair"))
    url = reverse("reform_criterion", args=[sheet.pk, "1.3"])
    version = ReformScore.objects.get(assessment=sheet, code="1.3").version
    lower = {"key": "a", "seen": version, "value": "1"}
    assert pressed(judge, url, "tham-dinh", **lower) == 422  # no reason
    assert pressed(judge, url, "tham-dinh", **lower, because="Thiếu quyết định") == 302
    page = reverse("reform_sheet", args=[sheet.pk])
    assert judge.post(page, {"viec": "dong-y", "key": "b"}).status_code == 302
    survey = reverse("reform_criterion", args=[sheet.pk, "3.1"])
    version = ReformScore.objects.get(assessment=sheet, code="3.1").version
    assert pressed(judge, survey, "tham-dinh", key="c", seen=version, value="15") == 302
    assert judge.post(page, {"viec": "xong", "key": "d", "words": ""}).status_code == 302
    assert pressed(head, url, "kien-nghi", key="e", words="Đã có quyết định 12") == 302
    assert chair.post(page, {"viec": "chot", "key": "f"}).status_code == 409
    assert "kiến nghị chờ trả lời" in told(judge, "reform_sheet", sheet.pk, xem="kien-nghi")
    version = ReformScore.objects.get(assessment=sheet, code="1.3").version
    answer = {"key": "g", "seen": version, "value": "2", "because": "Đã đối chiếu"}
    assert pressed(judge, url, "tra-loi", **answer) == 302
    assert chair.post(page, {"viec": "chot", "key": "f"}).status_code == 302
    other = filled(year, sheet_of(round, year.other), "elsewhere")
    finished(year, other, "other-head", 20)
    ranking = told(head, "reform_round", round.pk)
    assert "đơn vị chỉ thấy điểm của mình" in ranking and "81,7" not in ranking and "76,7" in ranking
    closing = chair.post(reverse("reform_round", args=[round.pk]), {"key": "z", "document": "QĐ 9/QĐ-UBND"})
    assert closing.status_code == 302
    ranking = told(head, "reform_round", round.pk)
    assert "81,7" in ranking and "QĐ 9/QĐ-UBND" in ranking
    assert f"/phieu/{sheet.pk}/" in ranking and f"/phieu/{other.pk}/" not in ranking
    file = head.get(reverse("reform_round_file", args=[round.pk])).content
    rows = list(load_workbook(io.BytesIO(file)).active.iter_rows(values_only=True))
    assert [row[0] for row in rows[2:]] == ["1", "2"]


def test_lost_points_and_their_remedies(year: Year) -> None:
    sheet = filled(year, sheet_of(opened(year), year.office.committee))
    control = client_of(year, "control")
    page = told(control, "reform_lost", sheet.pk)
    assert "chưa nêu nguyên nhân" in page and page.index("2.2") < page.index("1.4")
    url = reverse("reform_criterion", args=[sheet.pk, "2.2"])
    worker = year["worker"].person_id
    owner = {"unit": year.office.section.pk, "person": worker}
    loss = {"key": "a", "cause": "late", "cause_words": "Báo cáo chậm", **owner}
    assert pressed(control, url, "nguyen-nhan", **loss) == 302
    assert pressed(control, url, "khac-phuc", key="b", words="Lập lịch", due="2026-03-01", **owner) == 302
    task = RemedialTask.objects.get()
    page = told(control, "reform_lost", sheet.pk)
    assert "Báo cáo chậm" in page and "Lập lịch" in page
    own = client_of(year, "worker")
    assert "Quá hạn" in told(own, "reform")
    answer = own.post(
        reverse("reform_remedy", args=[task.pk]), {"key": "c", "outcome": "xong", "result": "Đã lập"}
    )
    assert answer.status_code == 302
    assert "Đã lập" in told(own, "reform_remedy", task.pk)


def test_scores_come_from_a_spreadsheet(year: Year) -> None:
    sheet = sheet_of(opened(year), year.office.committee)
    control = client_of(year, "control")
    book = load_workbook(io.BytesIO(control.get(reverse("reform_sheet_file", args=[sheet.pk])).content))
    rows = {cells[0].value: cells[0].row for cells in book.active.iter_rows()}
    book.active[f"D{rows['1.1']}"] = "có"
    book.active[f"D{rows['1.3']}"] = "ba"
    out = io.BytesIO()
    book.save(out)
    sent = {"key": "k", "file": SimpleUploadedFile("diem.xlsx", out.getvalue())}
    page = control.post(reverse("reform_import", args=[sheet.pk]), sent).content.decode()
    assert "Đã ghi 1 tiêu chí." in page and f"D{rows['1.3']}" in page
    broken = {"key": "l", "file": SimpleUploadedFile("diem.xlsx", b"nothing")}
    assert control.post(reverse("reform_import", args=[sheet.pk]), broken).status_code == 422


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("1", "Cộng điểm các tiêu chí thành phần."),
        ("1.1", "Có: 10 điểm; không: 0 điểm."),
        ("1.2", "Từ 100 %: 10 điểm; dưới 50 %: 0 điểm; ở giữa tính theo tỷ lệ."),
        ("1.3", "Từ 3 trở lên: 10 điểm; ít hơn thì tính theo tỷ lệ."),
        ("1.4", "10 điểm, mỗi trường hợp trừ 2,5 điểm."),
        ("2.1", "Từ 97 %: 20 điểm; thấp hơn thì tính theo tỷ lệ."),
        ("3.1", "Người chấm cho từ 0 đến 20 điểm."),
    ],
)
def test_a_way_of_scoring_can_be_read_aloud(code: str, words: str) -> None:
    criterion = small_tree().criterion(code)
    assert criterion is not None and rule_sentence(criterion) == words


def test_what_was_said_is_told_exactly_and_never_as_markup() -> None:
    ratio, choice = (small_tree().criterion(code) for code in ("2.1", "2.2"))
    assert ratio is not None and choice is not None
    assert fact_words(ratio, Fact(part=Fraction(1999), whole=Fraction(2000))) == "1.999/2.000 (99,9 %)"
    assert fact_words(ratio, Fact(absent=True)) == "không áp dụng"
    assert fact_words(choice, Fact(choice="<b>")) == '<span lang="vi">&lt;b&gt;</span>'
    assert rule_sentence(choice).startswith('<span lang="vi">Kịp thời</span>: 20 điểm; ')
    steps = own_sets()["section-2026"].criterion("2.2")
    assert steps is not None
    assert rule_sentence(steps).startswith("đến 0: 15 điểm; đến 2: 10 điểm; đến 5: 5 điểm;")


def test_strangers_find_nothing(year: Year) -> None:
    sheet = sheet_of(opened(year), year.office.committee)
    stranger = client_of(year, "elsewhere")
    for name in ("reform_sheet", "reform_lost", "reform_sheet_file", "reform_import"):
        told(stranger, name, sheet.pk, status=404)
    told(stranger, "reform_criterion", sheet.pk, "1.1", status=404)
    told(client_of(year, "control"), "reform_criterion", sheet.pk, "9.9", status=404)
    told(client_of(year, "worker"), "reform_set_import", status=403)


def queries_of(client: Client, name: str, *values: object) -> int:
    told(client, name, *values)
    with CaptureQueriesContext(connection) as asked:
        told(client, name, *values)
    return len(asked)


def test_no_page_asks_more_for_more_rows(year: Year) -> None:
    round = opened(year)
    sheet = sheet_of(round, year.office.committee)
    control, judge = client_of(year, "control"), client_of(year, "judge")
    pages = [("reform_sheet", sheet.pk), ("reform_lost", sheet.pk), ("reform_criterion", sheet.pk, "1.1")]
    few = [queries_of(control, *page) for page in pages]
    of_round = queries_of(judge, "reform_round", round.pk)
    first = queries_of(control, "reform")
    filled(year, sheet)
    filled(year, sheet_of(round, year.other), "elsewhere", **{"1_1": Fact(yes=False)})
    assert [queries_of(control, *page) for page in pages] == few
    assert queries_of(judge, "reform_round", round.pk) == of_round
    opened(year, 2025)
    assert queries_of(control, "reform") == first
    assert max(*few, of_round, first) <= 20


@pytest.mark.browser
def test_a_year_of_judging_at_the_keyboard(people: People, transactional_db: None) -> None:
    """One criterion is scored, the sheet goes up, is appraised, made final and published."""
    people.clock("2026-03-09 10:00")
    year = begin_year()
    round = opened(year)
    finished(year, filled(year, sheet_of(round, year.other), "elsewhere"), "other-head", 20)
    sheet = filled(year, sheet_of(round, year.office.committee))
    acts.score_self(year["control"], sheet.pk, Said("1.3", Fact()), "empty", NOW)

    control = people.hands("t-control")
    control.open(f"/cai-cach/phieu/{sheet.pk}/1.3/")
    control.fill("Số lượng", "2")
    control.press("Ghi và sang tiêu chí sau")
    assert control.page.url.partition("#")[0].endswith("/1.4/")
    control.open("/cai-cach/")
    control.follow("Ủy ban nhân dân xã Thử Nghiệm")
    control.sees("61,73 trên 80 điểm đã chấm")

    head = people.hands(Role.AGENCY_HEAD)
    head.open(f"/cai-cach/phieu/{sheet.pk}/")
    head.press("Gửi kết quả tự chấm")
    head.sees("Đã gửi, chờ thẩm định")

    judge = people.hands("t-p-control")
    judge.open(f"/cai-cach/phieu/{sheet.pk}/3.1/")
    judge.fill("Điểm", "15")
    judge.press("Ghi điểm thẩm định")
    judge.open(f"/cai-cach/phieu/{sheet.pk}/")
    judge.press("Đồng ý các tiêu chí còn lại")
    judge.press("Thẩm định xong")
    judge.sees("76,73 trên 100 điểm đã chấm")

    chair = people.hands("t-p-head")
    chair.open(f"/cai-cach/phieu/{sheet.pk}/")
    chair.press("Chốt kết quả")
    chair.open(f"/cai-cach/dot/{round.pk}/")
    chair.fill("Số, ngày văn bản", "QĐ 9/QĐ-UBND")
    chair.press("Công bố")
    chair.sees("Đã công bố", "QĐ 9/QĐ-UBND", "81,7", "76,7")
