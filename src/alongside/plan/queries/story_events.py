"""The story of a line as one list: from the promise, through what was done, to the proof and its
answers.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from alongside.kernel.dates import Precision, day_in_words
from alongside.plan.models import Line
from alongside.plan.queries.lead_events import LeadEvent
from alongside.plan.queries.lists import DateChangeView
from alongside.plan.queries.story_values import (
    EvidenceView,
    JudgementView,
    MilestoneView,
    StatusEntryView,
    StoryEvent,
    StoryRows,
    is_lost,
)
from alongside.plan.rules.codes import Step
from alongside.web.clock import london_day, start_of_day

RANKS = {"promise": 0, "lead": 1, "date": 2, "evidence": 3, "milestone": 4, "status": 5}
JUDGED = 20


def story_events(line: Line, rows: StoryRows) -> tuple[StoryEvent, ...]:
    """The oldest first: by the day it is about, then as it was recorded, then proof before what rests
    on it. What was corrected or withdrawn stays, and says so. A month that the promise was made in comes
    after the promise.
    """
    promise = _promise(line)
    events = [
        *_leads(rows.leads),
        *_statuses(rows.statuses),
        *_changes(rows.date_changes),
        *_evidence(rows.evidence),
        *_judgements(rows.judgements),
        *_milestones(rows.milestones),
    ]

    def order(event: StoryEvent) -> tuple[date, datetime, int]:
        day = event.on
        if event.month is not None and event.month.first <= promise.on <= event.month.last:
            day = promise.on
        return day, event.at or start_of_day(event.on), event.rank

    return tuple(sorted([promise, *events], key=order))


def _promise(line: Line) -> StoryEvent:
    on = line.statement.submitted_on or london_day(line.created_at)
    return _event(on, "promise", f"Promised as {line.reference}", None, body=line.text)


def _event(on: date, kind: str, words: str, at: datetime | None, **more: Any) -> StoryEvent:
    return StoryEvent(on, kind, words, at=at, **{"rank": RANKS.get(kind, JUDGED), **more})


def _leads(leads: Sequence[LeadEvent]) -> Iterator[StoryEvent]:
    for each in leads:
        yield _event(each.on, "lead", each.words, each.at, by=each.by)


def _statuses(statuses: Sequence[StatusEntryView]) -> Iterator[StoryEvent]:
    for entry in statuses:
        ends = [
            "as published; evidence not held here" if entry.as_published else "",
            f"expected {entry.forecast}" if entry.forecast else "",
            "its evidence was withdrawn later" if is_lost(entry.evidence) else "",
            "corrected later" if entry.corrected_by_ref else "",
        ]
        yield _event(
            entry.on.first,
            "status",
            ", ".join([entry.words, *(end for end in ends if end)]),
            entry.recorded_at,
            body=_copied_words(entry) if entry.as_published else entry.note,
            by="" if entry.as_published else entry.recorded_by,
            colour=entry.colour,
            rank=RANKS["status"] + list(Step).index(Step(entry.code)),
            month=entry.on if entry.on.precision == Precision.MONTH else None,
        )


def _copied_words(entry: StatusEntryView) -> str:
    """Whoever brings a published document in has not judged the line."""
    who = f" by {entry.recorded_by}" if entry.recorded_by else ""
    on = day_in_words(london_day(entry.recorded_at))
    return f"Brought in from the published document on {on}{who}."


def _changes(changes: Sequence[DateChangeView]) -> Iterator[StoryEvent]:
    for change in changes:
        yield _event(
            change.asked_on, "date", change.asked_words, change.asked_at,
            body=change.reason, by=change.asked_by,
        )  # fmt: skip
        if change.answered_on is not None:
            yield _event(
                change.answered_on, "date", change.answer_words, change.answered_at,
                body=change.answer_note, by=change.answered_by,
            )  # fmt: skip


def _evidence(evidence: Sequence[EvidenceView]) -> Iterator[StoryEvent]:
    for each in evidence:
        attached = london_day(each.attached_at)
        yield _event(
            min(each.dated_on or attached, attached), "evidence", f"Evidence: {each.title}",
            each.attached_at, body=each.description, by=each.attached_by,
        )  # fmt: skip
        if each.withdrawn_at is not None:
            yield _event(
                london_day(each.withdrawn_at), "evidence", f"Evidence withdrawn: {each.title}",
                each.withdrawn_at, body=each.withdrawn_why,
            )  # fmt: skip


def _judgements(judgements: Sequence[JudgementView]) -> Iterator[StoryEvent]:
    for each in judgements:
        words = f"{each.by_whom}: {each.words[:1].lower()}{each.words[1:]}"
        yield _event(
            each.on, "judgement", words, each.recorded_at, body=each.text, by=each.recorded_by
        )


def _milestones(milestones: Sequence[MilestoneView]) -> Iterator[StoryEvent]:
    for each in milestones:
        if each.done_on is not None:
            yield _event(each.done_on, "milestone", "Milestone done", None, body=each.text)
