"""Which months' reports a meeting receives, and when the pack that holds them was frozen.

A month goes to the earliest meeting that was planned by its day. A meeting that was written down
afterwards takes no month away, unless a pack was issued for it; nor does any meeting that was planned
after the pack of a later one had been frozen.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, Max, Min, OuterRef, Q, Subquery

from alongside.board.models import Meeting, PackEdition
from alongside.board.rules.codes import BoardKind, PackKind
from alongside.board.rules.reports import Freezes, months_received
from alongside.kernel.actor import Actor
from alongside.people.scoping import AreaQuerySet
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True)
class Receiving:
    """``months`` are the oldest first; none when the meeting receives no report. ``freezes`` is None
    before its pack was frozen.
    """

    months: tuple[date, ...]
    freezes: Freezes | None


def receiving(actor: Actor, meeting: Meeting, *, until: datetime) -> Receiving:
    """In one query; ``meeting`` comes with its board. Packs frozen from ``until`` on do not count."""
    month, board = meeting.reports_month, meeting.board
    if month is None or board.kind != BoardKind.IMPROVEMENT:
        return Receiving((), None)
    meetings, earlier = Meeting.objects.visible_to(actor), _earlier(actor)
    edition = "packs__editions__frozen_at"
    known = Q(packs__kind=PackKind.BOARD.value, **{f"{edition}__lt": until})
    before, first, last = (
        meetings.filter(pk=meeting.pk)
        .annotate(
            before=Subquery(earlier.values("reports_month")[:1]),
            first=Min(edition, filter=known),
            last=Max(edition, filter=known),
        )
        .values_list("before", "first", "last")[0]
    )
    return Receiving(
        months_received(month, before=before, board_from=london_day(board.created_at)),
        Freezes(first, last) if first and last else None,
    )


def _earlier(actor: Actor) -> AreaQuerySet:
    """Meetings of the outer one's board before it that took their months from it, the latest month
    first.
    """
    frozen = _editions(actor, OuterRef(OuterRef("pk"))).filter(frozen_at__lt=OuterRef("created_at"))
    found: AreaQuerySet = (
        taking(actor, Meeting.objects.visible_to(actor))
        .filter(
            board_id=OuterRef("board_id"),
            cancelled_at=None,
            held_on__lt=OuterRef("held_on"),
            reports_month__isnull=False,
        )
        .exclude(Exists(frozen))
        .order_by("-reports_month")
    )
    return found


def taking(actor: Actor, meetings: AreaQuerySet) -> AreaQuerySet:
    """Those that were planned by their day, or for which a pack was frozen."""
    in_time = Q(created_at__date__lte=F("held_on"))
    found: AreaQuerySet = meetings.filter(in_time | Exists(_editions(actor, OuterRef("pk"))))
    return found


def _editions(actor: Actor, meeting: Any) -> AreaQuerySet:
    """Of a meeting's board pack."""
    found: AreaQuerySet = PackEdition.objects.visible_to(actor).filter(
        pack__kind=PackKind.BOARD.value, pack__meeting_id=meeting
    )
    return found
