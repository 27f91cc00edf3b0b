"""From the events of a case to what the law makes of them: its processes, duties, and where it stands.

Everything here is worked out anew from the events. Nothing knows today.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from alongside.casework.rules.bodies import MADE, WAITS, Body, body_class, read
from alongside.casework.rules.codes import Stage
from alongside.kernel.refusals import Refusal
from alongside.law.calendars import Calendar
from alongside.law.corrections import standing
from alongside.law.duty import Duty
from alongside.law.events import IN_ERROR, Event
from alongside.law.processes import NAME_EACH, Process, in_order, processes_of
from alongside.law.rulebook import Rules
from alongside.law.schedule import Schedule, schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFact:
    """One recorded event. ``received_on`` is the day on which it reached the authority, where that is
    another day than the one on which it happened: time runs from it. ``is_brought_over``: it was told and
    done elsewhere, before the case was kept here. ``is_untold``: a decision as if its letter had gone out.
    """

    ref: str
    kind: str
    happened_on: date
    received_on: date | None = None
    corrects: str = ""
    is_brought_over: bool = False
    is_untold: bool = False
    body: Mapping[str, Any]

    @property
    def counts_from(self) -> date:
        return self.received_on or self.happened_on


@dataclass(frozen=True, slots=True)
class Clock:
    """The rules of the law and the days on which it does not run."""

    rules: Rules
    calendar: Calendar


def body_of(fact: CaseFact, rules: Rules) -> Body:
    return read(class_of(fact.kind, rules), fact.body)


def class_of(kind: str, rules: Rules) -> type[Body]:
    known = rules.kinds.get(kind)
    return body_class(
        kind,
        by_body=known is not None and known.by_body,
        is_aimed=known is not None and (known.target or "for" in known.needs),
    )


def law_events(facts: Iterable[CaseFact], rules: Rules) -> tuple[Event, ...]:
    """Those that the law has a word for. A note counts for nobody's time, and neither does taking one back."""
    listed = tuple(facts)
    notes = {fact.ref for fact in listed if fact.kind not in rules.kinds}
    return tuple(
        _event(fact, rules)
        for fact in listed
        if fact.ref not in notes and not (fact.kind == IN_ERROR and fact.corrects in notes)
    )


def untold(facts: Sequence[CaseFact]) -> tuple[CaseFact, ...]:
    """The decisions that stand and that the family was not told of, and the EHC plans that are issued and not
    sent, each as its letter will tell it.
    """
    replaced = {fact.corrects for fact in facts if fact.corrects}
    return tuple(
        replace(fact, kind=str(fact.body["decides"]), is_untold=True)
        for fact in facts
        if fact.kind == MADE and fact.ref not in replaced and fact.body.get("decides") in WAITS
    )


def standing_by_root(facts: Sequence[CaseFact]) -> Mapping[str, CaseFact]:
    """What stands today in the place of each event, by the ref of the event as it was first recorded."""
    by_ref = {fact.ref: fact for fact in facts}
    replaced = {fact.corrects for fact in facts if fact.corrects}
    found = (fact for fact in facts if fact.ref not in replaced and fact.kind != IN_ERROR)
    return {root_of(fact, by_ref).ref: fact for fact in found}


def root_of(fact: CaseFact, by_ref: Mapping[str, CaseFact]) -> CaseFact:
    """The event as it was first recorded."""
    while fact.corrects:
        fact = by_ref[fact.corrects]
    return fact


def as_told(facts: Sequence[CaseFact], only: str = "") -> tuple[CaseFact, ...]:
    """The facts as if the letters of what was decided had gone out on the day of the decision. ``only``
    that of the event with this ref.
    """
    told = {each.ref: each for each in untold(facts) if not only or each.ref == only}
    return tuple(told.get(fact.ref, fact) for fact in facts)


def duties_of(facts: Sequence[CaseFact], clock: Clock) -> tuple[Duty, ...]:
    """As ``schedule_of``, which raises."""
    return schedule_of(facts, clock).duties


def schedule_of(facts: Sequence[CaseFact], clock: Clock) -> Schedule:
    """Raises Refusal, in words for officers, for events that cannot be, and for a decision that cannot be
    told.
    """
    _check_can_be_told(facts, clock.rules)
    try:
        return schedule(law_events(facts, clock.rules), clock.rules, clock.calendar)
    except Refusal as refusal:
        raise Refusal(in_officers_words(refusal.sentence, clock.rules), field="on") from None


def _check_can_be_told(facts: Sequence[CaseFact], rules: Rules) -> None:
    """Raises Refusal, which says of what is not told that it was decided."""
    waiting = untold(facts)
    try:
        if waiting:
            processes_in(as_told(facts), rules)
    except Refusal as refusal:
        sentence = in_officers_words(refusal.sentence, rules)
        for each in waiting:
            sentence = sentence.replace(
                rules.kinds[each.kind].means, decided_means(each.kind, rules)
            )
        raise Refusal(sentence, field="on") from None


def decided_means(kind: str, rules: Rules) -> str:
    """ "the authority decided that it will assess": of the event by which that is told, or sent."""
    if kind in _ISSUED:
        return _ISSUED[kind]
    words = rules.kinds[kind].means.replace("the family was told", "the authority decided", 1)
    words = words.replace("EHC plan was sent", "EHC plan was issued", 1)
    return words.replace("that the authority will", "that it will", 1)


_ISSUED = {
    "draft_sent": "the draft EHC plan was issued",
    "amendment_notice_sent": "changes to the EHC plan that a review proposes were issued",
    "adhoc_amendment_notice_sent": "changes to the EHC plan without a review were issued",
}


def processes_in(facts: Iterable[CaseFact], rules: Rules) -> Sequence[Process]:
    return processes_among(law_events(facts, rules), rules)


def processes_among(events: Sequence[Event], rules: Rules) -> Sequence[Process]:
    return processes_of(in_order(standing(events), kinds=rules.kinds), kinds=rules.kinds)


def in_officers_words(sentence: str, rules: Rules) -> str:
    """The law names kinds of events by code; an officer reads what happened, and names no process."""
    sentence = sentence.replace(NAME_EACH, "")
    for code, kind in rules.kinds.items():
        sentence = sentence.replace(f"“{code}”", f"“{kind.means}”")
    return sentence


def stage_of(processes: Sequence[Process]) -> Stage:
    """What is open comes first, and what is furthest from an EHC plan before what is nearer."""
    latest = {process.type: process for process in processes}
    for kind, stage in _OPEN:
        process = latest.get(kind)
        if process is not None and process.is_open:
            return stage if kind != "assessment" else _assessing(process)
    return _over(latest.get("assessment"), latest)


_OPEN = (
    ("assessment", Stage.CONSIDERING),
    ("order", Stage.DISPUTED),
    ("reassessment", Stage.REASSESSING),
    ("ceasing", Stage.CEASING),
    ("review", Stage.REVIEWING),
    ("amendment", Stage.REVIEWING),
    ("upkeep", Stage.IN_FORCE),
)
_STEPS = (
    (("draft_sent", "draft_served"), Stage.DRAFT_OUT),
    (("decided_to_issue",), Stage.DRAFTING),
    (("decided_to_assess",), Stage.ASSESSING),
)
_ENDS = (
    ("final_plan_sent", Stage.IN_FORCE),
    ("decided_no_plan", Stage.NO_PLAN),
    ("decided_not_to_assess", Stage.REFUSED),
    ("request_withdrawn", Stage.WITHDRAWN),
    ("moved_during_assessment", Stage.MOVED),
)


def _assessing(process: Process) -> Stage:
    for kinds, stage in _STEPS:
        if any(kind in process.by_kind for kind in kinds):
            return stage
    return Stage.CONSIDERING


def _over(assessment: Process | None, latest: Mapping[str, Process]) -> Stage:
    if "upkeep" in latest:
        moved = "plan_transferred_out" in latest["upkeep"].by_kind
        return Stage.MOVED if moved else Stage.CEASED
    if assessment is None:
        return Stage.NOTHING
    last = assessment.events[-1][1].kind
    for kind, stage in _ENDS:
        if kind == last or kind in assessment.by_kind:
            return stage
    return Stage.NOTHING


def _event(fact: CaseFact, rules: Rules) -> Event:
    body: Any = body_of(fact, rules)
    return Event(
        id=fact.ref,
        kind=fact.kind,
        on=fact.counts_from,
        corrects=fact.corrects,
        **{name: getattr(body, name) for name in _CARRIED if hasattr(body, name)},
    )


_CARRIED = ("body", "for_on", "until", "ground", "because", "evidence", "authorised_by", "rules")
