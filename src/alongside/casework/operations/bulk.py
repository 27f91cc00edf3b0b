"""One action on several cases: all of them or none, and one entry in the ledger for each."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.finding import find_case
from alongside.casework.handing import Hands, pass_on, put_into
from alongside.casework.models import Case
from alongside.casework.operations.events import record_event
from alongside.casework.queries.bulk import standing_with, why_nothing
from alongside.casework.rules.bodies import NOTE, Body
from alongside.casework.rules.bulk import Action, BulkChange, check_bulk
from alongside.casework.rules.codes import Source
from alongside.casework.rules.recording import NewEvent
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.notices.telling import tell_holders
from alongside.people import queries as people
from alongside.people.models import Post
from alongside.web.clock import london_day


@transaction.atomic
def change_cases(*, actor: Actor, at: datetime, change: BulkChange) -> list[str]:
    """The refs of the cases that changed, as the preview said. Raises Hidden for one that may not be read."""
    actor.check_may(perms.ASSIGN)
    today = london_day(at)
    check_bulk(change, today=today)
    cases = [find_case(actor, ref, today=today) for ref in sorted(set(change.case_refs))]
    post = people.post(actor, change.post_ref) if change.post_ref else None
    held = standing_with(cases, today)
    wanted = [c for c in cases if not why_nothing(change, c, post, held.get(c.pk, ()))]
    if not wanted:
        raise Refusal("Nothing would change in any of these cases.", field="cases")
    for case in wanted:
        _change(actor, at, case, change, post)
    _tell_post(actor, at, change, post, wanted)
    for case in wanted if change.action is not Action.NOTE else ():
        record(
            actor=actor,
            at=at,
            verb=f"casework.{change.action.value}_case",
            subject="casework.case",
            subject_ref=case.ref,
            detail={"post": change.post_ref, "together": len(wanted)},
        )
    return [case.ref for case in wanted]


def _change(actor: Actor, at: datetime, case: Case, change: BulkChange, post: Post | None) -> None:
    match change.action:
        case Action.GIVE if post:
            pass_on(case, post, actor=actor, at=at)
        case Action.COVER if post and change.since:
            hands = Hands(post=post, since=change.since, until=change.until, is_cover=True)
            put_into(hands, case, actor=actor, at=at)
        case Action.REMIND:
            _remind(actor, at, case)
        case Action.NOTE:
            _note(actor, at, case, change.words)
        case _:
            raise Refusal("Choose a post.", field="post")


def _remind(actor: Actor, at: datetime, case: Case) -> None:
    """Whoever holds the case's post, or covers for it. Once a day at most."""
    today = london_day(at)
    if case.next_due_on is None:
        return
    rows = standing_with([case], today).get(case.pk, ())
    told: dict[str, Any] = {
        "actor": actor,
        "posts": [row.post for row in rows if row.assigned_from <= today],
        "address": reverse("casework:case", args=[actor.area_slug, case.ref]),
        "at": at,
    }
    key = f"casework.reminded:{case.ref}:{today.isoformat()}"
    day = day_in_words(case.next_due_on)
    if case.next_due_on < today:
        tell_holders(
            sentence=f"Something in a case of yours is late. It was due: {day}.", key=key, **told
        )
    else:
        tell_holders(sentence=f"Something in a case of yours is due: {day}.", key=key, **told)


def _note(actor: Actor, at: datetime, case: Case, words: str) -> None:
    new = NewEvent(
        kind=NOTE,
        happened_on=london_day(at),
        source=Source.OWN_WORK.value,
        body=Body(note=words.strip()),
    )
    record_event(actor=actor, at=at, case_ref=case.ref, expected_version=case.version, new=new)


def _tell_post(
    actor: Actor, at: datetime, change: BulkChange, post: Post | None, cases: Sequence[Case]
) -> None:
    """One message for all of them."""
    if post is None:
        return
    told: dict[str, Any] = {
        "actor": actor,
        "posts": [post],
        "address": reverse("casework:queue", args=[actor.area_slug]),
        "at": at,
    }
    key = f"casework.{change.action.value}:{cases[0].ref}:{at.isoformat()}"
    if change.action is Action.COVER:
        tell_holders(sentence="You cover several cases for a colleague.", key=key, **told)
    else:
        tell_holders(sentence="Several cases were given to you.", key=key, **told)
