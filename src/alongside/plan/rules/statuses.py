"""Whether a new status may be recorded: dates, transitions, evidence, and "embedded".

Statuses taken over from a published table are not asked here: they keep their words as published.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from alongside.kernel.dates import PartialDate, day_in_words
from alongside.kernel.refusals import Refusal, Refusals
from alongside.plan.rules.codes import DELAYED, FINISHED, Step
from alongside.plan.rules.embedding import NOT_COMPLETED, Embedding, embedding_gap
from alongside.plan.rules.scale import transition


@dataclass(frozen=True, slots=True)
class LatestStatus:
    code: Step
    on: PartialDate


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the line before the new status."""

    latest: LatestStatus | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    embedding: Embedding = NOT_COMPLETED


@dataclass(frozen=True, slots=True)
class Proposal:
    """The status that somebody wants to record. ``has_evidence``: evidence that still stands
    backs it.
    """

    code: Step
    on: date
    today: date
    note: str = ""
    forecast: PartialDate | None = None
    has_evidence: bool = False


def check_may_record_status(proposal: Proposal, standing: Standing) -> None:
    """Raises Refusals with every sentence that stands in the way."""
    refusals = list(status_refusals(proposal, standing))
    if refusals:
        raise Refusals(refusals)


def may_record_status(proposal: Proposal, standing: Standing) -> bool:
    return not any(status_refusals(proposal, standing))


def status_refusals(proposal: Proposal, standing: Standing) -> Iterator[Refusal]:
    yield from _date_refusals(proposal, standing)
    yield from _transition_refusals(proposal, standing)
    yield from _on_track_refusals(proposal, standing)
    yield from _forecast_refusals(proposal, standing)
    yield from _completed_refusals(proposal, standing)


def _date_refusals(proposal: Proposal, standing: Standing) -> Iterator[Refusal]:
    if proposal.on > proposal.today:
        yield Refusal(
            f"{day_in_words(proposal.on)} has not come yet. Give today’s date or an earlier one.",
            field="status_on",
        )
    latest = standing.latest
    if latest is not None and proposal.on < latest.on.first:
        yield Refusal(
            f"The last status is dated {latest.on}, so a new one cannot be dated before it. "
            "If the last status is wrong, correct it.",
            field="status_on",
        )


def _transition_refusals(proposal: Proposal, standing: Standing) -> Iterator[Refusal]:
    found = transition(standing.latest.code if standing.latest else None, proposal.code)
    if not found.allowed:
        yield Refusal(found.refusal, field="code")
    elif found.needs_note and not proposal.note.strip():
        yield Refusal("Say in the note why it is opened again.", field="note")


def _on_track_refusals(proposal: Proposal, standing: Standing) -> Iterator[Refusal]:
    end = standing.end
    if proposal.code is Step.ON_TRACK and end is not None and end.has_passed(proposal.today):
        yield Refusal(
            f"The end date, {end}, has passed, so it cannot be on track. Record a delay with the "
            "date you now expect, or ask for a new end date.",
            field="code",
        )


def _forecast_refusals(proposal: Proposal, standing: Standing) -> Iterator[Refusal]:
    forecast, end = proposal.forecast, standing.end
    if proposal.code in DELAYED:
        yield from _delay_refusals(proposal, end)
    elif proposal.code in FINISHED and forecast is not None:
        yield Refusal("It is finished, so leave the expected date empty.", field="forecast")
    elif forecast is not None and end is not None and forecast.last > end.last:
        yield Refusal(
            f"You expect it after its end date, {end}. Record it as delayed.", field="forecast"
        )


def _delay_refusals(proposal: Proposal, end: PartialDate | None) -> Iterator[Refusal]:
    forecast = proposal.forecast
    if forecast is None:
        if end is not None and not end.has_passed(proposal.today):
            yield Refusal(
                f"The end date, {end}, has not passed. To record a delay now, give the date you "
                "expect it to be done.",
                field="forecast",
            )
    elif forecast.last < proposal.on:
        yield Refusal(
            "The date you expect is before the date of this status. Give a later one.",
            field="forecast",
        )
    elif end is not None and forecast.last <= end.last:
        yield Refusal(
            f"You expect it by its end date, {end}, so it is not delayed. Give a later date or "
            "record it as on track.",
            field="forecast",
        )


def _completed_refusals(proposal: Proposal, standing: Standing) -> Iterator[Refusal]:
    if proposal.code not in FINISHED:
        return
    if standing.start is not None and proposal.on < standing.start.first:
        yield Refusal(
            f"It starts in {standing.start}, so it cannot be finished before that. Check the date, "
            "or ask for an earlier start date.",
            field="status_on",
        )
    if proposal.code is Step.COMPLETED and not proposal.has_evidence:
        yield Refusal(
            "Completed needs evidence. Name what is attached already, or give a file, a web address "
            "or a document reference with it.",
            field="evidence",
        )
    if proposal.code is Step.EMBEDDED and _follows_completion(standing):
        gap = embedding_gap(standing.embedding)
        if gap:
            yield Refusal(gap, field="code")


def _follows_completion(standing: Standing) -> bool:
    """Otherwise the table has said already that embedded comes after completed."""
    return standing.latest is not None and standing.latest.code in FINISHED
