"""What is worked out of putting right and of sweeps, in words, and the way back to the records.

Light: the definitions stand in ``indicators_put_right``, which only the worker loads.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.urls import reverse

from alongside.casework import perms as casework
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.measures.codes import PERCENT
from alongside.quality import perms
from alongside.quality.judging import theirs_to_judge
from alongside.quality.put_right_facts import (
    candidate_key,
    counted_candidates,
    counted_put_rights,
    put_right_key,
    settled_on,
)
from alongside.quality.put_right_words import BECAUSE, JUDGED_SHORT
from alongside.web.components import RecordedItem
from alongside.web.offers import Indicator

SHARE_MONTHS = (1, 3, 12)
IN_TIME = "quality.put_right_in_time"
SETTLED = "quality.sweep_settled"
TITLES: Mapping[str, str] = {
    IN_TIME: "What audits and sweeps found, put right in time",
    SETTLED: "EHC plans that a sweep found, judged and put right where that was needed",
}
COUNTED_BY: Mapping[str, str] = {
    IN_TIME: "the day until which it is put right",
    SETTLED: "the day on which the sweep began",
}
INDICATORS = tuple(
    Indicator(code, title, PERCENT, SHARE_MONTHS, COUNTED_BY[code])
    for code, title in TITLES.items()
)


def rows_behind(
    actor: Actor, counted_as: str, keys: Collection[str]
) -> Sequence[RecordedItem] | None:
    """For whoever may read every case, or judges what sweeps found; None for all who stop at the counts."""
    wanted = frozenset(keys)
    if counted_as == IN_TIME and actor.may(perms.PUT_RIGHT) and actor.may(casework.ALL):
        rows = counted_put_rights(actor).select_related("case")
        return tuple(
            _put_right(actor, each) for each in rows if put_right_key(actor, each.pk) in wanted
        )
    if counted_as == SETTLED and any(actor.may(each) for each in perms.JUDGES):
        rows = (
            counted_candidates(actor).select_related("case", "sweep").filter(theirs_to_judge(actor))
        )
        return tuple(
            _candidate(actor, each) for each in rows if candidate_key(actor, each.pk) in wanted
        )
    return None


def _put_right(actor: Actor, each: Any) -> RecordedItem:
    closed = f"Closed on {day_in_words(each.closed_on)}" if each.closed_on else "Not put right yet"
    return RecordedItem(
        title=f"Case {each.case.number}: {BECAUSE[each.because]}",
        notes=(
            f"Found on {day_in_words(each.opened_on)}, due by {day_in_words(each.due_on)}",
            closed,
        ),
        address=reverse("quality:put_right", args=[actor.area_slug, each.ref]),
    )


def _candidate(actor: Actor, each: Any) -> RecordedItem:
    on = settled_on(each)
    return RecordedItem(
        title=f"Case {each.case.number}: {JUDGED_SHORT[each.judged]}",
        notes=(each.sweep.title, f"Settled on {day_in_words(on)}" if on else "Not settled yet"),
        address=reverse("quality:candidate", args=[actor.area_slug, each.ref]),
    )
