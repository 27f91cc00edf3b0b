"""Health advice in the cases that are brought over: given before the demonstration begins, month after month."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from alongside.advice.operations.bringing import GivenBefore, bring_over_advice
from alongside.advice.rules.codes import Adviser
from alongside.casework.models import Case
from alongside.casework.rules.codes import Source
from alongside.demonstration import content
from alongside.demonstration.shape import Invented
from alongside.demonstration.stage import Stage
from alongside.people.models import Post

SENT, RECEIVED, RETURNED, CHECKED = (
    "advice_request_sent",
    "advice_request_received",
    "advice_returned",
    "advice_quality_checked",
)
BODY = "health"
EVERY = 2
"""Every second case was shared with the service; the others the single point of access answered itself."""


def bring_over(stage: Stage, at: datetime, cases: Sequence[tuple[Case, Invented]]) -> int:
    """Of the cases whose health advice was accepted by then."""
    facts = content.read("shape")["advice"]
    point, service = stage.post(facts["point"]), stage.post(facts["post"])
    shared = (Adviser(facts["service"]), service)
    return bring_over_advice(
        actor=stage.loader, at=at, given=tuple(_given(cases, point, shared, at.date()))
    )


def _given(
    cases: Sequence[tuple[Case, Invented]], point: Post, shared: tuple[Adviser, Post], until: date
) -> Iterator[GivenBefore]:
    for number, (case, invented) in enumerate(cases):
        days = {
            kind: on
            for on, kind, words in invented.steps
            if kind in (SENT, RECEIVED, RETURNED, CHECKED) and words.get("body", BODY) == BODY
        }
        if days.get(CHECKED, until) < until:
            yield GivenBefore(
                case=case,
                adviser=Adviser.HEALTH,
                post=point,
                asked_on=days[SENT],
                received_on=days[RECEIVED],
                given_on=days[RETURNED],
                accepted_on=days[CHECKED],
                source=Source.EMAIL.value,
                service=None if number % EVERY else shared,
            )
