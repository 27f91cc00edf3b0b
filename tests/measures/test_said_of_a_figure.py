"""A figure and what stands around it are said in plain English; the words of files are for analysts."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from alongside.measures import work
from alongside.measures.codes import Change, Level, Release
from alongside.measures.judging import NEEDED
from alongside.measures.models import Figure
from alongside.measures.pages.dashboard import ICONS_FROM
from alongside.measures.rules.targets import Baseline, Promise
from alongside.measures.words import value_words
from alongside.web import clock, offers
from tests.measures.browsing import client_of, to, words
from tests.measures.counting import compute, standing, two_actions
from tests.measures.factories import (
    CORE_90,
    enter,
    make_counted,
    make_measure,
    make_series,
    make_target,
    plain,
)
from tests.measures.publishing import BESIDE, in_york, publish
from tests.measures.test_releases import counted
from tests.plan.factories import Place, make_place

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def place(db: None, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())
    made = make_place()
    in_york(made)
    return made


def judged(place: Place) -> None:
    work.refresh_area(area_id=place.area.pk, at=NOW, progress=lambda done, total: None)


def open_and_folded(page: str) -> tuple[str, str]:
    """What is said before and within the part for analysts."""
    before, _, after = page.partition("For analysts")
    folded, _, rest = after.partition("What happened to it")
    return f"{before} {rest}", folded


def test_a_published_figure_says_what_it_counts_and_folds_away_where_that_stands(
    place: Place,
) -> None:
    publish(BESIDE)
    figure = counted(place, release=Release.AS_PUBLISHED)
    said, folded = open_and_folded(words(client_of(place, "chair").get(to("figure", figure.ref))))
    assert "What it counts: EHC plans issued in the year within 20 weeks" in said
    assert "Out of what: EHC plans issued in the year, lawful exceptions included." in said
    assert "timeliness_20_week" not in said
    assert "Table “timeliness_20_week”" in folded


def test_a_counted_figure_says_which_day_counts_and_folds_away_its_digest(place: Place) -> None:
    measure = two_actions(place)
    compute(place)
    (figure,) = standing(measure)
    said, folded = open_and_folded(words(client_of(place, "chair").get(to("figure", figure.ref))))
    assert "Which day counts Its end date" in said
    assert "SHA-256" not in said
    assert "plan.actions_completed_in_time" not in said
    assert figure.made_from.rpartition(" ")[2] in folded
    assert "plan.actions_completed_in_time" in folded


def test_every_indicator_says_which_day_puts_a_record_into_its_period() -> None:
    assert [each.code for each in offers.indicators() if not each.counted_by] == []


def test_the_history_of_a_figure_says_where_it_comes_from_and_not_why_somebody_signed_in(
    place: Place,
) -> None:
    make_counted(place, (20, 40))
    figure = Figure.objects.in_area(place.area.pk).get()
    said = words(client_of(place, "chair").get(to("figure", figure.ref)))
    assert "Figure entered From: The caseload register" in said


def test_a_figure_that_looks_back_says_so_wherever_it_stands(place: Place) -> None:
    measure = make_measure(
        place, code="P3", unit="children", denominator_words="",
        looks_back_months=12, release=Release.AS_PUBLISHED,
    )  # fmt: skip
    series = make_series(place, measure)
    for month in range(3):
        figure = enter(place, series, plain(month, 4000 + month))
    judged(place)
    chair = client_of(place, "chair")
    page = words(chair.get(to("measure", measure.ref)))
    assert "4,002 children, 12 months to March 2020" in page
    assert "13 are needed, and there is 1." in page
    assert "The 12 months up to the end of its period" in page
    assert "4,002 children, 12 months to March 2020" in words(chair.get(to("figure", figure.ref)))
    board = words(chair.get(to("dashboard")))
    assert "Not judged: each figure counts 12 months" in board
    assert "An icon needs 13 figures; the longest series has 1." in board
    table = chair.get(to("export", "csv")).content.decode()
    assert "12 months to March 2020" in table
    assert "Not judged. Each figure counts the 12 months up to its end" in table


def test_a_dashboard_without_an_icon_says_what_is_missing(place: Place) -> None:
    assert ICONS_FROM == NEEDED
    make_counted(place, *[(200 + n, 300) for n in range(12)])
    judged(place)
    chair = client_of(place, "chair")
    assert "An icon needs 13 figures; the longest series has 12." in words(
        chair.get(to("dashboard"))
    )
    make_counted(place, *[(200 + n, 300) for n in range(13)], code="4.1b", title="Others")
    judged(place)
    assert "An icon needs" not in words(chair.get(to("dashboard")))


def test_an_empty_dashboard_does_not_ask_for_figures(place: Place) -> None:
    make_measure(place)
    assert "An icon needs" not in words(client_of(place, "chair").get(to("dashboard")))


def test_figures_whose_trend_is_hidden_are_not_counted_for_an_icon(place: Place) -> None:
    make_counted(place, (2, 300), *[(200 + n, 300) for n in range(13)], release=Release.UNDER_FIVE)
    judged(place)
    said = words(client_of(place, "scrutiny_member").get(to("dashboard")))
    assert "An icon needs 13 figures that are all shown." in said


def test_the_curves_stand_beside_what_a_room_draws_them_for(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    measure = two_actions(place)
    compute(place)
    judged(place)
    chair = client_of(place, "chair")
    assert "How long it takes" not in words(chair.get(to("measure", measure.ref)))
    picture = (
        '{"title": "Waits", "summary": "40.0% were finished by 20 weeks.", "wide": "<svg></svg>", '
        '"narrow": "<svg></svg>", "columns": [["Week", false]], "rows": [["20"]], "counts": [], '
        '"sources": ["The cases kept here"]}'
    )
    asked: list[str] = []

    def drawn(actor: object, counted_as: str) -> str:
        asked.append(counted_as)
        return picture

    monkeypatch.setattr("alongside.measures.pages.measure.drawn_beside", drawn)
    page = words(chair.get(to("measure", measure.ref)))
    assert "How long it takes, of all that were started" in page
    assert "40.0% were finished by 20 weeks. Source: The cases kept here" in page
    assert asked == ["plan.actions_completed_in_time"]


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (63.0, "percent", "63.0%"),
        (56.25, "percent", "56.3%"),
        (4885.0, "children", "4,885 children"),
        (1234567.0, "children", "1,234,567 children"),
        (3.5, "days", "3.5 days"),
        (0.0, "plans", "0 plans"),
        (100.0, "days", "100 days"),
    ],
)
def test_every_figure_is_written_in_one_way(value: float, unit: str, told: str) -> None:
    assert value_words(value, unit) == told


def test_a_bound_is_offered_for_change_as_it_was_written(place: Place) -> None:
    measure = make_counted(place, (20, 40), plausible_from=Decimal(0), plausible_until=Decimal("99.5"))  # fmt: skip
    page = client_of(place, "data_analyst").get(to("change", measure.ref)).content.decode()
    assert 'value="0"' in page
    assert 'value="99.5"' in page
    assert "0.0000" not in page


def test_a_figure_to_reach_that_the_target_says_already_is_not_said_again(place: Place) -> None:
    measure = make_counted(place, (20, 40))
    plain_one, better_one = (
        make_target(place, measure, promise)
        for promise in (
            CORE_90,
            Promise(
                Level.STRETCHED, Decimal(50), change=Change.RELATIVE,
                baseline=Baseline(Decimal(64), date(2020, 9, 1), "All new plans"),
            ),
        )
    )  # fmt: skip
    analyst = client_of(place, "data_analyst")
    assert "Figure to reach" not in words(analyst.get(to("activate_target", plain_one.ref)))
    assert "Figure to reach at least 96%" in words(
        analyst.get(to("activate_target", better_one.ref))
    )
