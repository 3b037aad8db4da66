# SPDX-License-Identifier: EUPL-1.2
"""One published record → what was understood of it. Never raises for any mapping of any values."""

from __future__ import annotations

import re
from collections.abc import Mapping

from motcua.catalogue.reading.channels import read_cases
from motcua.catalogue.reading.legal import read_bases
from motcua.catalogue.reading.papers import read_papers
from motcua.catalogue.reading.results import read_results
from motcua.catalogue.reading.sections import LEGAL_HEAD, cut_page
from motcua.catalogue.reading.text import LOWER, clean, known, squeeze
from motcua.catalogue.reading.values import Doubt, ReadProcedure, Reason

CODE = re.compile(r"\d\.\d{6}(?:\.[A-Z0-9]{2,4}){0,6}")
_DECISION = re.compile(r"\d+[a-zA-Z]?(?:/\d{4})?/[A-ZĐƯ][A-ZĐƯa-z\-&]*\d*")
# Around the number some write «Quyết định số» and the day, or a space at the stroke.
_DECISION_CELL = re.compile(
    rf"(?:(?:Quyết định|QĐ)(?: số)?:? ?)?(?P<number>{_DECISION.pattern})(?:,? ?ngày [\d/.\-]{{6,10}})?[.;]?",
    re.IGNORECASE,
)
_STROKE = re.compile(r" ?([/\-]) ?")
_NATIONAL = len("1.001193")
_LEVELS = {
    "cấp bộ": "ministry",
    "cấp trung ương": "ministry",
    "trung ương": "ministry",
    "cấp tỉnh": "province",
    "cấp tỉnh/thành phố": "province",
    "cấp huyện": "district",
    "cấp quận/huyện": "district",
    "cấp xã/phường/thị trấn": "commune",
    "cấp xã/phường/đặc khu": "commune",
    "cấp xã": "commune",
    "cơ quan khác": "other",
}
_LEVEL_BREAK = re.compile(rf"[,;\n]|\s[-–]\s|(?<=[{LOWER}])(?=Cấp |Cơ quan khác)")
_WAYS_HEAD = re.compile(r"^\s*Hình thức nộp\s*Thời (?:gian|hạn giải quyết)\s*Phí, lệ phí\s*Mô tả")
_RESULT_TAIL = re.compile(r"Từ khóa.*$", re.DOTALL)
# Field of the record that was cut out of the page by others ↔ our own section of the page.
_GIVEN = {
    "name": "ten_thu_tuc",
    "code": "ma_thu_tuc",
    "decision": "so_quyet_dinh",
    "level": "cap_thuc_hien",
    "kind": "loai_thu_tuc",
    "field": "linh_vuc",
    "audience": "doi_tuong_thuc_hien",
    "competent": "co_quan_co_tham_quyen",
    "receiving": "dia_chi_tiep_nhan",
    "supporting": "co_quan_phoi_hop",
    "steps": "trinh_tu_thuc_hien",
    "ways": "cach_thuc_thuc_hien",
    "papers": "thanh_phan_ho_so",
    "legal": "can_cu_phap_ly",
    "performing": "co_quan_thuc_hien",
    "conditions": "yeu_cau_dieu_kien",
    "results": "ket_qua_xu_ly",
}
_NEEDED = ("ways", "papers", "legal", "results")
_COMPARED = ("name", "decision", "level", "field")


def read_record(record: Mapping[str, object]) -> ReadProcedure:
    """Understand one record of the national database.

    The page text decides; the fields cut out of it by others are used where the page has no such section, and
    compared otherwise. A page that names another procedure than the record is not accepted at all.
    """
    given = {name: clean(record.get(key)).strip() for name, key in _GIVEN.items()}
    page = clean(record.get("raw_text"))
    code = squeeze(given["code"])
    sections = cut_page(page)
    shown_code = squeeze(sections.get("code", ""))
    doubts: list[Doubt] = []
    if not code:
        code = shown_code if CODE.fullmatch(shown_code) else ""
    refusal = _refusal(code, shown_code, page)
    if refusal:
        return ReadProcedure(code, accepted=False, name=squeeze(given["name"]), quarantine=(refusal,))
    if not page.strip() or "ways" not in sections:
        doubts.append(Doubt("raw_text", Reason.PAGE_TEXT_MISSING, page[:2000]))
    texts = _merge(sections, given, doubts)
    return _assemble(code, texts, doubts)


def _refusal(code: str, shown_code: str, page: str) -> Doubt | None:
    if not code:
        return Doubt("code", Reason.CODE_MISSING, page[:500])
    if not CODE.fullmatch(code):
        return Doubt("code", Reason.CODE_MALFORMED, code)
    if CODE.fullmatch(shown_code) and not _same_code(code, shown_code):
        return Doubt("raw_text", Reason.PAGE_OF_OTHER_PROCEDURE, f"{code} ≠ {shown_code}: {page[:300]}")
    return None


def _same_code(code: str, other: str) -> bool:
    """Equal, or one of them with the suffix of an agency behind the national code («1.001193.000.00.00.H22»)."""
    short, long = sorted((code, other), key=len)
    return short == long or (len(short) == _NATIONAL and long.startswith(f"{short}."))


def _merge(sections: dict[str, str], given: dict[str, str], doubts: list[Doubt]) -> dict[str, str]:
    """Our own cut first, the given field where the page has none; a disagreement on short fields is doubted."""
    texts: dict[str, str] = {}
    for name in _GIVEN:
        own = sections.get(name)
        texts[name] = given[name] if own is None else own.strip()
        if own is not None and name in _COMPARED and given[name] and squeeze(own) != squeeze(given[name]):
            doubts.append(Doubt(name, Reason.CUT_DISAGREES, f"{squeeze(own)[:300]} ≠ {given[name][:300]}"))
        if own is None and name in _NEEDED and not given[name]:
            doubts.append(Doubt(name, Reason.SECTION_MISSING, ""))
    return texts


def _assemble(code: str, texts: dict[str, str], doubts: list[Doubt]) -> ReadProcedure:
    name = squeeze(known(texts["name"]))
    if not name:
        doubts.append(Doubt("name", Reason.NAME_MISSING, texts["name"]))
    decision = _decision(texts["decision"], doubts)
    levels = _levels(texts["level"], doubts)
    field_name = squeeze(known(texts["field"]))
    if not field_name:
        doubts.append(Doubt("field", Reason.SECTION_MISSING, texts["field"]))
    narrative = f"{texts['steps']}\n{known(texts['conditions'])}"
    cases, found = read_cases(_WAYS_HEAD.sub("", texts["ways"]), narrative)
    doubts += found
    if not cases and not any(d.field in {"ways", "cases"} for d in doubts):
        doubts.append(Doubt("cases", Reason.SECTION_MISSING, texts["ways"]))
    papers, notes, found = read_papers(texts["papers"])
    doubts += found
    results, found = read_results(_RESULT_TAIL.sub("", texts["results"]))
    doubts += found
    bases, found = read_bases(
        LEGAL_HEAD.sub("", f"Căn cứ pháp lý{texts['legal']}").removeprefix("Căn cứ pháp lý")
    )
    doubts += found
    return ReadProcedure(
        code=code,
        accepted=True,
        name=name,
        decision_number=decision,
        field_name=field_name,
        kind=squeeze(known(texts["kind"])),
        levels=levels,
        audience=squeeze(known(texts["audience"])),
        competent_unit=squeeze(known(texts["competent"])),
        receiving_unit=squeeze(known(texts["receiving"])),
        supporting_unit=squeeze(known(texts["supporting"])),
        performing_unit=squeeze(known(texts["performing"])),
        steps=known(texts["steps"]),
        conditions=known(texts["conditions"]),
        cases=cases,
        papers=papers,
        notes=notes,
        results=results,
        legal_bases=bases,
        quarantine=tuple(doubts),
    )


def _decision(text: str, doubts: list[Doubt]) -> str:
    cell = _DECISION_CELL.fullmatch(_STROKE.sub(r"\1", squeeze(known(text))))
    if cell is not None and _DECISION.fullmatch(cell["number"]):
        return cell["number"]
    doubts.append(Doubt("decision", Reason.DECISION_UNCLEAR, squeeze(known(text))))
    return ""


def _levels(text: str, doubts: list[Doubt]) -> tuple[str, ...]:
    levels: list[str] = []
    for part in _LEVEL_BREAK.split(known(text)):
        word = squeeze(part).lower()
        if word in _LEVELS and _LEVELS[word] not in levels:
            levels.append(_LEVELS[word])
        elif word and word not in _LEVELS:
            doubts.append(Doubt("level", Reason.LEVEL_UNKNOWN, squeeze(part)))
    if not levels and not any(d.field == "level" for d in doubts):
        doubts.append(Doubt("level", Reason.LEVEL_UNKNOWN, text))
    return tuple(levels)
