"""Limits start afresh for a named cause and approver only; a suggestion changes nothing."""

from datetime import date

import pytest

from alongside.kernel.refusals import Refusal
from alongside.stats.charts.judging import judge
from alongside.stats.charts.options import ChartOptions
from alongside.stats.charts.recalculation import Recalculation, suggest_recalculation

SHIFTED = [5, 6] * 6 + [15, 16] * 6
DATES = [date(2022 + i // 12, i % 12 + 1, 1) for i in range(24)]


def recalculated(on, **parts):
    return Recalculation(
        on=on, **{"cause": "A second panel each week", "approved_by": "SEND board", **parts}
    )


@pytest.mark.scenario(33)
@pytest.mark.parametrize("nothing", ["", "  ", ".", "12", "-"])
@pytest.mark.parametrize(
    ("part", "sentence"), [("cause", "Say what changed"), ("approved_by", "Say who approved")]
)
def test_a_recalculation_without_a_named_cause_or_approver_is_refused(part, sentence, nothing):
    with pytest.raises(Refusal, match=sentence) as refusal:
        recalculated(date(2023, 1, 1), **{part: nothing})
    assert refusal.value.field == part


@pytest.mark.scenario(33)
def test_a_lasting_shift_is_suggested_and_the_limits_stay_as_they_are():
    found = judge(DATES, SHIFTED)
    suggestion = suggest_recalculation(found)
    assert suggestion is not None
    assert (suggestion.starts_on, suggestion.points) == (date(2023, 1, 1), 12)
    assert (suggestion.centre_before, suggestion.centre_after) == (5.5, 15.5)
    assert suggestion.sentence == (
        "The last 12 figures, from 1 January 2023, all lie above the centre line. If a known change "
        "explains this, someone may approve new limits from that date and name the cause."
    )
    assert len(found.groups) == 1
    assert set(found.limits.centre) == {10.5}


@pytest.mark.scenario(33)
def test_an_approved_recalculation_starts_new_limits_and_tells_its_cause():
    options = ChartOptions(recalculations=[recalculated("2023-01-01")])
    found = judge(DATES, SHIFTED, options=options)
    assert found.limits.centre.tolist() == [5.5] * 12 + [15.5] * 12
    assert [(g.starts_on, g.size, g.cause) for g in found.groups] == [
        (date(2022, 1, 1), 12, ""),
        (date(2023, 1, 1), 12, "A second panel each week"),
    ]
    assert suggest_recalculation(found) is None
    assert any(
        note == "The limits start afresh on 1 January 2023. Cause: A second panel each week. "
        "Approved by: SEND board."
        for note in found.notes
    )


@pytest.mark.parametrize(
    "values",
    [
        [*SHIFTED[:-1], 5],  # the shift does not hold to the last point
        [5, 6] * 12,
        SHIFTED[1:23],  # eleven points only
    ],
)
def test_what_does_not_last_is_not_suggested(values):
    assert suggest_recalculation(judge(DATES[: len(values)], values)) is None


def test_a_missing_point_neither_counts_nor_ends_the_shift():
    values = [*SHIFTED[:15], None, *SHIFTED[15:]]
    dates = [*DATES, date(2024, 1, 1)]
    suggestion = suggest_recalculation(judge(dates, values))
    assert suggestion is not None
    assert suggestion.points == 12


def test_a_shift_shorter_than_the_shift_rule_cannot_be_asked_for():
    with pytest.raises(Refusal, match="at least 7 figures"):
        suggest_recalculation(judge(DATES, SHIFTED), sustained_points=6)


def test_a_recalculation_on_a_date_that_the_series_lacks_changes_nothing_and_says_so():
    options = ChartOptions(recalculations=[recalculated(date(2023, 1, 15))])
    found = judge(DATES, SHIFTED, options=options)
    assert len(found.groups) == 1
    assert any("changes nothing" in note for note in found.notes)


def test_two_recalculations_on_one_date_are_refused():
    twice = [recalculated(date(2023, 1, 1)), recalculated(date(2023, 1, 1), cause="Another")]
    with pytest.raises(Refusal, match="same date"):
        judge(DATES, SHIFTED, options=ChartOptions(recalculations=twice))


def test_a_cause_stays_as_it_was_written():
    with pytest.raises(AttributeError):
        recalculated(date(2023, 1, 1)).cause = "Something else"
