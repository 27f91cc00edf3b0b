"""Packs: a meeting's and a visit's, each with an issued edition."""

from datetime import datetime

from alongside.board.models import Meeting, Pack, PackEdition, Visit
from alongside.board.operations.packs import freeze_board_pack
from tests.board.packing import issued
from tests.filling import Fill, nothing, ref
from tests.make_lines import LONG, UNBROKEN
from tests.world import Side

_MEETING = ref(Meeting, cancelled_at=None)
_EDITION = ref(PackEdition, issued_at__isnull=False)

ADDRESSES: dict[str, Fill] = {
    "board:packs": nothing,
    "board:choose_meeting": nothing,
    "board:check_file": nothing,
    "board:pack": ref(Pack),
    "board:edition": _EDITION,
    "board:edition_file": _EDITION,
    "board:issue_pack": _MEETING,
    "board:issue_upward": _MEETING,
    "board:issue_evidence": ref(Visit),
}


def furnish(side: Side, at: datetime) -> None:
    """Needs the meetings and visits of the other subjects."""
    actor = side.actor("nominated_officer")
    if Pack.objects.in_area(side.area.pk).exists():
        return
    meeting = Meeting.objects.in_area(side.area.pk).filter(cancelled_at=None).first()
    edition = freeze_board_pack(actor=actor, at=at, meeting_ref=meeting.ref, seen_number=0)
    issued(edition, at)


def crowd(side: Side, at: datetime) -> None:
    """More editions of one pack, each with a long reason."""
    actor = side.actor("nominated_officer")
    pack = Pack.objects.in_area(side.area.pk).filter(meeting__isnull=False).first()
    for seen in (1, 2):
        edition = freeze_board_pack(
            actor=actor,
            at=at,
            meeting_ref=pack.meeting.ref,
            seen_number=seen,
            why=f"{LONG} {UNBROKEN}",
        )
        issued(edition, at)
