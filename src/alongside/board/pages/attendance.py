"""Who came to a meeting, and the interests that were declared there."""

from dataclasses import replace

from django.http import HttpResponse

from alongside.board import perms
from alongside.board.forms.agenda import SureForm
from alongside.board.forms.minutes import AttendanceForm, DeclarationForm, marks_recorded
from alongside.board.models import Declaration
from alongside.board.operations import attendance as operations
from alongside.board.pages.meeting_trail import grave, head_for_change, recording_form
from alongside.board.queries.attendance import sitting_at
from alongside.board.queries.one_meeting import find_meeting
from alongside.people.finding import found
from alongside.people.pages.filling import fill_in
from alongside.web import clock
from alongside.web.components import Row
from alongside.web.pages import PageRequest, page

RECORD = "Record who came"
INTRO = (
    "Answer for every seat. Whether there was a quorum is worked out from it. "
    "It can be corrected until the minutes are signed."
)


@page("GET", "POST", needs=perms.RUN)
def record_attendance(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head = head_for_change(actor, ref)
    sitting = sitting_at(actor, find_meeting(actor, ref))
    now = {"expected_version": head.version, **marks_recorded(sitting.marks)}
    form = AttendanceForm(request.POST or None, initial=now, seats=sitting.seats)
    asked = recording_form(actor, head.row, title=RECORD, submit="Save who came")
    return fill_in(
        request,
        form,
        replace(asked, intro=INTRO, template="board/record_attendance.html"),
        lambda: operations.record_attendance(
            actor=actor,
            at=clock.now(),
            meeting_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            marks=form.marks(),
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def add_declaration(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head = head_for_change(actor, ref)
    form = DeclarationForm(request.POST or None)
    seats = sitting_at(actor, find_meeting(actor, ref)).seats
    form.offer("seat", [(seat.ref, f"{seat.words} ({seat.holder_words})") for seat in seats])
    return fill_in(
        request,
        form,
        recording_form(actor, head.row, title="Add a declaration of interest", submit="Add it"),
        lambda: operations.add_declaration(
            actor=actor,
            at=clock.now(),
            meeting_ref=ref,
            seat_ref=form.cleaned_data["seat"],
            interest=form.cleaned_data["interest"],
            what_was_done=form.cleaned_data["what_was_done"],
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def withdraw_declaration(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    actor.check_may(perms.RUN)
    declared = found(Declaration, actor, ref, "meeting", "seat__post", "seat__person")
    head = head_for_change(actor, declared.meeting.ref)
    who = str(declared.seat.post or declared.seat.person)
    asked = recording_form(
        actor,
        head.row,
        title="Take a declaration back",
        submit="Take it back",
        facts=(Row("Who", who), Row("Interest", declared.interest)),
    )
    return fill_in(
        request,
        SureForm(request.POST if request.method == "POST" else None),
        grave(asked, "The minutes will not hold it. Do this only for one recorded by mistake."),
        lambda: operations.withdraw_declaration(actor=actor, at=clock.now(), declaration_ref=ref),
    )
