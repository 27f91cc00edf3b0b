"""Keeping when a school is closed, as the school or an officer gives it, and what follows for whoever relies on it."""

from datetime import date, datetime, timedelta

from django.db import transaction

from alongside.casework import perms
from alongside.casework.finding import facts_of
from alongside.casework.keeping import keep_what_follows
from alongside.casework.models import Case, SchoolClosures
from alongside.casework.rules.closures import closures, rests_on_closures
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.law.events import EXCEPTION
from alongside.ledger.operations import record
from alongside.people.queries import organisation


@transaction.atomic
def give_closures(
    *, actor: Actor, at: datetime, school_ref: str, known: tuple[date, date], closed: str
) -> SchoolClosures:
    """``known``: the first and the last day of which the list is complete. It takes the place of the list before,
    which stays. Raises Hidden for another school’s, and Refusal.
    """
    school = organisation(school_ref)
    if not actor.may_somewhere(perms.RECORD):
        actor.check_may(perms.SCHOOL, organisation_id=school.pk)
    if school.kind != "school":
        raise Hidden("school")
    told = closures(school.name, *known, closed)
    kept = [[each.start.isoformat(), str(each.until)] for each in told.closed]
    made: SchoolClosures = SchoolClosures.objects.create(
        area_id=actor.area_id,
        school=school,
        covered_from=told.covered.start,
        covered_until=known[1] + timedelta(days=1),
        closed=kept,
        given_at=at,
        given_by_id=actor.person_id,
    )
    _count_again(actor.area_id)
    record(
        actor=actor,
        at=at,
        verb="casework.give_closures",
        subject="people.organisation",
        subject_ref=school.ref,
        detail={"from": known[0].isoformat(), "to": known[1].isoformat(), "closed": kept},
    )
    return made


def _count_again(area_id: int) -> None:
    """The few cases that rely on a closure of a school, whichever it was."""
    relying = Case.objects.in_area(area_id).filter(
        merged_into=None,
        events__kind=EXCEPTION,
        events__body__ground__in=["EXC-A", "EXC-B"],
    )
    for case in relying.select_related("child").distinct():
        facts = facts_of(case)
        if rests_on_closures(facts):
            keep_what_follows(case, facts, clock_of_the_law())
