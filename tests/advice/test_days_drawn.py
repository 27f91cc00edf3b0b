"""The control chart of a service’s days: drawn by the worker, kept, and shown to whoever looks after its side."""

from datetime import date, timedelta

import pytest

from alongside.advice.drawing_days import draw_everywhere
from alongside.advice.models import AdviceRequest, DaysDrawn
from alongside.advice.queries.days import service_days
from alongside.kernel.dates import add_months
from alongside.kernel.refusals import Hidden
from tests.advice.factories import Place, make_place, noon
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db
TODAY = date(2025, 6, 14)
NOW = noon(TODAY)


@pytest.fixture
def place() -> Place:
    return make_place(make_area())


def given_monthly(place: Place, *, months: int, days: int = 40) -> None:
    """One piece of speech and language advice in each of the last whole months."""
    for back in range(1, months + 1):
        given(place, add_months(TODAY.replace(day=10), -back), days + back % 3)


def given(place: Place, on: date, days: int) -> None:
    AdviceRequest.objects.create(
        area=place.area,
        case=place.case,
        adviser="speech_and_language",
        side="health",
        body="health",
        purpose="assessment",
        framework=1,
        post=place.speech.post,
        state="given",
        asked_on=on - timedelta(days=days),
        received_on=on - timedelta(days=days),
        first_given_on=on,
        given_on=on,
        recorded_at=NOW,
    )


def test_with_fewer_than_thirteen_months_the_limits_are_provisional(place: Place) -> None:
    given_monthly(place, months=7)
    assert draw_everywhere(at=NOW) == 1
    found = service_days(place.doctor.actor, service="speech_and_language", today=TODAY)
    assert found.picture is not None
    assert found.picture.wide.startswith("<svg")
    assert found.picture.narrow.startswith("<svg")
    assert "provisional" in found.picture.summary
    assert found.picture.columns[-1] == ("Pieces of advice", True)
    assert [row[-1] for row in found.picture.rows] == ["1"] * 7
    assert found.days is not None
    assert found.days.plausible == (40, 42)


def test_a_month_far_off_is_marked_once_there_are_enough(place: Place) -> None:
    given_monthly(place, months=20)
    given(place, date(2025, 5, 12), 200)
    draw_everywhere(at=NOW)
    found = service_days(place.doctor.actor, service="speech_and_language", today=TODAY)
    assert found.picture is not None
    assert "provisional" not in found.picture.summary
    assert found.picture.rows[-1][-2] == "Worse than usual"
    assert found.picture.rows[-1][-1] == "2"


def test_too_few_months_are_not_drawn_and_what_has_not_changed_is_not_drawn_again(
    place: Place,
) -> None:
    given_monthly(place, months=5)
    assert draw_everywhere(at=NOW) == 0
    assert not DaysDrawn.objects.in_area(place.area.pk).exists()
    given(place, add_months(TODAY.replace(day=10), -6), 44)
    assert draw_everywhere(at=NOW) == 1
    assert draw_everywhere(at=NOW + timedelta(days=1)) == 0


def test_whoever_looks_after_another_side_does_not_see_it(place: Place) -> None:
    given_monthly(place, months=6)
    draw_everywhere(at=NOW)
    for who, service in (
        (place.head, "speech_and_language"),
        (place.speech, "speech_and_language"),
        (place.doctor, "school"),
        (place.doctor, "nonsense"),
    ):
        with pytest.raises(Hidden):
            service_days(who.actor, service=service, today=TODAY)
