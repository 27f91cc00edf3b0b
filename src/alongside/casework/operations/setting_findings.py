"""What a school writes down of a review that it held: each outcome and each row of help, as an officer would."""

from datetime import datetime

from django.db import transaction

from alongside.casework import perms
from alongside.casework.finding import facts_of, find_case
from alongside.casework.models import CaseEvent
from alongside.casework.operations.reviewing import record_findings
from alongside.casework.queries.settings import on_roll, stands_for_school
from alongside.casework.rules.codes import Source
from alongside.casework.rules.reviewing import NewFindings
from alongside.casework.rules.settings import check_may_write_findings
from alongside.casework.sending import recorder_of, tell_of_sending
from alongside.kernel.actor import Actor
from alongside.ledger.operations import record
from alongside.web.clock import london_day


@transaction.atomic
def write_findings_from_school(
    *, actor: Actor, at: datetime, case_ref: str, expected_version: int, new: NewFindings
) -> CaseEvent:
    """Raises Hidden for a pupil elsewhere, and Refusal before the meeting is recorded as held."""
    today = london_day(at)
    pupil = on_roll(actor, case_ref=case_ref, today=today)
    actor.check_may(perms.SCHOOL, organisation_id=pupil.school.pk)
    recorder = recorder_of(actor, pupil.case, pupil.school)
    case = find_case(recorder, case_ref, today=today)
    check_may_write_findings(stands_for_school(facts_of(case), joined_on=pupil.since))
    made = record_findings(
        actor=recorder,
        at=at,
        case_ref=case_ref,
        expected_version=expected_version,
        new=new,
        source=Source.ONLINE,
    )
    tell_of_sending(actor, at, case, f"casework.school_found:{made.ref}")
    record(
        actor=actor,
        at=at,
        verb="casework.write_findings_from_school",
        subject="casework.case",
        subject_ref=case.ref,
        detail={"event": made.ref},
    )
    return made
