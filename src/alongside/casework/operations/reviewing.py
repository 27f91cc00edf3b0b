"""Writing down what a review of an EHC plan found, row by row."""

from datetime import datetime

from django.db import transaction

from alongside.casework import perms
from alongside.casework.finding import find_case
from alongside.casework.models import CaseEvent
from alongside.casework.operations.events import record_event
from alongside.casework.plans.reviewed import looked_at
from alongside.casework.rules.bodies import REVIEW_FOUND, Reviewed
from alongside.casework.rules.codes import Source
from alongside.casework.rules.recording import NewEvent
from alongside.casework.rules.reviewing import NewFindings, check_findings, rows_found
from alongside.kernel.actor import Actor
from alongside.web.clock import london_day


@transaction.atomic
def record_findings(
    *,
    actor: Actor,
    at: datetime,
    case_ref: str,
    expected_version: int,
    new: NewFindings,
    source: Source = Source.OWN_WORK,
) -> CaseEvent:
    """Of every row of the EHC plan in force. Raises Refusals, and Refusal where no review was held."""
    actor.check_may(perms.RECORD, case_ref=case_ref)
    today = london_day(at)
    case = find_case(actor, case_ref, today=today)
    looked = looked_at(case, today=today)
    check_findings(new, looked)
    body = Reviewed(
        outcomes=rows_found(new.outcomes, looked.outcomes),
        helps=rows_found(new.helps, looked.helps),
        adulthood=new.adulthood.strip(),
        note=new.note.strip(),
    )
    event = NewEvent(kind=REVIEW_FOUND, happened_on=today, source=source.value, body=body)
    return record_event(
        actor=actor, at=at, case_ref=case_ref, expected_version=expected_version, new=event
    )
