"""Giving a case to a post, and having another post cover while somebody is away."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.finding import find_case
from alongside.casework.handing import Hands, pass_on, put_into
from alongside.casework.models import Case, CaseAssignment
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.notices.telling import tell_holders
from alongside.people import queries as people
from alongside.web.clock import london_day


@transaction.atomic
def give_case(*, actor: Actor, at: datetime, case_ref: str, post_ref: str) -> CaseAssignment:
    """From today on the case is with another post. Whoever holds it is told; the old one keeps none of it."""
    actor.check_may(perms.ASSIGN, case_ref=case_ref)
    today = london_day(at)
    case, post = find_case(actor, case_ref, today=today), people.post(actor, post_ref)
    given = pass_on(case, post, actor=actor, at=at)
    tell_holders(
        actor=actor,
        posts=[post],
        sentence="A case was given to you.",
        address=_address(actor, case),
        at=at,
        key=f"casework.given:{case.ref}:{given.pk}",
    )
    _record(actor, at, given, "casework.give_case")
    return given


@transaction.atomic
def cover_case(
    *, actor: Actor, at: datetime, case_ref: str, post_ref: str, until: date
) -> CaseAssignment:
    """Beside the post whose case it is, from today until the day before ``until``."""
    actor.check_may(perms.ASSIGN, case_ref=case_ref)
    today = london_day(at)
    case, post = find_case(actor, case_ref, today=today), people.post(actor, post_ref)
    if until <= today:
        raise Refusal("Write a day that is still to come.", field="until")
    hands = Hands(post=post, since=today, until=until, is_cover=True)
    given = put_into(hands, case, actor=actor, at=at)
    day = day_in_words(until)
    tell_holders(
        actor=actor,
        posts=[post],
        sentence=f"You cover a case for a colleague, until {day}.",
        address=_address(actor, case),
        at=at,
        key=f"casework.covered:{case.ref}:{given.pk}",
    )
    _record(actor, at, given, "casework.cover_case")
    return given


def _address(actor: Actor, case: Case) -> str:
    return reverse("casework:case", args=[actor.area_slug, case.ref])


def _record(actor: Actor, at: datetime, given: CaseAssignment, verb: str) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="casework.case",
        subject_ref=given.case.ref,
        detail={"post": given.post.ref, "is_cover": given.is_cover},
    )
