"""From when a pack tells what changed: from the moment at which the last edition of the pack before it
was frozen, so that nothing falls between two packs and nothing is told twice.

The first pack of a board tells from the first day of the month that it reports on. Every edition of
a pack begins where its first one did.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from alongside.board.models import Board, Meeting, PackEdition, Visit
from alongside.board.rules.codes import PackKind
from alongside.kernel.actor import Actor
from alongside.web.clock import london_day, start_of_day
from alongside.web.writing import day, instant


@dataclass(frozen=True, slots=True)
class Since:
    """What was recorded later than ``after`` is told. ``day`` is for headings; ``words`` say why from
    then.
    """

    after: datetime
    day: date
    words: str

    def has(self, recorded_at: datetime) -> bool:
        """Whether something recorded then is told."""
        return recorded_at > self.after


def since_month(month: date) -> Since:
    """From the first day of the month on."""
    words = f"This is the first. Everything recorded from {day(month)} on is told here."
    return Since(start_of_day(month) - datetime.resolution, month, words)


def since_last_pack(actor: Actor, meeting: Meeting, at: datetime, month: date) -> Since:
    """Of the board's pack for an earlier meeting."""
    kept = Q(pack__kind=PackKind.BOARD.value, pack__board_id=meeting.board_id)
    earlier = Q(pack__meeting__held_on__lt=meeting.held_on)
    return _since(actor, at, kept, Q(pack__meeting=meeting), earlier) or since_month(month)


def since_last_report(
    actor: Actor, meeting: Meeting, upper: Board, at: datetime, month: date
) -> Since:
    """Of the report to the same board after an earlier meeting."""
    kept = Q(
        pack__kind=PackKind.UPWARD.value, pack__board_id=meeting.board_id, pack__to_board=upper
    )
    earlier = Q(pack__meeting__held_on__lt=meeting.held_on)
    return _since(actor, at, kept, Q(pack__meeting=meeting), earlier) or since_month(month)


def since_last_evidence(actor: Actor, visit: Visit, at: datetime, month: date) -> Since:
    """Of the evidence for an earlier visit."""
    kept = Q(pack__kind=PackKind.VISIT.value, pack__board_id=visit.board_id)
    earlier = Q(pack__visit__held_on__lt=visit.held_on)
    return _since(actor, at, kept, Q(pack__visit=visit), earlier) or since_month(month)


def _since(actor: Actor, at: datetime, kept: Q, own: Q, earlier: Q) -> Since | None:
    editions = PackEdition.objects.visible_to(actor).filter(kept).order_by("frozen_at", "id")
    first: Any = editions.filter(own).values_list("frozen_at", flat=True).first()
    before = editions.filter(earlier, frozen_at__lt=first or at).defer("content")
    row = before.select_related("pack__meeting", "pack__visit").last()
    if row is None:
        return None
    about = row.pack.meeting or row.pack.visit
    what = "report" if row.pack.kind == PackKind.UPWARD else "pack"
    return Since(
        row.frozen_at,
        london_day(row.frozen_at),
        f"The last {what} before this one, for {day(about.held_on)}, was frozen on "
        f"{instant(row.frozen_at)}. Everything recorded after that is told here.",
    )
