# SPDX-License-Identifier: EUPL-1.2
"""Saved filters: whose they are, who sees them, who removes them."""

import pytest

from motcua.desk.models import SavedFilter
from motcua.desk.saved import MOST_OF_ONE, FilterRefused, filters_for, remove_filter, save_filter
from motcua.dossiers.tests.office import Office, open_office
from motcua.law.roles import Role


@pytest.fixture
def office(db: None) -> Office:
    return open_office()


def test_a_filter_is_ones_own_until_it_is_shared(office: Office) -> None:
    worker, head, clerk = (office.actor(role) for role in (Role.SPECIALIST, Role.SECTION_HEAD, Role.CLERK))
    save_filter(worker, "toi-giu", "  Của   tôi ", "?han=muon", shared=False)
    save_filter(worker, "toi-giu", "Chung", "han=hom-nay", shared=True)
    assert [one.name for one in filters_for(worker, "toi-giu")] == ["Chung", "Của tôi"]
    assert [one.name for one in filters_for(head, "toi-giu")] == ["Chung"]
    assert not filters_for(clerk, "toi-giu")
    assert not filters_for(worker, "quay")


def test_the_same_name_overwrites(office: Office) -> None:
    worker = office.actor(Role.SPECIALIST)
    for query in ("han=muon", "han=hom-nay"):
        save_filter(worker, "toi-giu", "Gấp", query, shared=False)
    assert SavedFilter.objects.get().query == "han=hom-nay"


@pytest.mark.parametrize(
    ("name", "query"), [("", "han=muon"), ("x" * 61, "han=muon"), ("Gấp", ""), ("Gấp", "?")]
)
def test_nothing_useless_is_kept(office: Office, name: str, query: str) -> None:
    with pytest.raises(FilterRefused):
        save_filter(office.actor(Role.SPECIALIST), "toi-giu", name, query, shared=False)
    assert not SavedFilter.objects.exists()


def test_there_is_a_limit(office: Office) -> None:
    worker = office.actor(Role.SPECIALIST)
    for number in range(MOST_OF_ONE):
        save_filter(worker, "toi-giu", f"Lọc {number}", "han=muon", shared=False)
    with pytest.raises(FilterRefused):
        save_filter(worker, "toi-giu", "Một nữa", "han=muon", shared=False)
    save_filter(worker, "toi-giu", "Lọc 0", "han=hom-nay", shared=False)


def test_only_the_owner_removes(office: Office) -> None:
    worker, head = office.actor(Role.SPECIALIST), office.actor(Role.SECTION_HEAD)
    kept = save_filter(worker, "toi-giu", "Chung", "han=muon", shared=True)
    with pytest.raises(FilterRefused):
        remove_filter(head, kept.pk)
    remove_filter(worker, kept.pk)
    remove_filter(worker, kept.pk)
    assert not SavedFilter.objects.exists()
