"""Cases to choose from for one action on several, and what exactly the action will do to each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from django.db.models import Q

from alongside.casework.models import Case, CaseAssignment
from alongside.casework.queries.queue import QueueChoice, name_of, queue
from alongside.casework.rules.bulk import MOST, Action, BulkChange
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.people import queries as people
from alongside.people.models import Post

NOTHING = "Nothing changes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    ref: str
    number: str
    name: str
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkLine:
    """What will happen to one case, in words. ``is_done`` False: nothing, and why."""

    ref: str
    number: str
    name: str
    words: str
    is_done: bool


def candidates(actor: Actor, *, today: date, choice: QueueChoice) -> tuple[Candidate, ...]:
    """In the order of the queue, at most as many as one action takes."""
    found = queue(actor, today=today, choice=choice)
    return tuple(
        Candidate(
            ref=case.ref, number=case.number, name=name_of(case.child), due_on=case.next_due_on
        )
        for case in found.page(0, MOST)
    )


def preview(actor: Actor, *, change: BulkChange, today: date) -> tuple[BulkLine, ...]:
    """Of the cases that the actor may read, by number."""
    rows = Case.objects.open_to(actor, today=today).select_related("child")
    cases = list(rows.filter(ref__in=change.case_refs).order_by("number"))
    post = people.post(actor, change.post_ref) if change.post_ref else None
    held = standing_with(cases, today)
    return tuple(_line(case, change, post, held.get(case.pk, ())) for case in cases)


def standing_with(cases: Sequence[Case], today: date) -> Mapping[int, Sequence[CaseAssignment]]:
    """Who works on each case, today or from a later day on, cover among them."""
    if not cases:
        return {}
    rows = (
        CaseAssignment.objects.in_area(cases[0].area_id)
        .filter(Q(assigned_until=None) | Q(assigned_until__gt=today), case__in=cases)
        .select_related("post")
    )
    found: dict[int, list[CaseAssignment]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found


def why_nothing(
    change: BulkChange, case: Case, post: Post | None, held: Sequence[CaseAssignment]
) -> str:
    """Why the action leaves this case as it is; empty when it does something."""
    match change.action:
        case Action.GIVE:
            own = [row.post_id for row in held if not row.is_cover and row.assigned_until is None]
            return "It is with this post already." if post and post.pk in own else ""
        case Action.COVER:
            return (
                "This post works on it in that time already." if _covers(held, post, change) else ""
            )
        case Action.REMIND:
            return "" if case.next_due_on else "Nothing is due in it."
        case Action.NOTE:
            return ""
        case _:
            assert_never(change.action)


def _covers(held: Sequence[CaseAssignment], post: Post | None, change: BulkChange) -> bool:
    return any(
        row.post_id == (post.pk if post else None)
        and (change.until is None or row.assigned_from < change.until)
        and (
            row.assigned_until is None or change.since is None or change.since < row.assigned_until
        )
        for row in held
    )


def _line(
    case: Case, change: BulkChange, post: Post | None, held: Sequence[CaseAssignment]
) -> BulkLine:
    why = why_nothing(change, case, post, held)
    return BulkLine(
        ref=case.ref,
        number=case.number,
        name=name_of(case.child),
        words=f"{NOTHING}. {why}" if why else _happens(change, case, post, held),
        is_done=not why,
    )


def _happens(
    change: BulkChange, case: Case, post: Post | None, held: Sequence[CaseAssignment]
) -> str:
    own = [row.post.title for row in held if not row.is_cover and row.assigned_until is None]
    title, now = post.title if post else "", own[0] if own else "nobody"
    match change.action:
        case Action.GIVE:
            return f"Goes from {now} to {title}, from today."
        case Action.COVER:
            since = day_in_words(change.since) if change.since else ""
            until = day_in_words(change.until) if change.until else ""
            return f"{title} covers for {now}, from {since} to before {until}."
        case Action.REMIND:
            due_on = day_in_words(case.next_due_on) if case.next_due_on else ""
            return f"{now[:1].upper()}{now[1:]} is reminded of what is due by {due_on}."
        case Action.NOTE:
            return "The note is written into the case."
        case _:
            assert_never(change.action)
