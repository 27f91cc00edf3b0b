"""What the gaps of a letter are filled with: words from the facts of the case, and days from the law.

A day that runs from the sending of the letter is worked out as if the event had happened on the day of
the letter. A gap that is not known is simply not among the values; whoever writes the letter refuses.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from alongside.casework.rules.children import year_group
from alongside.casework.rules.codes import OURS, Limb
from alongside.casework.rules.folding import CaseFact, Clock, duties_of, processes_in
from alongside.casework.rules.letters import (
    FIRST_YEAR_OF_ADULTHOOD,
    Gap,
    LetterDue,
    Parties,
    starts_a_right,
)
from alongside.kernel.dates import day_in_words, parse_date
from alongside.law.counting import Counted
from alongside.law.duty import Duty
from alongside.law.processes import Process
from alongside.law.provisions import Force
from alongside.law.states import Standing, state
from alongside.law.words import as_we_say, in_a_letter

Value = str | tuple[str, ...]
LIMBS = {
    Limb.MAY_HAVE_NEEDS.value: "There are, or may be, special educational needs.",
    Limb.MAY_NEED_PLAN.value: "It may be necessary to make special educational provision under an EHC plan.",
}
DECIDED = {
    "review_decided_maintain": "the EHC plan continues unchanged",
    "review_decided_amend": "the EHC plan will be changed",
    "review_decided_cease": "the EHC plan is to end",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything of which a letter is made. ``own`` are the area's details, by gap. ``enclosed`` names what
    goes with it. ``takes_plan_first``: a draft, or proposed changes, leave with this letter.
    """

    due: LetterDue
    parties: Parties
    facts: tuple[CaseFact, ...]
    clock: Clock
    dated_on: date
    case_number: str
    officer: str
    post: str
    own: Mapping[str, str]
    enclosed: tuple[str, ...] = ()
    takes_plan_first: bool = False


def values_of(material: Material, gaps: Mapping[str, Gap]) -> dict[str, Value]:
    """What is known, by gap. Raises Refusal where the day of the letter cannot be."""
    found: dict[str, Value] = {**material.own, **_names(material), **_happened(material)}
    duties = duties_of(as_sent(material), material.clock)
    mine = _in_same_process(material, duties)
    for name, gap in gaps.items():
        if gap.due and (duty := _duty(mine, gap.due, material.due.event.ref)):
            found |= _due(name, duty, material.dated_on)
    found["late"] = tuple(_late(duties, material.dated_on))
    found["order_steps"] = tuple(_steps(mine, material.dated_on))
    return {name: value for name, value in found.items() if value}


def as_sent(material: Material) -> tuple[CaseFact, ...]:
    """The facts with the event on the day of the letter, where somebody's time runs from sending, or the
    letter is what tells the decision or takes the EHC plan.
    """
    event = material.due.event
    runs = event.is_untold or starts_a_right(event.kind, material.clock.rules)
    if not (runs or material.takes_plan_first):
        return material.facts
    moved = replace(event, happened_on=material.dated_on, received_on=None)
    return tuple(moved if fact.ref == event.ref else fact for fact in material.facts)


def _names(material: Material) -> dict[str, Value]:
    """ "you" to the young person; to everybody else the name."""
    parties, recipient = material.parties, material.due.recipient
    first = parties.known_as or parties.child.split()[0]
    you = recipient.is_young_person
    whose = "your" if you else f"{first}’s"
    return {
        "child": parties.child,
        "born_on": day_in_words(parties.born_on),
        "who": "you" if you else first,
        "who_begins": "You" if you else first,
        "whose": whose,
        "whose_begins": whose[:1].upper() + whose[1:],
        "setting": parties.setting,
        "appealed": material.due.template.appealed,
    }


def _happened(material: Material) -> dict[str, Value]:
    event, rules = material.due.event, material.clock.rules
    body: Mapping[str, Any] = event.body
    ground = rules.grounds.get(str(body.get("ground", "")))
    for_on = parse_date(str(body["for_on"])) if body.get("for_on") else None
    decided = DECIDED.get(event.kind, rules.kinds[event.kind].means)
    adult = year_group(material.parties.born_on, event.counts_from) >= FIRST_YEAR_OF_ADULTHOOD
    decided_on = parse_date(str(body["decided_on"])) if body.get("decided_on") else None
    return {
        "on": day_in_words(decided_on or event.happened_on),
        "received_on": day_in_words(event.counts_from),
        "meeting_on": day_in_words(for_on) if for_on else "",
        "meeting_on_is_past": "yes" if for_on and for_on < material.dated_on else "",
        "reasons": str(body.get("reasons", "")),
        "limbs": tuple(LIMBS[each] for each in body.get("limbs", ())),
        "decided": decided,
        "ground": ground.family if ground else "",
        "because": str(body.get("because", "")),
        "adulthood": "yes" if adult else "",
    }


def _in_same_process(material: Material, duties: Sequence[Duty]) -> list[Duty]:
    ref = material.due.event.ref
    names = {
        each.name
        for each in processes_in(material.facts, material.clock.rules)
        if _holds(each, ref)
    }
    return [duty for duty in duties if duty.process in names]


def _holds(process: Process, ref: str) -> bool:
    return any(event.id == ref for _, event in process.events)


def _duty(duties: Sequence[Duty], rules: Sequence[str], ref: str) -> Duty | None:
    """That which this event began, or else the latest of that rule that has not fallen away."""
    of_rule = [duty for duty in duties if duty.rule in rules and duty.due_on is not None]
    own = [duty for duty in of_rule if duty.started_by == ref]
    standing = [duty for duty in of_rule if duty.ended_on is None]
    return next(iter((own or standing)[-1:]), None)


def _due(name: str, duty: Duty, dated_on: date) -> dict[str, Value]:
    """The day; and, unless it was done by the day of the letter, whether it is ahead or past."""
    day = day_in_words(duty.due_on) if duty.due_on else ""
    if duty.done_on is not None and duty.done_on <= dated_on:
        return {name: day}
    return {name: day, f"{name}_is_{'past' if _has_passed(duty, dated_on) else 'ahead'}": day}


def _has_passed(duty: Duty, dated_on: date) -> bool:
    return duty.due_on is not None and duty.due_on < dated_on


def _late(duties: Sequence[Duty], today: date) -> Iterator[str]:
    for duty in duties:
        rule = duty.provision
        is_asked = rule.force is Force.DUTY and not rule.conditional and rule.who in OURS
        if is_asked and rule.family and state(duty, today).standing is Standing.LATE:
            yield in_a_letter(duty, today)


def _steps(duties: Sequence[Duty], dated_on: date) -> Iterator[str]:
    """What an order asks for, each with its day: of an event in that process."""
    for duty in duties:
        rule = duty.provision
        is_order = duty.process.startswith("order ") and rule.who in OURS and rule.family
        if is_order and duty.done_on is None and duty.ended_on is None:
            yield f"{as_we_say(rule.family)} {_by_when(duty, dated_on)}"


def _by_when(duty: Duty, dated_on: date) -> str:
    if duty.due_on is None:
        return "This has to be done at once."
    day = day_in_words(duty.due_on)
    if duty.provision.counted is Counted.SAME_DAY:
        return f"This counts at once, from {day}."
    if duty.provision.conditional and _has_passed(duty, dated_on):
        return f"The last day for this was {day}."
    if _has_passed(duty, dated_on):
        return f"This had to be done by {day}. That day has passed, and we are late."
    return f"This has to be done by {day}."
