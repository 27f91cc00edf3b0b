from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from alongside.measures.codes import Change, Level
from alongside.measures.drawing import drawn
from alongside.measures.readings import Attention
from alongside.measures.rules.figures import Point
from alongside.measures.rules.targets import Baseline, Promise
from alongside.measures.words import (
    ATTENTION,
    base_words,
    figure_words,
    full_words,
    period_words,
    promise_words,
    short_period_words,
)

JUNE = Point(date(2020, 6, 1), date(2020, 7, 1), Decimal("64.8305"), 153, 236)
JULY = Point(date(2020, 7, 1), date(2020, 8, 1), Decimal("75"), 3, 4)
PROJECTS = Point(date(2020, 6, 1), date(2020, 7, 1), Decimal("5.0000"))


def test_a_percentage_shows_one_decimal_and_its_base() -> None:
    assert figure_words(JUNE, "percent") == "64.8%"
    assert figure_words(JULY, "percent") == "75.0%"
    assert base_words(JUNE) == "153 of 236"


def test_other_figures_show_as_entered_with_their_unit() -> None:
    assert figure_words(PROJECTS, "projects") == "5 projects"
    assert base_words(PROJECTS) == ""


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (date(2020, 7, 1), "June 2020"),
        (date(2020, 6, 2), "1 June 2020"),
        (date(2020, 9, 1), "June to August 2020"),
        (date(2020, 8, 31), "1 June 2020 to 30 August 2020"),
    ],
)
def test_a_period_is_said_by_its_first_and_last_day(until: date, said: str) -> None:
    assert period_words(date(2020, 6, 1), until) == said


@pytest.mark.parametrize(
    ("start", "until", "said"),
    [
        (date(2020, 1, 1), date(2021, 1, 1), "2020"),
        (date(2020, 6, 1), date(2020, 7, 1), "Jun 2020"),
        (date(2020, 4, 1), date(2020, 7, 1), "Apr–Jun 2020"),
        (date(2019, 9, 1), date(2020, 9, 1), "Sep 2019–Aug 2020"),
        (date(2020, 6, 1), date(2020, 6, 2), "1 Jun 2020"),
        (date(2020, 6, 1), date(2020, 6, 15), "1–14 Jun 2020"),
        (date(2020, 5, 20), date(2020, 6, 15), "20 May–14 Jun 2020"),
    ],
)
def test_a_period_is_short_at_the_foot_of_a_chart(start: date, until: date, said: str) -> None:
    assert short_period_words(start, until) == said


def test_a_promise_is_said_as_it_was_set() -> None:
    base = Baseline(Decimal(40), date(2020, 9, 1), "Families")
    half = Promise(Level.CORE, Decimal(50), change=Change.POINTS, baseline=base)
    assert promise_words(half, "percent") == "50 points better than 40% (September 2020)"
    assert promise_words(half, "days") == "50 days better than 40 days (September 2020)"
    relative = replace(half, change=Change.RELATIVE)
    assert promise_words(relative, "percent") == "50% better than 40% (September 2020)"
    unsettled = replace(half, change=None, baseline=None)
    assert promise_words(unsettled, "percent") == (
        "better by 50, not settled yet whether as a share or in points"
    )
    assert promise_words(Promise(Level.CORE, Decimal("98.0000")), "percent") == "at least 98%"
    assert promise_words(Promise(Level.CORE, Decimal(100)), "percent") == "100%"
    assert promise_words(Promise(Level.CORE, Decimal(100)), "plans") == "at least 100 plans"


def test_every_reason_for_attention_has_its_words() -> None:
    assert set(ATTENTION) == set(Attention)


def test_a_whole_year_is_said_by_its_number() -> None:
    assert period_words(date(2019, 1, 1), date(2020, 1, 1)) == "2019"
    assert period_words(date(2019, 4, 1), date(2020, 4, 1)) == "April 2019 to March 2020"


def test_a_figure_is_said_whole_with_its_base_and_its_period() -> None:
    assert full_words(JUNE, "percent") == "64.8% (153 of 236), June 2020"
    assert full_words(PROJECTS, "projects") == "5 projects, June 2020"


def test_a_drawing_needs_two_figures_and_says_what_it_shows() -> None:
    assert drawn([JUNE], "percent") is None
    drawing = drawn([JUNE, JULY], "percent")
    assert drawing is not None
    assert drawing.dots[0].y > drawing.dots[1].y > drawing.top
    assert drawing.summary == (
        "2 figures, from 64.8% (June 2020) to 75.0% (July 2020). The lowest is 64.8% and the "
        "highest 75.0%."
    )


def test_figures_of_nought_are_drawn_on_the_base() -> None:
    none = [Point(date(2020, month, 1), date(2020, month + 1, 1), Decimal(0)) for month in (6, 7)]
    drawing = drawn(none, "projects")
    assert drawing is not None
    assert {dot.y for dot in drawing.dots} == {drawing.base}
