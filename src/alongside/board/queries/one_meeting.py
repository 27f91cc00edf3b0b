"""One meeting whole: its facts, agenda with minutes, papers, who came, declarations, decisions,
follow-ups and packs.
"""

from collections import Counter
from datetime import date

from alongside.board.models import (
    AgendaItem,
    Decision,
    Declaration,
    FollowUp,
    Meeting,
    Pack,
    Paper,
)
from alongside.board.queries.agenda import came_up
from alongside.board.queries.attendance import places_of
from alongside.board.queries.follow_ups import rows_of
from alongside.board.queries.meeting_values import (
    DecisionLine,
    DeclarationView,
    ItemView,
    MeetingHead,
    MeetingPage,
    MeetingRecord,
    PackLine,
    PaperView,
)
from alongside.board.queries.meetings import check_may_view, recorded_words_of, row_of
from alongside.board.rules.codes import ItemKind
from alongside.board.rules.meetings import is_late
from alongside.board.words import ITEM_KINDS
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.ledger.remembering import remembered
from alongside.web.clock import london_day


def meeting_page(actor: Actor, *, meeting_ref: str, today: date) -> MeetingPage:
    """In twenty-one queries at most, once while nothing changes. Raises Hidden."""
    check_may_view(actor)
    key = ("board.meeting", actor, meeting_ref, today)
    return remembered(key, lambda: _read(actor, meeting_ref, today))


def _read(actor: Actor, meeting_ref: str, today: date) -> MeetingPage:
    meeting = find_meeting(actor, meeting_ref)
    record = record_of(actor, meeting, today=today)
    return MeetingPage(
        head=record.head,
        items=record.items,
        places=record.places,
        declarations=record.declarations,
        decisions=record.decisions,
        follow_ups=record.follow_ups,
        papers=_papers(actor, meeting),
        packs=_packs(actor, meeting),
        came_up=came_up(actor, meeting, today=today),
    )


def record_of(actor: Actor, meeting: Meeting, *, today: date) -> MeetingRecord:
    """In seven queries; ``meeting`` comes from ``find_meeting``."""
    return MeetingRecord(
        head=head_of(meeting),
        items=items_of(actor, meeting.pk),
        places=places_of(actor, meeting),
        declarations=_declarations(actor, meeting),
        decisions=_decisions(actor, meeting),
        follow_ups=rows_of(FollowUp.objects.visible_to(actor).filter(meeting=meeting), today),
    )


def meeting_head(actor: Actor, *, meeting_ref: str) -> MeetingHead:
    """Only the facts, in one query, for the pages that change something. Raises Hidden."""
    return head_of(find_meeting(actor, meeting_ref))


def items_of(actor: Actor, meeting_id: int) -> tuple[ItemView, ...]:
    """What is on the agenda, in its order."""
    rows = AgendaItem.objects.visible_to(actor).filter(meeting_id=meeting_id, withdrawn_at=None)
    ordered = rows.select_related("presenter").order_by("order", "id")
    return tuple(_item(number, row) for number, row in enumerate(ordered, start=1))


def find_meeting(actor: Actor, ref: str) -> Meeting:
    """The record with its board and its people, to be looked at. Raises Hidden."""
    check_may_view(actor)
    found: Meeting | None = (
        Meeting.objects.visible_to(actor)
        .select_related("board", "cancelled_by", "signed_by")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Hidden("meeting")
    return found


def head_of(meeting: Meeting) -> MeetingHead:
    return MeetingHead(
        row=row_of(meeting),
        version=meeting.version,
        reports_month=meeting.reports_month,
        quorum_words=meeting.quorum_words,
        cancelled_why=meeting.cancelled_why,
        cancelled_by=meeting.cancelled_by.name if meeting.cancelled_by else "",
        cancelled_at=meeting.cancelled_at,
        signed_by=meeting.signed_by.name if meeting.signed_by else "",
        signed_at=meeting.signed_at,
        minutes_digest=meeting.minutes_digest,
        is_came_up_kept=bool(meeting.came_up),
        recorded_words=recorded_words_of(meeting.held_on, meeting.held_at),
    )


def _item(number: int, row: AgendaItem) -> ItemView:
    return ItemView(
        id=row.pk,
        ref=row.ref,
        version=row.version,
        number=number,
        kind=ItemKind(row.kind),
        kind_label=ITEM_KINDS[ItemKind(row.kind)],
        title=row.title,
        presenter=row.presenter.title if row.presenter else "",
        purpose=row.purpose,
        minutes=row.minutes,
    )


def _papers(actor: Actor, meeting: Meeting) -> tuple[PaperView, ...]:
    rows = Paper.objects.visible_to(actor).filter(meeting=meeting)
    return tuple(
        PaperView(
            ref=row.ref,
            item_id=row.item_id,
            title=row.title,
            file_name=row.file.name,
            media_type=row.file.media_type,
            size_bytes=row.file.size_bytes,
            added_at=row.added_at,
            is_late=is_late(london_day(row.added_at), meeting.papers_due_on),
            withdrawn_why=row.withdrawn_why,
            withdrawn_at=row.withdrawn_at,
        )
        for row in rows.select_related("file").order_by("added_at", "id")
    )


def _declarations(actor: Actor, meeting: Meeting) -> tuple[DeclarationView, ...]:
    rows = Declaration.objects.visible_to(actor).filter(meeting=meeting, withdrawn_at=None)
    return tuple(
        DeclarationView(
            ref=row.ref,
            seat=str(row.seat.post or row.seat.person),
            interest=row.interest,
            what_was_done=row.what_was_done,
        )
        for row in rows.select_related("seat__post", "seat__person").order_by("id")
    )


def _decisions(actor: Actor, meeting: Meeting) -> tuple[DecisionLine, ...]:
    rows = Decision.objects.visible_to(actor).filter(meeting=meeting).order_by("id")
    return tuple(
        DecisionLine(
            ref=row.ref,
            item_id=row.item_id,
            number=row.number,
            text=row.text,
            should_change=row.should_change,
            look_back_on=row.look_back_on,
            was_quorate=row.was_quorate,
        )
        for row in rows
    )


def _packs(actor: Actor, meeting: Meeting) -> tuple[PackLine, ...]:
    """Those that were issued at least once."""
    rows = Pack.objects.visible_to(actor).filter(meeting=meeting, editions__issued_at__isnull=False)
    found = Counter(rows.order_by("id").values_list("ref", "kind", "title"))
    return tuple(PackLine(ref, kind, title, count) for (ref, kind, title), count in found.items())
