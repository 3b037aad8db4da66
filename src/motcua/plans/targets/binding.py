# SPDX-License-Identifier: EUPL-1.2
"""From the words of a plan to a sentence of the language: what the house measures is bound by rule.

A rule names words that must stand in the printed metric and words that must not; the first that fits wins. What none
of them fits is reported by hand, under its printed name. Every proposal says why, and a person decides.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from motcua.law.online_levels import OnlineLevel
from motcua.plans.reading.keys import key, place_of
from motcua.plans.targets.measures import MEASURE, POINTS_OF_PERCENT, Kind
from motcua.plans.targets.values import (
    Change,
    Expression,
    Op,
    Period,
    Scope,
    Span,
    Wanted,
    Where,
)
from motcua.plans.targets.words import cleaned

LONGEST_NAME: Final = 300
"""Letters of the name of something reported by hand."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A target as a plan prints it. `commune`: the plan is one of a commune, so `cấp xã` means itself."""

    metric: str
    op: Op
    value: Decimal
    unit: str
    scope: str = ""
    due: dt.date | None = None
    year: int | None = None
    commune: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """The sentence, why it was chosen (Vietnamese, empty where there is nothing to add), and how sure that is."""

    expression: Expression
    note: str
    sure: float


@dataclass(frozen=True, slots=True)
class _Rule:
    """`all_of`: each group needs one of its phrases; `none_of`: phrases that speak against it; folded."""

    measure: str
    all_of: tuple[tuple[str, ...], ...]
    none_of: tuple[str, ...] = ()
    code: str = ""
    note: str = ""
    sure: float = 0.9
    change: Callable[[Expression, Printed], Expression | None] | None = None


def _nobody_waits(expression: Expression, printed: Printed) -> Expression | None:
    """Eight working hours are the limit of the law, so nobody may have waited longer."""
    if printed.unit not in ("giờ", "giờ làm việc") or printed.value != 8 or printed.op.upwards:
        return None
    return replace(expression, wanted=Wanted(Op.EQUAL, Decimal(0), "hồ sơ"))


def _whole_year(expression: Expression, printed: Printed) -> Expression:
    """Registers count by the year; the printed due day stays with the target."""
    year = printed.due.year if printed.due else printed.year
    return replace(expression, period=Period(Span.YEAR, year) if year else Period(Span.THIS_YEAR), fields=())


def _leveled(expression: Expression, printed: Printed) -> Expression:
    words = key(printed.metric)
    full, partial = "toan trinh" in words, "mot phan" in words
    if full == partial:
        return expression
    return replace(expression, level=OnlineLevel.FULL if full else OnlineLevel.PARTIAL)


_BY_HAND: Final = ""
_FILES: Final = ("ho so", "thu tuc hanh chinh", "tthc", "ket qua giai quyet", "giai quyet thu tuc")
_RULES: Final = (
    _Rule(
        "inspected",
        (("duoc kiem tra",), ("don vi", "bo phan", "co quan", "xa", "phong")),
        ("ho so", "phan anh"),
        note="Đơn vị đã có kết luận kiểm tra trong năm, trong số mọi đơn vị trực thuộc.",
        change=_whole_year,
    ),
    _Rule(
        "initiatives",
        (("sang kien",),),
        note="Sáng kiến được công nhận trong năm, theo sổ sáng kiến.",
        change=_whole_year,
    ),
    _Rule("trained", (("tap huan", "boi duong"), ("cong chuc", "can bo")), change=_whole_year),
    _Rule("courses", (("tap huan",), ("lop", "hoi nghi tap huan", "to chuc")), change=_whole_year),
    _Rule(
        _BY_HAND,
        (("chung thuc ban sao dien tu", "ban sao dien tu"),),
        note="Hệ thống chưa có phần chứng thực bản sao điện tử.",
    ),
    _Rule(
        _BY_HAND,
        (("phan anh", "kien nghi"),),
        ("vi pham",),
        note="Hệ thống chưa có phần phản ánh, kiến nghị.",
    ),
    _Rule(
        "satisfaction",
        (("hai long", "su hai long", "muc do hai long"),),
        note="Đo bằng phiếu đánh giá của người nộp hồ sơ, chỉ công bố khi đủ phiếu.",
    ),
    _Rule(
        "late_intake",
        (("cho tiep nhan", "ho so cho tiep nhan", "thoi gian tiep nhan"),),
        note="Thời hạn 8 giờ làm việc của NĐ 61/2018 Đ.17.2: đếm hồ sơ trực tuyến bị chậm, phải không có hồ sơ nào.",
        change=_nobody_waits,
    ),
    _Rule("reappointed", (("hen lai", "xin loi va hen lai", "gia han"), _FILES)),
    _Rule("late", (("qua han", "tre han", "cham han", "tre hen"), _FILES), ("dung han", "dung thoi han")),
    _Rule(
        "in_time",
        (("dung han", "dung thoi han", "dung hen"), _FILES),
        ("nhiem vu", "bao cao", "cong bo", "van ban"),
        note="Đếm hồ sơ giải quyết xong trong kỳ, trước hạn cũng là đúng hạn.",
    ),
    _Rule("early", (("truoc han", "truoc thoi han"), _FILES), ("nhiem vu", "bao cao")),
    _Rule(
        "paid_online",
        (("thanh toan truc tuyen", "nop phi truc tuyen"),),
        ("tich hop", "cung cap thanh toan"),
        note="Trong số hồ sơ phải nộp phí, lệ phí có ghi nhận cách nộp.",
    ),
    _Rule(
        "indicator",
        (("thanh toan truc tuyen",), ("tich hop", "cung cap thanh toan")),
        code="3.5a",
    ),
    _Rule(
        _BY_HAND,
        (("so hoa",), ("con hieu luc", "ho so luu tru", "luu tru", "lich su")),
        note="Kết quả đã cấp trước đây không nằm trong hồ sơ của hệ thống.",
    ),
    _Rule(
        "reused",
        (
            (
                "tai su dung",
                "su dung lai",
                "dung lai",
                "khong phai cung cap lai",
                "khai thac su dung lai",
                "da duoc so hoa",
            ),
        ),
        note="Trong số hồ sơ mà lúc tiếp nhận có ghi việc dùng lại giấy tờ.",
    ),
    _Rule(
        "e_result",
        (("so hoa ket qua", "cap ket qua dien tu", "ket qua dien tu", "ban dien tu"),),
        ("so hoa ho so", "thanh phan ho so"),
    ),
    _Rule(
        "digitised",
        (("so hoa", "chuyen doi thanh ho so dien tu"),),
        note="Đo hồ sơ được số hóa khi tiếp nhận; kết quả điện tử là một chỉ tiêu riêng.",
    ),
    _Rule("e_result", (("ket qua",), ("dien tu",), ("giai quyet", "cap", "tra"))),
    _Rule(
        "offered_online",
        (
            ("dich vu cong truc tuyen", "truc tuyen toan trinh", "truc tuyen mot phan"),
            ("du dieu kien", "cung cap dich vu", "duoc cung cap", "cung cap truc tuyen"),
        ),
        ("ho so",),
        note="Đếm thủ tục nộp được trực tuyến theo danh mục, theo mức ghi ở cách nộp trực tuyến của thủ tục.",
        sure=0.6,
        change=_leveled,
    ),
    _Rule(
        "indicator",
        (("dich vu cong truc tuyen", "dich vu cong"), ("co phat sinh ho so", "phat sinh ho so")),
        code="3.2",
    ),
    _Rule(
        "online",
        (
            (
                "dich vu cong truc tuyen",
                "nop ho so truc tuyen",
                "ho so truc tuyen",
                "nop truc tuyen",
                "tiep nhan truc tuyen",
                "truc tuyen toan trinh",
                "truc tuyen mot phan",
            ),
        ),
        ("tap huan", "tuyen truyen"),
        note="Hồ sơ nộp trực tuyến trong số hồ sơ đã tiếp nhận.",
        change=_leveled,
    ),
    _Rule("from_database", (("co so du lieu",), ("khai thac", "ket noi", "tra cuu"), _FILES)),
    _Rule("returned_by_post", (("buu chinh",), ("tra ket qua", "ket qua"))),
    _Rule("supplemented_again", (("bo sung",), ("nhieu lan", "qua mot lan", "tu lan thu hai"), _FILES)),
    _Rule("supplemented", (("phai bo sung", "yeu cau bo sung"), _FILES)),
    _Rule("refused", (("tu choi",), _FILES)),
    _Rule("mean_time", (("thoi gian giai quyet",), ("trung binh", "binh quan"))),
    _Rule("service_index", (("chi so phuc vu", "bo chi so 766", "bo chi so phuc vu"),)),
    _Rule(
        "indicator",
        (("niem yet", "cong khai"), ("thu tuc hanh chinh", "tthc", "thu tuc")),
        ("ngan sach", "tai san", "ket qua kiem tra", "thai do"),
        code="1.3",
        note="Đo phần công khai trên hệ thống (đủ các bộ phận cấu thành); bảng niêm yết giấy phải kiểm tra tại chỗ.",
        sure=0.6,
    ),
    _Rule(
        "tasks_done",
        (("hoan thanh",), ("nhiem vu", "ke hoach giao", "noi dung ke hoach", "ke hoach de ra")),
        ("giai ngan", "von", "thu ngan sach", "kinh te"),
        note="Đếm nhiệm vụ của chính kế hoạch này đã xong.",
    ),
)


UNMEASURED: Final = "Hệ thống không đo được điều này; báo bằng tay, kèm minh chứng."


def notes() -> tuple[str, ...]:
    """Everything a proposal may say about itself."""
    return (UNMEASURED, *(rule.note for rule in _RULES if rule.note))


def proposed(printed: Printed) -> Proposal:
    """The sentence that says what a printed target means."""
    words = key(printed.metric).split()
    for rule in _RULES:
        if not _fits(rule, words):
            continue
        expression = _bound(rule, printed, words)
        if expression is not None:
            return Proposal(expression, rule.note, rule.sure)
        return _by_hand(printed, "")
    return _by_hand(printed, UNMEASURED)


def _fits(rule: _Rule, words: list[str]) -> bool:
    if not all(any(_stands(one, words) for one in group) for group in rule.all_of):
        return False
    return not any(_stands(one, words) for one in rule.none_of)


_SHORT = 10  # letters; shorter phrases are like too many others to be matched loosely


def _stands(phrase: str, words: list[str]) -> bool:
    return place_of(phrase, words, 99.5 if len(phrase) < _SHORT else 88) >= 0


def _bound(rule: _Rule, printed: Printed, words: list[str]) -> Expression | None:
    """What a rule makes of the words; None where number or unit do not fit the measure."""
    if rule.measure == _BY_HAND:
        return _by_hand(printed, "").expression
    change = _change(words)
    wanted = Wanted(printed.op, printed.value, printed.unit)
    if change and MEASURE[rule.measure].kind is Kind.SHARE:
        wanted = replace(wanted, unit=POINTS_OF_PERCENT)
    plain = Expression(
        rule.measure,
        wanted,
        code=rule.code,
        change=change,
        scope=_scope(printed),
        fields=_fields(printed.metric),
        period=period_until(printed.due, printed.year),
    )
    made = rule.change(plain, printed) if rule.change else plain
    if made is None or not _unit_fits(made):
        return None
    return made


def _unit_fits(expression: Expression) -> bool:
    if expression.change:
        return True
    measure = MEASURE[expression.measure]
    fits = expression.wanted.unit in measure.units
    return fits and not (measure.kind is Kind.SHARE and expression.wanted.value > 100)


def _change(words: list[str]) -> Change:
    """Growth is meant where the words say `tăng … so với`."""
    if _stands("so voi", words) and ("tang" in words or "giam" in words):
        return Change.GROWTH if "tang" in words else Change.DROP
    return Change.NONE


def _by_hand(printed: Printed, note: str) -> Proposal:
    name = cleaned(re.sub(r"[“”\"]", "", printed.metric)).strip(" ,.;:-–")[:LONGEST_NAME].strip()
    expression = Expression(
        "",
        Wanted(printed.op, printed.value, _plain_unit(printed.unit)),
        told=name or "Chỉ tiêu",
        period=period_until(printed.due, printed.year),
    )
    return Proposal(expression, note, 0.8)


def _plain_unit(unit: str) -> str:
    return cleaned(re.sub(r"[\d≥≤<>=“”\"]", " ", unit)).strip(" ,.")


_COMMUNES = ("cap xa", "cac xa", "ubnd xa", "xa phuong", "cac phuong")
_WIDER = ("cap huyen", "ubnd huyen", "cap tinh", "ubnd tinh", "cac cap", "phong tu phap")


def _scope(printed: Printed) -> Scope:
    """The communes below where only they are named; otherwise the unit of the plan."""
    words = key(f"{printed.metric} {printed.scope}").split()
    if printed.commune or not any(_stands(one, words) for one in _COMMUNES):
        return Scope()
    return Scope() if any(_stands(one, words) for one in _WIDER) else Scope(Where.COMMUNES)


_FIELDS = re.compile(r"lĩnh vực:?\s+(?P<names>[^.;:()]+)", re.IGNORECASE)
_ENDS_OF_NAMES = re.compile(r"\s(?:đạt|được|tại|trên|của|năm|thuộc|đảm bảo|bảo đảm|phải|từ|còn|là)\s.*$")


def _fields(metric: str) -> tuple[str, ...]:
    """The fields named behind `lĩnh vực`."""
    found = _FIELDS.search(cleaned(metric))
    if found is None:
        return ()
    told = _ENDS_OF_NAMES.sub("", found["names"])
    last = (
        r"|\svà\s(?=[^,]+$)" if "," in told else ""
    )  # one name alone may hold the word: giáo dục và đào tạo
    names = [name.strip(" -–") for name in re.split(f",{last}", told)]
    return tuple(name.lower() for name in names if 0 < len(name.split()) <= _LONGEST_FIELD)


_LONGEST_FIELD = 6
_ENDS = {(3, 31): 1, (3, 14): 1, (6, 30): 2, (6, 14): 2, (9, 30): 3, (9, 14): 3}


def period_until(due: dt.date | None, year: int | None) -> Period:
    """The stretch of the year up to the due day, as the reports count it: the whole year, three quarters, half of it,
    its first quarter; else from the first day of the statistical year."""
    if due is None:
        return Period(Span.YEAR, year) if year else Period(Span.SO_FAR)
    if (due.month, due.day) in ((12, 31), (12, 14)):
        return Period(Span.YEAR, due.year)
    match _ENDS.get((due.month, due.day)):
        case 1:
            return Period(Span.QUARTER, due.year, 1)
        case 2:
            return Period(Span.HALF_YEAR, due.year)
        case 3:
            return Period(Span.NINE_MONTHS, due.year)
    return Period(Span.DAYS, first=dt.date(due.year - 1, 12, 15), last=due)
