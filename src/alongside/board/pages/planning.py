"""Planning a meeting, changing its facts, moving it to another day and cancelling it."""

from dataclasses import replace

from django.http import HttpResponse
from django.urls import reverse

from alongside.board import perms
from alongside.board.forms.meetings import (
    CancelMeetingForm,
    ChangeMeetingForm,
    MoveMeetingForm,
    PlanMeetingForm,
)
from alongside.board.models import Board
from alongside.board.operations import meetings as operations
from alongside.board.pages.meeting_trail import (
    grave,
    head_for_change,
    meeting_address,
    meeting_form,
    meetings_crumb,
    with_intro,
)
from alongside.board.pages.views import crumbs
from alongside.board.queries.boards import board_choices
from alongside.board.queries.meeting_values import MeetingHead
from alongside.board.queries.reaching import no_account_words, untold_on_board
from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate
from alongside.people.finding import found
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb
from alongside.web.pages import PageRequest, page

PLANNED = "The meeting has been planned, and those who sit on the board are told."
PLANNED_AFTERWARDS = (
    "The meeting has been written down. Its day has passed, so nobody is told, and it takes no "
    "month’s reports from a meeting that was planned."
)


@page("GET", "POST", needs=perms.RUN)
def plan_meeting(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    actor.check_may(perms.RUN)
    boards = board_choices(actor)
    first = request.GET.get("board") or (boards[0][0] if len(boards) == 1 else "")
    form = PlanMeetingForm(request.POST or None, initial={"board": first})
    form.offer("board", boards)
    return fill_in(
        request,
        form,
        replace(_plan_page(actor), done=_planned_words(request, form)),
        lambda: operations.plan_meeting(
            actor=actor,
            at=clock.now(),
            board_ref=form.cleaned_data["board"],
            held_on=form.cleaned_data["held_on"],
            details=form.details(),
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def change_meeting(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head = head_for_change(actor, ref)
    form = ChangeMeetingForm(request.POST or None, initial=_now(head))
    return fill_in(
        request,
        form,
        meeting_form(actor, head.row, title="Change the meeting", submit="Save"),
        lambda: operations.change_meeting(
            actor=actor,
            at=clock.now(),
            meeting_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            details=form.details(),
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def move_meeting(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head = head_for_change(actor, ref)
    form = MoveMeetingForm(request.POST or None, initial={"expected_version": head.version})
    intro = "The agenda and the papers go with it. Those who sit on the board are told."
    return fill_in(
        request,
        form,
        with_intro(
            meeting_form(actor, head.row, title="Move to another day", submit="Move the meeting"),
            intro,
        ),
        lambda: operations.move_meeting(
            actor=actor, at=clock.now(), meeting_ref=ref, **form.cleaned_data
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def cancel_meeting(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head = head_for_change(actor, ref)
    form = CancelMeetingForm(request.POST or None)
    warning = (
        "A cancelled meeting cannot be taken up again. It stays in the list with the reason, and "
        "those who sit on the board are told."
    )
    return fill_in(
        request,
        form,
        grave(
            meeting_form(actor, head.row, title="Cancel the meeting", submit="Cancel the meeting"),
            warning,
        ),
        lambda: operations.cancel_meeting(
            actor=actor, at=clock.now(), meeting_ref=ref, why=form.cleaned_data["why"]
        ),
    )


def _planned_words(request: PageRequest, form: PlanMeetingForm) -> str:
    """What is said once it has been planned: who was told, and who was not."""
    if request.method != "POST" or not form.is_valid():
        return ""
    held_on, today = form.cleaned_data["held_on"], clock.today()
    if held_on < today:
        return PLANNED_AFTERWARDS
    board = found(Board, request.actor, form.cleaned_data["board"])
    untold = untold_on_board(request.actor, board, today=today, at=clock.now())
    return f"{PLANNED} {no_account_words(untold)}".strip()


def _plan_page(actor: Actor) -> FormPage:
    return FormPage(
        title="Plan a meeting",
        submit="Plan the meeting",
        crumbs=crumbs(actor, meetings_crumb(actor), Crumb("Plan a meeting")),
        after=reverse("board:meetings", args=[actor.area_slug]),
        done=PLANNED,
        intro="Its agenda begins with the standing items and what is planned ahead for that month.",
        onward=lambda made: meeting_address(actor, made.ref),
    )


def _now(head: MeetingHead) -> dict[str, object]:
    """What the form begins with."""
    month = head.reports_month
    return {
        "starts": head.row.starts,
        "place": head.row.place,
        "papers_due_on": head.row.papers_due_on,
        "reports_month": PartialDate(month.year, month.month) if month else None,
        "expected_version": head.version,
    }
