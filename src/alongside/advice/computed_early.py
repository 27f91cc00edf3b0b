"""Coverage of early notifications: in words, and the way back to the lines of health’s list.

Light: the definition stands in ``indicators_early``, which only the worker loads.
"""

from collections.abc import Collection, Mapping, Sequence

from django.urls import reverse

from alongside.advice import perms
from alongside.advice.early_facts import counted, identified_key
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.measures.codes import PERCENT
from alongside.web.components import RecordedItem
from alongside.web.offers import Indicator

SHARE_MONTHS = (1, 3, 12)
COVERAGE = "advice.early_notified_of_identified"
TITLES: Mapping[str, str] = {
    COVERAGE: "Children under compulsory school age notified, of those on health’s list",
}
INDICATORS = (
    Indicator(
        COVERAGE,
        TITLES[COVERAGE],
        PERCENT,
        SHARE_MONTHS,
        "the day on which health identified the child",
    ),
)


def rows_behind(
    actor: Actor, counted_as: str, keys: Collection[str]
) -> Sequence[RecordedItem] | None:
    """For whoever looks after health; None for everybody else, who stops at the counts."""
    if counted_as not in TITLES or not actor.may(perms.OVERSEE_HEALTH):
        return None
    wanted = frozenset(keys)
    return tuple(
        RecordedItem(
            title=f"Line {each.line} of health’s list",
            notes=(f"Identified on {day_in_words(each.identified_on)} by {each.body}",),
            address=reverse("advice:identified", args=[actor.area_slug]),
        )
        for each in counted(actor)
        if identified_key(actor, each.pk) in wanted
    )
