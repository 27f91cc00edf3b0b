"""Reminders to whoever is asked for advice: before the day, each week after, and none twice."""

from datetime import date

import pytest

from alongside.advice.operations import moving
from alongside.advice.reminders import remind
from alongside.advice.rules.reminding import occasion
from alongside.notices.models import Notice
from tests.advice.factories import (
    DUE,
    Place,
    after,
    asked_and_received,
    give,
    make_place,
    noon,
    share,
)
from tests.people.factories import make_area


@pytest.mark.parametrize(
    ("left", "name"),
    [
        (15, ""),
        (14, "14 before"),
        (4, "14 before"),
        (3, "3 before"),
        (0, "3 before"),
        (-1, "week 1 after"),
        (-7, "week 1 after"),
        (-8, "week 2 after"),
    ],
)
def test_an_occasion_has_one_name_until_the_next(left: int, name: str) -> None:
    assert (
        occasion(date(2025, 5, 27), date.fromordinal(date(2025, 5, 27).toordinal() - left)) == name
    )


@pytest.fixture
def place(db: None) -> Place:
    return make_place(make_area())


def on(days: int) -> int:
    """So many days before (or, below 0, after) the due date."""
    today = date.fromordinal(DUE.toordinal() - days)
    return remind(at=noon(today), today=today)


def test_each_occasion_is_told_once_until_advice_comes(place: Place) -> None:
    request = asked_and_received(place)
    before = Notice.objects.in_area(place.area.pk).count()
    assert [on(each) for each in (20, 14, 13, 3, 2, -1, -2, -8)] == [0, 1, 0, 1, 0, 1, 0, 1]
    sentences = (
        Notice.objects.in_area(place.area.pk).order_by("id").values_list("sentence", flat=True)
    )
    assert list(sentences[before + 1 : before + 3]) == [
        "Advice that you were asked for is due: 27 May 2025.",
        "Advice that you were asked for is late. It was due: 27 May 2025.",
    ]
    give(place.point, request, after(51))
    assert on(-16) == 0


def test_services_are_reminded_of_their_parts_and_whoever_covers_too(place: Place) -> None:
    whole = asked_and_received(place)
    (part,) = share(place, whole, ("camhs", place.camhs))
    moving.cover_request(
        actor=place.camhs.actor,
        at=noon(after(30)),
        request_ref=part.ref,
        post_ref=place.physio.post.ref,
        until=after(60),
    )
    assert on(3) == 2
    reminded = Notice.objects.in_area(place.area.pk).filter(key__startswith="advice.remind")
    people = set(reminded.values_list("person_id", flat=True))
    assert people == {place.camhs.actor.person_id, place.physio.actor.person_id}
