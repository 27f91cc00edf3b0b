"""What the pages about one meeting share: its name, its state, the crumbs and the form around it."""

from dataclasses import replace
from datetime import date

from django.urls import reverse

from alongside.board import perms
from alongside.board.pages.views import crumbs
from alongside.board.queries.meeting_values import MeetingHead
from alongside.board.queries.meetings import MeetingRow
from alongside.board.queries.one_meeting import meeting_head
from alongside.board.rules.meetings import CANCELLED, SIGNED
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage
from alongside.web import clock
from alongside.web.components import Cell, Crumb, Row
from alongside.web.writing import day

NO_QUORUM = "No quorum"
CLOSED = {"signed": SIGNED, "cancelled": CANCELLED}


def meeting_address(actor: Actor, ref: str) -> str:
    return reverse("board:meeting", args=[actor.area_slug, ref])


def meeting_title(row: MeetingRow) -> str:
    return f"Meeting on {day(row.held_on)}"


def when_words(row: MeetingRow) -> str:
    """The day, and the time when it is known."""
    return f"{day(row.held_on)}, {row.starts}" if row.starts else day(row.held_on)


def papers_due_words(row: MeetingRow, today: date) -> str:
    """Nobody is told of a day that had gone when the meeting was planned as if they had missed it.

    Without its full stop.
    """
    if row.papers_due_on < row.planned_on:
        return f"Papers were due on {day(row.papers_due_on)}; this meeting was planned after that"
    verb = "were" if row.papers_due_on < today else "are"
    return f"Papers {verb} due on {day(row.papers_due_on)}"


def state_cell(row: MeetingRow, today: date) -> Cell:
    """Where the meeting stands, as a tag; its note says when there was no quorum."""
    note = NO_QUORUM if row.was_quorate is False else ""
    match row.state:
        case "cancelled":
            return Cell("Cancelled", tag_colour="grey")
        case "signed":
            return Cell("Minutes signed", tag_colour="green", note=note)
        case "held":
            return Cell("Held, minutes not signed", tag_colour="amber", note=note)
    if row.held_on < today:
        return Cell("Not recorded who came", tag_colour="amber")
    return Cell("Planned", tag_colour="blue")


def meetings_crumb(actor: Actor) -> Crumb:
    return Crumb("Meetings", reverse("board:meetings", args=[actor.area_slug]))


def meeting_crumbs(actor: Actor, row: MeetingRow, *rest: str) -> tuple[Crumb, ...]:
    """Down to the meeting, then the given words without addresses."""
    meeting = Crumb(meeting_title(row), meeting_address(actor, row.ref) if rest else "")
    return crumbs(actor, meetings_crumb(actor), meeting, *(Crumb(words) for words in rest))


def head_for_change(actor: Actor, ref: str) -> MeetingHead:
    """The meeting, for somebody who may change it. Raises Hidden."""
    actor.check_may(perms.RUN)
    return meeting_head(actor, meeting_ref=ref)


def meeting_facts(row: MeetingRow) -> tuple[Row, ...]:
    return (Row("Board", row.board_title), Row("Meeting", when_words(row)))


def meeting_form(
    actor: Actor, row: MeetingRow, *, title: str, submit: str, facts: tuple[Row, ...] = ()
) -> FormPage:
    """A page with one form about the meeting; afterwards the meeting's own page. A meeting that is
    signed or cancelled has none.
    """
    return FormPage(
        title=title,
        submit=submit,
        crumbs=meeting_crumbs(actor, row, title),
        after=meeting_address(actor, row.ref),
        done="Your change has been saved.",
        facts=(*meeting_facts(row), *facts),
        closed=CLOSED.get(row.state, ""),
    )


def recording_form(
    actor: Actor, row: MeetingRow, *, title: str, submit: str, facts: tuple[Row, ...] = ()
) -> FormPage:
    """The same for what is recorded from the day of the meeting on."""
    page = meeting_form(actor, row, title=title, submit=submit, facts=facts)
    if page.closed or row.held_on <= clock.today():
        return page
    return replace(page, closed=f"This can be recorded from {day(row.held_on)} on.")


def with_intro(page: FormPage, intro: str) -> FormPage:
    return replace(page, intro=intro)


def grave(page: FormPage, warning: str) -> FormPage:
    """The same page with what cannot be undone, and a red button."""
    return replace(page, warning=warning, is_grave=True)
