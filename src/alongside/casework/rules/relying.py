"""Whether a ground may be relied on before it is recorded, and which limits it may reach. Pure.

A ground excuses. It sets no new date and hides no lateness; whether the facts bear it out is worked out
with the duties, and the case says so where it excuses nothing.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from alongside.casework.rules.bodies import Relied
from alongside.kernel.refusals import Refusal
from alongside.law.events import EXCEPTION, Event
from alongside.law.provisions import Provision
from alongside.law.reliance import check_may_rely
from alongside.law.rulebook import Rules


def limits_with_grounds(rules: Rules) -> Mapping[str, Provision]:
    """By rule, each limit that any ground may excuse, in the order of the law's files."""
    found: dict[str, Provision] = {}
    for rule_set in rules.sets:
        for provision in rule_set.provisions:
            if provision.grounds:
                found.setdefault(provision.rule, provision)
    return found


def reliance_refusals(relied: Relied, on: date, rules: Rules) -> Iterator[Refusal]:
    """What stands against recording it; nothing once reason, evidence and authoriser are there and each
    limit that was named has the ground.
    """
    for rule in relied.rules or ("",):
        try:
            check_may_rely(_claimed(relied, on), rules=_provisions(rule, rules))
        except Refusal as refusal:
            yield _about(rule, relied, rules) if refusal.field == "ground" else refusal


def _claimed(relied: Relied, on: date) -> Event:
    return Event(
        id="to be recorded",
        kind=EXCEPTION,
        on=on,
        ground=relied.ground,
        because=relied.because,
        evidence=relied.evidence,
        authorised_by=relied.authorised_by,
    )


def _provisions(rule: str, rules: Rules) -> list[Provision]:
    every = (each for rule_set in rules.sets for each in rule_set.provisions)
    return [each for each in every if not rule or each.rule == rule]


def _about(rule: str, relied: Relied, rules: Rules) -> Refusal:
    title, known = rules.grounds[relied.ground].title, limits_with_grounds(rules)
    if rule not in known:
        return Refusal("Choose the limits from the list.", field="rules")
    limit = known[rule].title[:1].lower() + known[rule].title[1:]
    return Refusal(
        f"{title[:1].upper()}{title[1:]} ({relied.ground}) is no ground for this limit: {limit} "
        f"({rule}). Choose another ground, or leave this limit out.",
        field="rules",
    )
