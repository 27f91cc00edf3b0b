"""The story of a line as one list: from the promise, through what was done, to the proof and its
answers.
"""

from collections.abc import Iterator, Sequence

from alongside.plan.models import Line
from alongside.plan.queries.lists import DateChangeView
from alongside.plan.queries.story_values import (
    EvidenceView,
    JudgementView,
    MilestoneView,
    StatusEntryView,
    StoryEvent,
    StoryRows,
)
from alongside.web.clock import london_day


def story_events(line: Line, rows: StoryRows) -> tuple[StoryEvent, ...]:
    """The oldest first. What was corrected or withdrawn stays, and says so."""
    events = [
        _promise(line),
        *_statuses(rows.statuses),
        *_changes(rows.date_changes),
        *_evidence(rows.evidence),
        *_judgements(rows.judgements),
        *_milestones(rows.milestones),
    ]
    return tuple(sorted(events, key=lambda event: event.on))


def _promise(line: Line) -> StoryEvent:
    on = line.statement.submitted_on or london_day(line.created_at)
    return StoryEvent(on, "promise", f"Promised as {line.reference}", line.text)


def _statuses(statuses: Sequence[StatusEntryView]) -> Iterator[StoryEvent]:
    for entry in statuses:
        ends = [
            "as published; evidence not held here" if entry.as_published else "",
            f"expected {entry.forecast}" if entry.forecast else "",
            "corrected later" if entry.corrected_by_ref else "",
        ]
        words = ", ".join([entry.words, *(end for end in ends if end)])
        yield StoryEvent(
            entry.on.first, "status", words, entry.note, entry.recorded_by, entry.colour
        )


def _changes(changes: Sequence[DateChangeView]) -> Iterator[StoryEvent]:
    for change in changes:
        moved = f"the {change.which} date from {change.old or 'none'} to {change.new}"
        asked = f"Asked to move {moved}"
        yield StoryEvent(change.asked_on, "date", asked, change.reason, change.asked_by)
        if change.answered_on is not None:
            slip = f", a slip of {change.slip_days} days" if change.slip_days else ""
            words = f"{change.answer}: {moved}{slip if change.answer == 'Consented' else ''}"
            by = change.answered_by
            yield StoryEvent(change.answered_on, "date", words, change.answer_note, by)


def _evidence(evidence: Sequence[EvidenceView]) -> Iterator[StoryEvent]:
    for each in evidence:
        on = each.dated_on or london_day(each.attached_at)
        words = f"Evidence: {each.title}"
        yield StoryEvent(on, "evidence", words, each.description, each.attached_by)
        if each.withdrawn_at is not None:
            withdrawn = f"Evidence withdrawn: {each.title}"
            yield StoryEvent(
                london_day(each.withdrawn_at), "evidence", withdrawn, each.withdrawn_why
            )


def _judgements(judgements: Sequence[JudgementView]) -> Iterator[StoryEvent]:
    for each in judgements:
        words = f"{each.by_whom}: {each.words[:1].lower()}{each.words[1:]}"
        yield StoryEvent(each.on, "judgement", words, each.text, each.recorded_by)


def _milestones(milestones: Sequence[MilestoneView]) -> Iterator[StoryEvent]:
    for each in milestones:
        if each.done_on is not None:
            yield StoryEvent(each.done_on, "milestone", "Milestone done", each.text)
