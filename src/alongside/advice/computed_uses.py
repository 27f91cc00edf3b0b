"""How advice was used, and what families paid for as ours was late: in words, and the way back to the records.

Light: the definitions stand in ``indicators_uses``, which only the worker loads.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse

from alongside.advice import perms
from alongside.advice.rules.codes import Adviser
from alongside.advice.rules.family_evidence import OURS_WAS_LATE
from alongside.advice.rules.using import Answer
from alongside.advice.use_facts import report_key, reports, use_key, uses
from alongside.advice.words import ADVISERS
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.measures.codes import PERCENT
from alongside.web.components import RecordedItem
from alongside.web.offers import Indicator

SHARE_MONTHS = (1, 3, 12)
OF_ANSWERED = "advice.rows_confirmed_of_answered"
OF_ASKED = "advice.rows_confirmed_of_asked"
BOUGHT = "advice.commissioned_because_ours_was_late"
TITLES: Mapping[str, str] = {
    OF_ANSWERED: "Rows of EHC plans confirmed by the author of the advice, of rows answered",
    OF_ASKED: "Rows of EHC plans confirmed by the author of the advice, of rows asked about",
    BOUGHT: "Private reports commissioned because ours was late or missing",
}
ASKED, RECEIVED = "the day its author was asked", "the day it was received"
INDICATORS = (
    Indicator(OF_ANSWERED, TITLES[OF_ANSWERED], PERCENT, SHARE_MONTHS, ASKED),
    Indicator(OF_ASKED, TITLES[OF_ASKED], PERCENT, SHARE_MONTHS, ASKED),
    Indicator(BOUGHT, TITLES[BOUGHT], "reports", SHARE_MONTHS, RECEIVED),
)


def rows_behind(
    actor: Actor, counted_as: str, keys: Collection[str]
) -> Sequence[RecordedItem] | None:
    """For the head of SEND, who reads the cases; None for everybody else, who stops at the counts."""
    if counted_as not in TITLES or not actor.may(perms.OVERSEE_EDUCATION):
        return None
    wanted = frozenset(keys)
    if counted_as == BOUGHT:
        rows = reports(actor).select_related("case").filter(bought__in=list(OURS_WAS_LATE))
        return tuple(_report(actor, each) for each in rows if report_key(actor, each.pk) in wanted)
    rows = uses(actor).select_related("case", "submission__request")
    return tuple(_use(actor, each) for each in rows if use_key(actor, each.pk) in wanted)


def _use(actor: Actor, each: Any) -> RecordedItem:
    adviser = ADVISERS[Adviser(each.submission.request.adviser)]
    return RecordedItem(
        title=f"Case {each.case.number}: a row that rests on advice of {adviser.lower()}",
        notes=tuple(_notes(each)),
        address=reverse("advice:uses", args=[actor.area_slug, each.case.ref]),
    )


def _notes(each: Any) -> Iterator[str]:
    """The days that the figure rests on. No author is named."""
    yield f"Its author was asked on {day_in_words(each.asked_on)}"
    if each.answered_on:
        said = "said yes" if each.said == Answer.YES else "objected"
        yield f"Its author {said} on {day_in_words(each.answered_on)}"
    else:
        yield "Its author has not answered"


def _report(actor: Actor, each: Any) -> RecordedItem:
    return RecordedItem(
        title=f"Case {each.case.number}: a report that the family paid for",
        notes=(f"Received on {day_in_words(each.received_on)}",),
        address=reverse("advice:reports", args=[actor.area_slug, each.case.ref]),
    )
