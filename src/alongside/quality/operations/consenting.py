"""A family allows other families to read a copy without names, and takes it back on any day."""

from datetime import date, datetime

from django.db import transaction

from alongside.casework.families.door import viewer_who_acts
from alongside.casework.finding import find_case
from alongside.casework.models import Case
from alongside.casework.rules.codes import Source
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.quality import perms
from alongside.quality.models import Audit, AuditConsent, RedactedCopy
from alongside.quality.rules.codes import AuditState, CopyState, Seat
from alongside.quality.telling import tell_of_withdrawal
from alongside.web.clock import london_day

SUBJECT = "casework.case"
ALREADY = "The family allows this already."
NOT_ALLOWED = "The family has not allowed this, so that there is nothing to take back."
TAKEN_BACK = "The family no longer allows the copy without names."


@transaction.atomic
def record_consent(
    *, actor: Actor, at: datetime, case_ref: str, given_by: str, given_on: date, source: Source
) -> AuditConsent:
    """As it was given by phone, on paper or at a meeting. Raises Refusal."""
    actor.check_may(perms.CONSENT)
    case = find_case(actor, case_ref, today=london_day(at))
    if not given_by.strip():
        raise Refusal("Say who gave it.", field="given_by")
    if given_on > london_day(at):
        raise Refusal("This day is still to come.", field="given_on")
    return _give(actor, at, case, (given_by.strip(), given_on, source))


@transaction.atomic
def give_own_consent(*, actor: Actor, at: datetime, case_ref: str) -> AuditConsent:
    """By whoever acts for the case today: the parent, or from the end of compulsory school age the young
    person and whom they chose. Raises Hidden, and Refusal for whoever only looks.
    """
    viewer = viewer_who_acts(actor, case_ref=case_ref, at=at)
    by = viewer.contact.name if viewer.contact is not None else "The young person"
    return _give(actor, at, viewer.case, (by, london_day(at), Source.ONLINE))


@transaction.atomic
def withdraw_consent(*, actor: Actor, at: datetime, case_ref: str) -> AuditConsent:
    """From now nobody reads the copy, and its words are removed. What was graded stays. Raises Refusal."""
    if actor.may_somewhere(perms.CONSENT):
        case = find_case(actor, case_ref, today=london_day(at))
    else:
        case = viewer_who_acts(actor, case_ref=case_ref, at=at).case
    found: AuditConsent | None = (
        AuditConsent.objects.in_area(actor.area_id)
        .select_for_update()
        .filter(case=case, withdrawn_on=None)
        .first()
    )
    if found is None:
        raise Refusal(NOT_ALLOWED)
    found.withdrawn_on, found.withdrawn_at = london_day(at), at
    found.withdrawn_by_id = actor.person_id
    found.save(update_fields=["withdrawn_on", "withdrawn_at", "withdrawn_by"])
    removed = _take_back(found, at)
    _record(actor, at, "quality.withdraw_consent", found, copies=removed)
    tell_of_withdrawal(actor, at, found)
    return found


def _give(actor: Actor, at: datetime, case: Case, said: tuple[str, date, Source]) -> AuditConsent:
    given_by, given_on, source = said
    consents = AuditConsent.objects.in_area(actor.area_id)
    if consents.filter(case=case, withdrawn_on=None).exists():
        raise Refusal(ALREADY)
    made: AuditConsent = AuditConsent.objects.create(
        area_id=actor.area_id,
        case=case,
        given_by=given_by,
        given_on=given_on,
        source=source.value,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    _record(actor, at, "quality.give_consent", made)
    return made


def _take_back(consent: AuditConsent, at: datetime) -> int:
    copies = RedactedCopy.objects.in_area(consent.area_id).filter(item__case=consent.case_id)
    open_ones = copies.exclude(state=CopyState.TAKEN_BACK.value)
    removed: int = open_ones.update(
        content=[], marked=[], state=CopyState.TAKEN_BACK.value, released_at=None, released_by=None
    )
    Audit.objects.in_area(consent.area_id).filter(
        item__case=consent.case_id, seat=Seat.FAMILY.value, state=AuditState.ASSIGNED.value
    ).update(state=AuditState.GIVEN_BACK.value, ended_at=at, ended_why=TAKEN_BACK)
    return removed


def _record(actor: Actor, at: datetime, verb: str, consent: AuditConsent, **said: JSON) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject=SUBJECT,
        subject_ref=consent.case.ref,
        detail={"consent": consent.ref, **said},
    )
