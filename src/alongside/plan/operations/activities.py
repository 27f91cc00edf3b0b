"""What the area did since it was inspected: added to the list that its document began."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate, month_in_words
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people.finding import find, next_order
from alongside.plan import perms
from alongside.plan.models import Activity, Statement
from alongside.web.clock import london_day


@transaction.atomic
def add_activity(
    *,
    actor: Actor,
    at: datetime,
    statement_ref: str,
    text: str,
    months: Sequence[PartialDate] = (),
) -> Activity:
    """``months`` are those in which it was done; none when nobody knows any more."""
    actor.check_may(perms.EDIT)
    statement = find(Statement, actor, statement_ref)
    if not text.strip():
        raise Refusal("Say what was done.", field="text")
    if any(month.first > london_day(at) for month in months):
        raise Refusal("This month has not come yet. Give the month it was done.", field="month")
    firsts = sorted({month.first.replace(day=1) for month in months})
    activity: Activity = Activity.objects.create(
        area_id=actor.area_id,
        statement=statement,
        order=next_order(statement.activities.all()),
        text=text.strip(),
        month_text=" and ".join(month_in_words(first) for first in firsts),
        months=[f"{first:%Y-%m}" for first in firsts],
        added_at=at,
        added_by_id=actor.person_id,
    )
    record(
        actor=actor,
        at=at,
        verb="plan.add_activity",
        subject="plan.statement",
        subject_ref=statement.ref,
        detail={"activity": activity.ref, "months": activity.months},
    )
    return activity
