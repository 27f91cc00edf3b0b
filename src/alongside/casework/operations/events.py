"""Recording what happened in a case, correcting it, and taking back what never happened.

Nothing is overwritten. Each event is checked against the law together with all that came before;
duties and stage are rewritten in the same transaction.
"""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from alongside.casework import perms
from alongside.casework.families.news import tell_family_of_event
from alongside.casework.finding import fact_of, facts_of, find_case
from alongside.casework.keeping import keep_what_follows
from alongside.casework.models import Case, CaseEvent
from alongside.casework.plans.facts import answer_until
from alongside.casework.rules.bodies import (
    DECISIONS,
    SCHEMA,
    TELLS,
    Body,
    Decided,
    Made,
    carried,
    told_by,
    written,
)
from alongside.casework.rules.codes import Source
from alongside.casework.rules.folding import CaseFact, body_of, processes_in, untold
from alongside.casework.rules.plans.codes import VersionState
from alongside.casework.rules.recording import (
    FINALS_SENT,
    PLANS_SENT,
    NewEvent,
    check_day_is_shown,
    check_day_of_its_letter,
    check_event_of_case,
    check_family_had_its_days,
    check_how_it_was_sent,
    check_how_it_was_told,
    check_is_issued,
    check_start_is_shown,
    check_told_after,
    decided_kind,
    limits_done_by,
)
from alongside.casework.rules.steps import check_may_decide, check_may_record, check_may_take_back
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Hidden, Refusal
from alongside.law.events import IN_ERROR
from alongside.ledger.operations import record
from alongside.people.versions import check_version
from alongside.web.clock import london_day

ALREADY = "This was corrected already. Correct the correction."


@transaction.atomic
def record_event(
    *, actor: Actor, at: datetime, case_ref: str, expected_version: int, new: NewEvent
) -> CaseEvent:
    """Something that happened in a case that the actor may read. Decisions need an officer who decides."""
    _check_may(actor, new.kind, case_ref)
    law, today = clock_of_the_law(), london_day(at)
    case = find_case(actor, case_ref, today=today)
    check_version(case, expected_version, wanted={}, labels={})
    check_event_of_case(new, born_on=case.child.born_on, today=today, rules=law.rules)
    _check_day(case, new, today)
    check_is_issued(new, is_kept_here=new.kind in PLANS_SENT and _has_plan_here(case))
    check_how_it_was_sent(new)
    if new.kind in FINALS_SENT:
        check_family_had_its_days(new, answer_until(case, today))
    facts = facts_of(case)
    waiting = untold(facts)
    new, decision = _with_decision(case, new, waiting)
    check_how_it_was_told(new)
    check = check_may_decide if isinstance(new.body, Made) else check_may_record
    check(decided_kind(new), processes_in(facts, law.rules), law.rules, waiting)
    made = _keep(actor, at, case, new, corrects=decision)
    keep_what_follows(case, (*facts, fact_of(made)), law)
    tell_family_of_event(case, made, actor=actor, at=at)
    _record(actor, at, case, "casework.record_event", made)
    return made


@transaction.atomic
def tell_decision(
    *, actor: Actor, at: datetime, event_ref: str, told_on: date, letter_ref: str
) -> CaseEvent:
    """The letter that tells a decision went out: from that day it counts for the law. What was decided
    stays, so whoever may record may do it. Raises Refusal for what was told or taken back already.
    """
    decision = _find_event(actor, event_ref, at)
    actor.check_may(perms.RECORD, case_ref=decision.case.ref)
    law, case = clock_of_the_law(), decision.case
    body = body_of(fact_of(decision), law.rules)
    if not isinstance(body, Made):
        raise Refusal("This is no decision that waits to be told.")
    check_told_after(decision.happened_on, told_on, field="sent_on")
    facts = facts_of(case)
    check_may_record(body.decides, processes_in(facts, law.rules), law.rules)
    new = NewEvent(
        kind=body.decides,
        happened_on=told_on,
        source=Source.OWN_WORK.value,
        body=told_by(body, decided_on=decision.happened_on, letter=letter_ref),
    )
    made = _keep(actor, at, case, new, corrects=decision)
    keep_what_follows(case, (*facts, fact_of(made)), law)
    tell_family_of_event(case, made, actor=actor, at=at)
    _record(actor, at, case, "casework.tell_decision", made)
    return made


def _with_decision(
    case: Case, new: NewEvent, waiting: tuple[CaseFact, ...]
) -> tuple[NewEvent, CaseEvent | None]:
    """What was told outside this record takes the place of the same decision that waited to be told."""
    decision = next((each for each in waiting if each.kind == new.kind), None)
    if decision is None or new.kind not in TELLS or not isinstance(new.body, Decided):
        return new, None
    told = replace(new, body=replace(new.body, decided_on=decision.happened_on))
    return told, case.events.get(ref=decision.ref)


@transaction.atomic
def correct_event(
    *, actor: Actor, at: datetime, event_ref: str, new: NewEvent, why: str
) -> CaseEvent:
    """A later event takes the place of the earlier one, which stays readable with the why."""
    earlier = _find_event(actor, event_ref, at)
    _check_may(actor, earlier.kind, earlier.case.ref)
    law, today, case = clock_of_the_law(), london_day(at), earlier.case
    if not why.strip():
        raise Refusal("Say what was wrong.", field="why")
    new = replace(new, body=carried(body_of(fact_of(earlier), law.rules), new.body))
    check_day_of_its_letter(new, stood_on=fact_of(earlier).counts_from)
    check_how_it_was_told(new)
    check_event_of_case(new, born_on=case.child.born_on, today=today, rules=law.rules)
    _check_not_before_issue(earlier, new)
    _check_corrected_day(case, earlier, new, today)
    made = _keep(actor, at, case, new, corrects=earlier, why=why)
    keep_what_follows(case, facts_of(case), law)
    tell_family_of_event(case, made, actor=actor, at=at)
    _record(actor, at, case, "casework.correct_event", made)
    return made


@transaction.atomic
def redate_event(
    *, actor: Actor, at: datetime, event_ref: str, happened_on: date, why: str
) -> CaseEvent:
    """The same event on the day on which its letter was sent or served: what was decided stays, so
    whoever may record may do it. Raises Refusal for a day that cannot be.
    """
    earlier = _find_event(actor, event_ref, at)
    actor.check_may(perms.RECORD, case_ref=earlier.case.ref)
    law, case = clock_of_the_law(), earlier.case
    new = NewEvent(
        kind=earlier.kind,
        happened_on=happened_on,
        source=earlier.source,
        body=body_of(fact_of(earlier), law.rules),
    )
    check_event_of_case(new, born_on=case.child.born_on, today=london_day(at), rules=law.rules)
    made = _keep(actor, at, case, new, corrects=earlier, why=why)
    keep_what_follows(case, facts_of(case), law)
    _record(actor, at, case, "casework.redate_event", made)
    return made


@transaction.atomic
def take_back_event(*, actor: Actor, at: datetime, event_ref: str, why: str) -> CaseEvent:
    """For what never happened. The record of it stays, and counts for nobody's time."""
    earlier = _find_event(actor, event_ref, at)
    _check_may(actor, earlier.kind, earlier.case.ref)
    if not why.strip():
        raise Refusal("Say why it is taken back.", field="why")
    today, case, rules = london_day(at), earlier.case, clock_of_the_law().rules
    check_may_take_back(earlier.ref, processes_in(facts_of(case), rules), rules)
    new = NewEvent(
        kind=IN_ERROR, happened_on=today, source=earlier.source, body=Body(note=why.strip())
    )
    made = _keep(actor, at, case, new, corrects=earlier)
    keep_what_follows(case, facts_of(case), clock_of_the_law())
    _record(actor, at, case, "casework.take_back_event", made)
    return made


def _check_day(case: Case, new: NewEvent, today: date) -> None:
    is_in_time = _makes_in_time(case, new, today, done_on=None, ended_on=None)
    rules = clock_of_the_law().rules
    check_day_is_shown(new, today=today, rules=rules, makes_in_time=is_in_time)


def _check_corrected_day(case: Case, earlier: CaseEvent, new: NewEvent, today: date) -> None:
    """What was noted before shows nothing of another day."""
    if not hasattr(earlier, "plan_version"):
        check_how_it_was_sent(new)
    stood, stood_on = fact_of(earlier), fact_of(earlier).counts_from
    if new.counts_from == stood_on:
        return
    if new.body.note == stood.body.get("note"):
        new = replace(new, body=replace(new.body, note=""))
    is_in_time = _makes_in_time(case, new, stood_on, done_on=stood_on)
    rules = clock_of_the_law().rules
    check_start_is_shown(new, stood_on=stood_on, rules=rules)
    check_day_is_shown(new, today=today, rules=rules, makes_in_time=is_in_time)


def _makes_in_time(case: Case, new: NewEvent, instead_of: date, **stands: date | None) -> bool:
    """Whether a limit is kept on the day of ``new`` that would not be on the other."""
    if new.counts_from >= instead_of:
        return False
    kept = limits_done_by(new.kind, clock_of_the_law().rules)
    days = {"due_on__gte": new.counts_from, "due_on__lt": instead_of}
    return bool(case.duties.filter(rule__in=kept, **days, **stands).exists())


def _check_not_before_issue(earlier: CaseEvent, new: NewEvent) -> None:
    """Raises Refusal: an EHC plan that was issued here did not leave before."""
    if hasattr(earlier, "plan_version") and new.happened_on < earlier.happened_on:
        day = day_in_words(earlier.happened_on)
        raise Refusal(
            f"This EHC plan was issued here on {day}. It was not sent before that day.",
            field="happened_on",
        )


def _has_plan_here(case: Case) -> bool:
    return bool(case.plan_versions.exclude(state=VersionState.DISCARDED.value).exists())


def _check_may(actor: Actor, kind: str, case_ref: str) -> None:
    actor.check_may(perms.DECIDE if kind in DECISIONS else perms.RECORD, case_ref=case_ref)


def _find_event(actor: Actor, ref: str, at: datetime) -> CaseEvent:
    """The event with its case, locked. Raises Hidden, and Refusal for what was corrected already."""
    found: CaseEvent | None = (
        CaseEvent.objects.visible_to(actor).select_related("case").filter(ref=ref).first()
    )
    if found is None:
        raise Hidden("event")
    found.case = find_case(actor, found.case.ref, today=london_day(at))
    if found.kind == IN_ERROR or hasattr(found, "corrected_by"):
        raise Refusal(ALREADY)
    return found


def _keep(
    actor: Actor,
    at: datetime,
    case: Case,
    new: NewEvent,
    *,
    corrects: CaseEvent | None = None,
    why: str = "",
) -> CaseEvent:
    body = written(new.body)
    if why:
        body["why_corrected"] = why.strip()
    return CaseEvent.objects.create(
        area_id=case.area_id,
        case=case,
        kind=new.kind,
        schema=SCHEMA,
        happened_on=new.happened_on,
        received_on=new.received_on,
        source=new.source,
        corrects=corrects,
        body=body,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )


def _record(actor: Actor, at: datetime, case: Case, verb: str, made: CaseEvent) -> None:
    """Kinds and days only: what was said stays in the case."""
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="casework.case",
        subject_ref=case.ref,
        detail={
            "event": made.ref,
            "kind": made.kind,
            "happened_on": made.happened_on.isoformat(),
            "corrects": made.corrects.ref if made.corrects else "",
        },
    )
