"""The curve of a cohort has an interval everywhere: before anybody is finished, and once everybody is."""

from datetime import date, timedelta

import pytest

from alongside.documents.charts.chart import Specification
from alongside.measures.waiting_drawings import Cohort, waiting_curves
from alongside.stats.intervals import wilson

BEGUN = date(2024, 1, 1)
AS_AT = date(2024, 7, 19)
"""200 days later."""


def drawn(*waits: int | None, started: date = BEGUN, limit: int = 140) -> Specification:
    """Cases that all began on one day, each finished after so many days; None is open."""
    ends = [None if days is None else started + timedelta(days=days) for days in waits]
    return waiting_curves(
        "Waits", [Cohort("2024", [started] * len(ends), ends)], AS_AT, limit=limit
    )


def cells(spec: Specification) -> dict[str, str]:
    """By week, what the table says."""
    return {row[0].text: row[1].text for row in spec.table.rows}


def ends(x: int, n: int) -> str:
    told = wilson(x, n, multiplier=100)
    return f"({told.lower:.1f}% to {told.upper:.1f}%)"


def test_before_anybody_is_finished_the_share_has_wilsons_interval_of_none() -> None:
    said = cells(drawn(100, 150, 160, None))
    assert said["4 weeks"] == f"0.0% {ends(0, 4)}"
    assert said["12 weeks"] == f"0.0% {ends(0, 4)}"


def test_a_case_that_is_seen_no_longer_does_not_speak_for_later_days() -> None:
    """Two began 30 days before the day of the list: after them two are left, and nobody is finished."""
    young = AS_AT - timedelta(days=30)
    cohort = Cohort("2024", [BEGUN, BEGUN, young, young], [None, None, None, None])
    said = cells(waiting_curves("Waits", [cohort], AS_AT, limit=140))
    assert said["4 weeks"] == f"0.0% {ends(0, 4)}"
    assert said["8 weeks"] == f"0.0% {ends(0, 2)}"


def test_once_everybody_is_finished_the_share_has_wilsons_interval_of_all() -> None:
    spec = drawn(50, 60, 70, 80, 90)
    assert list(cells(spec))[-1] == "20 weeks (the limit)"
    assert cells(spec)["16 weeks"] == f"100.0% {ends(5, 5)}"
    assert f"100.0% were finished by 20 weeks (plausible range {ends(5, 5)[1:-1]})" in spec.summary


def test_one_case_that_outlasts_the_others_does_not_speak_for_all() -> None:
    """Of 21, ten were finished by day 50, ten began 60 days before the list, and one took 70 days."""
    young = AS_AT - timedelta(days=60)
    started = [*[BEGUN] * 11, *[young] * 10]
    done = [*[BEGUN + timedelta(days=50)] * 10, BEGUN + timedelta(days=70), *[None] * 10]
    curve = waiting_curves("Waits", [Cohort("2024", started, done)], AS_AT, limit=140)
    before, after = cells(curve)["8 weeks"], cells(curve)["12 weeks"]
    assert after.startswith("100.0% (")
    assert _lower(before) < _lower(after) < 50, after


@pytest.mark.parametrize("waits", [(0, 0, 3), (5,), (None,), (200, None), (1, 2, 3, 4, 5, 6, 7)])
def test_no_share_of_the_curve_stands_without_its_interval(waits: tuple[int | None, ...]) -> None:
    said = cells(drawn(*waits))
    assert said
    assert all("(" in words for words in said.values() if words != "Not yet seen"), said


def _lower(words: str) -> float:
    return float(words.partition("(")[2].partition("%")[0])
