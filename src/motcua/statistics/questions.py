# SPDX-License-Identifier: EUPL-1.2
"""What can be asked of the statistics, and what comes back: rows of figures, each of which names its list."""

from __future__ import annotations

import base64
import binascii
import dataclasses
import datetime as dt
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from motcua.errors import MotCuaError
from motcua.law.judging import Policy
from motcua.law.timeliness import Counting
from motcua.statistics.measures import EVERYTHING, STOCKS, TITLES, M


class By(StrEnum):
    """What a question is broken down by.

    UNIT: the units directly below, and the unit itself where it settles; AGENCY: every unit that itself settles;
    LEVEL: province, district, commune, after where the unit stands; MONTH: statistical months, 15th to 14th.
    """

    UNIT = "unit"
    AGENCY = "agency"
    LEVEL = "level"
    VERSION = "version"
    FIELD = "field"
    CHANNEL = "channel"
    OFFICER = "officer"
    DAY = "day"
    MONTH = "month"


class Level(StrEnum):
    """At which level of government a unit settles."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


BY_NAMES: dict[By, str] = {
    By.UNIT: "Đơn vị trực thuộc",
    By.AGENCY: "Cơ quan giải quyết",
    By.LEVEL: "Cấp giải quyết",
    By.VERSION: "Thủ tục",
    By.FIELD: "Lĩnh vực",
    By.CHANNEL: "Cách nộp",
    By.OFFICER: "Công chức",
    By.DAY: "Ngày",
    By.MONTH: "Tháng thống kê",
}
"""How each way to break figures down is called."""

LEVEL_NAMES: dict[Level, str] = {
    Level.MINISTRY: "Cấp bộ",
    Level.PROVINCE: "Cấp tỉnh",
    Level.DISTRICT: "Cấp huyện",
    Level.COMMUNE: "Cấp xã",
}


class QuestionRefused(MotCuaError, ValueError):
    """The question contradicts itself, or a link to a figure is broken."""

    code = "statistics_question_refused"


class NotByOfficer(MotCuaError, LookupError):
    """How many dossiers stood open is a figure of units; officers have what they received and settled."""

    code = "statistics_not_by_officer"

    def __init__(self, measure: M) -> None:
        super().__init__(
            f"“{TITLES[measure]}” không tính theo từng người.",
            hint="Hãy xem theo đơn vị, hoặc mở hàng việc của người đó.",
        )


class NotAsked(MotCuaError, LookupError):
    """A figure that the asker did not ask for: it was not counted, which is not the same as none."""

    code = "statistics_not_asked"

    def __init__(self, measure: M) -> None:
        super().__init__(
            f"“{TITLES[measure]}” không được tính trong lần hỏi này.",
            hint="Đây là lỗi của chương trình; hãy báo người quản trị.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Figures of a unit and everything below it, for the local days `first` to `last`, both included.

    `as_of`: what was on record at that moment; None: at the end of `last`, or now. `successors`: a unit that was
    merged away stands under the one that followed it. `refusals` and `stops` say how those outcomes are judged (no
    effect under `Policy.INDEX766`, whose formula is fixed). Empty `fields`, `versions`, `channels`: all.
    `officer`: who received, for what happened at reception, and who settled, for the rest.
    """

    unit: int
    first: dt.date
    last: dt.date
    by: tuple[By, ...] = ()
    policy: Policy = Policy.DATE
    as_of: dt.datetime | None = None
    successors: bool = False
    fields: tuple[str, ...] = ()
    versions: tuple[int, ...] = ()
    officer: int | None = None
    channels: tuple[str, ...] = ()
    refusals: Counting = Counting.TIMED
    stops: Counting = Counting.NOT_TIMED

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise QuestionRefused("Ngày cuối kỳ đứng trước ngày đầu kỳ.", hint="Hãy chọn lại kỳ số liệu.")
        if self.as_of is not None and self.as_of.tzinfo is None:
            raise QuestionRefused("Thời điểm chốt số liệu thiếu múi giờ.")
        if len(set(self.by)) != len(self.by):
            raise QuestionRefused("Một cách chia được chọn hai lần.")

    @property
    def by_officer(self) -> bool:
        """Whether officers are told apart; then there are no stocks."""
        return self.officer is not None or By.OFFICER in self.by


@dataclass(frozen=True, slots=True)
class Key:
    """One value a row stands for, with its name in Vietnamese. DAY and MONTH are the first day, in ISO form."""

    by: By
    value: str | int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure, named: enough to list what makes it."""

    question: Question
    keys: tuple[Key, ...]
    measure: M

    def to_token(self) -> str:
        """The figure as a short text for a link."""
        facts = {
            "q": _written(self.question),
            "k": [[key.by.value, key.value] for key in self.keys],
            "m": self.measure.value,
        }
        packed = zlib.compress(json.dumps(facts, separators=(",", ":"), ensure_ascii=False).encode(), 9)
        return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()

    @classmethod
    def of_token(cls, token: str) -> Cell:
        """The figure that a link names. Raises `QuestionRefused`."""
        try:
            packed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
            unpacker = zlib.decompressobj()
            unpacked = unpacker.decompress(packed, _LONGEST)
            if not unpacker.eof:  # cut off, or longer than any of ours
                raise ValueError("the text ends too soon")
            facts = json.loads(unpacked)
            keys = tuple(Key(By(by), _plain_key(value)) for by, value in facts["k"])
            return cls(_read(facts["q"]), keys, M(facts["m"]))
        except (binascii.Error, zlib.error, ValueError, KeyError, TypeError, AttributeError) as error:
            raise QuestionRefused(
                "Liên kết số liệu không đúng.", hint="Hãy mở lại từ trang số liệu."
            ) from error


_LONGEST = 20_000  # bytes; a token that unpacks to more is no token of ours


def _plain_key(value: object) -> str | int:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError("a key is a text or a number")
    return value


def _written(question: Question) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for one in dataclasses.fields(question):
        value = getattr(question, one.name)
        if one.name not in _ALWAYS and value == one.default:
            continue
        facts[one.name] = value.isoformat() if isinstance(value, dt.date) else value
    return facts


_ALWAYS = ("unit", "first", "last")


def _read(facts: Mapping[str, Any]) -> Question:
    values: dict[str, Any] = dict(facts)
    for name, make in _READERS.items():
        if values.get(name) is not None:
            values[name] = make(values[name])
    return Question(**values)


_READERS: dict[str, Any] = {
    "unit": int,
    "first": dt.date.fromisoformat,
    "last": dt.date.fromisoformat,
    "by": lambda values: tuple(map(By, values)),
    "policy": Policy,
    "as_of": dt.datetime.fromisoformat,
    "successors": bool,
    "fields": lambda values: tuple(map(str, values)),
    "versions": lambda values: tuple(map(int, values)),
    "officer": int,
    "channels": lambda values: tuple(map(str, values)),
    "refusals": Counting,
    "stops": Counting,
}


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one combination of keys; `row[M.RECEIVED]` is a number of dossiers (or of minutes).

    `asked`: those that were summed. What is asked of it beyond them is not known, and raises `NotAsked`.
    """

    question: Question
    keys: tuple[Key, ...]
    figures: Mapping[M, int] = field(default_factory=dict)
    asked: frozenset[M] = EVERYTHING

    def __getitem__(self, measure: M) -> int:
        if measure not in self.asked:
            raise NotAsked(measure)
        if measure in STOCKS and self.question.by_officer:
            raise NotByOfficer(measure)
        return self.figures.get(measure, 0)

    def cell(self, measure: M) -> Cell:
        """The figure, named."""
        return Cell(self.question, self.keys, measure)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, as of which moment; `later` dossiers were entered afterwards and would change these figures."""

    question: Question
    as_of: dt.datetime
    rows: tuple[Row, ...]
    total: Row
    later: int
