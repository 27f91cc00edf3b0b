"""Facts beside the law's limits: what families told the council with a day for the answer, and the meetings
of panels with who came.

As codes and days only: what families wrote becomes no fact.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from alongside.casework import perms
from alongside.casework.facts.rows import BATCH, Values, child_key
from alongside.casework.models import FamilyMessage, PanelMeeting, PanelPresence
from alongside.casework.rules.panels import Side
from alongside.kernel.actor import Actor
from alongside.measures.pseudonyms import fact_key

MESSAGE, MEETING = "family message", "panel meeting"


def message_rows(actor: Actor, today: date) -> Iterator[Values]:
    """Those that have a day by which they are answered."""
    for row in messages(actor).iterator(chunk_size=BATCH):
        yield (
            message_key(actor, row.pk),
            child_key(actor, row.case_id),
            row.said,
            row.section or None,
            row.follows_id is not None,
            row.received_on,
            row.reply_due_on,
            row.answered_on,
        )


def meeting_rows(actor: Actor, today: date) -> Iterator[Values]:
    for row in meetings(actor, today).iterator(chunk_size=BATCH):
        yield (
            meeting_key(actor, row.pk),
            row.meets_on,
            row.recorded_at is not None,
            row.has_health,
            row.has_social_care,
        )


def messages(actor: Actor) -> Any:
    """Raises Hidden."""
    actor.check_may(perms.ALL)
    rows = FamilyMessage.objects.in_area(actor.area_id)
    return rows.filter(reply_due_on__isnull=False, case__merged_into=None).order_by("id")


def meetings(actor: Actor, today: date) -> Any:
    """Meetings of panels that were to be by now and were not cancelled. Raises Hidden."""
    actor.check_may(perms.ALL)
    rows = PanelMeeting.objects.in_area(actor.area_id)
    return (
        rows.filter(meets_on__lte=today, cancelled_why="")
        .annotate(
            has_health=_came(actor, Side.HEALTH), has_social_care=_came(actor, Side.SOCIAL_CARE)
        )
        .order_by("id")
    )


def _came(actor: Actor, side: Side) -> Exists:
    there = PanelPresence.objects.in_area(actor.area_id)
    return Exists(there.filter(meeting=OuterRef("pk"), seat__side=side.value))


def message_key(actor: Actor, pk: int) -> str:
    return fact_key(actor.area_slug, MESSAGE, pk)


def meeting_key(actor: Actor, pk: int) -> str:
    return fact_key(actor.area_slug, MEETING, pk)
