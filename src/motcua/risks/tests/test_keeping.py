# SPDX-License-Identifier: EUPL-1.2
"""Learning from the database, keeping models, and when it is time to learn anew."""

import datetime as dt

import pytest
from django.core.cache import caches

from motcua.dossiers.tests.office import Office, at, open_office
from motcua.risks import keeping
from motcua.risks.errors import TooLittleHistory
from motcua.risks.models import RiskModel
from motcua.risks.predicting import chance
from motcua.risks.tests.made import cases

NOW = at("2026-04-10 08:00")


@pytest.fixture
def office(db: None) -> Office:
    caches["process"].clear()
    return open_office()


def test_too_little_history_is_refused_and_asked_again_later(office: Office) -> None:
    with pytest.raises(TooLittleHistory):
        keeping.learn_now(NOW)
    office.ready("2026-03-11 10:00")
    with pytest.raises(TooLittleHistory, match="1 hồ sơ"):
        keeping.learn_now(NOW)
    assert keeping.tend(NOW) is None and not RiskModel.objects.exists()


def test_a_model_says_what_it_was_learnt_from(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "LEAST", 4)
    for when in ("2026-03-10 15:00", "2026-03-11 10:00", "2026-03-12 10:00", "2026-03-20 10:00"):
        office.ready(when)
    office.assigned("2026-04-09 10:00")  # not due yet: nothing is known of it
    model = keeping.tend(NOW)
    assert model is not None and (model.dossiers, model.late) == (4, 0.25)
    assert f"{model.first_day}" == "2026-03-09"
    newest = keeping.newest()
    assert newest == model
    said = chance(keeping.arrays_of(model), cases(3, unit=office.committee.pk))
    assert ((said > 0) & (said < 1)).all()


def test_old_models_go_and_foreign_ones_do_not_count(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "LEAST", 1)
    office.ready("2026-03-20 10:00")
    office.ready("2026-03-11 10:00")
    for hours in range(keeping.KEPT + 2):
        keeping.learn_now(NOW + dt.timedelta(hours=hours))
    assert RiskModel.objects.count() == keeping.KEPT
    RiskModel.objects.update(told={"format": keeping.FORMAT - 1})
    assert keeping.newest() is None and keeping.is_due(NOW)


def test_it_learns_once_a_week_at_night(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "LEAST", 1)
    office.ready("2026-03-20 10:00")
    office.ready("2026-03-11 10:00")
    keeping.learn_now(NOW)
    assert not keeping.is_due(at("2026-04-11 23:00"))
    assert not keeping.is_due(at("2026-04-20 10:00"))
    assert keeping.is_due(at("2026-04-20 23:00"))
