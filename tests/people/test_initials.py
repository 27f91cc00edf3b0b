"""Initials lead to candidates, never to a person."""

from datetime import date

import pytest

from alongside.people import operations, queries
from alongside.people.models import LocalArea, Organisation, Person
from tests.people.factories import AT, make_area, make_organisation, make_person, operator

pytestmark = pytest.mark.django_db


@pytest.fixture
def york() -> LocalArea:
    return make_area()


def _appointed(
    area: LocalArea, name: str, organisation: Organisation, initials: str = ""
) -> Person:
    actor = operator(area)
    post = operations.create_post(
        actor=actor, at=AT, organisation=organisation, title=f"Post of {name}"
    )
    person = make_person(area, name)
    operations.appoint(actor=actor, at=AT, post=post, person=person, initials=initials)
    return person


@pytest.mark.scenario(37)
def test_initials_shared_by_two_people_name_both(york: LocalArea) -> None:
    council = make_organisation(york)
    ccg = make_organisation(york, "CCG", "health")
    sally, sharon = _appointed(york, "Sally Smith", ccg), _appointed(york, "Sharon Stoltz", council)
    assert {c.person for c in queries.people_by_initials(york, "S.S")} == {sally, sharon}


@pytest.mark.scenario(37)
def test_an_organisation_puts_its_own_first_and_keeps_the_other(york: LocalArea) -> None:
    council = make_organisation(york)
    ccg = make_organisation(york, "CCG", "health")
    _appointed(york, "Sally Smith", ccg)
    _appointed(york, "Sharon Stoltz", council)
    found = queries.people_by_initials(york, "S.S", council)
    assert [(c.person.name, c.in_organisation) for c in found] == [
        ("Sharon Stoltz", True),
        ("Sally Smith", False),
    ]


@pytest.mark.scenario(37)
def test_unknown_initials_find_nobody(york: LocalArea) -> None:
    _appointed(york, "Sally Smith", make_organisation(york))
    assert queries.people_by_initials(york, "S.D") == []


def test_a_printed_label_finds_its_holder_though_the_name_begins_otherwise(york: LocalArea) -> None:
    phil = _appointed(york, "Phil Mettam", make_organisation(york), initials="P.H")
    assert [c.person for c in queries.people_by_initials(york, "PH")] == [phil]


def test_a_match_with_the_successor_counts_as_the_same_organisation(york: LocalArea) -> None:
    ccg = make_organisation(york, "CCG", "health", ods_code="03Q")
    icb = make_organisation(york, "ICB", "health", ods_code="QOQ")
    operations.record_succession(
        actor=operator(york), at=AT, predecessor=ccg, successor=icb, followed_on=date(2022, 7, 1)
    )
    _appointed(york, "Sally Smith", icb)
    assert [c.in_organisation for c in queries.people_by_initials(york, "SS", ccg)] == [True]


def test_people_of_another_area_are_not_candidates(york: LocalArea) -> None:
    hull = make_area("hull", "Hull")
    _appointed(hull, "Sally Smith", make_organisation(hull, "Hull City Council"))
    assert queries.people_by_initials(york, "S.S") == []


def test_somebody_without_a_post_is_a_candidate_by_name(york: LocalArea) -> None:
    person = make_person(york, "Sue Dunn")
    assert [(c.person, c.holding) for c in queries.people_by_initials(york, "SD")] == [
        (person, None)
    ]


def test_empty_initials_find_nobody(york: LocalArea) -> None:
    make_person(york, "Sue Dunn")
    assert queries.people_by_initials(york, " . ") == []
