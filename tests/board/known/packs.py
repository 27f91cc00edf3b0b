"""Packs: a meeting's and a visit's, each with an issued edition."""

from datetime import datetime, timedelta

from alongside.board.models import Meeting, Pack, PackEdition, Visit
from alongside.board.operations.packs import freeze_board_pack
from tests.board.known import reports
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
    """More editions of one pack, each with a long reason; and a report that only a later one holds."""
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
    _report_between_two_editions(side, at)


def _report_between_two_editions(side: Side, at: datetime) -> None:
    """On the agenda it reads late and "Only in a later edition of the pack", in long words."""
    actor = side.actor("nominated_officer")
    meeting = (
        Meeting.objects.in_area(side.area.pk)
        .filter(held_at__isnull=False, signed_at=None, packs=None, reports_month__isnull=False)
        .first()
    )
    stream = reports.stream_in_long_words(side, actor, at, f"{UNBROKEN} late")
    for seen, moment in enumerate((at, at + timedelta(minutes=2))):
        edition = freeze_board_pack(
            actor=actor, at=moment, meeting_ref=meeting.ref, seen_number=seen, why=LONG * seen
        )
        issued(edition, moment)
        if not seen:
            later = at + timedelta(minutes=1)
            text = reports.text_in_long_words(1)
            reports.file_at(actor, later, stream, meeting.reports_month, text)
