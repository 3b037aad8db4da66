# SPDX-License-Identifier: EUPL-1.2
"""The import: new, changed, unchanged and bad lines; versions of the house are not pushed aside."""

import datetime as dt
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from motcua.catalogue import acts
from motcua.catalogue.editing import Answer, Decision, settle
from motcua.catalogue.errors import ImportFileUnreadable, QuarantineItemUnknown
from motcua.catalogue.importing import ImportReport, import_file
from motcua.catalogue.models import (
    NationalRecord,
    Procedure,
    ProcedureVersion,
    QuarantineItem,
    QuarantineState,
    VersionSource,
    VersionStatus,
)
from motcua.catalogue.queries import latest_record, open_quarantine, version_on
from motcua.catalogue.searching import search_versions
from motcua.catalogue.showing import show_refused, show_version
from motcua.catalogue.tests.keeping import keeper
from motcua.catalogue.tests.pages import record
from motcua.law.clock import VIETNAM

pytestmark = pytest.mark.django_db
MARCH = dt.date(2026, 3, 1)
MAY = dt.date(2026, 5, 1)


def run(
    folder: Path, *lines: dict[str, Any] | bytes, day: dt.date = MARCH, packed: bool = False
) -> ImportReport:
    content = b"\n".join(
        line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode() for line in lines
    )
    path = folder / "ban-ghi.jsonl"
    path.write_bytes(gzip.compress(content) if packed else content)
    now = dt.datetime.combine(day, dt.time(8), tzinfo=VIETNAM)
    return import_file(path, now=now, effective_from=day, progress=lambda _: None)


def test_a_record_becomes_a_valid_version_with_all_its_parts(tmp_path: Path) -> None:
    report = run(
        tmp_path, record(ways="Trực tiếp5Miễn phíTrực tuyến3 Ngày làm việc20,000 VNĐ(/lần)"), packed=True
    )
    assert (report.read, report.accepted, report.new) == (1, 1, 1)
    assert report.quarantined == {"limit_without_unit": 1, "free_but_fee_due": 1}
    version = version_on("1.900001", MARCH)
    assert (version.status, version.number, version.source_kind) == ("valid", 1, VersionSource.NATIONAL)
    shown = show_version(version, latest_record("1.900001"))
    assert shown["level"] == ["province", "commune"]
    assert [(case["channel"], case["limit"], case["fee"]) for case in shown["cases"]] == [
        ("counter", None, None),
        (
            "online",
            {"value": 3, "unit": "working days"},
            {"amount": 20000, "currency": "VND", "note": "/lần"},
        ),
    ]
    assert [(p["originals"], p["copies"], p["form_files"]) for p in shown["papers"]] == [
        (1, 0, ["Mẫu A1.docx"]),
        (0, 1, []),
    ]
    assert shown["results"][0]["code"] == "KQ.G99.000001"
    assert shown["legal_bases"][0] == {"number": "12/2019/QH14", "title": "Luật Đò ngang 2019"}
    assert [(doubt["field"], doubt["reason"], doubt["raw"]) for doubt in shown["quarantine"]] == [
        ("cases[0].limit", "limit_without_unit", "5"),
        ("cases[0].fee", "free_but_fee_due", "Miễn phí"),
    ]
    json.dumps(shown)


def test_how_far_it_goes_online_is_taken_from_the_name_of_the_record(tmp_path: Path) -> None:
    run(tmp_path, record(name="Cấp giấy phép đò bằng dịch vụ công trực tuyến toàn trình"))
    cases = version_on("1.900001", MARCH).cases.order_by("order")
    assert list(cases.values_list("channel", "online_level")) == [("online", "full"), ("counter", None)]


def test_the_same_content_changes_nothing_whatever_the_order_of_keys(tmp_path: Path) -> None:
    run(tmp_path, record())
    report = run(tmp_path, dict(reversed(record().items())), day=MAY)
    assert (report.new, report.changed, report.unchanged) == (0, 0, 1)
    assert ProcedureVersion.objects.count() == NationalRecord.objects.count() == 1


def test_a_changed_record_follows_from_its_day(tmp_path: Path) -> None:
    run(tmp_path, record(ways="Trực tiếp5Miễn phí"))
    report = run(tmp_path, record(ways="Trực tiếp4 NgàyMiễn phí"), day=MAY)
    assert (report.new, report.changed) == (0, 1)
    assert version_on("1.900001", MAY - dt.timedelta(days=1)).number == 1
    assert version_on("1.900001", MAY).number == 2
    assert list(open_quarantine("1.900001")) == []
    assert QuarantineItem.objects.filter(state=QuarantineState.SUPERSEDED).count() == 1


def test_a_change_on_the_same_day_withdraws_the_first_reading(tmp_path: Path) -> None:
    run(tmp_path, record())
    run(tmp_path, record(level="Cấp xã"))
    assert version_on("1.900001", MARCH).number == 2
    assert ProcedureVersion.objects.get(number=1).status == VersionStatus.WITHDRAWN


def test_a_version_of_the_house_stays_and_the_import_waits_as_a_draft(tmp_path: Path) -> None:
    procedure = Procedure.objects.create(code="1.900001")
    own = ProcedureVersion.objects.create(
        procedure=procedure, number=1, effective_from=MARCH, name="Đò", source_kind=VersionSource.EDITED
    )
    acts.publish(own)
    report = run(tmp_path, record(), day=MAY)
    assert (report.new, report.drafts) == (1, 1)
    assert version_on("1.900001", MAY).pk == own.pk
    assert ProcedureVersion.objects.get(number=2).status == VersionStatus.DRAFT


def test_bad_lines_are_reported_and_the_rest_go_on(tmp_path: Path) -> None:
    deep = b"[" * 100_000
    report = run(tmp_path, b"{not json", b"", b"[1]", b"\xff\xfe{}", deep, record(), b"   ")
    assert [failure["line"] for failure in report.failed] == [1, 3, 4, 5]
    assert all(failure["error"] for failure in report.failed)
    assert (report.read, report.accepted) == (5, 1)


def test_the_page_of_another_procedure_is_kept_and_not_accepted(tmp_path: Path) -> None:
    wrong = record() | {"ma_thu_tuc": "1.900009"}
    for _ in range(2):
        report = run(tmp_path, wrong)
    assert (report.accepted, report.refused, report.unchanged) == (0, 1, 1)
    kept = latest_record("1.900009")
    assert kept is not None
    assert kept.version is None
    assert json.loads(kept.raw) == wrong
    assert [doubt["reason"] for doubt in show_refused(kept)["quarantine"]] == ["page_of_other_procedure"]


def test_two_different_records_of_one_code_in_a_file(tmp_path: Path) -> None:
    lines = (record(), record(level="Cấp xã"), record())
    first, again = run(tmp_path, *lines), run(tmp_path, *lines)
    assert (first.accepted, first.refused, first.new, first.unchanged) == (2, 1, 2, 1)
    assert "code_repeated" in first.quarantined
    assert (again.new, again.changed, again.unchanged) == (0, 0, 3)
    assert version_on("1.900001", MARCH).levels == ["province", "commune"]


def test_hostile_text_is_stored(tmp_path: Path) -> None:
    line = json.dumps(record(name="Cấp phép")).replace("Cấp phép", "C\\u0000\\ud800p")
    report = run(tmp_path, line.replace("C\\u1ea5p ph\\u00e9p", "C\\u0000\\ud800p").encode())
    assert report.accepted == 1
    assert version_on("1.900001", MARCH).name.startswith("C")


def test_a_file_that_cannot_be_read_says_why_and_what_to_do(tmp_path: Path) -> None:
    packed = gzip.compress(json.dumps(record()).encode())
    (tmp_path / "hong.gz").write_bytes(b"\x1f\x8b\x08broken")
    (tmp_path / "sai.gz").write_bytes(packed[:-6] + b"xxxxxx")
    (tmp_path / "cut.gz").write_bytes(packed[:-20])
    for name, why, hint in (
        ("hong.gz", "bị cụt", "tải lại"),
        ("sai.gz", "bị hỏng", "tải lại"),
        ("cut.gz", "bị cụt", "tải lại"),
        ("khong-co.jsonl", "không có tệp này", "đường dẫn"),
    ):
        with pytest.raises(ImportFileUnreadable, match=why) as caught:
            import_file(
                tmp_path / name,
                now=dt.datetime.now(tz=VIETNAM),
                effective_from=MARCH,
                progress=lambda _: None,
            )
        assert hint in caught.value.hint
    assert not NationalRecord.objects.exists()


def test_bad_lines_say_what_a_line_must_be(tmp_path: Path) -> None:
    report = run(tmp_path, b"{not json", b"[1]", "{}".encode("utf-16"))
    told = [failure["error"] for failure in report.failed]
    assert all("Mỗi dòng phải là trọn một đối tượng JSON" in error for error in told[:2])
    assert "lưu lại tệp ở dạng UTF-8" in told[2]


def test_search_needs_no_accents(tmp_path: Path) -> None:
    run(tmp_path, record(), record(code="1.900002", name="Thu hồi giấy phép đò ngang do mất"))
    assert search_versions("cap giay phep do", day=MARCH)[0].code == "1.900001"
    assert [one.code for one in search_versions("THU HỒI ĐÒ", day=MARCH)] == ["1.900002"]
    assert [one.code for one in search_versions("1.900002", day=MARCH)] == ["1.900002"]
    assert search_versions("khai sinh", day=MARCH) == []
    assert search_versions("  ", day=MARCH) == []


def test_a_doubt_is_settled_once(tmp_path: Path) -> None:
    run(tmp_path, record(ways="Trực tiếp5Miễn phí"))
    item = open_quarantine("1.900001").get()
    settled = settle(keeper(), item.pk, Answer(Decision.CORRECT, "5 ngày làm việc"))
    assert settled.resolved_at is not None
    assert ProcedureVersion.objects.get(status="draft").cases.get().limit_value == 5
    with pytest.raises(QuarantineItemUnknown):
        settle(keeper(), item.pk, Answer(Decision.KEEP))


def test_what_was_refused_under_a_code_is_seen_beside_what_was_accepted(tmp_path: Path) -> None:
    other_page = {**record(code="1.900002"), "ma_thu_tuc": "1.900001"}
    run(tmp_path, record(), record(name="Tên khác", ways="Trực tiếp5Miễn phí"), other_page)
    latest = latest_record("1.900001")
    assert latest is not None
    assert latest.version is not None
    shown = show_version(latest.version, latest)
    assert shown["name"] == "Cấp giấy phép đò ngang"
    assert [doubt["reason"] for doubt in shown["quarantine"]] == ["code_repeated", "page_of_other_procedure"]
