"""Words about a figure can tell the small number that the figure hides, so they are hidden with it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from alongside.measures import operations, work
from alongside.measures.models import ImpactEvidence, Measure
from alongside.measures.offers import OFFERS
from alongside.measures.rules.protecting import Period
from alongside.measures.rules.spoken import (
    WARNING,
    WARNING_OF_SEVERAL,
    WARNING_TO_EVERYBODY,
    WORDS_HIDDEN,
    are_words_hidden,
)
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.factories import CORE_90, approver, make_counted
from tests.measures.outcomes import EASY_READ, impact
from tests.plan.factories import Place, make_place

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
JUNE: Period = (date(2021, 6, 1), date(2021, 7, 1))
JULY: Period = (date(2021, 7, 1), date(2021, 8, 1))


@pytest.mark.parametrize(
    ("on", "hidden"),
    [
        (date(2021, 5, 31), False),
        (date(2021, 6, 1), True),
        (date(2021, 6, 30), True),
        (date(2021, 7, 1), False),
        (date(2021, 9, 1), False),
    ],
)
def test_words_are_about_the_figure_of_their_day_or_the_last_before_it(
    on: date, hidden: bool
) -> None:
    assert are_words_hidden(on, [(JUNE, True), (JULY, False)]) is hidden


def test_words_after_the_last_figure_are_hidden_with_it() -> None:
    assert are_words_hidden(date(2021, 9, 1), [(JUNE, False), (JULY, True)])
    assert not are_words_hidden(date(2021, 9, 1), [])


@pytest.fixture
def place(db: None, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())
    return make_place()


def spoken_about(place: Place, *shares: tuple[int, int]) -> Measure:
    """With a note of March, a cause from February and a story, told today."""
    measure = make_counted(place, *shares)
    said: dict[str, Any] = {"actor": place.officer, "at": NOW, "measure_ref": measure.ref}
    operations.annotate(**said, on=date(2020, 3, 9), text="A note of three children")
    operations.recalculate(
        **said,
        from_on=date(2020, 2, 1),
        cause="A cause of three children",
        approved_by=approver(place).ref,
    )
    operations.tell_story(**said, text="A story of three children", partners="Three schools")
    target = operations.set_target(**said, new=CORE_90)
    operations.activate_target(actor=place.officer, at=NOW, target_ref=target.ref)
    operations.end_target(actor=place.officer, at=NOW, target_ref=target.ref, why="Three is few")
    work.refresh_area(area_id=place.area.pk, at=NOW, progress=lambda done, total: None)
    return measure


SAID = ("A note of three", "A cause of three", "A story of three", "Three schools", "Three is few")
PLAIN = [(200 + number % 5, 419) for number in range(15)]


def test_words_stand_and_fall_with_the_figure_that_they_are_about(place: Place) -> None:
    """March is hidden, and so is the latest, after which the story was told; February is not."""
    shares = [*PLAIN[:2], (3, 487), *PLAIN[3:14], (3, 487)]
    measure = spoken_about(place, *shares)
    reader = words(client_of(place, "scrutiny_member").get(to("measure", measure.ref)))
    assert [said for said in SAID if said in reader] == ["A cause of three"]
    assert WORDS_HIDDEN in reader
    analyst = client_of(place, "data_analyst")
    assert all(said in words(analyst.get(to("measure", measure.ref))) for said in SAID)
    for name in ("annotate", "tell_story", "recalculate", "start_series"):
        assert WARNING in words(analyst.get(to(name, measure.ref))), name
    assert WARNING_TO_EVERYBODY in words(analyst.get(to("set_target", measure.ref)))
    series = measure.series.get()
    assert WARNING in words(analyst.get(to("enter_figure", series.ref)))
    figure = series.figures.latest("id")
    assert WARNING in words(analyst.get(to("correct_figure", figure.ref)))


ANSWER = "It helped three children"


def told_impact(place: Place, *measures: Measure) -> ImpactEvidence:
    refs = tuple(each.ref for each in measures)
    return impact(place.officer, replace(EASY_READ, for_whom=ANSWER, measures=refs), at=NOW)


def test_evidence_of_impact_is_hidden_with_the_figure_of_any_measure_it_names(place: Place) -> None:
    small = make_counted(place, *PLAIN[:14], (3, 487))
    plain = make_counted(place, *PLAIN, code="plain", title="Plain")
    made = told_impact(place, plain, small)
    read = told_impact(place, plain)
    councillor, analyst = client_of(place, "scrutiny_member"), client_of(place, "data_analyst")
    for page in (to("one_impact", made.ref), to("impact")):
        told = words(councillor.get(page))
        assert WORDS_HIDDEN in told
        assert told.count(ANSWER) == (page == to("impact"))
        assert WORDS_HIDDEN not in words(analyst.get(page))
    assert ANSWER in words(councillor.get(to("one_impact", read.ref)))
    found = OFFERS.search(place.chair, ANSWER)
    assert [hit.address for hit in found] == [to("one_impact", read.ref)]
    for address in (to("add_impact"), to("change_impact", made.ref)):
        assert WARNING_OF_SEVERAL in words(analyst.get(address))


def test_words_are_read_where_no_figure_is_hidden(place: Place) -> None:
    measure = spoken_about(place, *PLAIN)
    reader = words(client_of(place, "scrutiny_member").get(to("measure", measure.ref)))
    assert all(said in reader for said in SAID)
    analyst = client_of(place, "data_analyst")
    assert WARNING not in words(analyst.get(to("annotate", measure.ref)))
