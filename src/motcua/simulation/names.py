# SPDX-License-Identifier: EUPL-1.2
"""Made-up people: names put together from syllables, identifiers of valid form, addresses and telephones.

Nobody is meant. A name that a living person bears is chance; every row is marked as made up.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from motcua.law.names import fold

_FAMILIES = (
    ("Nguyễn", 384), ("Trần", 121), ("Lê", 95), ("Phạm", 70), ("Hoàng", 51), ("Vũ", 49), ("Đặng", 21),
    ("Bùi", 20), ("Đỗ", 20), ("Ngô", 13), ("Dương", 10), ("Lý", 5), ("Đào", 9), ("Đinh", 9), ("Lương", 8),
    ("Trịnh", 7), ("Mai", 6), ("Phan", 12), ("Tạ", 5), ("Hà", 5), ("Chu", 3), ("Cao", 6), ("Quách", 2),
)  # fmt: skip
_MEN = (
    "Văn",
    "Đức",
    "Hữu",
    "Quang",
    "Minh",
    "Công",
    "Đình",
    "Xuân",
    "Thành",
    "Quốc",
    "Mạnh",
    "Duy",
    "Tuấn",
    "Ngọc",
)
_WOMEN = (
    "Thị",
    "Thị",
    "Thị",
    "Thị Thu",
    "Thị Ngọc",
    "Ngọc",
    "Thanh",
    "Thu",
    "Phương",
    "Thị Minh",
    "Khánh",
    "Hồng",
)
_GIVEN_MEN = (
    "Anh", "Bảo", "Bình", "Chiến", "Cường", "Dũng", "Đạt", "Đông", "Hải", "Hiếu", "Hòa", "Hùng", "Huy", "Khánh",
    "Khoa", "Kiên", "Lâm", "Long", "Mạnh", "Nam", "Nghĩa", "Phong", "Phúc", "Quân", "Quyết", "Sơn", "Tâm", "Thắng",
    "Thịnh", "Tiến", "Toàn", "Trung", "Trường", "Tú", "Tùng", "Việt", "Vinh", "Vượng",
)  # fmt: skip
_GIVEN_WOMEN = (
    "An", "Anh", "Chi", "Dung", "Duyên", "Giang", "Hà", "Hạnh", "Hằng", "Hiền", "Hoa", "Hồng", "Huệ", "Hương",
    "Huyền", "Lan", "Linh", "Loan", "Mai", "My", "Nga", "Ngân", "Nhung", "Oanh", "Phương", "Quỳnh", "Tâm", "Thảo",
    "Thoa", "Thu", "Thủy", "Trang", "Trinh", "Uyên", "Vân", "Yến", "Yên",
)  # fmt: skip
_TRADES = (
    "Thương mại",
    "Xây dựng",
    "Vận tải",
    "Cơ khí",
    "Nông sản",
    "May mặc",
    "Nội thất",
    "Thực phẩm",
    "In ấn",
)
_HAMLETS = (
    "An Nhân",
    "La Tỉnh",
    "Cầu Yên",
    "Đồng Bình",
    "Ngọc Lâm",
    "Phú Hòa",
    "Xuân Nẻo",
    "Trung Sơn",
    "Đông Phong",
)
_PLACES = (
    "031", "033", "034", "035", "036", "022", "027", "024", "025", "026", "037", "038", "040", "042", "001", "002",
)  # fmt: skip
_FAMILY_NAMES = tuple(name for name, _ in _FAMILIES)
_FAMILY_WEIGHTS = tuple(weight for _, weight in _FAMILIES)
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_SERIES = 1_000_000
_FIRST_SERIAL = 200_000  # leaves room for people entered by hand
_SCATTER = (
    387_421  # no divisor in common with a million: neighbours get numbers that do not look like neighbours
)
_FOLDED: dict[str, str] = {}


class MadeUp(NamedTuple):
    """One made-up person or organisation, in the columns of `Applicant`."""

    kind: str
    identifier: str
    name: str
    name_key: str
    address: str
    phone: str


def official_name(random: Random) -> str:
    """A name for somebody at work."""
    return _person_name(random, female=random.random() < 0.5)


def applicant(random: Random, pk: int, place: str) -> MadeUp:
    """Applicant number `pk` (unique in the database) who lives in `place`."""
    address = f"Thôn {random.choice(_HAMLETS)}, {place}"
    phone = f"09{random.randrange(100):02d} {random.randrange(1000):03d} {random.randrange(1000):03d}"
    if random.random() < 0.03 and (tax_code := _tax_code(pk)):
        name = f"Công ty TNHH {random.choice(_TRADES)} {random.choice(_HAMLETS)} {pk % 900 + 100}"
        return MadeUp("organisation", tax_code, name, folded(name), address, phone)
    female = random.random() < 0.52
    name = _person_name(random, female=female)
    return MadeUp("person", _identifier(random, pk, female=female), name, folded(name), address, phone)


def folded(text: str) -> str:
    """`fold`, remembered syllable by syllable."""
    words = []
    for word in text.split():
        known = _FOLDED.get(word)
        if known is None:
            known = _FOLDED[word] = fold(word)
        words.append(known)
    return " ".join(words)


def _person_name(random: Random, *, female: bool) -> str:
    (family,) = random.choices(_FAMILY_NAMES, _FAMILY_WEIGHTS)
    middle, given = (_WOMEN, _GIVEN_WOMEN) if female else (_MEN, _GIVEN_MEN)
    return f"{family} {random.choice(middle)} {random.choice(given)}"


def _identifier(random: Random, pk: int, *, female: bool) -> str:
    """Place of birth registration, century and sex, year of birth, six digits. Unique because `pk` is."""
    serial = pk + _FIRST_SERIAL
    place = _PLACES[serial // _SERIES % len(_PLACES)]
    year = random.randrange(1945, 2008)
    century = (year // 100 - 19) * 2 + female
    return f"{place}{century}{year % 100:02d}{serial * _SCATTER % _SERIES:06d}"


def _tax_code(pk: int) -> str:
    """Ten digits of which the last checks the others; empty where no digit can."""
    digits = f"99{pk % 10_000_000:07d}"
    check = 10 - sum(weight * int(digit) for weight, digit in zip(_TAX_WEIGHTS, digits, strict=True)) % 11
    return "" if check == 10 else f"{digits}{check}"
