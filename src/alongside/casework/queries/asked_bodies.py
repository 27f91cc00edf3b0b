"""How it stands with what a body was asked for, by the law: for the room that asks it for advice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.expressions import Combinable, Subquery

from alongside.casework.finding import facts_of
from alongside.casework.models import Case, CaseDuty, CaseEvent
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.folding import processes_in
from alongside.casework.rules.steps import why_not
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.law.events import Event
from alongside.law.processes import Process

SIX_WEEKS, TWENTY_WEEKS, TO_ASK = "ADV-6W", "FINAL-20W", "ADV-REQ"
ASKED = "advice_request_sent"
ASKING = ("assessment", "reassessment", "order")
"""Processes in which the law has advice asked for."""
OVER = frozenset({"advice_declined", "advice_request_withdrawn"})
"""After which the same body may be asked anew."""

BEFORE_ASKING = (Stage.NOTHING.value, Stage.CONSIDERING.value)
TOO_EARLY = "Advice is asked for once the family was told that the authority will assess."


@dataclass(frozen=True, slots=True)
class AskedBody:
    """``days``: by kind of event, the latest day of it for this body in what is under way, since it last
    declined or its request was taken back; kinds that are not counted by body stand in ``shared``.
    ``process`` is empty when nothing is under way; else it began on ``began_on``.
    """

    case: Case
    process: str
    days: Mapping[str, date]
    shared: Mapping[str, date]
    began_on: date | None = None


def readable_cases(actor: Actor, *, today: date) -> Any:
    """The ids of the cases that the actor may read, to be used inside another query."""
    return Case.objects.open_to(actor, today=today).values("pk")


def asked_body(actor: Actor, *, case_ref: str, body: str, today: date) -> AskedBody:
    """Raises Hidden for a case that the actor may not read."""
    found = _readable(actor, case_ref, today)
    running = _running(processes_in(facts_of(found), clock_of_the_law().rules))
    events = [event for _, event in running[-1].events] if running else []
    return AskedBody(
        case=found,
        process=running[-1].type if running else "",
        days={each.kind: each.on for each in _since_over(events, body)},
        shared={each.kind: each.on for each in events if not each.body},
        began_on=running[-1].started_on if running else None,
    )


@dataclass(frozen=True, slots=True)
class AskingNow:
    """For which process that goes on the law has advice asked for now; empty for none. ``why_not``: why nothing is
    asked for at all, as a sentence, or empty.
    """

    process: str
    why_not: str


def asking_now(actor: Actor, *, case_ref: str, today: date) -> AskingNow:
    """Raises Hidden for a case that the actor may not read."""
    case = _readable(actor, case_ref, today)
    if case.stage in BEFORE_ASKING:
        return AskingNow("", TOO_EARLY)
    rules = clock_of_the_law().rules
    processes = processes_in(facts_of(case), rules)
    running = _running(processes)
    may_ask = running and not why_not(ASKED, processes, rules)
    return AskingNow(running[-1].type if may_ask else "", "")


def _readable(actor: Actor, case_ref: str, today: date) -> Case:
    rows = Case.objects.open_to(actor, today=today).select_related("child")
    found: Case | None = rows.filter(ref=case_ref).first()
    if found is None:
        raise Hidden("case")
    return found


def _running(processes: Sequence[Process]) -> Sequence[Process]:
    return [each for each in processes if each.is_open and each.type in ASKING]


def _since_over(events: Sequence[Event], body: str) -> Sequence[Event]:
    own = [each for each in events if each.body == body]
    last = max((at for at, each in enumerate(own) if each.kind in OVER), default=-1)
    return own[last + 1 :]


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedEvent:
    """An event of a case by its kind, the day from which it counts, and the body, empty for no one body’s. Of several
    one that was recorded at one of those moments; with ``is_of_moment`` no other.
    """

    kinds: frozenset[str]
    on: date
    body: str = ""
    moments: frozenset[datetime] = frozenset()
    is_of_moment: bool = False


def standing_event(actor: Actor, *, case_ref: str, wanted: WantedEvent, today: date) -> str:
    """The ref of the last such event that stands; empty for none. Raises Hidden for a case that the actor may
    not read.
    """
    found = _readable(actor, case_ref, today)
    rows = found.events.filter(kind__in=wanted.kinds, corrected_by=None).order_by("id")
    same = [
        each
        for each in rows
        if (each.received_on or each.happened_on) == wanted.on
        and each.body.get("body", "") == wanted.body
    ]
    of_moment = [each for each in same if each.recorded_at in wanted.moments]
    last = of_moment or ([] if wanted.is_of_moment else same)
    return last[-1].ref if last else ""


@dataclass(frozen=True, slots=True)
class ToAsk:
    """``is_too_early``: nothing is agreed yet for which advice could be asked. ``is_still_to_ask``: a first assessment
    was agreed and goes on, and this body was not asked.
    """

    is_too_early: bool
    is_still_to_ask: bool


def to_ask(area_id: int, *, case_ref: str, body: str) -> ToAsk:
    """The caller has found the case. One query."""
    duties = CaseDuty.objects.in_area(area_id).filter(case=OuterRef("pk"))
    events = CaseEvent.objects.in_area(area_id).filter(case=OuterRef("pk"), kind=ASKED)
    rows = Case.objects.in_area(area_id).annotate(
        goes_on=Exists(duties.filter(rule=TWENTY_WEEKS, done_on=None, ended_on=None)),
        is_to_ask=Exists(duties.filter(rule=TO_ASK)),
        is_asked=Exists(events.filter(body__body=body)),
    )
    found = rows.values_list("stage", "goes_on", "is_to_ask", "is_asked").get(ref=case_ref)
    stage, goes_on, is_to_ask, is_asked = found
    return ToAsk(
        is_too_early=stage in BEFORE_ASKING,
        is_still_to_ask=goes_on and is_to_ask and not is_asked,
    )


def is_too_early_to_ask(area_id: int, *, case_ref: str) -> bool:
    """As ``to_ask`` says it. The caller has found the case."""
    rows = Case.objects.in_area(area_id).filter(ref=case_ref)
    return rows.values_list("stage", flat=True).get() in BEFORE_ASKING


def people_in(actor: Actor, *, case_ref: str, today: date) -> tuple[tuple[str, str], ...]:
    """The contacts of the child, by ref and name, for whoever may read the case. Raises Hidden."""
    found = _readable(actor, case_ref, today)
    return tuple(found.child.contacts.order_by("id").values_list("ref", "name"))


def advice_due_on(*, case: str, body: str, since: str) -> Combinable:
    """For ``annotate``: the last day of the six weeks of a body. The arguments name the columns that hold
    the case, the body, and the day on which it was asked.
    """
    # By the area as well, SQLite would look through the whole area's duties for each case.
    rows = CaseDuty.objects.across_areas(reason="Duties of a case that is in the area.").filter(
        case=OuterRef(case),
        rule=SIX_WEEKS,
        concerning=OuterRef(body),
        started_on__gte=OuterRef(since),
    )
    return Subquery(rows.order_by("started_on", "id").values("due_on")[:1])
