"""Bringing a case over from the authority's earlier records, with everything that happened in it.

The days are those of the earlier records; the day of recording is today's, so that nobody takes an old
case for one that was kept here from its beginning.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from alongside.casework import perms
from alongside.casework.finding import facts_of
from alongside.casework.keeping import keep_what_follows
from alongside.casework.models import Case, CaseEvent, Contact
from alongside.casework.operations.children import ContactDetails
from alongside.casework.registering import NewChild, make_case
from alongside.casework.rules.bodies import SCHEMA, written
from alongside.casework.rules.bringing import check_history
from alongside.casework.rules.recording import NewEvent
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor
from alongside.ledger.operations import record
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCase:
    """``events`` in the order in which they happened."""

    child: NewChild
    contacts: tuple[ContactDetails, ...] = ()
    events: tuple[NewEvent, ...] = ()


@transaction.atomic
def bring_over_case(*, actor: Actor, at: datetime, earlier: EarlierCase) -> Case:
    """All of it or nothing. Raises Refusals that name the event by its number and day."""
    actor.check_may(perms.BRING_OVER)
    law = clock_of_the_law()
    born_on = earlier.child.facts.born_on
    check_history(earlier.events, born_on=born_on, today=london_day(at), clock=law)
    case = make_case(actor, at, earlier.child)
    Contact.objects.bulk_create(_contact(actor, at, case, each) for each in earlier.contacts)
    CaseEvent.objects.bulk_create(_event(actor, at, case, each) for each in earlier.events)
    keep_what_follows(case, facts_of(case), law)
    record(
        actor=actor,
        at=at,
        verb="casework.bring_over_case",
        subject="casework.case",
        subject_ref=case.ref,
        detail={"number": case.number, "events": len(earlier.events)},
    )
    return case


def _contact(actor: Actor, at: datetime, case: Case, details: ContactDetails) -> Contact:
    return Contact(
        area_id=actor.area_id,
        child=case.child,
        added_at=at,
        added_by_id=actor.person_id,
        **asdict(details),
    )


def _event(actor: Actor, at: datetime, case: Case, new: NewEvent) -> CaseEvent:
    return CaseEvent(
        area_id=actor.area_id,
        case=case,
        kind=new.kind,
        schema=SCHEMA,
        happened_on=new.happened_on,
        received_on=new.received_on,
        source=new.source,
        is_brought_over=True,
        body=written(new.body),
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
