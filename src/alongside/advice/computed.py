"""What is worked out from advice, in words, and the way back from a figure to its requests.

Light: the definitions stand in ``indicators``, which only the worker loads.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from alongside.advice import perms
from alongside.advice.fact_rows import request_key, requests
from alongside.advice.rules.codes import Adviser, Side
from alongside.advice.words import ADVISERS
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.measures.codes import PERCENT
from alongside.web.components import RecordedItem
from alongside.web.offers import Indicator

COMPUTED_IN = "alongside.advice.indicators"
SHARE_MONTHS = (1, 3, 12)
HEALTH = "advice.health_first_received_in_time"
HEALTH_ACCEPTED = "advice.health_accepted_in_time"
SOCIAL_CARE = "advice.social_care_first_received_in_time"
EDUCATION = "advice.education_first_received_in_time"
FIRST_TIME = "advice.health_accepted_at_first_submission"
TO_FRAMEWORK = "advice.health_accepted_against_the_framework"
SIDE_OF: Mapping[str, Side] = {
    HEALTH: Side.HEALTH,
    HEALTH_ACCEPTED: Side.HEALTH,
    SOCIAL_CARE: Side.SOCIAL_CARE,
    EDUCATION: Side.EDUCATION,
    FIRST_TIME: Side.HEALTH,
    TO_FRAMEWORK: Side.HEALTH,
}
TITLES: Mapping[str, str] = {
    HEALTH: "Health advice first received in time, by service",
    HEALTH_ACCEPTED: "Health advice accepted in time, by service",
    SOCIAL_CARE: "Social care advice first received in time",
    EDUCATION: "Education advice first received in time",
    FIRST_TIME: "Health advice accepted at its first submission",
    TO_FRAMEWORK: "Health advice that was accepted against the agreed framework",
}
DUE, CHECKED, GIVEN = "its due date", "the day of its first check", "the day it was first received"
COUNTED_BY: Mapping[str, str] = {FIRST_TIME: CHECKED, TO_FRAMEWORK: GIVEN}
INDICATORS = tuple(
    Indicator(code, title, PERCENT, SHARE_MONTHS, COUNTED_BY.get(code, DUE))
    for code, title in TITLES.items()
)


def rows_behind(
    actor: Actor, counted_as: str, keys: Collection[str]
) -> Sequence[RecordedItem] | None:
    """For whoever looks after that side; None for everybody else, who stops at the counts."""
    side = SIDE_OF.get(counted_as)
    if side is None or not actor.may(perms.OVERSEES[side]):
        return None
    wanted = frozenset(keys)
    rows = requests(actor).filter(side=side.value).select_related("case", "post__organisation")
    return tuple(_item(actor, each) for each in rows if request_key(actor, each.pk) in wanted)


def _item(actor: Actor, each: Any) -> RecordedItem:
    return RecordedItem(
        title=f"Case {each.case.number}: {ADVISERS[Adviser(each.adviser)]}",
        notes=tuple(_notes(each)),
        address=reverse("advice:request", args=[actor.area_slug, each.ref]),
    )


def _notes(each: Any) -> Iterator[str]:
    """The days that the figure rests on. No author is named."""
    yield f"With {each.post.title}, {each.post.organisation.name}"
    yield f"Received on {_day(each.received_on)}, due by {_day(each.due_on)}"
    yield f"First received back on {_day(each.first_given_on)}"
    if each.first_checked_on:
        yield f"First checked on {_day(each.first_checked_on)}"
    if each.accepted_on:
        yield f"Accepted on {_day(each.accepted_on)}"
    if each.ended_on:
        yield f"Declined or withdrawn on {_day(each.ended_on)}"


def _day(value: date | None) -> str:
    return day_in_words(value) if value else "no day yet"
