# SPDX-License-Identifier: EUPL-1.2
"""A made-up plan: what stands on its pages, and what a careful reader gets out of it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from motcua.plans.reading.samples.wording import GROUPS, UNITS, When, deadline, when

_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_NAMES: Final = {"phường": "Hòa Mẫu", "thị xã": "Ví Dụ", "tỉnh": "Tân Mẫu"}
_SIGNERS: Final = ("Lê Thị Minh Họa", "Trần Văn Thử", "Nguyễn Đức Mẫu", "Phạm Thu Ví")


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. `style`: head, kind, title, section, item, plain, note."""

    text: str
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: widths of its columns, rows of its head, its rows. A row of two cells is the title of a group."""

    widths: tuple[int, ...]
    head: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]


Block = Para | Sheet


@dataclass(slots=True)
class Made:
    """A plan with its truth: tasks in order, each with content, lead, coordinating, due, recurrence; targets."""

    name: str
    level: str
    year: int
    blocks: list[Block] = field(default_factory=list)
    tasks: list[dict[str, Any]] = field(default_factory=list)
    targets: list[dict[str, Any]] = field(default_factory=list)
    head: dict[str, Any] = field(default_factory=dict)
    signer: str = ""

    @property
    def is_table(self) -> bool:
        """Whether its duties stand in a table."""
        return any(isinstance(block, Sheet) for block in self.blocks)

    def add(self, content: str, lead: str | None, helping: tuple[str, ...], time: When | None) -> None:
        """A task of the truth."""
        self.tasks.append(
            {
                "content": content,
                "lead": lead,
                "coordinating": list(helping),
                "due": time.due.isoformat() if time and time.due else None,
                "recurrence": time.recurrence if time else None,
            }
        )

    def say(self, text: str, style: str = "plain") -> None:
        """A paragraph."""
        self.blocks.append(Para(text, style))


Layout = Callable[[Made, random.Random], None]


def made(layout: str, seed: int) -> Made:
    """The plan of a layout; the same seed makes the same plan."""
    level, write = LAYOUTS[layout]
    rng = random.Random(f"{layout} {seed}")  # noqa: S311  the same plan every time
    plan = Made(f"{layout}-{seed}", level, rng.choice([2024, 2025, 2026]))
    _head(plan, rng)
    write(plan, rng)
    _end(plan, rng)
    return plan


def _agency(level: str) -> tuple[str, str]:
    name = _NAMES[level].upper()
    if level == "tỉnh":
        return f"UBND TỈNH {name}", "SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG"
    return "ỦY BAN NHÂN DÂN", f"{level.upper()} {name}"


def _head(plan: Made, rng: random.Random) -> None:
    above, agency = _agency(plan.level)
    issued = dt.date(plan.year, 1, rng.randint(5, 28))
    symbol = "KH-STNMT" if plan.level == "tỉnh" else "KH-UBND"
    number = f"{rng.randint(2, 99):02}"
    what = rng.choice(["Kiểm soát thủ tục hành chính", "Cải cách hành chính", "Công tác cải cách hành chính"])
    title = f"{what} năm {plan.year}"
    if plan.level != "tỉnh":
        title += f" trên địa bàn {plan.level} {_NAMES[plan.level]}"
    place = _NAMES[plan.level]
    plan.head = {
        "number": number,
        "symbol": symbol,
        "date": issued.isoformat(),
        "year": plan.year,
        "title": title,
    }
    plan.say(f"{above}\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "head")
    plan.say(f"{agency}\tĐộc lập - Tự do - Hạnh phúc", "head")
    plan.say(
        f"Số: {number}/{symbol}\t{place}, ngày {issued.day:02} tháng {issued.month:02} năm {issued.year}",
        "head",
    )
    plan.say("KẾ HOẠCH", "kind")
    plan.say(title, "title")
    plan.say(
        f"Căn cứ Kế hoạch số {rng.randint(100, 300)}/KH-UBND ngày 20/12/{plan.year - 1} của UBND tỉnh về cải cách "
        f"hành chính năm {plan.year};"
    )
    plan.say("Xét đề nghị của bộ phận tham mưu, cơ quan ban hành Kế hoạch với các nội dung như sau:")
    plan.say("I. MỤC ĐÍCH, YÊU CẦU", "section")
    plan.say(
        "- Nâng cao chất lượng giải quyết thủ tục, lấy người dân và doanh nghiệp làm trung tâm phục vụ.",
        "item",
    )
    plan.say(
        "- Xác định rõ trách nhiệm của từng cơ quan, đơn vị, người đứng đầu trong tổ chức thực hiện.", "item"
    )


def _end(plan: Made, rng: random.Random) -> None:
    plan.say(
        "Trên đây là Kế hoạch của cơ quan, yêu cầu các đơn vị nghiêm túc thực hiện; có vướng mắc báo cáo kịp thời./."
    )
    plan.signer = rng.choice(_SIGNERS)
    position = "GIÁM ĐỐC" if plan.level == "tỉnh" else "CHỦ TỊCH"
    plan.say(f"Nơi nhận:\t{rng.choice(['', 'KT. ', 'TM. UBND '])}{position}", "note")
    plan.say("- UBND tỉnh (để b/c);\t", "note")
    plan.say("- Các cơ quan, đơn vị;\t", "note")
    plan.say(f"- Lưu: VT.\t{plan.signer}", "note")


Duty = tuple[str, str]


def _groups(rng: random.Random, many: int, most: int) -> list[tuple[str, list[Duty]]]:
    chosen = sorted(rng.sample(range(len(GROUPS)), many))
    return [(GROUPS[at][0], rng.sample(GROUPS[at][1], min(most, len(GROUPS[at][1])))) for at in chosen]


def _units(plan: Made, rng: random.Random) -> tuple[str, tuple[str, ...]]:
    lead, *others = rng.sample(UNITS[plan.level], 3)
    return lead, tuple(others[: rng.randint(0, 2)])


def _goal(plan: Made, rng: random.Random) -> str:
    told, op, value = rng.choice(
        [
            ("tỷ lệ hồ sơ giải quyết đúng hạn đạt từ {}% trở lên", ">=", 95),
            ("tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu {}%", ">=", 60),
            ("mức độ hài lòng của người dân đạt trên {}%", ">", 90),
        ]
    )
    plan.targets.append({"metric": told.split(" đạt")[0], "op": op, "value": value})
    return told.format(value)


def _labelled(plan: Made, rng: random.Random) -> None:
    """Numbered groups of bullets, with labelled lines that hold for the whole group."""
    names = rng.choice([
        ("Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện", "Sản phẩm"),
        ("Đơn vị thực hiện", "Đơn vị phối hợp", "Thời hạn hoàn thành", "Kết quả"),
        ("Bộ phận chủ trì", "Bộ phận phối hợp", "Thời gian hoàn thành", "Sản phẩm dự kiến"),
    ])  # fmt: skip
    mark = rng.choice(["- ", "+ "])
    plan.say("II. NỘI DUNG THỰC HIỆN", "section")
    for number, (group, duties) in enumerate(_groups(rng, 4, 3), 1):
        plan.say(f"{number}. {group}", "item")
        (lead, helping), time = _units(plan, rng), when(rng, plan.year)
        for content, _ in duties:
            plan.say(f"- {content}.", "item")
            plan.add(content, lead, helping, time)
        plan.say(f"{mark}{names[0]}: {lead}.", "item")
        if helping:
            plan.say(f"{mark}{names[1]}: {'; '.join(helping)}.", "item")
        plan.say(f"{mark}{names[3]}: {duties[0][1]}.", "item")
        plan.say(f"{mark}{names[2]}: {time.text}.", "item")
    _carrying(plan, rng, "III")


def _carrying(plan: Made, rng: random.Random, roman: str) -> None:
    plan.say(f"{roman}. TỔ CHỨC THỰC HIỆN", "section")
    first, second, third = rng.sample([one for one in UNITS[plan.level] if "ác " not in one], 3)
    for number, (lead, helping, duty) in enumerate(
        (
            (first, (second,), "theo dõi, đôn đốc và tổng hợp kết quả thực hiện Kế hoạch này"),
            (third, (), "bố trí kinh phí thực hiện các nhiệm vụ được giao trong dự toán năm"),
        ),
        1,
    ):
        who = f"{lead} chủ trì, phối hợp với {helping[0]}" if helping else f"{lead} tham mưu"
        plan.say(f"{number}. {who} {duty}.", "item")
        plan.add(f"Tham mưu {duty}" if not helping else duty[:1].upper() + duty[1:], lead, helping, None)


def _by_officer(plan: Made, rng: random.Random) -> None:
    """No labels at all: the responsible officer is a numbered heading, deadlines stand inside sentences."""
    plan.say("II. NHIỆM VỤ CỤ THỂ", "section")
    duties = [duty for _, some in _groups(rng, 5, 3) for duty, _ in some]
    units = rng.sample(UNITS[plan.level], 5)
    for number, unit in enumerate(units, 1):
        plan.say(f"{number}. {unit}{rng.choice(['', ':'])}", "item")
        for content in duties[number - 1 :: 5]:
            time = deadline(rng, plan.year) if rng.random() < 0.6 else None
            plan.say(f"- {content}{', ' + time.text if time else ''}.", "item")
            plan.add(content, unit, (), time)
    plan.say(f"- Phấn đấu {_goal(plan, rng)} trong năm {plan.year}.", "item")
    plan.add("Phấn đấu " + plan.targets[-1]["metric"], units[-1], (), None)
    plan.tasks[-1]["optional"] = True


def _sentences(plan: Made, rng: random.Random) -> None:
    """Each duty a sentence that begins with who does it."""
    plan.say("II. NHIỆM VỤ, GIẢI PHÁP", "section")
    for number, (group, duties) in enumerate(_groups(rng, 4, 3), 1):
        plan.say(f"{number}. {group}", "item")
        for content, _ in duties:
            lead, helping = _units(plan, rng)
            time = deadline(rng, plan.year) if rng.random() < 0.5 else None
            duty = content[:1].lower() + content[1:]
            who = rng.choice(["Giao {} chủ trì", "{} chủ trì"]).format(lead)
            if helping:
                who += f", phối hợp với {helping[0]}"
            plan.say(f"- {who} {duty}{', ' + time.text if time else ''}.", "item")
            plan.add(content, lead, helping[:1], time)
    plan.say(f"- Phấn đấu {_goal(plan, rng)} trong năm {plan.year}.", "item")
    plan.add("Phấn đấu " + plan.targets[-1]["metric"], None, (), None)
    plan.tasks[-1]["optional"] = True


def _table(plan: Made, rng: random.Random) -> None:
    """One row for each duty: who leads, who helps, when, what comes out; groups in rows of two cells."""
    head = rng.choice([
        ("TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian thực hiện", "Sản phẩm"),
        ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Kết quả, sản phẩm"),
        ("Số TT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Tiến độ", "Sản phẩm dự kiến"),
    ])  # fmt: skip
    plan.say("II. NỘI DUNG", "section")
    rows: list[tuple[str, ...]] = []
    for roman, (group, duties) in zip(_ROMAN, _groups(rng, 4, 4), strict=False):
        rows.append((roman, group.upper() if rng.random() < 0.5 else group))
        for number, (content, product) in enumerate(duties, 1):
            (lead, helping), time = _units(plan, rng), when(rng, plan.year)
            rows.append((str(number), content, lead, "; ".join(helping), time.text, product))
            plan.add(content, lead, helping, time)
    plan.blocks.append(Sheet((4, 24, 13, 13, 12, 14), (head,), tuple(rows)))


def _two_heads(plan: Made, rng: random.Random) -> None:
    """The head has two rows (begin and end under time), and a row of column numbers; no unit helps."""
    plan.say("II. NHIỆM VỤ TRỌNG TÂM", "section")
    plan.say("(Bảng phân công nhiệm vụ)", "plain")
    head = (
        ("TT", "Nội dung", "Kết quả", "Cơ quan thực hiện", "Thời gian thực hiện", ""),
        ("", "", "", "", "Bắt đầu", "Hoàn thành"),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
    )
    rows: list[tuple[str, ...]] = []
    for roman, (group, duties) in zip(_ROMAN, _groups(rng, 4, 3), strict=False):
        rows.append((f"{roman}. {group}",))
        for number, (content, product) in enumerate(duties, 1):
            lead, _ = _units(plan, rng)
            kind = rng.randrange(3)
            last = dt.date(plan.year, rng.randint(6, 12), 15)
            first = dt.date(plan.year, rng.randint(1, 5), 10)
            times = {
                0: (f"{first:%d/%m/%Y}", f"{last:%d/%m/%Y}", When("", last)),
                1: ("Thường xuyên", "", When("", None, "continuous")),
                2: (f"Tháng {first.month}", f"Quý IV/{plan.year}", When("", dt.date(plan.year, 12, 31))),
            }[kind]
            rows.append((f"{number}", content, product, lead, times[0], times[1]))
            plan.add(content, lead, (), times[2])
    plan.blocks.append(Sheet((4, 26, 16, 14, 10, 11), head, tuple(rows)))


def _roles(plan: Made, rng: random.Random) -> None:
    """One column names all units with their roles; the number of a group stands before each of its duties."""
    plan.say("II. NỘI DUNG THỰC HIỆN", "section")
    rows: list[tuple[str, ...]] = []
    for number, (group, duties) in enumerate(_groups(rng, 4, 3), 1):
        rows.append((str(number), group.upper()))
        for below, (content, product) in enumerate(duties, 1):
            (lead, helping), time = _units(plan, rng), when(rng, plan.year)
            told = f"- {lead} chủ trì" + "".join(f" - {one} phối hợp" for one in helping)
            rows.append((f"{number}.{below}", content, product, told, time.text))
            plan.add(content, lead, helping, time)
    head = ("STT", "Nội dung công việc", "Kết quả công việc", "Phân công thực hiện", "Thời gian thực hiện")
    plan.blocks.append(Sheet((5, 26, 18, 20, 13), (head,), tuple(rows)))


def _appendix(plan: Made, rng: random.Random) -> None:
    """Prose that names units and what they do, and behind the signature a table of duties."""
    plan.say("II. NHIỆM VỤ", "section")
    plan.say("Nội dung theo Phụ lục phân công nhiệm vụ ban hành kèm theo Kế hoạch này.", "plain")
    _carrying(plan, rng, "III")
    _end(plan, rng)
    plan.say("PHỤ LỤC", "kind")
    plan.say("PHÂN CÔNG NHIỆM VỤ", "title")
    plan.say(f"(Kèm theo Kế hoạch số {plan.head['number']}/{plan.head['symbol']} của cơ quan)", "plain")
    _table(plan, rng)
    plan.blocks.remove(
        next(one for one in plan.blocks if isinstance(one, Para) and one.text == "II. NỘI DUNG")
    )


def _criteria(plan: Made, rng: random.Random) -> None:
    """Criteria with what is to be done for each; the labels stand behind every criterion."""
    plan.say("II. NỘI DUNG KHẮC PHỤC", "section")
    for number, (group, duties) in enumerate(_groups(rng, 3, 3), 1):
        plan.say(f"{number}. {group}", "item")
        for below, (content, _) in enumerate(duties, 1):
            (lead, helping), time = _units(plan, rng), when(rng, plan.year)
            plan.say(f"Tiêu chí {number}.{below}: Điểm thành phần về {group.lower()}", "item")
            plan.say(f"- {content}.", "item")
            plan.say(f"- Bộ phận thực hiện: {lead}.", "item")
            if helping:
                plan.say(f"- Bộ phận phối hợp: {'; '.join(helping)}.", "item")
            plan.say(f"- Thời gian thực hiện: {time.text}.", "item")
            plan.add(content, lead, helping, time)


LAYOUTS: Final[dict[str, tuple[str, Layout]]] = {
    "labels": ("phường", _labelled),
    "officers": ("phường", _by_officer),
    "sentences": ("thị xã", _sentences),
    "table": ("thị xã", _table),
    "two-heads": ("thị xã", _two_heads),
    "roles": ("tỉnh", _roles),
    "appendix": ("thị xã", _appendix),
    "criteria": ("phường", _criteria),
}
"""Layouts by name: whose plan it is, and how it is written."""
