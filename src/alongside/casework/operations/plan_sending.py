"""Saying by hand how an EHC plan was sent that was issued before its sending counted: from then on the law has the
day of the sending, and no longer that of the issue.
"""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from alongside.casework.families.news import tell_family_of_event
from alongside.casework.finding import fact_of, facts_of
from alongside.casework.keeping import keep_what_follows
from alongside.casework.models import CaseEvent, PlanVersion
from alongside.casework.queries.letters_owed import NOT_OWED, why_not_owed
from alongside.casework.recording import (
    Instead,
    check_may_change,
    detail_of,
    find_event,
    keep_event,
)
from alongside.casework.rules.bodies import Decided
from alongside.casework.rules.codes import Source
from alongside.casework.rules.folding import body_of
from alongside.casework.rules.recording import (
    SENT_BY_HAND,
    NewEvent,
    check_event_of_case,
    check_how_it_was_told,
)
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.web.clock import london_day


@transaction.atomic
def say_plan_was_sent(
    *, actor: Actor, at: datetime, version_ref: str, sent_on: date, note: str
) -> CaseEvent:
    """``note``: how it was sent, and where the copy is. Raises Refusal for a day before the issue."""
    earlier = find_event(actor, _issue_of(actor, version_ref), at)
    check_may_change(actor, earlier)
    law, case = clock_of_the_law(), earlier.case
    stood = body_of(fact_of(earlier), law.rules)
    if not isinstance(stood, Decided):
        raise Refusal(NOT_OWED)
    new = NewEvent(
        kind=earlier.kind,
        happened_on=sent_on,
        source=Source.OWN_WORK.value,
        body=replace(stood, note=note.strip(), decided_on=earlier.happened_on),
    )
    check_how_it_was_told(new)
    check_event_of_case(new, born_on=case.child.born_on, today=london_day(at), rules=law.rules)
    made = keep_event(case, new, actor=actor, at=at, instead=Instead(earlier, SENT_BY_HAND))
    keep_what_follows(case, facts_of(case), law)
    tell_family_of_event(case, made, actor=actor, at=at)
    record(
        actor=actor,
        at=at,
        verb="casework.say_plan_was_sent",
        subject="casework.case",
        subject_ref=case.ref,
        detail=detail_of(made),
    )
    return made


def _issue_of(actor: Actor, ref: str) -> str:
    """The ref of the event by which the case knows of its issue. Raises Hidden."""
    rows = PlanVersion.objects.visible_to(actor).select_related("event__corrected_by")
    found: PlanVersion | None = rows.filter(ref=ref).first()
    if found is None:
        raise Hidden("version")
    why_not = why_not_owed(found)
    if why_not or found.event is None:
        raise Refusal(why_not or NOT_OWED)
    return str(found.event.ref)
