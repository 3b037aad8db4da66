# SPDX-License-Identifier: EUPL-1.2
"""Rule sets and form sets by day of reception: the borders, the gaps, the values the acts rely on."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.codes import CodeForm
from motcua.law.deadlines import SupplementPolicy
from motcua.law.forms import (
    FORMS,
    DayBeforeRules,
    FormNotInSet,
    FormRole,
    FormSet,
    LetterNumberInvalid,
    PaperSize,
    form_of,
    form_set_on,
    letter_number,
)
from motcua.law.roles import Role
from motcua.law.rule_sets import (
    RULE_SETS,
    Decree,
    EndOnRequest,
    IdentityChannel,
    RuleSetUnknown,
    rule_set,
    rule_set_on,
)
from motcua.law.working_time import Confidence


@pytest.mark.parametrize(
    ("day", "code", "decree", "forms"),
    [
        (date(2018, 6, 21), "nd61-2018", Decree.ND61_2018, FormSet.TT01_2018),
        (date(2020, 9, 14), "nd61-2018", Decree.ND61_2018, FormSet.TT01_2018),
        (date(2020, 9, 15), "nd61-2018-qd20", Decree.ND61_2018, FormSet.TT01_2018),
        (date(2025, 6, 30), "nd61-2018-qd20", Decree.ND61_2018, FormSet.TT01_2018),
        (date(2025, 7, 1), "nd118-2025", Decree.ND118_2025, FormSet.TT01_2018),
        (date(2025, 9, 14), "nd118-2025", Decree.ND118_2025, FormSet.TT01_2018),
        (date(2025, 9, 15), "nd118-2025-tt03", Decree.ND118_2025, FormSet.TT03_2025),
        (date(2026, 1, 24), "nd118-2025-tt03", Decree.ND118_2025, FormSet.TT03_2025),
        (date(2026, 1, 25), "nd118-2025-tt04", Decree.ND118_2025, FormSet.TT03_2025),
        (date(2026, 8, 4), "nd118-2025-tt04", Decree.ND118_2025, FormSet.TT03_2025),
        (date(2026, 8, 5), "nd118-2025-nd309", Decree.ND118_2025, FormSet.TT03_2025),
        (date(2040, 1, 1), "nd118-2025-nd309", Decree.ND118_2025, FormSet.TT03_2025),
    ],
)
def test_borders(day, code, decree, forms):
    rules = rule_set_on(day)
    assert (rules.code, rules.decree, rules.form_set.value) == (code, decree, forms)
    assert rules.covers(day)
    assert rule_set(code) is rules


@given(st.dates(date(2018, 6, 21), date(2045, 12, 31)))
def test_exactly_one_set_covers_a_day_and_names_its_forms(day):
    assert [rules for rules in RULE_SETS if rules.covers(day)] == [rule_set_on(day)]
    assert rule_set_on(day).form_set.value is form_set_on(day)


def test_sets_follow_without_gap():
    for earlier, later in pairwise(RULE_SETS):
        assert earlier.last_day == later.first_day - timedelta(days=1)
    assert RULE_SETS[-1].last_day is None


def test_days_before_the_first_decree_are_refused():
    for ask in (rule_set_on, form_set_on):
        with pytest.raises(DayBeforeRules, match="20/06/2018"):
            ask(date(2018, 6, 20))
    with pytest.raises(RuleSetUnknown, match="nd118-2025-nd309"):
        rule_set("nd63-2010")


def test_values_of_decree_61():
    rules = rule_set_on(date(2024, 2, 7))
    assert rules.supplement_policy.value is SupplementPolicy.RESTART
    assert rules.supplement_policy.confidence is Confidence.VERIFIED
    assert rules.supplement_request_days.value == 3
    assert rules.supplement_closing_days.value is None
    assert (rules.supplement_warn_from.value, rules.supplement_block_from.value) == (2, 3)
    assert (rules.apology_days_before.value, rules.apology_times.value) == (1, 1)
    assert rules.apology_signer.value is Role.AGENCY_HEAD
    assert rules.transfer_cutoff.value == time(15, 0)
    assert rules.intake_hours.value == 8
    assert rules.intake_alert_hours.value is None
    assert rules.end_on_request.value is EndOnRequest.WITHDRAWAL
    assert rules.code_form.value is CodeForm.FORM_2020
    assert rule_set_on(date(2019, 2, 15)).code_form.value is CodeForm.FORM_2018


def test_what_decree_118_changes():
    rules = rule_set_on(date(2025, 7, 1))
    assert rules.end_on_request.value is EndOnRequest.STOP_NOTICE
    assert rules.end_only_before_decision.value
    assert rules.intake_alert_hours.value == 2
    assert rules.supplement_closing_days.value is None
    assert rules.supplement_closing_offer.value == 15
    assert rules.supplement_closing_offer.confidence is Confidence.UNCERTAIN
    assert rules.central_code_form.value is None
    assert rule_set_on(date(2026, 1, 25)).central_code_form.value is CodeForm.CENTRAL_2025
    assert IdentityChannel.VNEID not in rule_set_on(date(2026, 8, 4)).identity_channels.value
    assert rule_set_on(date(2026, 8, 5)).identity_channels.value >= {
        IdentityChannel.VNEID,
        IdentityChannel.CARD_READER,
        IdentityChannel.KIOSK,
    }


def test_every_value_names_its_source():
    for rules in RULE_SETS:
        named = dict(rules.policies())
        assert len(named) == 19
        for name, policy in named.items():
            assert policy.source, name
            assert policy.confidence in Confidence, name


@pytest.mark.parametrize(
    ("role", "old", "new"),
    [
        (FormRole.RECEIPT, "Mẫu số 01", "Mẫu số 01"),
        (FormRole.SUPPLEMENT_REQUEST, "Mẫu số 02", "Mẫu số 02"),
        (FormRole.REFUSAL, "Mẫu số 03", "Mẫu số 03"),
        (FormRole.APOLOGY, "Mẫu số 04", "Mẫu số 04"),
        (FormRole.CONTROL_SLIP, "Mẫu số 05", "Mẫu số 06"),
        (FormRole.REGISTER, "Mẫu số 06", "Mẫu số 07"),
    ],
)
def test_form_numbers_by_day_of_reception(role, old, new):
    assert form_of(form_set_on(date(2025, 9, 14)), role).label == old
    assert form_of(form_set_on(date(2025, 9, 15)), role).label == new


def test_the_stop_notice_is_new():
    assert form_of(form_set_on(date(2025, 9, 15)), FormRole.STOP_NOTICE).label == "Mẫu số 05"
    with pytest.raises(FormNotInSet, match="01/2018"):
        form_of(form_set_on(date(2025, 9, 14)), FormRole.STOP_NOTICE)


def test_the_apology_changed_its_title():
    assert "hẹn lại ngày" in form_of(form_set_on(date(2025, 9, 14)), FormRole.APOLOGY).title
    assert "đề nghị gia hạn" in form_of(form_set_on(date(2025, 9, 15)), FormRole.APOLOGY).title


def test_sets_are_numbered_from_one_without_gap():
    assert [form.number for form in FORMS if form.form_set is FormSet.TT01_2018] == list(range(1, 7))
    assert [form.number for form in FORMS if form.form_set is FormSet.TT03_2025] == list(range(1, 8))
    assert {form.paper for form in FORMS if form.role is FormRole.REGISTER} == {PaperSize.A4}
    assert {form.paper for form in FORMS if form.role is FormRole.RECEIPT} == {PaperSize.A5}


def test_letters_are_numbered_per_form():
    ask = form_of(form_set_on(date(2025, 9, 15)), FormRole.SUPPLEMENT_REQUEST)
    assert letter_number(ask, 5, "TTPVHCC") == "05/PBS-TTPVHCC"
    assert letter_number(ask, 123, " TTPVHCC ") == "123/PBS-TTPVHCC"
    assert (
        letter_number(form_of(form_set_on(date(2024, 1, 2)), FormRole.SUPPLEMENT_REQUEST), 12, "BPMC")
        == "12/HDHS-BPMC"
    )


@pytest.mark.parametrize(
    ("role", "order", "unit", "word"),
    [
        (FormRole.RECEIPT, 1, "TTPVHCC", "mã hồ sơ"),
        (FormRole.REFUSAL, 0, "TTPVHCC", "từ 1"),
        (FormRole.REFUSAL, 1, " ", "ký hiệu"),
    ],
)
def test_letters_that_cannot_be_numbered(role, order, unit, word):
    with pytest.raises(LetterNumberInvalid, match=word):
        letter_number(form_of(form_set_on(date(2026, 1, 5)), role), order, unit)
