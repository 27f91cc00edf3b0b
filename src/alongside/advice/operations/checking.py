"""The quality check, and earlier advice that is used again.

A checker accepts or sends back with reasons, and changes no word. The check stops no clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction

from alongside.advice.finding import check_stands, find_for, find_submission, standing_of
from alongside.advice.framework import framework_numbered
from alongside.advice.keeping import NewStep, Said, keep_step, set_state
from alongside.advice.marking import wrote
from alongside.advice.models import AdviceCheck, AdviceRequest, AdviceSubmission, EarlierAdvice
from alongside.advice.on_the_case import WholeBefore, happened, whole_happened
from alongside.advice.rules.codes import Act, Consent, Outcome, State, SubmissionState
from alongside.advice.rules.deciding import OWN_ADVICE, check_consents, check_day, check_may
from alongside.advice.telling import Message
from alongside.casework.rules.codes import Source
from alongside.files.operations import keep_file
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people.rules import check_text
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCheck:
    """``themes`` are codes of the framework’s checklist: what has to be mended."""

    outcome: str
    reasons: str = ""
    themes: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReuse:
    """``how``: how each of the three agreed."""

    title: str
    author: str
    dated_on: date
    provider_on: date | None
    authority_on: date | None
    family_on: date | None
    how: str
    upload: "File[bytes] | None" = None


@transaction.atomic
def check_advice(*, actor: Actor, at: datetime, submission_ref: str, new: NewCheck) -> AdviceCheck:
    """Accept it, or send it back with reasons. Nobody checks what they wrote. Raises Refusal."""
    today = london_day(at)
    submission = find_submission(actor, submission_ref, today=today)
    request = submission.request
    check_stands(actor, request, Act.CHECK, today=today)
    check_may(Act.CHECK, standing_of(request))
    _check_may_check(actor, submission, new)
    made = AdviceCheck.objects.create(
        area_id=request.area_id,
        submission=submission,
        outcome=Outcome(new.outcome).value,
        reasons=new.reasons.strip(),
        themes=sorted(new.themes),
        checked_on=today,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    step = NewStep(act=Act.CHECK, said=Said(on=today), code=made.outcome)
    record(actor=actor, at=at, **keep_step(actor, at, request, step))
    if made.outcome == Outcome.ACCEPTED:
        _accept(actor, at, submission, today)
    else:
        _send_back(actor, at, submission)
    return made


@transaction.atomic
def reuse_advice(
    *, actor: Actor, at: datetime, request_ref: str, new: NewReuse, said: Said
) -> EarlierAdvice:
    """Regulation 6(4): all three agreed that it is enough, so it is not asked for anew."""
    today = london_day(at)
    request = find_for(actor, request_ref, Act.REUSE, today=today)
    provider_on, authority_on, family_on = _agreed(new, today)
    last = max(provider_on, authority_on, family_on)
    check_day(new.dated_on, today=today, not_before=None, field="dated_on")
    made = EarlierAdvice.objects.create(
        area_id=request.area_id,
        request=request,
        title=check_text(new.title, "Say which document it is.", field="title"),
        author=check_text(new.author, "Say who wrote it.", field="author"),
        how=check_text(new.how, "Say how each of the three agreed.", field="how"),
        dated_on=new.dated_on,
        provider_on=provider_on,
        authority_on=authority_on,
        family_on=family_on,
        file=keep_file(actor=actor, upload=new.upload, at=at) if new.upload else None,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    set_state(request, State.ACCEPTED, first_given_on=last, given_on=last, accepted_on=last)
    used = replace(said, on=last)
    record(actor=actor, at=at, **keep_step(actor, at, request, NewStep(act=Act.REUSE, said=used)))
    _reused_in_case(actor, at, request, used)
    return made


def _agreed(new: NewReuse, today: date) -> tuple[date, date, date]:
    """The days of all three. Raises Refusals."""
    days = {
        Consent.PROVIDER: new.provider_on,
        Consent.AUTHORITY: new.authority_on,
        Consent.FAMILY: new.family_on,
    }
    found = check_consents(days, today=today)
    return found[Consent.PROVIDER], found[Consent.AUTHORITY], found[Consent.FAMILY]


def _reused_in_case(actor: Actor, at: datetime, request: AdviceRequest, said: Said) -> None:
    """Of a service’s part only once the other parts are in."""
    note = "Earlier advice is used again. Its author, the authority and the family agreed."
    told, whole = replace(said, note=note), request.part_of or request
    if request.received_on is None:
        happened(actor, at, request, "advice_request_received", told)
    if whole.first_given_on is not None:
        happened(actor, at, whole, "advice_returned", replace(told, on=whole.first_given_on))


def _check_may_check(actor: Actor, submission: AdviceSubmission, new: NewCheck) -> None:
    if submission.state != SubmissionState.GIVEN:
        raise Refusal("This version was checked already.")
    if wrote(actor, submission):
        raise Refusal(OWN_ADVICE)
    known = {each.code for each in framework_numbered(submission.request.framework).items}
    if not known.issuperset(new.themes):
        raise Refusal("Choose from the checklist.", field="themes")
    if new.outcome == Outcome.SENT_BACK and not new.reasons.strip():
        raise Refusal("Say why it is sent back.", field="reasons")


def _accept(actor: Actor, at: datetime, submission: AdviceSubmission, today: date) -> None:
    request = submission.request
    submission.state = SubmissionState.ACCEPTED.value
    submission.save(update_fields=["state"])
    before = WholeBefore.of(request)
    set_state(request, State.ACCEPTED, accepted_on=today)
    said = Said(on=today, source=Source.OWN_WORK.value)
    whole_happened(actor, at, request.part_of or request, before, said)
    Message(request, request.post).about(
        actor=actor,
        at=at,
        sentence="Your advice was accepted.",
        what=f"accepted:{submission.number}",
    )


def _send_back(actor: Actor, at: datetime, submission: AdviceSubmission) -> None:
    submission.state = SubmissionState.SENT_BACK.value
    submission.save(update_fields=["state"])
    set_state(submission.request, State.SENT_BACK)
    Message(submission.request, submission.request.post).about(
        actor=actor,
        at=at,
        sentence="Your advice was sent back for amendment.",
        what=f"sent_back:{submission.number}",
    )
