"""Cases started beside cases finished, by a slow count with plain dates."""

import time
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from alongside.kernel.refusals import Refusal
from alongside.stats.waiting import Cases, cohort_shares, waits

AS_AT = date(2024, 7, 31)


def period_start(day, period):
    match period:
        case "month":
            return day.replace(day=1)
        case "quarter":
            return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case "year":
            return date(day.year, 1, 1)
        case "academic year":
            return date(day.year - (day.month < 9), 9, 1)
        case "financial year":
            return date(day.year - (day.month < 4), 4, 1)


def slow_counts(cases, limit, period):
    """Per first day of a period: in time, started, due in time, due, finished in time, finished."""
    counts = {}
    for started, finished in cases:
        row = counts.setdefault(period_start(started, period), [0] * 8)
        done = finished is not None and finished <= AS_AT
        in_time = done and (finished - started).days <= limit
        due = started + timedelta(days=limit) < AS_AT
        row[0] += in_time
        row[1] += 1
        row[2] += in_time and due
        row[3] += due
        row[6] += not done and due
        row[7] += not done and not due
        if done:
            row = counts.setdefault(period_start(finished, period), [0] * 8)
            row[4] += in_time
            row[5] += 1
    return counts


@pytest.mark.scenario(31)
def test_ten_requests_with_four_on_time_are_all_of_those_issued_and_four_in_ten_of_those_started():
    """Six are open at week 30; the limit is twenty weeks."""
    started = ["2024-01-08"] * 10
    finished = ["2024-05-20"] * 4 + [None] * 6
    shares = cohort_shares(
        Cases(started, finished, as_at="2024-08-05"), limit_days=140, period="year"
    )
    assert shares.of_finished.share.tolist() == [1.0]
    assert shares.of_started.share.tolist() == [0.4]
    assert shares.of_due.share.tolist() == [0.4]
    assert (shares.overdue.tolist(), shares.not_yet_due.tolist()) == ([6], [0])
    assert shares.sentences == (
        "4 of 10 (40%, plausible range 17–69%) started finished within 140 days; 6 are open beyond "
        "that and 0 not yet due. 4 of 4 (100%, plausible range 51–100%) finished in the period "
        "were in time.",
    )


days = st.dates(date(2023, 1, 1), date(2024, 7, 31))
one_case = st.tuples(days, st.one_of(st.none(), st.integers(0, 400))).map(
    lambda pair: (pair[0], None if pair[1] is None else pair[0] + timedelta(days=pair[1]))
)


@settings(max_examples=40)
@given(
    cases=st.lists(one_case, min_size=1, max_size=30),
    limit=st.integers(0, 200),
    period=st.sampled_from(["month", "quarter", "year", "academic year", "financial year"]),
)
def test_every_count_is_that_of_a_slow_reading(cases, limit, period):
    started, finished = zip(*cases, strict=True)
    shares = cohort_shares(Cases(started, finished, AS_AT), limit_days=limit, period=period)
    slow = slow_counts(cases, limit, period)
    for row, first in enumerate(shares.period_from.tolist()):
        ours = [
            part[row]
            for of in (shares.of_started, shares.of_due, shares.of_finished)
            for part in (of.numerator, of.denominator)
        ] + [shares.overdue[row], shares.not_yet_due[row]]
        assert ours == slow.pop(first, [0] * 8)
    assert slow == {}


@settings(max_examples=40)
@given(cases=st.lists(one_case, min_size=1, max_size=30), limit=st.integers(0, 200))
def test_every_case_started_is_in_time_late_overdue_or_not_yet_due(cases, limit):
    started, finished = zip(*cases, strict=True)
    shares = cohort_shares(Cases(started, finished, AS_AT), limit_days=limit)
    parts = shares.of_started.numerator + shares.finished_late + shares.overdue
    assert (parts + shares.not_yet_due).tolist() == shares.of_started.denominator.tolist()
    assert shares.period_from[1:].tolist() == shares.period_until[:-1].tolist()


def test_the_intervals_are_wilsons_and_an_empty_period_has_none():
    started = ["2024-01-10", "2024-01-11", "2024-03-01"]
    finished = ["2024-01-20", "2024-03-20", None]
    shares = cohort_shares(Cases(started, finished, "2024-06-30"), limit_days=30)
    lower, upper = proportion_confint(1, 2, method="wilson")
    assert (shares.of_started.lower[0], shares.of_started.upper[0]) == pytest.approx((lower, upper))
    assert np.isnan([shares.of_started.share[1], shares.of_started.lower[1]]).all()
    assert shares.sentences[1].startswith("0 of 0 started")


def test_the_last_day_of_a_limit_is_not_yet_past():
    on_the_day = Cases(["2024-01-01"], [None], "2024-01-31")
    day_after = Cases(["2024-01-01"], [None], "2024-02-01")
    assert cohort_shares(on_the_day, limit_days=30).not_yet_due.tolist() == [1]
    assert cohort_shares(day_after, limit_days=30).overdue.tolist() == [1]


def test_a_fast_case_waits_for_its_peers_before_it_counts_among_those_due():
    shares = cohort_shares(
        Cases(["2024-07-01"] * 2, ["2024-07-05", None], "2024-07-31"), limit_days=140
    )
    assert shares.of_started.share.tolist() == [0.5]
    assert np.isnan(shares.of_due.share).all()


def test_a_past_day_is_seen_as_it_was_then():
    started, finished = (
        ["2024-01-01", "2024-01-01", "2024-05-01"],
        ["2024-02-01", "2024-06-01", None],
    )
    seen = cohort_shares(Cases(started, finished, "2024-03-01"), limit_days=40, period="all")
    assert (seen.of_started.numerator.tolist(), seen.overdue.tolist()) == ([1], [1])
    assert seen.not_yet_started == 1
    assert seen.period_until.astype(str).tolist() == ["2024-03-02"]


def test_cases_left_out_count_nowhere():
    cases = Cases(["2024-01-01"] * 3, ["2024-02-01", None, None], "2024-06-30", left_out=[0, 1, 0])
    shares = cohort_shares(cases, limit_days=140)
    assert (shares.left_out, shares.of_started.denominator[0]) == (1, 2)
    assert waits(cases).days.tolist() == [31, 181]


def test_dates_may_come_as_arrays_of_days():
    started = np.array(["2024-01-01", "2024-01-03"], dtype="datetime64[D]")
    finished = np.array(["2024-01-31", "NaT"], dtype="datetime64[D]")
    found = waits(Cases(started, finished, np.datetime64("2024-02-01")))
    assert (found.days.tolist(), found.finished.tolist()) == ([30, 29], [True, False])


@pytest.mark.parametrize(
    ("cases", "sentence"),
    [
        (Cases(["2024-1-1"], [None], "2024-02-01"), "“2024-1-1” is not a day"),
        (Cases(["2024-01"], [None], "2024-02-01"), "is not a day"),
        (Cases(["2024-01-01"], [None], "today"), "“today” is not a day"),
        (Cases(["2024-02-30"], [None], "2024-03-01"), "not in the calendar"),
        (Cases([None], [None], "2024-03-01"), "Every case needs its start"),
        (Cases(["2024-01-01"], [None], None), "the day it is made for"),
        (Cases(["2024-01-01"], [None, None], "2024-03-01"), "as many finishes as starts"),
        (
            Cases(["2024-01-01", "2024-01-09"], [None, "2024-01-05"], "2024-03-01"),
            "Case 2 finishes on 2024-01-05, before it starts on 2024-01-09",
        ),
        (Cases(["2024-01-01"], [None], "2024-03-01", left_out=[2]), "true or false"),
        (Cases(["2024-01-01"], [None], "2024-03-01", left_out=[True]), "no cases to count"),
        (Cases([], [], "2024-03-01"), "no cases to count"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(cases, sentence):
    with pytest.raises(Refusal, match=sentence):
        cohort_shares(cases, limit_days=140)


@pytest.mark.parametrize(
    ("limit", "period", "sentence"),
    [(-1, "month", "limit must be"), (1.5, "month", "limit must be"), (9, "week", "A period is")],
)
def test_a_limit_and_a_period_must_make_sense(limit, period, sentence):
    with pytest.raises(Refusal, match=sentence):
        cohort_shares(Cases(["2024-01-01"], [None], "2024-03-01"), limit_days=limit, period=period)


def test_a_hundred_thousand_cases_are_counted_in_a_fifth_of_a_second():
    rng = np.random.default_rng(1)
    started = np.datetime64("2019-01-01") + rng.integers(0, 2000, 100_000)
    finished = started + rng.integers(0, 300, 100_000)
    cases, taken = Cases(started, finished, np.datetime64("2024-07-31")), []
    for _ in range(3):
        begun = time.process_time()
        cohort_shares(cases, limit_days=140)
        taken.append(time.process_time() - begun)
    assert min(taken) < 0.2
