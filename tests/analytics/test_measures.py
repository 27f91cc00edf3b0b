"""Worked examples: the numbered scenarios, empty bases, gaps, definitions that are refused."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from ibis import _

from alongside.analytics.engine import Facts, evaluate, rows_of
from alongside.analytics.facts import Column, FactTable, Kind, Privacy
from alongside.analytics.figures import Figure, FigureKey
from alongside.analytics.indicators import Indicator
from alongside.analytics.measuring import Kind as MeasureKind
from alongside.analytics.measuring import count, mean, rate, share
from alongside.analytics.periods import Every, periods_between
from alongside.analytics.snapshots import Offer, take_snapshot
from alongside.analytics.timing import median_days, within
from alongside.kernel.proportion import Proportion
from alongside.kernel.refusals import Refusal
from tests.analytics.world import (
    AS_AT,
    CASES,
    INDICATORS,
    PEOPLE,
    RATE,
    begun,
    case,
    facts_of,
    key_of,
    rows_as_tuples,
)

SIX_WEEKS = Indicator(
    "six-weeks", "Back within six weeks", (CASES,),
    within(42, from_="started_on", to="finished_on"), every=Every.ALL,
)  # fmt: skip


def only(indicator: Indicator, tmp_path: Path, rows: list[dict], **kwargs: object) -> Figure:
    (figure,) = evaluate([indicator], facts_of(tmp_path, rows, **kwargs)).of(indicator)  # type: ignore[arg-type]
    return figure


@pytest.mark.scenario(9)
def test_of_three_requests_back_on_day_42_on_day_43_and_never_one_third_are_on_time(
    tmp_path: Path,
) -> None:
    on = date(2024, 1, 1)
    rows = [begun(number, on=on, took=took) for number, took in enumerate([42, 43, None])]
    figure = only(SIX_WEEKS, tmp_path, rows)
    assert figure.proportion == Proportion(1, 3)
    assert figure.proportion.percent(0) == 33


@pytest.mark.scenario(28)
def test_153_of_236_opens_into_as_many_keys_as_it_says(tmp_path: Path) -> None:
    on = date(2024, 1, 1)
    rows = [begun(number, on=on, took=140 if number < 153 else 150) for number in range(236)]
    indicator = INDICATORS["started"].cut(every=Every.YEAR)
    facts = facts_of(tmp_path, rows)
    (figure,) = evaluate([indicator], facts).of(indicator)
    assert str(figure.proportion) == "153 of 236"
    assert figure.proportion.percent() == Decimal("64.8")
    met = rows_of(indicator, figure.key, part="numerator", facts=facts)
    assert met == tuple(sorted(key_of(number) for number in range(153)))
    assert len(rows_of(indicator, figure.key, part="denominator", facts=facts)) == 236
    assert rows_of(indicator, figure.key, part="missing", facts=facts) == ()


@pytest.mark.scenario(31)
def test_ten_requests_with_six_open_at_week_30_are_40_percent_started_and_100_issued(
    tmp_path: Path,
) -> None:
    on = AS_AT.date() - timedelta(weeks=30)
    rows = [begun(number, on=on, took=130 if number < 4 else None) for number in range(10)]
    started = INDICATORS["started"].cut(every=Every.ALL)
    finished = INDICATORS["finished"].cut(every=Every.ALL)
    figures = evaluate([started, finished], facts_of(tmp_path, rows))
    (of_started,), (of_finished,) = figures.of(started), figures.of(finished)
    assert (of_started.proportion, of_finished.proportion) == (Proportion(4, 10), Proportion(4, 4))


@pytest.mark.parametrize(
    ("days_ago", "took", "proportion"),
    [
        (42, None, Proportion(0, 0, excluded=1)),  # the last day has not passed
        (43, None, Proportion(0, 1)),  # passed yesterday
        (10, 5, Proportion(1, 1)),  # finished early counts at once
        (50, 45, Proportion(0, 1)),
        (10, 20, Proportion(0, 0, excluded=1)),  # the finish has not happened yet
        (10, -1, Proportion(0, 0, missing=1)),  # finished before it began
        (-1, None, Proportion(0, 0)),  # no case yet
    ],
)
def test_within_reads_one_case_as_it_stood_on_the_day(
    days_ago: int, took: int | None, proportion: Proportion, tmp_path: Path
) -> None:
    row = begun(1, on=AS_AT.date() - timedelta(days_ago), took=took)
    assert only(SIX_WEEKS, tmp_path, [row]).proportion == proportion


def test_an_early_finisher_can_be_left_until_its_limit_has_passed(tmp_path: Path) -> None:
    early = within(42, from_="started_on", to="finished_on", early="left until due")
    indicator = Indicator("early", "Early", (CASES,), early, every=Every.ALL)
    row = begun(1, on=AS_AT.date() - timedelta(10), took=5)
    assert only(indicator, tmp_path, [row]).pending == 1


def test_the_day_of_the_snapshot_is_london_s(tmp_path: Path) -> None:
    just_before_midnight = datetime(2024, 7, 29, 23, 30, tzinfo=UTC)  # already the 30th in London
    row = begun(1, on=date(2024, 7, 30), took=0)
    assert only(SIX_WEEKS, tmp_path, [row], as_at=just_before_midnight).denominator == 1


def test_no_rows_at_all_are_nought_of_nought(tmp_path: Path) -> None:
    asked = [each.cut(every=Every.ALL) for each in INDICATORS.values()]
    for table in evaluate(asked, facts_of(tmp_path, [])).tables:
        (figure,) = table
        assert (figure.numerator, figure.denominator, figure.value) == (0, 0, None)
        assert figure.quotient is None


def test_a_base_that_is_empty_has_no_percentage(tmp_path: Path) -> None:
    figure = only(SIX_WEEKS, tmp_path, [case(1)])
    assert figure.proportion == Proportion(0, 0, missing=1)
    assert figure.proportion.percent() is None


def test_a_month_without_cases_is_a_gap_that_shows(tmp_path: Path) -> None:
    rows = [begun(1, on=date(2024, 1, 31), took=1), begun(2, on=date(2024, 3, 1), took=1)]
    indicator = INDICATORS["started"]
    table = evaluate([indicator], facts_of(tmp_path, rows)).of(indicator)
    shown = table.in_every_period(date(2024, 1, 15), date(2024, 4, 1))
    assert [(each.key.period, each.denominator) for each in shown] == [
        (date(2024, 1, 1), 1),
        (date(2024, 2, 1), 0),
        (date(2024, 3, 1), 1),
    ]
    assert table.figure(FigureKey(date(2024, 2, 1))).denominator == 0


def test_two_middle_waits_are_averaged(tmp_path: Path) -> None:
    rows = [begun(n, on=date(2024, 1, 1), took=took) for n, took in enumerate([1, 2, 3, 40])]
    figure = only(INDICATORS["median"].cut(every=Every.ALL), tmp_path, rows)
    assert (figure.value, figure.denominator) == (Decimal("2.5"), 4)


def test_a_mean_is_an_exact_sum_over_its_rows(tmp_path: Path) -> None:
    hours = [Decimal("0.1")] * 3 + [None]
    rows = [case(number, hours=value) for number, value in enumerate(hours)]
    figure = only(INDICATORS["decimal mean"].cut(every=Every.ALL), tmp_path, rows)
    assert (figure.numerator, figure.denominator, figure.missing) == (Decimal("0.3"), 3, 1)
    assert figure.quotient == Fraction(1, 10)
    with pytest.raises(Refusal, match="A mean is not a share"):
        _ = figure.proportion


def test_a_group_without_events_is_none_of_its_population(tmp_path: Path) -> None:
    rows = [begun(1, on=date(2024, 1, 1), took=1, service="health")]
    people = [
        {"row": key_of(n, of="row"), "on": date(2024, 6, 30), "service": name, "persons": 500}
        for n, name in enumerate(["health", "care"])
    ]
    asked = RATE.cut(by=("service",))
    facts = facts_of(tmp_path, rows, people)
    care, health = evaluate([asked], facts).of(asked)
    assert (care.key.groups, care.numerator, care.denominator) == (("care",), 0, 500)
    assert health.quotient == Fraction(2)  # 1 of 500, for each 1,000
    base = rows_of(asked, care.key, part="denominator", facts=facts)
    assert base == (key_of(1, of="row"),)


def test_a_joined_source_can_be_counted(tmp_path: Path) -> None:
    joined = Indicator(
        "joined", "Cases of a service that has people", (CASES, PEOPLE),
        share(where=_.persons > 0),
        source=lambda cases, people: cases.left_join(people.drop("area"), "service"),
        every=Every.ALL,
    )  # fmt: skip
    rows = [case(1, service="health"), case(2, service="care")]
    people = [{"row": key_of(1), "on": None, "service": "health", "persons": 5}]
    facts = facts_of(tmp_path, rows, people)
    (figure,) = evaluate([joined], facts).of(joined)
    assert figure.proportion == Proportion(1, 1, missing=1)


def test_areas_stay_apart_or_are_pooled_as_asked(tmp_path: Path) -> None:
    tuples = {
        area: rows_as_tuples(CASES, [case(n, started_on=date(2024, 1, 1)) for n in numbers])
        for area, numbers in {"york": [1, 2], "selby": [3]}.items()
    }
    offers = [Offer(CASES, area, rows) for area, rows in tuples.items()]
    snapshot = take_snapshot(tmp_path, offers, as_at=AS_AT)
    facts = Facts(snapshot, tmp_path)
    asked = INDICATORS["count"].cut(by=("area",))
    assert [(each.key.groups, each.numerator) for each in evaluate([asked], facts).of(asked)] == [
        (("selby",), 1),
        (("york",), 2),
    ]
    york = Facts(snapshot.only("york"), tmp_path)
    (alone,) = evaluate([INDICATORS["count"]], york).of(INDICATORS["count"])
    assert alone.numerator == 2


@pytest.mark.parametrize(
    ("define", "sentence"),
    [
        (lambda: INDICATORS["count"].cut(by=("child",)), "cannot be cut by “child”"),
        (lambda: INDICATORS["count"].cut(by=("started_on",)), "cannot be cut by “started_on”"),
        (lambda: INDICATORS["count"].cut(by=("ward",)), "has no column “ward”"),
        (lambda: Indicator("x", "x", (), count()), "needs one fact table"),
        (lambda: Indicator("x", "x", (CASES, PEOPLE), count()), "how they are joined"),
        (lambda: Indicator("x", "x", (CASES,), mean("marks")), "has no column “marks”"),
        (lambda: Indicator("x", "x", (CASES,), count(), dated="recorded_at"), "is not a date"),
        (lambda: within(-1, from_="a", to="b"), "0 or more"),
        (
            lambda: within(1, from_="a", to="b", cohort="finished", early="left until due"),
            "nobody to wait for",
        ),
        (lambda: rate(population="persons", population_on="on", per=0), "1 or more"),
        (lambda: RATE.cut(every=Every.ALL), "a population is of a year"),
        (lambda: RATE.cut(by=("kind",)), "has no column “kind”"),
        (
            lambda: periods_between(date(2024, 1, 1), date(2024, 2, 1), every=Every.ALL),
            "one period",
        ),
    ],
)
def test_a_definition_that_cannot_be_counted_is_refused_at_once(define, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        define()


def test_an_indicator_without_a_date_cannot_be_cut_by_month(tmp_path: Path) -> None:
    undated = Indicator("undated", "x", (CASES,), count())
    with pytest.raises(Refusal, match="pass “dated”"):
        evaluate([undated], facts_of(tmp_path, []))


def test_a_snapshot_older_than_a_column_says_so(tmp_path: Path) -> None:
    newer = FactTable(
        "cases", "Cases", key="case",
        columns=(*CASES.columns, Column("panel", Kind.CODE, Privacy.STAFF, "the panel")),
    )  # fmt: skip
    by_panel = Indicator("panels", "x", (newer,), share(where=_.panel == "p"), every=Every.ALL)
    with pytest.raises(Refusal, match="“panels” needs facts that this snapshot does not have"):
        evaluate([by_panel], facts_of(tmp_path, []))
    grouped = Indicator("by-panel", "x", (newer,), count(), every=Every.ALL, by=("panel",))
    with pytest.raises(Refusal, match="“by-panel” needs facts"):
        evaluate([grouped], facts_of(tmp_path, []))
    old_ones_still_work = Indicator("old", "x", (newer,), count(), every=Every.ALL)
    assert only(old_ones_still_work, tmp_path, [case(1)]).numerator == 1


def test_kinds_are_named_as_in_the_catalogue_of_measures() -> None:
    assert {kind.value for kind in MeasureKind} == {"count", "share", "median", "mean", "rate"}
    assert median_days(from_="a", to="b").kind is MeasureKind.MEDIAN
