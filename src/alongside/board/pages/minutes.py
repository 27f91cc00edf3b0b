"""Writing the minutes of an item, signing them all, and checking what was signed."""

from dataclasses import dataclass

from django.http import HttpResponse

from alongside.board import perms
from alongside.board.forms.minutes import MinutesForm, SignForm
from alongside.board.models import AgendaItem
from alongside.board.operations import minutes as operations
from alongside.board.pages.meeting_trail import (
    CLOSED,
    head_for_change,
    meeting_address,
    meeting_crumbs,
    meeting_facts,
    recording_form,
)
from alongside.board.queries.meeting_values import MeetingHead, MeetingRecord
from alongside.board.queries.minutes import digest_of
from alongside.board.queries.one_meeting import find_meeting, head_of, record_of
from alongside.board.rules.codes import Presence
from alongside.board.rules.meetings import NOT_HELD
from alongside.board.words import PRESENCES
from alongside.kernel.actor import Actor
from alongside.people.finding import found
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import day, instant

KEPT = (
    "As the page of the meeting lists it: what was known when the day of the meeting ended. It is kept "
    "with your signature."
)
NOTHING = "Nothing is minuted under this item."
WARNING = (
    "From then on nothing of this meeting changes. What needs correcting is minuted at the next "
    "meeting."
)


@dataclass(frozen=True, slots=True)
class SignatureView:
    """``matches`` says whether the record still is what was signed."""

    title: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[Row, ...]
    is_signed: bool
    matches: bool
    address: str


@page("GET", "POST", needs=perms.RUN)
def write_minutes(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    actor.check_may(perms.RUN)
    item = found(AgendaItem, actor, ref, "meeting", "presenter")
    head = head_for_change(actor, item.meeting.ref)
    now = {"minutes": item.minutes, "expected_version": item.version}
    form = MinutesForm(request.POST or None, initial=now)
    presenter = (Row("Presented by", item.presenter.title),) if item.presenter else ()
    purpose = (Row("What for", item.purpose),) if item.purpose else ()
    facts = (Row("Item", item.title), *presenter, *purpose)
    return fill_in(
        request,
        form,
        recording_form(
            actor, head.row, title="Write the minutes", submit="Save the minutes", facts=facts
        ),
        lambda: operations.write_minutes(
            actor=actor,
            at=clock.now(),
            item_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            minutes=form.cleaned_data["minutes"],
        ),
    )


@page("GET", "POST", needs=perms.SIGN)
def sign_minutes(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    actor.check_may(perms.SIGN)
    meeting = find_meeting(actor, ref)
    one = record_of(actor, meeting, today=clock.today())
    form = SignForm(request.POST or None, initial={"seen": digest_of(actor, meeting)})
    return fill_in(
        request,
        form,
        _sign_page(actor, one),
        lambda: operations.sign_minutes(
            actor=actor,
            at=clock.now(),
            meeting_ref=ref,
            expected_digest=form.cleaned_data["seen"],
        ),
    )


@page("GET", needs=perms.VIEW)
def signature(request: PageRequest, area: str, ref: str) -> HttpResponse:
    """Works the fingerprint out anew and compares it with the signed one."""
    actor = request.actor
    meeting = find_meeting(actor, ref)
    head = head_of(meeting)
    is_signed = head.signed_at is not None
    title = "Check the signature"
    content = SignatureView(
        title=title,
        crumbs=meeting_crumbs(actor, head.row, title),
        facts=(*meeting_facts(head.row), *(_signature_facts(head) if is_signed else ())),
        is_signed=is_signed,
        matches=is_signed and digest_of(actor, meeting) == head.minutes_digest,
        address=meeting_address(actor, ref),
    )
    return render_page(request, "board/signature.html", {"page": content})


def _sign_page(actor: Actor, one: MeetingRecord) -> FormPage:
    row = one.head.row
    return FormPage(
        title="Sign the minutes",
        submit="Sign the minutes",
        crumbs=meeting_crumbs(actor, row, "Sign the minutes"),
        after=meeting_address(actor, row.ref),
        done="The minutes are signed, and those who sit on the board are told.",
        intro="Read the whole record once more. You sign what stands here.",
        warning=WARNING,
        facts=(*meeting_facts(row), *_record_rows(one)),
        is_grave=True,
        closed=_closed(one.head),
    )


def _closed(head: MeetingHead) -> str:
    """Why there is nothing to sign; empty when there is."""
    return NOT_HELD if head.row.state == "planned" else CLOSED.get(head.row.state, "")


def _record_rows(one: MeetingRecord) -> tuple[Row, ...]:
    """Everything that the signature covers, in the order of the meeting."""
    given = {item.id: f"{item.number}. {item.title}" for item in one.items}
    decisions = [
        f"{each.number}: {each.text} What should change: {each.should_change} "
        f"The board looks back on {day(each.look_back_on)}."
        f"{'' if each.was_quorate else ' Made without a quorum.'}"
        for each in one.decisions
    ]
    follow_ups = [f"{each.text} ({each.owner}, by {day(each.due_on)})" for each in one.follow_ups]
    declared = [f"{each.seat}: {each.interest} {each.what_was_done}" for each in one.declarations]
    return (
        Row("Quorum", one.head.quorum_words),
        *(Row(words, _came(one, presence)) for presence, words in PRESENCES.items()),
        Row("What came up by itself", KEPT),
        Row("Declarations of interest", declared),
        *(Row(given[item.id], item.minutes or NOTHING) for item in one.items),
        Row("Decisions", decisions),
        Row("Follow-ups", follow_ups),
    )


def _came(one: MeetingRecord, presence: Presence) -> list[str]:
    return [
        f"{place.seat.words} ({place.who or place.seat.holder_words})"
        for place in one.places
        if place.presence is presence
    ]


def _signature_facts(head: MeetingHead) -> tuple[Row, ...]:
    return (
        Row("Signed by", head.signed_by),
        Row("Signed", instant(head.signed_at)),
        Row("Fingerprint of the record", head.minutes_digest),
    )
