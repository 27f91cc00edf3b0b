"""A frozen baseline: later points are judged by it and do not move it."""

from datetime import date

import pytest

from alongside.kernel.refusals import Refusal
from alongside.stats.charts.judging import judge
from alongside.stats.charts.options import ChartOptions
from alongside.stats.charts.recalculation import Recalculation
from alongside.stats.charts.results import ChartJudgement


def judged(values: list[int], **options: object) -> ChartJudgement:
    days = [date(2022 + place // 12, place % 12 + 1, 1) for place in range(len(values))]
    return judge(days, values, options=ChartOptions(**options))  # type: ignore[arg-type]


def test_limits_rest_on_the_points_up_to_the_day_and_later_ones_are_judged_by_them() -> None:
    found = judged([5, 6] * 6 + [20] * 7, frozen_until=date(2022, 12, 1), direction="increase")
    assert set(found.limits.centre) == {5.5}
    assert found.variation == "improvement_high"
    assert (
        "The limits rest on the figures up to and including 1 December 2022. Later ones do not move them."
        in found.notes
    )


def test_a_day_between_two_points_ends_the_baseline_with_the_one_before() -> None:
    assert set(judged([5, 6] * 6 + [20] * 7, frozen_until="2022-12-20").limits.centre) == {5.5}


def test_limits_that_start_afresh_after_the_baseline_are_not_frozen() -> None:
    again = Recalculation(on=date(2023, 3, 1), cause="A new form", approved_by="A chair")
    found = judged(
        [5, 6] * 6 + [20, 20] + [8, 9] * 7,
        frozen_until=date(2022, 12, 1),
        recalculations=[again],
    )
    assert found.limits.centre[13] == 5.5
    assert found.limits.centre[-1] == 8.5


@pytest.mark.parametrize("until", [date(2022, 11, 1), date(2021, 1, 1)])
def test_a_baseline_of_fewer_than_twelve_points_is_refused(until: date) -> None:
    with pytest.raises(Refusal, match="at least 12 figures"):
        judged([5, 6] * 10, frozen_until=until)


def test_points_since_the_limits_started_afresh_alone_count_for_the_baseline() -> None:
    again = Recalculation(on=date(2022, 7, 1), cause="A new form", approved_by="A chair")
    with pytest.raises(Refusal, match="at least 12 figures"):
        judged([5, 6] * 10, frozen_until=date(2022, 12, 1), recalculations=[again])


def test_a_point_left_out_does_not_count_for_the_baseline() -> None:
    with pytest.raises(Refusal, match="at least 12 figures"):
        judged([5, 6] * 10, frozen_until=date(2022, 12, 1), ghosts=["2022-05-01"])
