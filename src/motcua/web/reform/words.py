# SPDX-License-Identifier: EUPL-1.2
"""Points, facts and ways of scoring in words, in the language of the page."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from motcua.reform.rules import Style
from motcua.reform.scoring import Fact
from motcua.reform.tree import Criterion
from motcua.web.statistics.words import number_words

Points = Decimal | Fraction | None


def points_words(points: Points) -> str:
    """`61,73`, `8`; `–` for what is not known."""
    if points is None:
        return "–"
    value = float(points)
    places = 0 if value == int(value) else (1 if round(value, 1) == round(value, 4) else 2)
    return number_words(value, places)


def share_of_words(share: Fraction | None) -> str:
    """`90 %`, `97,5 %`."""
    return "–" if share is None else f"{points_words(100 * share)} %"


def fact_words(criterion: Criterion, fact: Fact) -> str:
    """What was said of a criterion: `9/10 (90 %)`, `có`, `3`; empty for nothing."""
    if fact.absent:
        return _("không áp dụng")
    match criterion.style:
        case Style.YES_NO:
            return "" if fact.yes is None else (_("có") if fact.yes else _("không"))
        case Style.CHOICE:
            return format_html('<span lang="vi">{}</span>', fact.choice) if fact.choice else ""
        case Style.POINTS:
            return "" if fact.points is None else points_words(fact.points)
    if fact.part is not None and fact.whole is not None:
        return f"{points_words(fact.part)}/{points_words(fact.whole)} ({_rate(fact)})"
    return "" if fact.number is None else points_words(fact.number)


def _rate(fact: Fact) -> str:
    """Never rounded up to a hundred while something is missing."""
    rate = fact.rate
    if rate is None:
        return "–"
    shown = 100 * float(rate)
    return f"{number_words(min(shown, 99.9) if rate < 1 else shown, 0 if rate == 1 else 1)} %"


def rule_sentence(criterion: Criterion) -> str:
    """How the points come about, to be read aloud."""
    rule, most = criterion.rule, points_words(criterion.most)
    match criterion.style:
        case Style.SUM:
            return _("Cộng điểm các tiêu chí thành phần.")
        case Style.YES_NO:
            return _("Có: %(most)s điểm; không: 0 điểm.") % {"most": most}
        case Style.RATIO:
            told = {"full": share_of_words(rule.full), "floor": share_of_words(rule.floor), "most": most}
            if rule.floor:
                return _("Từ %(full)s: %(most)s điểm; dưới %(floor)s: 0 điểm; ở giữa tính theo tỷ lệ.") % told
            return _("Từ %(full)s: %(most)s điểm; thấp hơn thì tính theo tỷ lệ.") % told
        case Style.COUNT:
            told = {"full": points_words(rule.full), "most": most}
            return _("Từ %(full)s trở lên: %(most)s điểm; ít hơn thì tính theo tỷ lệ.") % told
        case Style.PENALTY:
            told = {"each": points_words(rule.each), "most": most}
            return _("%(most)s điểm, mỗi trường hợp trừ %(each)s điểm.") % told
        case Style.STEPS:
            return _steps(criterion)
        case Style.CHOICE:
            told_of = _("%(points)s điểm")
            gained = ((words, told_of % {"points": points_words(points)}) for words, points in rule.options)
            return format_html_join("; ", '<span lang="vi">{}</span>: {}', gained)
    return _("Người chấm cho từ 0 đến %(most)s điểm.") % {"most": most}


def _steps(criterion: Criterion) -> str:
    rule = criterion.rule
    told = []
    for bound, points in rule.steps:
        words = share_of_words(bound) if rule.percent else points_words(bound)
        step = _("đến %(bound)s: %(points)s điểm") if rule.falling else _("từ %(bound)s: %(points)s điểm")
        told.append(step % {"bound": words, "points": points_words(points)})
    return _("%(steps)s; ngoài các mức này: 0 điểm.") % {"steps": "; ".join(told)}
