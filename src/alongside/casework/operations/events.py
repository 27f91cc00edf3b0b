"""Recording what happened in a case, telling what was decided, and correcting.

Nothing is overwritten. Each event is checked against the law together with all that came before;
duties and stage are rewritten in the same transaction.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from alongside.casework import perms
from alongside.casework.families.news import tell_family_of_event
from alongside.casework.finding import fact_of, facts_of, find_case
from alongside.casework.keeping import keep_what_follows
from alongside.casework.models import Case, CaseEvent
from alongside.casework.plans.facts import answer_until
from alongside.casework.recorded_elsewhere import (
    check_day_not_kept_elsewhere,
    check_not_kept_elsewhere,
)
from alongside.casework.recording import (
    Instead,
    check_may_change,
    check_may_keep,
    detail_of,
    find_event,
    keep_event,
)
from alongside.casework.rules.bodies import (
    FINALS_SENT,
    MADE,
    WAITS,
    Made,
    Sent,
    ToBody,
    carried,
    told_by,
)
from alongside.casework.rules.codes import Source
from alongside.casework.rules.folding import CaseFact, body_of, processes_in, untold
from alongside.casework.rules.letter_codes import LetterState
from alongside.casework.rules.letters import Audience
from alongside.casework.rules.plans.codes import VersionState
from alongside.casework.rules.recording import (
    CEASES,
    MAINTAINS,
    PLAN_CEASED,
    PLANS_SENT,
    NewEvent,
    Withdrawn,
    check_day_is_shown,
    check_day_of_its_letter,
    check_event_of_case,
    check_family_had_its_days,
    check_how_it_was_told,
    check_is_issued,
    check_not_before_its_letter,
    check_plan_may_end,
    check_start_is_shown,
    check_told_after,
    check_words_of_its_letter,
    decided_kind,
    limits_done_by,
)
from alongside.casework.rules.steps import check_may_decide, check_may_record, check_not_twice
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people.versions import check_version
from alongside.web.clock import london_day

GOES_ON = "CEASE-3"
"""The rule of the law that keeps an EHC plan in force until the time to appeal has passed."""


@transaction.atomic
def record_event(
    *, actor: Actor, at: datetime, case_ref: str, expected_version: int, new: NewEvent
) -> CaseEvent:
    """Something that happened in a case that the actor may read. Decisions need an officer who decides."""
    check_may_keep(actor, decided_kind(new), case_ref)
    law, today = clock_of_the_law(), london_day(at)
    case = find_case(actor, case_ref, today=today)
    check_version(case, expected_version, wanted={}, labels={})
    check_event_of_case(new, born_on=case.child.born_on, today=today, rules=law.rules)
    check_not_kept_elsewhere(case, new)
    _check_day(case, new, today)
    facts = facts_of(case)
    waiting = untold(facts)
    _check_plan(case, new, waiting, today)
    new, decision = _with_decision(case, new, waiting)
    check_how_it_was_told(new)
    if new.kind in WAITS:
        check_not_before_its_letter(new, _withdrawn(case))
    check = check_may_decide if isinstance(new.body, Made) else check_may_record
    processes = processes_in(facts, law.rules)
    check(decided_kind(new), processes, law.rules, waiting)
    check_not_twice(new, processes, law.rules)
    instead = Instead(decision) if decision else None
    made = keep_event(case, new, actor=actor, at=at, instead=instead)
    keep_what_follows(case, (*facts, fact_of(made)), law)
    tell_family_of_event(case, made, actor=actor, at=at)
    _record(made, "casework.record_event", actor=actor, at=at)
    return made


@transaction.atomic
def tell_decision(
    *, actor: Actor, at: datetime, event_ref: str, told_on: date, letter_ref: str
) -> CaseEvent:
    """The letter that tells a decision went out: from that day it counts for the law. What was decided
    stays, so whoever may record may do it. Raises Refusal for what was told or taken back already.
    """
    decision = find_event(actor, event_ref, at)
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
    made = keep_event(case, new, actor=actor, at=at, instead=Instead(decision))
    keep_what_follows(case, (*facts, fact_of(made)), law)
    tell_family_of_event(case, made, actor=actor, at=at)
    _record(made, "casework.tell_decision", actor=actor, at=at)
    return made


def _with_decision(
    case: Case, new: NewEvent, waiting: tuple[CaseFact, ...]
) -> tuple[NewEvent, CaseEvent | None]:
    """What was told outside this record takes the place of the same decision that waited to be told."""
    decision = next((each for each in waiting if each.kind == new.kind), None)
    if decision is None or new.kind not in WAITS or not isinstance(new.body, Sent):
        return new, None
    told = replace(new, body=replace(new.body, decided_on=decision.happened_on))
    return told, case.events.get(ref=decision.ref)


@transaction.atomic
def correct_event(
    *, actor: Actor, at: datetime, event_ref: str, new: NewEvent, why: str
) -> CaseEvent:
    """A later event takes the place of the earlier one, which stays readable with the why."""
    earlier = find_event(actor, event_ref, at)
    check_may_change(actor, earlier)
    if not why.strip():
        raise Refusal("Say what was wrong.", field="why")
    check_day_not_kept_elsewhere(earlier, new)
    return _corrected(actor, at, earlier, new, why)


@dataclass(frozen=True, slots=True, kw_only=True)
class RightDay:
    """``shown_by``: what shows that it is the right one. ``body``: whose it is, for an event in which no body was
    written down.
    """

    on: date
    why: str
    shown_by: str
    body: str


@transaction.atomic
def correct_day_of_event(
    *, actor: Actor, at: datetime, event_ref: str, right: RightDay
) -> CaseEvent:
    """The same event on another day, for a room that keeps that day and has corrected its own record."""
    earlier = find_event(actor, event_ref, at)
    check_may_change(actor, earlier)
    body = body_of(fact_of(earlier), clock_of_the_law().rules)
    if isinstance(body, ToBody) and not body.body:
        body = replace(body, body=right.body)
    new = NewEvent(
        kind=earlier.kind,
        happened_on=right.on,
        source=earlier.source,
        body=replace(body, note=f"{body.note.strip()} {right.shown_by.strip()}".strip()),
    )
    return _corrected(actor, at, earlier, new, right.why)


def _corrected(
    actor: Actor, at: datetime, earlier: CaseEvent, new: NewEvent, why: str
) -> CaseEvent:
    law, today, case = clock_of_the_law(), london_day(at), earlier.case
    before = body_of(fact_of(earlier), law.rules)
    new = replace(new, body=carried(before, new.body))
    check_day_of_its_letter(new, stood_on=fact_of(earlier).counts_from)
    check_words_of_its_letter(before, new.body)
    check_how_it_was_told(new)
    if new.kind in WAITS:
        check_not_before_its_letter(new, _withdrawn(case))
    check_event_of_case(new, born_on=case.child.born_on, today=today, rules=law.rules)
    _check_not_before_issue(earlier, new)
    _check_corrected_day(case, earlier, new, today)
    made = keep_event(case, new, actor=actor, at=at, instead=Instead(earlier, why))
    keep_what_follows(case, facts_of(case), law)
    tell_family_of_event(case, made, actor=actor, at=at)
    _record(made, "casework.correct_event", actor=actor, at=at)
    return made


@transaction.atomic
def redate_event(
    *, actor: Actor, at: datetime, event_ref: str, happened_on: date, why: str
) -> CaseEvent:
    """The same event on the day on which its letter was sent or served: what was decided stays, so
    whoever may record may do it. Raises Refusal for a day that cannot be.
    """
    earlier = find_event(actor, event_ref, at)
    actor.check_may(perms.RECORD, case_ref=earlier.case.ref)
    law, case = clock_of_the_law(), earlier.case
    new = NewEvent(
        kind=earlier.kind,
        happened_on=happened_on,
        source=earlier.source,
        body=body_of(fact_of(earlier), law.rules),
    )
    check_event_of_case(new, born_on=case.child.born_on, today=london_day(at), rules=law.rules)
    made = keep_event(case, new, actor=actor, at=at, instead=Instead(earlier, why))
    keep_what_follows(case, facts_of(case), law)
    _record(made, "casework.redate_event", actor=actor, at=at)
    return made


def _withdrawn(case: Case) -> tuple[Withdrawn, ...]:
    """The letters to the family of this case that were withdrawn after they were sent."""
    rows = case.letters.filter(
        audience=Audience.FAMILY.value,
        state=LetterState.WITHDRAWN.value,
        sending__isnull=False,
    )
    return tuple(
        Withdrawn(
            kind=row.event.body.get("decides") or row.event.kind,
            decided_on=row.event.happened_on,
            sent_on=row.sending.sent_on,
        )
        for row in rows.select_related("event", "sending")
    )


def _check_plan(case: Case, new: NewEvent, waiting: tuple[CaseFact, ...], today: date) -> None:
    """Of an EHC plan: that it was issued from its own page where it is kept here, after the family had its days."""
    is_waiting = any(each.kind == new.kind for each in waiting)
    is_plan = decided_kind(new) in PLANS_SENT
    check_is_issued(new, is_kept_here=is_plan and not is_waiting and _has_plan_here(case))
    if decided_kind(new) in FINALS_SENT and not is_waiting:
        check_family_had_its_days(new, answer_until(case, today))
    if new.kind == PLAN_CEASED:
        _check_plan_may_end(case, new, today)


def _check_plan_may_end(case: Case, new: NewEvent, today: date) -> None:
    goes_on = case.duties.filter(rule=GOES_ON)
    running = goes_on.filter(ended_on=None, due_on__gte=today).order_by("-due_on")
    appealed = goes_on.exclude(ended_on=None).order_by("-ended_on").first()
    orders = case.duties.filter(process__startswith="order ")
    words = case.events.filter(kind__in=CEASES | MAINTAINS, corrected_by=None).order_by(
        "happened_on", "id"
    )
    check_plan_may_end(
        new,
        goes_on_until=running.values_list("due_on", flat=True).first(),
        is_appealed=appealed is not None
        and not orders.filter(started_on__gte=appealed.ended_on).exists(),
        last_word=words.values_list("kind", flat=True).last() or "",
    )


def _check_day(case: Case, new: NewEvent, today: date) -> None:
    is_in_time = _makes_in_time(case, new, today, done_on=None, ended_on=None)
    rules = clock_of_the_law().rules
    check_day_is_shown(new, today=today, rules=rules, makes_in_time=is_in_time)


def _check_corrected_day(case: Case, earlier: CaseEvent, new: NewEvent, today: date) -> None:
    """What was noted before shows nothing of another day."""
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
    """Raises Refusal: an EHC plan that was issued here did not leave before, and was issued on its own day."""
    if not hasattr(earlier, "plan_version") or new.happened_on == earlier.happened_on:
        return
    if new.happened_on < earlier.happened_on or earlier.kind == MADE:
        day = day_in_words(earlier.happened_on)
        raise Refusal(
            f"This EHC plan was issued here on {day}. It was not sent before that day.",
            field="happened_on",
        )


def _has_plan_here(case: Case) -> bool:
    return bool(case.plan_versions.exclude(state=VersionState.DISCARDED.value).exists())


def _record(made: CaseEvent, verb: str, *, actor: Actor, at: datetime) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="casework.case",
        subject_ref=made.case.ref,
        detail=detail_of(made),
    )
