# SPDX-License-Identifier: EUPL-1.2
"""Who a sentence speaks of: the head up to its first verb leads, `phối hợp với …` helps, the rest is the duty."""

from __future__ import annotations

import re
from dataclasses import dataclass

from motcua.law.names import fold
from motcua.plans.reading.keys import alike

_VERBS = (
    "chu tri", "phoi hop", "tham muu", "co trach nhiem", "chiu trach nhiem", "thuong xuyen", "chu dong",
    "can cu", "tong hop", "theo doi", "huong dan", "to chuc", "xay dung", "thuc hien", "trien khai", "bao cao",
    "ra soat", "kiem tra", "don doc", "kip thoi", "nghiem tuc", "tang cuong", "ban hanh", "cap nhat", "bo tri",
    "tiep tuc", "day manh", "tham gia", "tham dinh", "quan triet", "phan cong", "chi dao", "lap", "cu", "gui",
    "phai", "can", "chap hanh", "de xuat", "bao dam", "dam bao", "hang quy", "hang thang", "dinh ky",
    "tuyen truyen", "trinh", "danh gia", "so hoa", "kien toan", "chuyen doi", "pho bien", "niem yet",
    "cong khai", "van dong", "tiep nhan", "xu ly", "giai quyet", "sap xep", "tinh gian", "boi duong", "dao tao",
    "tap huan", "khao sat", "ket noi", "nang cap", "nang cao", "duy tri", "trang bi", "mua sam", "hoan thanh",
    "hoan thien", "cung cap", "su dung", "ung dung", "phat dong", "nghien cuu", "thong ke", "giam sat",
    "bien soan", "soan thao", "cong bo", "dang tai", "rut ngan", "cat giam", "don gian hoa", "tich hop",
    "he thong hoa", "tu cham", "cham diem", "thanh lap", "chuan bi", "van hanh", "khac phuc", "xac dinh",
    "kiem soat", "phat hien", "chan chinh", "gop y", "huy dong", "giai trinh", "cung co", "dieu chinh",
    "sua doi", "thong bao", "tra loi", "dang ky", "khai thac", "cai tien", "phat huy", "giao nhiem vu",
    "giao chi tieu", "thuc day", "chuan hoa", "de nghi", "in", "kiem ke", "tiep cong dan", "tiep dan",
    "xac minh", "xac thuc", "thu thap", "lam sach", "phan hoi", "doi chieu", "luu tru", "quyet toan",
    "thanh toan", "dam nhiem", "bao tri", "ho tro", "truc tiep", "giai dap", "luan chuyen", "nghiem tuc",
    "can doi", "mo chuyen", "treo", "vao cuoc", "nhac nho", "khen thuong", "phan loai", "lam viec", "mo them",
    "mo lop", "lam dau moi", "bam sat", "bo sung", "dieu tra", "kien nghi", "lua chon", "nghiem thu", "phan bo",
    "phan anh", "phat song", "quan ly", "tap trung", "tham van", "tiep thu",
    "tim hieu", "trao doi", "truyen thong", "tu van", "uu tien", "xem xet", "lien he", "mo rong", "dang bai",
    "cai dat", "lap dat", "sua chua", "thay the", "bai bo", "kich hoat", "cap phat", "chuyen tra",
    "chuyen giao", "tra cuu", "ghi nhan", "chi tra", "thu phi", "quan tam", "gop phan", "lap nhom",
    "phat to roi", "phan tich", "giup", "la dau moi",
)  # fmt: skip
"""Words that begin what is to be done."""

_PARTS = {"chu tri", "phoi hop", "tham muu", "co trach nhiem", "chiu trach nhiem"}
_IN_NAMES = {
    "kiem tra",
    "tong hop",
    "to chuc",
    "huong dan",
    "tham dinh",
    "tuyen truyen",
    "thuc hien",
    "bao cao",
    "quan ly",
    "tu van",
    "truyen thong",
    "tiep nhan",
}
_OF_NAMES = {"dai", "doan", "phong", "ban", "phan", "to", "doi", "tam", "co", "cuc"}
_OF_THINGS = {"cac", "nhung"}
_ROLES = ("chu tri", "co trach nhiem", "chiu trach nhiem")
_GROUNDS = re.compile(r"^(?:(?:Trên cơ sở|Căn cứ|Theo)\s[^,]{3,70},\s+|Đồng thời,?\s+)(?=\S+ \S+ \S+)")
_WHEN = re.compile(
    r"^(?:(?:Chậm nhất|Trước|Trong|Hằng|Hàng|Định kỳ|Đến|Từ|Vào|Mỗi)\s[^,;.:]{2,48})[,:]\s+(?=\S+ \S+ \S+)"
)
_PASSIVE = re.compile(r"^(?:Việc|Công tác|Nội dung)\s.{8,200}?\sdo\s+")
_BY = re.compile(r"\sdo\s+(?!.*\sdo\s)")
"""Before who leads, in the middle of a sentence: `Các cơ quan họp mỗi quý do Sở Nội vụ chủ trì`."""

_GIVES = re.compile(
    r"^(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Chủ tịch)\s[^,;.:]{0,60}?\s(?:giao|phân công|yêu cầu|đề nghị)\s+(.+)$"
)
_BEFORE_UNIT = re.compile(
    r"^(?:(?:Giao|Đề nghị|Đối với|Trách nhiệm(?: của)?|Nhiệm vụ của|Phân công|Yêu cầu)\s+(?:cho\s+)?)+",
    re.IGNORECASE,
)
_BEHIND_UNIT = re.compile(
    r"[\s,:(]*(?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|chủ trì(?: thực hiện)?|thực hiện|phụ trách)"
    r"(?:\s+(?:thực hiện|các nhiệm vụ|nhiệm vụ|những|nội dung|sau|sau đây|như sau|cụ thể))*\W*$",
    re.IGNORECASE,
)
_WITH = {"voi", "cung", "va", "v61", "vo1", "vol"}  # as a scanner has it, too
_LONGEST = 28
_FEWEST = 3
_NAME = 9
_TIME = re.compile(r"\b(?:ngay|thang|quy|tuan|nam)\b")
_KINDS = """
uy ban|ubnd|hdnd|van phong|vp|phong(?! chong)|so(?! hoa| lieu| luong)|ban(?! hanh)|bo phan|co quan|don vi|cong chuc|
can bo|thu truong|truong(?! hop)|chu tich|pho chu tich|giam doc|pho giam doc|trung tam|chi cuc|cuc|cong an|thanh tra|
dai(?! hoi)|hoi(?! nghi| dap)|doan(?! ket)|to(?! chuc|i)|lanh dao|bo(?! sung| tri| chi so)|vien chuc|nguoi|ca nhan|
mat tran|uy vien|thanh vien|xa(?! hoi)|phuong(?! an| thuc| tien)|kho bac|thue|bao hiem|buu dien|ban chi|quan su|
dang uy|tram|thi doan|huyen doan|tinh doan|thi uy|huyen uy|tinh uy|chi nhanh|cong ty|benh vien|
ngan hang|bao va|dong chi|d/c|ong|ba|khu pho|thon|ap(?! dung)|to dan pho|doan the|nganh|chi hoi|hat|chi huy|
hieu truong|pho hieu truong|giao vien|nhan vien|y te|doi(?! moi| voi| thoai| chieu| ngu| tuong| song)
""".replace("\n", "")
_UNITS = re.compile(rf"^(?:giao\s+)?(?:cac\s+)?(?:{_KINDS})\b")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence taken apart. `lead` is empty where no unit stands at its head."""

    lead: str
    helping: tuple[str, ...]
    duty: str


def taken_apart(text: str) -> Sentence:
    """Lead, helping units and duty of a sentence: `Văn phòng chủ trì, phối hợp với Công an xã lập danh sách`."""
    if grounds := _GROUNDS.match(text):
        told = taken_apart(text[grounds.end() :])
        return Sentence(told.lead, told.helping, f"{grounds.group()}{told.duty}" if told.lead else text)
    if when := _when(text):
        told = taken_apart(text[len(when) :])
        return Sentence(told.lead, told.helping, f"{when}{told.duty}" if told.lead else text)
    if other := _otherwise(text):
        return other
    words = text.split()
    folded = [_folded(word) for word in words]
    verb = _first_verb(words, folded, 0)
    if verb <= 0 or verb > _LONGEST or not is_unit(" ".join(words[:verb])):
        helping, rest = _helping(words, folded, 0)
        return Sentence("", helping, " ".join(words[rest:]) if rest and helping else text)
    lead = _unit(" ".join(words[:verb]))
    if (by := _BY.search(lead)) and folded[verb : verb + 2] == ["chu", "tri"] and is_unit(lead[by.end() :]):
        return Sentence(lead[by.end() :], (), text)
    helping, rest = _helping(words, folded, verb)
    return Sentence(lead, helping, _duty(words, folded, rest or verb))


def _when(text: str) -> str:
    """The time that a sentence begins with, up to its comma; empty for any other."""
    match = _WHEN.match(text)
    return match.group() if match and _TIME.search(fold(match.group())) else ""


def _otherwise(text: str) -> Sentence | None:
    """Heads of another form: `Công an xã: hỗ trợ …`, `Đề nghị Bưu điện xã bố trí …`, `Việc … do Văn phòng …`."""
    name, colon, duty = text.partition(":")
    if colon and len(duty.split()) >= _FEWEST and (unit := heading_unit(name)):
        told = taken_apart(duty.strip())
        return told if told.lead else Sentence(unit, told.helping, told.duty)
    asked = _BEFORE_UNIT.match(text)
    if asked and asked.group() and is_unit(text[asked.end() :]):
        return taken_apart(text[asked.end() :])
    given = _GIVES.match(text)
    if given and (told := taken_apart(given[1])).lead:
        return told
    passive = _PASSIVE.match(text)
    if passive and (told := taken_apart(text[passive.end() :])).lead:
        return Sentence(told.lead, told.helping, text)
    return None


def is_unit(text: str) -> bool:
    """Whether words name a unit or an office."""
    return _UNITS.match(fold(text).strip(" -–,")) is not None


def heading_name(text: str) -> str:
    """The few words of a heading that say nothing of doing, as where duties stand below `Tài chính – Kế toán`."""
    told = _BEFORE_UNIT.sub("", text.strip(" -–+;:,."))
    words = told.split()
    return (
        told if 1 < len(words) <= _NAME and _first_verb(words, [_folded(one) for one in words], 0) < 0 else ""
    )


def heading_unit(text: str) -> str:
    """The unit that a heading is nothing but the name of; empty for any other line.

    `Giao Văn phòng:`, `Trách nhiệm của Công an xã`, `Công chức Tư pháp – Hộ tịch có trách nhiệm:` name one as well.
    """
    told = _BEFORE_UNIT.sub("", text.strip(" -–+;:,."))
    told = _BEHIND_UNIT.sub("", told).strip(" -–+;:,.")
    folded = [_folded(word) for word in told.split()]
    if not told or len(folded) > _LONGEST or not is_unit(told) or _first_verb(told.split(), folded, 0) >= 0:
        return ""
    return told


def begins_duty(text: str) -> bool:
    """Whether a line begins with a word of doing, written large as a sentence begins."""
    words = text.split()[:4]
    if re.match(r"(?:Mỗi|Hằng|Hàng|Định kỳ|Trước|Trong)\s", text.strip()):
        return True
    return (
        bool(words)
        and words[0][:1].isupper()
        and _first_verb(words, [_folded(word) for word in words], 0) == 0
    )


def units_of(text: str) -> tuple[str, ...]:
    """The units a value names: parted at semicolons, at dashes before a further unit, and before `và UBND`."""
    parts = re.split(r";|(?<!HĐND)(?<!HDND)(?<!nhân dân)\s+và\s+(?=UBND|Ủy ban|Uỷ ban)", text)
    return tuple(told for part in parts for one in at_dashes(part) if (told := _unit(one)))


def at_dashes(text: str) -> list[str]:
    """The text cut at each dash that a unit's name follows; `Tài chính – Kế hoạch` is one name and stays whole."""
    first, *rest = re.split(r"(?:^|(?<=\s))([-–—+•])\s+", text)
    parts = [first]
    for dash, part in zip(rest[::2], rest[1::2], strict=True):
        if parts[-1].strip() and not is_unit(part):
            parts[-1] = f"{parts[-1].rstrip()} {dash} {part}"
        else:
            parts.append(part)
    return [part for part in parts if part.strip()]


def _unit(text: str) -> str:
    told = re.sub(r"^\W*(?:giao|Giao)\s+(?:cho\s+)?", "", text.strip())
    told = re.sub(r"\s+là\s+(?:cơ quan|đơn vị|bộ phận|đầu mối)\b.*$", "", told)
    told = re.sub(r"\s+(?:chủ trì|phối hợp(?: thực hiện)?)\W*$", "", told, flags=re.IGNORECASE)
    return told.strip(" ,;.:-–")


def _folded(word: str) -> str:
    return re.sub(r"[^\w]", "", fold(word))


def _first_verb(words: list[str], folded: list[str], after: int) -> int:
    """Index of the first word that begins a duty; −1 when none does.

    Names of units are made of the same words in capitals (Phòng Quản lý đô thị, Phòng Kiểm tra), so a word in the
    middle counts when it is written small, or says which part the unit has.
    """
    shouted = sum(word.isupper() for word in words) * 2 > len(words)
    for at in range(after, len(folded)):
        for verb in _VERBS:
            size = len(verb.split())
            told = " ".join(folded[at : at + size])
            if told != verb and not (size > 1 and alike(told, verb) >= 94):
                continue
            if any(word[-1] in ",;:" for word in words[at : at + size - 1]):
                continue  # `các bộ phận, công chức`
            if at and folded[at - 1] in _OF_THINGS and verb not in _PARTS:
                continue  # `các tổ chức chính trị – xã hội`
            small = words[at].lstrip('(“"')[:1].islower() or shouted
            if (
                at
                and verb not in _PARTS
                and (_is_joined(words, at) or (verb in _IN_NAMES and folded[at - 1] in _OF_NAMES))
            ):
                continue  # behind a dash, or behind what such a name begins with
            if at == 0 or small or verb in _PARTS or words[at - 1][-1:] in ":.":
                return at
    return -1


def _is_joined(words: list[str], at: int) -> bool:
    """Whether a dash stands before a word: `Văn phòng – thống kê`."""
    return words[at][0] in "-–—" or words[at - 1][-1] in "-–—"


def _helping(words: list[str], folded: list[str], after: int) -> tuple[tuple[str, ...], int]:
    """The units behind `phối hợp với`, and the index of the word behind them."""
    for at in range(after, min(after + 6, len(folded) - 2)):
        if alike(" ".join(folded[at : at + 2]), "phoi hop") < 80:
            continue
        begin = at + 2 + (folded[at + 2] in _WITH)
        end = _first_verb(words, folded, begin + 1)
        if end < 0 or end - begin > _LONGEST:
            return (), 0
        told = " ".join(words[begin:end])
        if not is_unit(told):
            return (), 0
        return units_of(told.split(";")[0]), end
    return (), 0


def _duty(words: list[str], folded: list[str], at: int) -> str:
    """The duty without `chủ trì` and `có trách nhiệm` at its head."""
    for role in _ROLES:
        size = len(role.split())
        if " ".join(folded[at : at + size]) == role and len(folded) > at + size + 2:
            rest = words[at + size :]
            return " ".join(rest).lstrip(" ,")
    return " ".join(words[at:])
