"""Whether a status may be recorded: tables of examples, and properties that hold for every proposal."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Refusals
from alongside.plan.rules.codes import DELAYED, Step, Verdict
from alongside.plan.rules.embedding import Embedding, Judged, MeasureRun, embedding_gap, may_embed
from alongside.plan.rules.shown import delayed_words, shown
from alongside.plan.rules.statuses import (
    LatestStatus,
    Proposal,
    Standing,
    check_may_record_status,
    may_record_status,
    status_refusals,
)

TODAY = date(2020, 9, 15)
JUNE, SEPTEMBER, DECEMBER = PartialDate(2020, 6), PartialDate(2020, 9), PartialDate(2020, 12)
UNDER_WAY = Standing(LatestStatus(Step.ON_TRACK, PartialDate(2020, 8)), JUNE, SEPTEMBER)


def propose(code: Step, on: date = TODAY, **more: object) -> Proposal:
    return Proposal(code=code, on=on, today=TODAY, **more)


def sentences(proposal: Proposal, standing: Standing) -> list[str]:
    return [refusal.sentence for refusal in status_refusals(proposal, standing)]


def fields(proposal: Proposal, standing: Standing) -> set[str]:
    return {refusal.field for refusal in status_refusals(proposal, standing)}


def test_on_track_is_allowed_to_the_last_day_of_the_end_month() -> None:
    proposal = replace(propose(Step.ON_TRACK, date(2020, 9, 30)), today=date(2020, 9, 30))
    assert may_record_status(proposal, UNDER_WAY)


def test_on_track_is_refused_from_the_first_of_the_next_month() -> None:
    proposal = replace(propose(Step.ON_TRACK, date(2020, 9, 30)), today=date(2020, 10, 1))
    assert sentences(proposal, UNDER_WAY) == [
        "The end date, September 2020, has passed, so it cannot be on track. Record a delay with the "
        "date you now expect, or ask for a new end date."
    ]


def test_on_track_is_refused_the_day_after_an_end_day() -> None:
    standing = replace(UNDER_WAY, end=PartialDate(2020, 9, 14))
    assert not may_record_status(propose(Step.ON_TRACK), standing)
    assert may_record_status(
        propose(Step.ON_TRACK), replace(UNDER_WAY, end=PartialDate(2020, 9, 15))
    )


@pytest.mark.parametrize("code", sorted(DELAYED))
def test_a_delay_before_the_end_date_needs_a_forecast(code: Step) -> None:
    standing = replace(UNDER_WAY, latest=None)
    assert fields(propose(code), standing) == {"forecast"}
    assert may_record_status(propose(code, forecast=DECEMBER), standing)


def test_a_delay_after_the_end_date_needs_no_forecast() -> None:
    standing = replace(UNDER_WAY, end=PartialDate(2020, 8))
    assert may_record_status(propose(Step.PROGRESSING_DELAYED), standing)


def test_a_forecast_within_the_end_date_is_no_delay() -> None:
    assert fields(propose(Step.PROGRESSING_DELAYED, forecast=SEPTEMBER), UNDER_WAY) == {"forecast"}


def test_a_forecast_before_the_status_is_refused() -> None:
    standing = replace(UNDER_WAY, end=PartialDate(2020, 7))
    proposal = propose(Step.PROGRESSING_DELAYED, forecast=PartialDate(2020, 8))
    assert "before the date of this status" in sentences(proposal, standing)[0]


def test_on_track_with_a_forecast_after_the_end_is_a_delay() -> None:
    assert fields(propose(Step.ON_TRACK, forecast=DECEMBER), UNDER_WAY) == {"forecast"}


def test_a_status_cannot_be_dated_in_the_future() -> None:
    assert fields(propose(Step.ON_TRACK, TODAY + timedelta(days=1)), UNDER_WAY) == {"status_on"}


def test_a_status_cannot_be_dated_before_the_last_one() -> None:
    assert fields(propose(Step.ON_TRACK, date(2020, 7, 31)), UNDER_WAY) == {"status_on"}
    assert may_record_status(propose(Step.ON_TRACK, date(2020, 8, 1)), UNDER_WAY)


@pytest.mark.scenario(35)
def test_completed_without_evidence_is_refused() -> None:
    assert fields(propose(Step.COMPLETED), UNDER_WAY) == {"evidence"}
    assert may_record_status(propose(Step.COMPLETED, has_evidence=True), UNDER_WAY)


def test_a_line_cannot_be_finished_before_it_starts() -> None:
    standing = Standing(start=PartialDate(2020, 10))
    assert fields(propose(Step.COMPLETED, has_evidence=True), standing) == {"status_on"}


def test_opening_a_completed_line_again_needs_a_note() -> None:
    standing = replace(UNDER_WAY, latest=LatestStatus(Step.COMPLETED, PartialDate(2020, 8)))
    assert fields(propose(Step.ON_TRACK), standing) == {"note"}
    assert may_record_status(
        propose(Step.ON_TRACK, note="The audit found it was not done."), standing
    )


@pytest.mark.scenario(35)
def test_embedded_before_completion_is_refused_once_with_the_reason() -> None:
    assert sentences(propose(Step.EMBEDDED), UNDER_WAY) == [
        "Embedded comes only after completed. Record completed first, with its evidence."
    ]


def test_every_refusal_is_given_at_once() -> None:
    proposal = propose(Step.COMPLETED, TODAY + timedelta(days=1), forecast=DECEMBER)
    with pytest.raises(Refusals) as refused:
        check_may_record_status(proposal, UNDER_WAY)
    assert {r.field for r in refused.value.refusals} == {"status_on", "forecast", "evidence"}


DONE = PartialDate(2020, 5, 20)
JUDGED = Judged(
    on=date(2020, 8, 1), verdict=Verdict.YES, evidence_count=1, forum_view_on=date(2020, 7, 1)
)


@pytest.mark.scenario(35)
@pytest.mark.parametrize(
    ("facts", "earned"),
    [
        (Embedding(None), False),
        (Embedding(DONE), False),
        (Embedding(DONE, runs=(MeasureRun("k1", (True, True)),)), False),
        (Embedding(DONE, runs=(MeasureRun("k1", (True, True, True)),)), True),
        (Embedding(DONE, runs=(MeasureRun("k1", (False, True, True, True)),)), True),
        (Embedding(DONE, runs=(MeasureRun("k1", (True, True, True, False)),)), False),
        (Embedding(DONE, runs=(MeasureRun("k1", (True, False, True)),)), False),
        (Embedding(DONE, points_needed=2, runs=(MeasureRun("k1", (True, True)),)), True),
        (Embedding(DONE, judged=JUDGED), True),
        (Embedding(DONE, judged=replace(JUDGED, verdict=Verdict.PARTLY)), False),
        (Embedding(DONE, judged=replace(JUDGED, evidence_count=0)), False),
        (Embedding(DONE, judged=replace(JUDGED, forum_view_on=None)), False),
        (Embedding(DONE, judged=replace(JUDGED, forum_view_on=date(2020, 5, 1))), False),
        (Embedding(DONE, judged=replace(JUDGED, on=date(2020, 5, 19))), False),
        (Embedding(None, judged=JUDGED), False),
    ],
)
def test_embedded_is_earned_by_a_measure_that_held_or_by_the_board_with_the_forum(
    facts: Embedding, earned: bool
) -> None:
    assert may_embed(facts) is earned
    assert bool(embedding_gap(facts)) is not earned


def test_the_refusal_of_embedded_counts_the_review_points() -> None:
    facts = Embedding(DONE, runs=(MeasureRun("2.1-k4", (False, True)),))
    assert "2.1-k4 has met its target at 1 of the 3 review points" in embedding_gap(facts)


def test_an_on_track_line_reads_delayed_from_the_day_its_date_passed() -> None:
    seen = shown(LatestStatus(Step.ON_TRACK, JUNE), SEPTEMBER, date(2020, 10, 5))
    assert seen.code is Step.PROGRESSING_DELAYED
    assert seen.delayed_since == date(2020, 10, 1)
    assert delayed_words(date(2020, 10, 1)) == "Delayed since 1 October 2020"


@pytest.mark.parametrize("code", [Step.COMPLETED, Step.EMBEDDED])
def test_a_finished_line_is_never_overdue(code: Step) -> None:
    seen = shown(LatestStatus(code, JUNE), SEPTEMBER, date(2030, 1, 1))
    assert seen.code is code
    assert seen.overdue_since is None


def test_a_line_with_nothing_recorded_is_overdue_but_has_no_status() -> None:
    seen = shown(None, SEPTEMBER, date(2020, 10, 5))
    assert seen.code is None
    assert seen.overdue_since == date(2020, 10, 1)


steps = st.sampled_from(list(Step))
days = st.dates(date(2020, 1, 1), date(2021, 12, 31))
partials = st.one_of(days.map(PartialDate.on), days.map(lambda d: PartialDate(d.year, d.month)))
standings = st.builds(
    Standing,
    latest=st.none() | st.builds(LatestStatus, steps, partials),
    start=st.none() | partials,
    end=st.none() | partials,
)
proposals = st.builds(
    Proposal,
    code=steps,
    on=days,
    today=days,
    note=st.sampled_from(["", "Because."]),
    forecast=st.none() | partials,
    has_evidence=st.booleans(),
)


@given(proposals, standings)
def test_what_may_be_recorded_is_never_on_track_late_in_the_future_or_unproven(
    proposal: Proposal, standing: Standing
) -> None:
    if not may_record_status(proposal, standing):
        return
    assert proposal.on <= proposal.today
    assert standing.latest is None or proposal.on >= standing.latest.on.first
    if proposal.code is Step.ON_TRACK and standing.end is not None:
        assert not standing.end.has_passed(proposal.today)
    if proposal.code is Step.COMPLETED:
        assert proposal.has_evidence
    assert proposal.code is not Step.EMBEDDED or may_embed(standing.embedding)


@given(proposals, standings)
def test_the_pair_of_checks_agrees_and_every_refusal_is_a_sentence(
    proposal: Proposal, standing: Standing
) -> None:
    refusals = list(status_refusals(proposal, standing))
    assert may_record_status(proposal, standing) is not bool(refusals)
    assert all(r.sentence.endswith(".") and r.field for r in refusals)


@given(st.none() | st.builds(LatestStatus, steps, partials), st.none() | partials, days)
def test_nothing_reads_on_track_after_its_end(
    latest: LatestStatus | None, end: PartialDate | None, today: date
) -> None:
    seen = shown(latest, end, today)
    if end is not None and end.has_passed(today):
        assert seen.code is not Step.ON_TRACK
    assert (seen.delayed_since is None) or seen.delayed_since <= today
