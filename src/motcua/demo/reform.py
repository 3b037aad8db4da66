# SPDX-License-Identifier: EUPL-1.2
"""A year of the reform index in the demonstration: last year's result, this year's sheet half way, sections ranked.

Every score, decision and file named here is made up; only the units are real. Safe to repeat.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from django.utils import timezone

from motcua.organisations.actors import Actor, actor_of
from motcua.organisations.models import Person, Unit
from motcua.reform import acts
from motcua.reform.acts import Said
from motcua.reform.acts.remedies import Owner
from motcua.reform.acts.rounds import Days
from motcua.reform.models import ReformAssessment, ReformRound
from motcua.reform.own_sets import own_sets
from motcua.reform.scoring import Fact
from motcua.reform.tree import Tree

COMMITTEE, OFFICE, ECONOMY, CENTRE = "tu-ky.ubnd", "tu-ky.van-phong", "tu-ky.kinh-te", "tu-ky.ttpvhcc"
_NOTE = "Số liệu minh họa"


def show_reform(now: dt.datetime) -> None:
    """Fill the pages of the reform index."""
    unit = Unit.objects.get(code=COMMITTEE)
    day = timezone.localdate(now)
    who = {
        name: actor_of(Person.objects.get(username=name), day)
        for name in ("kiemsoat", "chutich", "phong", "kinhte", "giamdoc")
    }
    sample = own_sets()["commune-2024"]
    before = now - dt.timedelta(days=300)
    _last_year(who, unit, dataclasses.replace(sample, year=day.year - 1), before)
    _this_year(who, unit, dataclasses.replace(sample, year=day.year), now)
    _sections(who, unit, dataclasses.replace(own_sets()["section-2026"], year=day.year), now)


def _share(part: int, whole: int) -> Fact:
    return Fact(part=Fraction(part), whole=Fraction(whole))


def _given(points: str) -> Fact:
    return Fact(points=Fraction(points))


def _number(count: int) -> Fact:
    return Fact(number=Fraction(count))


_OWN: Mapping[str, Fact] = {
    "1.3.2": _share(6, 8),
    "1.4.2": Fact(yes=True),
    "1.5": _number(2),
    "1.7": _share(44, 47),
    "1.9": _given("1.5"),
    "2.9": _given("5.5"),
    "3.1.1.2": Fact(yes=True),
    "3.1.2.2": _share(4, 4),
    "3.4.2": _share(1890, 1986),
    "3.9": _given("2"),
    "4.9": _given("7.5"),
    "5.1.2": _share(4, 4),
    "5.1.3": _share(6, 6),
    "5.9": _given("3.5"),
    "6.1.1": _share(62, 84),
    "6.9": _given("2.5"),
    "7.3.3.2": _share(1010, 1986),
    "7.3.4": _share(702, 940),
    "7.3.5": _share(880, 1046),
    "7.3.7.2": _share(9, 14),
    "7.3.7.3": _share(240, 512),
    "7.9": _given("2.5"),
    "8.2": _share(19, 21),
}


def _open(
    who: Mapping[str, Actor], tree: Tree, unit: Unit, units: list[Unit], now: dt.datetime
) -> ReformRound:
    kept = acts.import_set(who["kiemsoat"], unit, tree, f"demo-set-{tree.level}-{tree.year}", now)
    ends = dt.date(tree.year, 12, 31)
    days = Days(ends - dt.timedelta(days=20), ends - dt.timedelta(days=10), ends)
    key = f"demo-open-{tree.level}-{tree.year}"
    return acts.open_round(who["kiemsoat"], kept, units, days, key, now)


def _say(actor: Actor, sheet: ReformAssessment, facts: Mapping[str, Fact], now: dt.datetime) -> None:
    said = [Said(code, fact, _NOTE) for code, fact in facts.items()]
    acts.import_scores(actor, sheet.pk, said, [], f"demo-say-{sheet.pk}", now)


def _last_year(who: Mapping[str, Actor], unit: Unit, tree: Tree, now: dt.datetime) -> None:
    """A result that came from the city on paper, with one remedial task done and one still open."""
    round = _open(who, tree, unit, [unit], now)
    sheet = ReformAssessment.objects.get(round=round, unit=unit)
    control, head = who["kiemsoat"], who["chutich"]
    _say(control, sheet, _OWN, now)
    gone = Said("3.4.1", Fact(absent=True), because="Không còn cơ quan chuyên môn cấp huyện")
    acts.score_self(control, sheet.pk, gone, "demo-gone", now)
    acts.submit(head, sheet.pk, "demo-submit", now)
    for code, fact, why in (
        ("1.5", _number(1), "Một sáng kiến chưa có quyết định công nhận"),
        ("8.1", _given("12.6"), ""),
        ("7.3.5", _share(846, 1046), "Trừ hồ sơ nộp hộ tại quầy"),
    ):
        acts.appraise(control, sheet.pk, Said(code, fact, because=why), f"demo-give-{code}", now)
    acts.agree_rest(control, sheet.pk, "demo-agree", now)
    acts.finish_appraisal(control, sheet.pk, "Văn bản minh họa số 01", "demo-finish", now)
    acts.finalise(head, sheet.pk, "demo-final", now)
    acts.close_round(head, round.pk, "Quyết định minh họa số 01", "demo-close", now)
    office = Owner(Unit.objects.get(code=OFFICE), Person.objects.get(username="phong"))
    centre = Owner(Unit.objects.get(code=CENTRE), Person.objects.get(username="giamdoc"))
    for code, cause, words, owner in (
        ("7.3.3.2", "below", "Kết quả giấy của nhiều lĩnh vực chưa số hóa", centre),
        ("7.3.7.3", "below", "Người dân còn nộp phí tiền mặt", centre),
        ("1.5", "not_done", "Chỉ một sáng kiến được công nhận", office),
        ("6.1.1", "outside", "Vướng giải phóng mặt bằng", office),
    ):
        acts.state_loss(control, sheet.pk, code, cause, words, owner, f"demo-loss-{code}", now)
    due = timezone.localdate(now) + dt.timedelta(days=200)
    done = acts.add_remedy(
        control,
        sheet.pk,
        "7.3.3.2",
        "Số hóa ngay khi tiếp nhận, kiểm tra hằng tuần",
        centre,
        due,
        "demo-r1",
        now,
    )
    acts.end_remedy(who["giamdoc"], done.pk, "Đã áp dụng tại cả ba quầy", "demo-r1-end", now=now)
    acts.add_remedy(
        control, sheet.pk, "7.3.7.3", "Đặt mã QR thanh toán ở từng quầy", centre, due, "demo-r2", now
    )
    late = due + dt.timedelta(days=150)
    words = "Giao mỗi phòng một sáng kiến, họp hội đồng mỗi quý"
    acts.add_remedy(control, sheet.pk, "1.5", words, office, late, "demo-r3", now)


def _this_year(who: Mapping[str, Actor], unit: Unit, tree: Tree, now: dt.datetime) -> None:
    """A sheet that is being filled in: what the house counts, some of the rest."""
    round = _open(who, tree, unit, [unit], now)
    sheet = ReformAssessment.objects.get(round=round, unit=unit)
    acts.compute_all(who["kiemsoat"], sheet.pk, "demo-compute", now)
    bound = {one.code for one in tree.leaves if one.source}
    later = {"1.7", "2.9", "5.9", "6.1.1", "7.9", "8.2"}
    facts = {code: fact for code, fact in _OWN.items() if code not in bound | later}
    _say(who["kiemsoat"], sheet, facts, now)


def _sections(who: Mapping[str, Actor], unit: Unit, tree: Tree, now: dt.datetime) -> None:
    """The committee judges its own sections; the result is published and ranked."""
    heads = {OFFICE: "phong", ECONOMY: "kinhte", CENTRE: "giamdoc"}
    round = _open(who, tree, unit, list(Unit.objects.filter(code__in=heads)), now)
    for place, (code, name) in enumerate(heads.items()):
        sheet = ReformAssessment.objects.get(round=round, unit__code=code)
        facts = {
            "1.1": Fact(choice=("Đúng hạn", "Chậm", "Đúng hạn")[place]),
            "1.2": _share(18 - 2 * place, 18),
            "1.3": _number(place),
            "2.1": _share(488 - 9 * place, 500),
            "2.2": _number(3 * place),
            "3.1": _number(place % 2),
            "4.1": _number(1 - place // 2),
        }
        _say(who[name], sheet, facts, now)
        acts.submit(who[name], sheet.pk, f"demo-up-{code}", now)
        survey = Said("3.2", _given(("9", "7.5", "8.5")[place]))
        acts.appraise(who["kiemsoat"], sheet.pk, survey, f"demo-survey-{code}", now)
        acts.agree_rest(who["kiemsoat"], sheet.pk, f"demo-agree-{code}", now)
        acts.finish_appraisal(who["kiemsoat"], sheet.pk, "", f"demo-finish-{code}", now)
        acts.finalise(who["chutich"], sheet.pk, f"demo-final-{code}", now)
    acts.close_round(who["chutich"], round.pk, "Thông báo minh họa số 02", "demo-close-sections", now)
