"""Posts to choose from stand below headings that a reader finds."""

from datetime import date

import pytest

from alongside.people.choices import post_choices_by_organisation
from alongside.people.operations import create_post
from tests.people.factories import AT, make_area, make_organisation, operator

pytestmark = pytest.mark.django_db


def headings(titles: list[tuple[str, str]]) -> list[tuple[str, int]]:
    area = make_area()
    council = make_organisation(area)
    for title, team in titles:
        create_post(actor=operator(area), at=AT, organisation=council, title=title, team=team)
    found = post_choices_by_organisation(operator(area), today=date(2025, 5, 1))
    return [(name, len(choices)) for name, choices in found]


def test_a_few_posts_stand_below_the_name_of_their_organisation() -> None:
    assert headings([("Head", ""), ("Clerk", "West")]) == [("City of York Council", 2)]


def test_many_posts_stand_in_parts_by_their_letters_and_teams() -> None:
    titles = [(f"{letter}, number {count}", "") for letter in "BAC" for count in range(5)]
    found = headings([*titles, ("Coordinator", "West"), ("Another", "West")])
    assert found == [
        ("City of York Council, A to B", 10),
        ("City of York Council, C", 5),
        ("City of York Council, team West", 2),
    ]
