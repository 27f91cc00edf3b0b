"""The results of audits from the database: what counts, for whom, and in how many queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.quality import perms
from alongside.quality.marked import marked_items
from alongside.quality.models import DrawnItem
from alongside.quality.queries.results import results
from alongside.quality.rules.codes import About
from alongside.quality.rules.results import results_of
from tests.casework.factories import actor_for
from tests.people.factories import make_person
from tests.quality.learning_factories import (
    Place,
    find_something,
    issue_plan,
    make_place,
    make_round,
    make_theme,
    mark_items,
    noon,
    teach,
)

pytestmark = pytest.mark.django_db
TODAY = date(2025, 6, 2)
ISSUED = date(2025, 2, 3)


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.mark.scenario(26)
def test_scenario_26_a_superseded_version_is_in_no_rate(place: Place) -> None:
    mark_items(place, make_round(place), "2222", first_on=ISSUED, superseded=1)
    found = results(place.lead, about=About.PLAN, months=12, today=TODAY).results
    assert (found.overall.met, found.overall.base, found.superseded) == (3, 3, 1)


def test_what_is_still_being_marked_is_not_told(place: Place) -> None:
    items = mark_items(place, make_round(place), "21", first_on=ISSUED)
    DrawnItem.objects.in_area(place.area.pk).filter(pk=items[1].pk).update(
        agreed_grade="", agreed_on=None
    )
    found = results(place.lead, about=About.PLAN, months=12, today=TODAY).results
    assert (found.overall.met, found.overall.base) == (1, 1)
    assert all(each.met == each.base for each in found.questions)


def test_what_a_meeting_agreed_of_a_question_counts(place: Place) -> None:
    draw = make_round(place)
    items = mark_items(place, draw, "21", first_on=ISSUED)
    meeting = draw.round.meetings.create(area=place.area, held_on=ISSUED, recorded_at=noon(ISSUED))
    for item, mark in zip(items, "02", strict=True):
        item.agreed.create(
            area=place.area, meeting=meeting, question="F1", mark=mark, why="We read it again.",
            recorded_at=noon(ISSUED),
        )  # fmt: skip
    short = {each.pk: each.marked.short for each in marked_items(place.area.pk)}
    assert [short[item.pk] for item in items] == [{"F1": "0"}, {}]


def test_another_period_and_another_kind_are_other_results(place: Place) -> None:
    mark_items(place, make_round(place), "22", first_on=ISSUED)
    mark_items(place, make_round(place), "2", first_on=date(2023, 1, 9))
    mark_items(place, make_round(place, about="annual_review"), "2", first_on=ISSUED)
    bases = [
        results(place.lead, about=about, months=months, today=TODAY).results.overall.base
        for about, months in ((About.PLAN, 12), (About.PLAN, 36), (About.FAMILY, 12))
    ]
    assert bases == [2, 3, 0]


def test_whoever_reads_results_sees_them_and_nobody_else(place: Place) -> None:
    nobody = actor_for(place.area, make_person(place.area, "No Body"), frozenset({perms.PUT_RIGHT}))
    with pytest.raises(Hidden):
        results(nobody, about=About.PLAN, months=12, today=TODAY)
    assert results(place.marks, about=About.PLAN, months=12, today=TODAY).policy is None
    board = results(place.chair, about=About.PLAN, months=12, today=TODAY)
    assert board.policy is not None


def test_what_two_rounds_drew_counts_once_by_the_grade_that_was_agreed_first(place: Place) -> None:
    (first,) = mark_items(place, make_round(place), "1", first_on=ISSUED)
    (again,) = mark_items(place, make_round(place), "2", first_on=ISSUED + timedelta(days=60))
    drawn = DrawnItem.objects.in_area(place.area.pk).filter(pk__in=[first.pk, again.pk])
    drawn.update(plan=issue_plan(place, first.case, ISSUED, ()))
    found = results(place.lead, about=About.PLAN, months=12, today=TODAY).results
    assert (found.overall.met, found.overall.base) == (0, 1)
    assert [each.ref for each in marked_items(place.area.pk)] == [first.ref]


def test_of_a_question_the_board_reads_the_share_of_a_lesson_or_that_of_the_results(
    place: Place,
) -> None:
    items = mark_items(place, make_round(place), "1" * 20 + "2" * 22, first_on=ISSUED)
    finding = find_something(place, items[0], date(2025, 5, 1))
    lesson = teach(place, make_theme(place, finding, on=date(2025, 5, 1)), date(2025, 5, 1))

    def held(reader: Actor) -> list[str]:
        found = results(reader, about=About.PLAN, months=12, today=TODAY).results
        return [each.name[:2] for each in found.questions if each.is_held]

    assert held(place.chair) == []
    side = {"base": 20, "when": "before", "is_reached": True}
    numbers = {"sides": [{**side, "part": 10}, {**side, "part": 10, "when": "after"}]}
    lesson.readings.create(
        area=place.area, read_on=TODAY, verdict="no_evidence", sentence="No evidence of change.",
        numbers=numbers, recorded_at=noon(TODAY),
    )  # fmt: skip
    assert held(place.chair) == ["F1"]
    assert held(place.lead) == []


def test_results_take_as_many_queries_however_many_audits_there_are(place: Place) -> None:
    counts = []
    for more in (1, 20):
        mark_items(place, make_round(place), "1" * more, first_on=ISSUED)
        with CaptureQueriesContext(connection) as asked:
            results_of(each.marked for each in marked_items(place.area.pk, about=About.PLAN))
        counts.append(len(asked))
    assert counts[0] == counts[1] == 4
