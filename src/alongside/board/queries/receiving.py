"""Which months' reports a meeting receives, and when the pack that holds them was frozen."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Min, OuterRef, Q, Subquery

from alongside.board.models import Meeting
from alongside.board.rules.codes import BoardKind, PackKind
from alongside.board.rules.reports import Freezes, months_received
from alongside.kernel.actor import Actor
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
    meetings = Meeting.objects.visible_to(actor)
    earlier = meetings.filter(
        board_id=OuterRef("board_id"),
        cancelled_at=None,
        held_on__lt=OuterRef("held_on"),
        reports_month__isnull=False,
    ).order_by("-reports_month")
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
