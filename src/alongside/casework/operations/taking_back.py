"""Taking back what never happened, and the telling of a decision that nobody was told of.

Nothing is deleted: a later event takes the place of what is taken back. What the family was told stays with
its letter, so that a day cannot be changed by forgetting a letter that was sent.
"""

from datetime import datetime

from django.db import transaction

from alongside.casework.finding import facts_of
from alongside.casework.keeping import keep_what_follows
from alongside.casework.models import Case, CaseEvent
from alongside.casework.recorded_elsewhere import check_not_standing_elsewhere
from alongside.casework.recording import (
    Instead,
    check_may_change,
    detail_of,
    find_event,
    keep_event,
)
from alongside.casework.rules.bodies import MADE, TELLS, WAITS, Body
from alongside.casework.rules.codes import Source
from alongside.casework.rules.folding import CaseFact, body_of, processes_in, root_of
from alongside.casework.rules.letter_codes import LetterState
from alongside.casework.rules.letters import Audience
from alongside.casework.rules.recording import NewEvent
from alongside.casework.rules.steps import check_may_take_back
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.law.events import IN_ERROR
from alongside.ledger.operations import record
from alongside.web.clock import london_day

RIGHTS = "rights_notice_sent"
ITS_LETTER_STANDS = (
    "A letter of this case told the family, and it stands. Withdraw every letter that told it, with the "
    "reason that the family reads. Then take this back."
)


@transaction.atomic
def take_back_event(*, actor: Actor, at: datetime, event_ref: str, why: str) -> CaseEvent:
    """For what never happened. The record of it stays, and counts for nobody's time. Where it was the telling
    of a decision, the decision stands and waits to be told. Raises Refusal while a letter that told it stands.
    """
    earlier = find_event(actor, event_ref, at)
    check_may_change(actor, earlier)
    if not why.strip():
        raise Refusal("Say why it is taken back.", field="why")
    case, rules = earlier.case, clock_of_the_law().rules
    facts = facts_of(case)
    check_may_take_back(earlier.ref, processes_in(facts, rules), rules)
    check_not_standing_elsewhere(earlier)
    _check_letter_withdrawn(case, earlier, facts)
    _take_back_rights(actor, at, earlier, why)
    decided = _decision_told_by(earlier, facts)
    new = _standing_again(decided) if decided else _in_error(earlier, at, why)
    made = keep_event(
        case, new, actor=actor, at=at, instead=Instead(earlier, why if decided else "")
    )
    keep_what_follows(case, facts_of(case), clock_of_the_law())
    _record(made, "casework.take_back_event", actor=actor, at=at)
    return made


def _in_error(earlier: CaseEvent, at: datetime, why: str) -> NewEvent:
    body = Body(note=why.strip())
    return NewEvent(kind=IN_ERROR, happened_on=london_day(at), source=earlier.source, body=body)


def _standing_again(decided: CaseFact) -> NewEvent:
    return NewEvent(
        kind=MADE,
        happened_on=decided.happened_on,
        source=Source.OWN_WORK.value,
        body=body_of(decided, clock_of_the_law().rules),
    )


def _decision_told_by(telling: CaseEvent, facts: tuple[CaseFact, ...]) -> CaseFact | None:
    """The decision that this event told; None where it is another event, or told what nobody had recorded
    before.
    """
    if telling.kind not in WAITS:
        return None
    by_ref = {fact.ref: fact for fact in facts}
    fact = by_ref[telling.ref]
    while fact.corrects and fact.kind != MADE:
        fact = by_ref[fact.corrects]
    return fact if fact.kind == MADE else None


def _check_letter_withdrawn(case: Case, telling: CaseEvent, facts: tuple[CaseFact, ...]) -> None:
    """Raises Refusal: what the family was told stays with its letter."""
    if telling.kind not in WAITS:
        return
    by_ref = {fact.ref: fact for fact in facts}
    root = root_of(by_ref[telling.ref], by_ref).ref
    sent = case.letters.filter(
        event__ref=root, audience=Audience.FAMILY.value, state=LetterState.SENT.value
    )
    if sent.exists():
        raise Refusal(ITS_LETTER_STANDS)


def _take_back_rights(actor: Actor, at: datetime, telling: CaseEvent, why: str) -> None:
    """The notice of rights that went with the letter went back with it."""
    if telling.kind not in TELLS or not telling.body.get("letter"):
        return
    told = telling.case.events.filter(
        kind=RIGHTS, corrected_by=None, happened_on=telling.happened_on, pk__gt=telling.pk
    )
    notice = told.order_by("id").first()
    if notice is not None:
        new = _in_error(notice, at, why)
        made = keep_event(telling.case, new, actor=actor, at=at, instead=Instead(notice))
        _record(made, "casework.take_back_event", actor=actor, at=at)


def _record(made: CaseEvent, verb: str, *, actor: Actor, at: datetime) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="casework.case",
        subject_ref=made.case.ref,
        detail=detail_of(made),
    )
