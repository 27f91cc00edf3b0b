"""Setting up and changing boards, their reporting lines and their seats."""

from django.http import HttpResponse
from django.urls import reverse

from alongside.board import perms
from alongside.board.forms.governance import (
    ChangeBoardForm,
    EndLineForm,
    EndSeatForm,
    NewBoardForm,
    ReportingLineForm,
    SeatForm,
)
from alongside.board.models import ReportingLine, Seat
from alongside.board.operations import governance as operations
from alongside.board.pages.board_trail import (
    board_address,
    board_form,
    boards_crumb,
    head_for_change,
)
from alongside.board.pages.views import crumbs
from alongside.board.queries.board_values import BoardHead
from alongside.board.queries.boards import board_choices
from alongside.board.rules.codes import LineKind, SeatKind
from alongside.board.words import LINE_KINDS, SEAT_KINDS
from alongside.kernel.actor import Actor
from alongside.people import queries as people
from alongside.people.choices import person_choices, post_choices
from alongside.people.finding import found
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.pages import PageRequest, page
from alongside.web.writing import day


@page("GET", "POST", needs=perms.RUN)
def add_board(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    actor.check_may(perms.RUN)
    form = NewBoardForm(request.POST or None, initial={"report_due_day": 5})
    form.offer("organisation", _organisation_choices(actor))
    content = FormPage(
        title="Set up a board",
        submit="Set up the board",
        crumbs=crumbs(actor, boards_crumb(actor), Crumb("Set up a board")),
        after=reverse("board:boards", args=[area]),
        done="The board has been set up. Add who sits on it next.",
        onward=lambda made: board_address(actor, made.ref),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.create_board(
            actor=actor, at=clock.now(), kind=form.board_kind, details=form.details()
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def change_board(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head = head_for_change(actor, ref)
    form = ChangeBoardForm(request.POST or None, initial=_now(head))
    form.offer("organisation", _organisation_choices(actor))
    if not head.is_improvement:
        del form.fields["report_due_day"]
    return fill_in(
        request,
        form,
        board_form(actor, head, title="Change the facts of the board", submit="Save"),
        lambda: operations.change_board(
            actor=actor,
            at=clock.now(),
            board_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            details=form.details(),
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def add_reporting_line(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    actor.check_may(perms.RUN)
    form = ReportingLineForm(request.POST or None, initial={"line_from": clock.today()})
    for box in ("lower", "upper"):
        form.offer(box, board_choices(actor))
    content = FormPage(
        title="Add a reporting line",
        submit="Add the line",
        crumbs=crumbs(actor, boards_crumb(actor), Crumb("Add a reporting line")),
        after=reverse("board:boards", args=[area]),
        done="The reporting line has been added.",
        intro="Say it as a sentence: the first board reports to the other, or it scrutinises it.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.add_reporting_line(actor=actor, at=clock.now(), **form.answers()),
    )


@page("GET", "POST", needs=perms.RUN)
def end_line(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    actor.check_may(perms.RUN)
    line = found(ReportingLine, actor, ref, "lower", "upper")
    form = EndLineForm(request.POST or None, initial={"line_until": clock.today()})
    words = f"{line.lower} {LINE_KINDS[LineKind(line.kind)]} {line.upper}."
    content = FormPage(
        title="End a reporting line",
        submit="End the line",
        crumbs=crumbs(actor, boards_crumb(actor), Crumb("End a reporting line")),
        after=reverse("board:boards", args=[area]),
        done="The end of the reporting line has been recorded.",
        facts=(Row("Line", words), Row("Since", day(line.line_from))),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.end_reporting_line(
            actor=actor, at=clock.now(), line_ref=ref, **form.cleaned_data
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def add_seat(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    head = head_for_change(actor, ref)
    form = SeatForm(request.POST or None, initial={"seat_from": today})
    form.offer("post", post_choices(actor, today=today))
    form.offer("person", person_choices(actor))
    return fill_in(
        request,
        form,
        board_form(actor, head, title="Add a seat", submit="Add the seat"),
        lambda: operations.add_seat(
            actor=actor, at=clock.now(), board_ref=ref, new=form.new_seat()
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def end_seat(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    actor.check_may(perms.RUN)
    seat = found(Seat, actor, ref, "board", "post", "person")
    head = head_for_change(actor, seat.board.ref)
    form = EndSeatForm(request.POST or None, initial={"seat_until": clock.today()})
    facts = (
        Row("Seat", str(seat.post or seat.person)),
        Row("Sits as", SEAT_KINDS[SeatKind(seat.kind)]),
        Row("Since", day(seat.seat_from)),
    )
    return fill_in(
        request,
        form,
        board_form(actor, head, title="End a seat", submit="End the seat", facts=facts),
        lambda: operations.end_seat(actor=actor, at=clock.now(), seat_ref=ref, **form.cleaned_data),
    )


def _now(head: BoardHead) -> dict[str, object]:
    """What the form begins with."""
    return {
        "title": head.title,
        "purpose": head.purpose,
        "organisation": head.organisation_ref,
        "quorum_count": head.quorum.count,
        "quorum_sides": [side.value for side in head.quorum.sides],
        "report_due_day": head.report_due_day,
        "expected_version": head.version,
    }


def _organisation_choices(actor: Actor) -> list[tuple[str, str]]:
    """The partners that answer or answered in the area."""
    found_partners = people.all_partners_of(actor.area_id)
    named = {each.organisation.ref: each.organisation.name for each in found_partners}
    return sorted(named.items(), key=lambda pair: pair[1])
