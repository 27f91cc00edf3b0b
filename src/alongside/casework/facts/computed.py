"""What is worked out from cases, in words, and the way back from a figure to its records.

Light: the definitions stand in ``indicators``, which only the worker loads.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.closures import clock_for
from alongside.casework.facts.computed_beside import (
    HELP,
    HELP_TITLE,
    MESSAGES_OF,
    OF_MESSAGES,
    OF_PANELS,
    meetings_behind,
    messages_behind,
)
from alongside.casework.facts.missed import missed_behind
from alongside.casework.facts.rows import (
    ADVICE,
    BATCH,
    REVIEW,
    SIX_WEEKS,
    SIXTEEN_WEEKS,
    TO_POST16,
    TO_SCHOOL,
    TRANSFERS,
    TWENTY_WEEKS,
    limit_key,
)
from alongside.casework.finding import fact_of
from alongside.casework.models import Case, CaseDuty, CaseEvent, WaitingCurves
from alongside.casework.rules.codes import AdviceBody
from alongside.casework.rules.folding import duties_of
from alongside.casework.rules.outcomes import Outcome
from alongside.casework.saying import body_words
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.law.duty import Duty
from alongside.measures.codes import PERCENT
from alongside.web import clock
from alongside.web.components import RecordedItem
from alongside.web.offers import Indicator

COMPUTED_IN = "alongside.casework.indicators"
SHARE_MONTHS = (1, 3, 12)
ISSUED = "casework.plans_issued_in_20_weeks"
ISSUED_PLAIN = "casework.plans_issued_in_20_weeks_without_exceptions"
STARTED = "casework.started_with_plan_in_20_weeks"
STARTED_PLAIN = "casework.started_with_plan_in_20_weeks_without_exceptions"
SIX = "casework.decisions_in_6_weeks"
SIXTEEN = "casework.no_plan_in_16_weeks"
REVIEWS = "casework.review_decisions_in_4_weeks"
AMENDED = "casework.amended_plans_in_12_weeks"
SCHOOLS = "casework.transfers_to_school_in_time"
POST16 = "casework.transfers_to_post16_in_time"
RELIED = "casework.assessments_with_an_exception"
OUTCOMES: Mapping[Outcome, tuple[str, str]] = {
    Outcome.REFUSED: ("casework.week_20_refused", "No assessment by week 20, of all started"),
    Outcome.NO_PLAN: ("casework.week_20_no_plan", "No EHC plan by week 20, of all started"),
    Outcome.WITHDRAWN: ("casework.week_20_withdrawn", "Withdrawn by week 20, of all started"),
    Outcome.MOVED: ("casework.week_20_moved", "Moved away by week 20, of all started"),
    Outcome.OPEN: ("casework.week_20_open", "Still open at week 20, of all started"),
}
"""Beside ``STARTED``: at week 20 each case that was started is in exactly one of the six."""
BODIES: Mapping[AdviceBody, tuple[str, str]] = {
    AdviceBody.HEALTH: ("casework.health_advice_in_6_weeks", "Health advice within six weeks"),
    AdviceBody.EDUCATION: (
        "casework.education_advice_in_6_weeks",
        "Advice from education within six weeks",
    ),
    AdviceBody.PSYCHOLOGY: (
        "casework.psychology_advice_in_6_weeks",
        "Educational psychology advice within six weeks",
    ),
    AdviceBody.SOCIAL_CARE: (
        "casework.social_care_advice_in_6_weeks",
        "Social care advice within six weeks",
    ),
}
BY_GROUND: Mapping[str, tuple[str, str]] = {
    "EXC-A": ("casework.exception_school_closed", "Assessments with an exception: school closed"),
    "EXC-B": ("casework.exception_nursery_closed", "Assessments with an exception: nursery closed"),
    "EXC-C": (
        "casework.exception_personal",
        "Assessments with an exception: personal circumstances",
    ),
    "EXC-D": ("casework.exception_absence", "Assessments with an exception: away from the area"),
}
TITLES: Mapping[str, str] = {
    ISSUED: "EHC plans issued within 20 weeks, of those issued",
    ISSUED_PLAIN: "EHC plans issued within 20 weeks, of those issued, without exceptions",
    STARTED: "An EHC plan within 20 weeks, of all started",
    STARTED_PLAIN: "An EHC plan within 20 weeks, of all started, without exceptions",
    **dict(OUTCOMES.values()),
    SIX: "Decisions whether to assess within six weeks",
    SIXTEEN: "Decisions for no EHC plan within 16 weeks",
    **dict(BODIES.values()),
    REVIEWS: "Reviews decided within four weeks",
    AMENDED: "Changed EHC plans finished within 12 weeks of the review",
    SCHOOLS: "EHC plans that name the next school before 15 February",
    POST16: "EHC plans that name the next college or school before 31 March",
    RELIED: "Assessments with any exception relied on",
    **dict(BY_GROUND.values()),
}
SHARES = {**TITLES, **OF_MESSAGES, **OF_PANELS}
BY_DUE_DAY = "the day it was due"
COUNTED_BY: Mapping[str, str] = {
    **dict.fromkeys((ISSUED, ISSUED_PLAIN), "the day the final EHC plan was sent"),
    **dict.fromkeys(
        (STARTED, STARTED_PLAIN, RELIED, *(code for code, _ in OUTCOMES.values())),
        "the last day of its 20 weeks",
    ),
    **dict.fromkeys((code for code, _ in BY_GROUND.values()), "the last day of its 20 weeks"),
    SIXTEEN: "the day it was decided",
    AMENDED: "the last day of the 12 weeks",
    **dict.fromkeys(OF_PANELS, "the day of the meeting"),
}
"""Which day puts a record into its period, as ``indicators`` has it."""
INDICATORS = (
    *(
        Indicator(code, title, PERCENT, SHARE_MONTHS, COUNTED_BY.get(code, BY_DUE_DAY))
        for code, title in SHARES.items()
    ),
    Indicator(HELP, HELP_TITLE, "reports", SHARE_MONTHS, "the day the report came"),
)
PUBLISHED = (
    "plans_issued_within_20_weeks_including_exceptions",
    "plans_issued_within_20_weeks_excluding_exceptions",
)
"""The national figures that count the same."""
WITHIN_20_WEEKS = frozenset({ISSUED, ISSUED_PLAIN, STARTED, STARTED_PLAIN, *PUBLISHED})
CODES = frozenset(each.code for each in INDICATORS)
LIMITS_OF: Mapping[str, str] = {
    **dict.fromkeys(TITLES, TWENTY_WEEKS),
    SIX: SIX_WEEKS,
    SIXTEEN: SIXTEEN_WEEKS,
    **{code: ADVICE for code, _ in BODIES.values()},
    REVIEWS: REVIEW,
    AMENDED: REVIEW,
    SCHOOLS: TO_SCHOOL,
    POST16: TO_POST16,
}
"""By indicator, the rule whose limits its rows are known by."""


@dataclass(frozen=True, slots=True)
class Behind:
    """A limit with the events that it rests on, by ref."""

    case: Case
    duty: Duty
    events: Mapping[str, CaseEvent]


def drawn_beside(actor: Actor, counted_as: str) -> str:
    """The curves of waiting beside the shares within 20 weeks, for whoever may read every case: each of their
    steps may be one child.
    """
    if counted_as not in WITHIN_20_WEEKS or not actor.may(perms.ALL):
        return ""
    row = WaitingCurves.objects.visible_to(actor).first()
    return str(row.content) if row else ""


def rows_behind(
    actor: Actor, counted_as: str, keys: Collection[str]
) -> Sequence[RecordedItem] | None:
    """Only for whoever may read every case of the area: a few of the rows would be no figure."""
    if counted_as not in CODES or not actor.may(perms.ALL):
        return None
    wanted = frozenset(keys)
    if not wanted:
        return ()
    if counted_as in MESSAGES_OF:
        return tuple(messages_behind(actor, counted_as, wanted))
    if counted_as in OF_PANELS:
        return tuple(meetings_behind(actor, wanted))
    rule = LIMITS_OF[counted_as]
    found = [_item(actor, each) for each in _behind(actor, rule, wanted)]
    if rule in TRANSFERS:
        found += missed_behind(actor, rule, wanted, clock.today())
    return tuple(found)


def _behind(actor: Actor, rule: str, wanted: frozenset[str]) -> Iterator[Behind]:
    """Only the cases that are meant are worked out again."""
    held = CaseDuty.objects.in_area(actor.area_id).filter(rule=rule, limb="")
    began = {
        (case_id, started_by)
        for case_id, started_by in held.values_list("case_id", "started_by").iterator()
        if limit_key(actor, case_id, rule, "", started_by) in wanted
    }
    events = CaseEvent.objects.in_area(actor.area_id).select_related("corrects", "recorded_by")
    cases = (
        Case.objects.open_to(actor, today=clock.today())
        .filter(pk__in={case_id for case_id, _ in began})
        .prefetch_related(Prefetch("events", events.order_by("id")))
        .order_by("id")
    )
    for case in cases.iterator(chunk_size=BATCH):
        recorded = {event.ref: event for event in case.events.all()}
        facts = [fact_of(each) for each in recorded.values()]
        for duty in duties_of(facts, clock_for(case, facts)):
            if duty.rule == rule and (case.pk, duty.started_by) in began:
                yield Behind(case, duty, recorded)


def _item(actor: Actor, each: Behind) -> RecordedItem:
    duty = each.duty
    of = f" ({body_words(duty.body)})" if duty.body else ""
    return RecordedItem(
        title=f"Case {each.case.number}: {duty.provision.title}{of}",
        notes=tuple(_notes(each)),
        address=reverse("casework:case", args=[actor.area_slug, each.case.ref]),
    )


def _notes(each: Behind) -> Iterator[str]:
    """The events that set each day, and who recorded them."""
    duty, kinds = each.duty, clock_of_the_law().rules.kinds
    yield _recorded(f"Begun on {_day(duty.started_on)}", duty.started_means, each, duty.started_by)
    yield f"Due by {_day(duty.due_on)} ({duty.rule})"
    if duty.done_by:
        means = kinds[each.events[duty.done_by].kind].means
        yield _recorded(f"Done on {_day(duty.done_on)}", means, each, duty.done_by)
    elif duty.ended_by:
        yield _recorded(
            f"Fell away on {_day(duty.ended_on)}", duty.ended_means, each, duty.ended_by
        )
    else:
        yield "Not done yet"
    for ground in duty.relies_on:
        said = f"The authority relies on {ground.ground}, {ground.title}"
        yield _recorded(said, "", each, ground.event)


def _recorded(what: str, means: str, each: Behind, ref: str) -> str:
    event = each.events[ref]
    on = day_in_words(clock.london_day(event.recorded_at))
    by = f" by {event.recorded_by.name}" if event.recorded_by else ""
    how = "brought over" if event.is_brought_over else "recorded"
    why = f", when {means}" if means else ""
    return f"{what}{why}; {how}{by} on {on}"


def _day(value: date | None) -> str:
    return day_in_words(value) if value else "no day"
