"""One meeting on one page: what is to be done, what was said, who was there, and what follows."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from alongside.board import perms
from alongside.board.pages.meeting_agenda import (
    DecisionShown,
    Entry,
    FollowUpShown,
    PaperShown,
    decisions_shown,
    entries,
    follow_ups_shown,
    may_record,
    papers_shown,
)
from alongside.board.pages.meeting_came_up import CameUpShown, came_up_shown
from alongside.board.pages.meeting_parts import (
    came_by_side,
    came_table,
    doors_of,
    head_rows,
    signed_words,
)
from alongside.board.pages.meeting_trail import meeting_crumbs, meeting_title, state_cell
from alongside.board.queries.meeting_values import MeetingHead, MeetingPage
from alongside.board.queries.one_meeting import meeting_page
from alongside.kernel.actor import Actor
from alongside.web import clock
from alongside.web.components import Crumb, Door, KeyFigure, RecordedItem, Row, Table
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day


@dataclass(frozen=True, slots=True)
class MeetingView:
    """``no_quorum``, ``quorum``, ``recorded``, ``cancelled`` and ``signed`` are sentences, or empty. ``loose``
    parts belong to no item of the agenda.
    """

    title: str
    board: str
    state: str
    crumbs: tuple[Crumb, ...]
    no_quorum: str
    quorum: str
    recorded: str
    cancelled: str
    signed: str
    signature_address: str
    facts: tuple[Row, ...]
    doors: tuple[Door, ...]
    entries: tuple[Entry, ...]
    came_up: CameUpShown
    loose_papers: tuple[PaperShown, ...]
    loose_decisions: tuple[DecisionShown, ...]
    loose_follow_ups: tuple[FollowUpShown, ...]
    sides: tuple[KeyFigure, ...]
    came: Table
    declarations: tuple[RecordedItem, ...]
    packs: tuple[RecordedItem, ...]


@page("GET", needs=perms.VIEW)
def meeting(request: PageRequest, area: str, ref: str) -> HttpResponse:
    one = meeting_page(request.actor, meeting_ref=ref, today=clock.today())
    content = _view(request.actor, one)
    return render_page(request, "board/meeting.html", {"page": content})


def _view(actor: Actor, one: MeetingPage) -> MeetingView:
    head, today = one.head, clock.today()
    state = state_cell(head.row, today)
    lost = head.row.was_quorate is False
    return MeetingView(
        title=meeting_title(head.row),
        board=head.row.board_title,
        state=tag(state.text, state.tag_colour),
        crumbs=meeting_crumbs(actor, head.row),
        no_quorum=head.quorum_words if lost else "",
        quorum="" if lost else head.quorum_words,
        recorded=f"{head.recorded_words}." if head.recorded_words else "",
        cancelled=_cancelled(head),
        signed=signed_words(head) if head.signed_at else "",
        signature_address=reverse("board:signature", args=[actor.area_slug, head.row.ref]),
        facts=head_rows(head, one.came_up.months),
        doors=doors_of(actor, one, today=today),
        entries=entries(actor, one, today=today),
        came_up=came_up_shown(actor, one.came_up, head, today=today),
        loose_papers=papers_shown(actor, one, item_id=None),
        loose_decisions=decisions_shown(actor, one, item_id=None),
        loose_follow_ups=follow_ups_shown(actor, one, item_id=None),
        sides=came_by_side(one),
        came=came_table(one),
        declarations=_declarations(actor, one),
        packs=_packs(actor, one),
    )


def _cancelled(head: MeetingHead) -> str:
    if head.cancelled_at is None:
        return ""
    by = f" by {head.cancelled_by}" if head.cancelled_by else ""
    return f"This meeting was cancelled{by} on {day(head.cancelled_at)}: {head.cancelled_why}"


def _declarations(actor: Actor, one: MeetingPage) -> tuple[RecordedItem, ...]:
    may = may_record(actor, one.head, clock.today())
    return tuple(
        RecordedItem(
            title=each.seat,
            body=each.interest,
            notes=(f"What was done: {each.what_was_done}",),
            doors=(Door("Take back", _at(actor, "withdraw_declaration", each.ref)),) if may else (),
        )
        for each in one.declarations
    )


def _packs(actor: Actor, one: MeetingPage) -> tuple[RecordedItem, ...]:
    return tuple(
        RecordedItem(
            title=each.title,
            address=_at(actor, "pack", each.ref),
            notes=(counted(each.edition_count, "edition"),),
        )
        for each in one.packs
    )


def _at(actor: Actor, name: str, ref: str) -> str:
    return reverse(f"board:{name}", args=[actor.area_slug, ref])
