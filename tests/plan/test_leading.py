"""Who led which actions on a day in the past, and which of them were late then."""

from datetime import date

import pytest

from alongside.kernel.dates import PartialDate
from alongside.plan.models import DateChange, Lead
from alongside.plan.queries.leading import actions_on, led_actions
from alongside.plan.rules.codes import Partner
from tests.plan.factories import (
    AT,
    Place,
    lead,
    make_action,
    make_outcome,
    make_place,
    make_statement,
    record,
)

pytestmark = pytest.mark.django_db
JUNE, JULY, AUGUST, OCTOBER = (
    date(2020, 6, 30),
    date(2020, 7, 31),
    date(2020, 8, 31),
    date(2020, 10, 31),
)


@pytest.fixture
def place() -> Place:
    return make_place()


def late_on(place: Place, *days: date) -> list[bool]:
    return [each.is_late for each in led_actions(place.officer, days=days)]


def test_an_action_is_late_from_the_day_after_its_end(place: Place) -> None:
    action = make_action(
        place, make_outcome(place, make_statement(place)), end=PartialDate(2020, 7)
    )
    lead(place, action, Partner.HEALTH, "Chief Nurse", "Nora Nurse")
    assert late_on(place, JUNE, JULY, AUGUST) == [False, False, True]


def test_each_day_has_the_status_that_stood_then(place: Place) -> None:
    action = make_action(
        place, make_outcome(place, make_statement(place)), end=PartialDate(2021, 7)
    )
    lead(place, action, Partner.HEALTH, "Chief Nurse", "Nora Nurse")
    later = {"forecast": PartialDate(2021, 9)}
    record(place, action, "started_delayed", date(2020, 6, 20), **later)
    record(place, action, "on_track", date(2020, 8, 3), at=AT.replace(month=8, day=20))
    assert late_on(place, date(2020, 6, 19), JUNE, JULY, AUGUST) == [False, True, True, False]


def test_an_end_that_was_moved_counts_as_it_was_until_then(place: Place) -> None:
    action = make_action(
        place, make_outcome(place, make_statement(place)), end=PartialDate(2020, 12)
    )
    lead(place, action, Partner.HEALTH, "Chief Nurse", "Nora Nurse")
    DateChange.objects.create(
        area=place.area,
        line=action,
        which="end",
        old_on=date(2020, 7, 31),
        old_precision="month",
        new_on=date(2020, 12, 31),
        new_precision="month",
        reason="It takes longer.",
        asked_at=AT,
        asked_by=place.people["Olive Officer"],
        consented_by=place.people["Nora Nurse"],
        consented_at=AT.replace(month=9, day=1),
    )
    assert late_on(place, JULY, AUGUST, OCTOBER) == [False, True, False]


def test_a_lead_counts_only_while_it_leads(place: Place) -> None:
    action = make_action(place, make_outcome(place, make_statement(place)))
    lead(place, action, Partner.HEALTH, "Chief Nurse", "Nora Nurse")
    Lead.objects.in_area(place.area.pk).update(
        lead_from=date(2020, 7, 1), lead_until=date(2020, 8, 31)
    )
    found = led_actions(place.officer, days=(JUNE, JULY, AUGUST))
    assert [each.day for each in found] == [JULY]
    assert [post.title for post in found[0].posts] == ["Chief Nurse"]


def test_an_action_that_nobody_leads_is_there_with_its_lateness(place: Place) -> None:
    outcome = make_outcome(place, make_statement(place))
    make_action(place, outcome, end=PartialDate(2020, 7))
    assert led_actions(place.officer, days=(AUGUST,)) == ()
    (found,) = actions_on(place.officer, days=(AUGUST,))
    assert (found.posts, found.is_late) == ((), True)
