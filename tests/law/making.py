"""Events and answers for the tests of the law, in few words."""

from datetime import date
from itertools import count

from alongside.law.duty import Duty
from alongside.law.events import Event
from alongside.law.reading import england, statutory_rules
from alongside.law.schedule import duties, schedule

RULES = statutory_rules()
PROVISIONS = RULES.latest.provisions
CALENDAR = england()
SIGNED = {"because": "A reason.", "evidence": "A letter.", "authorised_by": "Head of SEND"}


def day(text: str) -> date:
    return date.fromisoformat(text)


def event(kind: str, on: str, **given) -> Event:
    """``id`` is the kind and day unless given; ``for_on`` and ``until`` are texts."""
    given |= {name: day(given[name]) for name in ("for_on", "until") if given.get(name)}
    return Event(**{"id": f"{kind} {on}", "kind": kind, "on": day(on), **given})


def exception(ground: str, on: str, **given) -> Event:
    return event("exception_relied_on", on, ground=ground, **{**SIGNED, **given})


def of(*events: Event, rules=RULES, calendar=CALENDAR) -> tuple[Duty, ...]:
    return duties(events, rules, calendar)


def remarks(*events: Event, calendar=CALENDAR) -> tuple[str, ...]:
    return schedule(events, RULES, calendar).remarks


def the(rule: str, found: tuple[Duty, ...]) -> Duty:
    """The one duty of the rule."""
    (duty,) = [each for each in found if each.rule == rule]
    return duty


def numbered(*lines: str) -> list[Event]:
    """ "request_received 2025-03-03" as events e1, e2 and so on."""
    numbers = count(1)
    return [event(*line.split(" ", 1), id=f"e{next(numbers)}") for line in lines]


def version(rules, rule, at=-1):
    """The only provision of the rule in one set, the last where no other is named."""
    (found,) = [each for each in rules.sets[at].provisions if each.rule == rule]
    return found
