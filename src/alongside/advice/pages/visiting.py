"""The door for somebody who was sent a link, and what stands behind it: their one request, and the advice
that its sender let them read. They write at the same desk as everybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from alongside.access.pages.by_link import Doorway, Visitor
from alongside.advice import perms
from alongside.advice.framework import framework_numbered
from alongside.advice.links import link_actor
from alongside.advice.pages.one_request import GAP
from alongside.advice.pages.parts import due_words
from alongside.advice.pages.trail import at
from alongside.advice.queries.links import (
    ShownAdvice,
    link_of_visit,
    own_link,
    shown_advice,
    shown_by_link,
    shown_file,
)
from alongside.advice.queries.one_request import request_page
from alongside.advice.queries.values import RequestPage, SubmissionLine
from alongside.advice.rules.codes import Act
from alongside.advice.words import (
    ADVISERS,
    DOORS,
    PURPOSES,
    ROW_KINDS,
    STATE_COLOURS,
    STATES,
    SUBMISSION_COLOURS,
    SUBMISSION_STATES,
)
from alongside.files.serving import send
from alongside.kernel.actor import Actor
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem, Row
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day, in_a_sentence, instant

CASE = "casework.case"
UNCHECKED = "This advice is not checked yet."


@dataclass(frozen=True, slots=True)
class AskedShown:
    title: str
    caption: str
    state: str
    gap: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    facts: tuple[Row, ...]
    asked: tuple[str, ...]
    besides: str
    others: str
    existing: tuple[RecordedItem, ...]
    submissions: tuple[RecordedItem, ...]
    leave: str


@dataclass(frozen=True, slots=True)
class EarlierShown:
    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    warning: str
    text: str
    rows: tuple[RecordedItem, ...]


def _visitor(cookie: str, at: datetime) -> Visitor | None:
    link = link_of_visit(cookie, at=at)
    if link is None:
        return None
    return Visitor(link.area, link_actor(link), {"ref": link.request.ref})


DOOR = Doorway(
    name="asked",
    home="asked:request",
    cookie="alongside_asked",
    path="/asked/",
    over="advice/over.html",
    visitor_of=_visitor,
)


@page("GET", needs=perms.ANSWER)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = request_page(actor, request_ref=ref, today=today)
    content = {"page": _shown(actor, found, today)}
    response = render_page(request, "advice/asked.html", content)
    return as_look(response, subject=CASE, ref=found.row.case_ref, reason="A request for advice")


@page("GET", needs=perms.ANSWER)
def earlier(request: PageRequest, area: str, ref: str, submission: str) -> HttpResponse:
    actor = request.actor
    found = shown_advice(actor, submission_ref=submission)
    response = render_page(request, "advice/earlier.html", {"page": _earlier(actor, found)})
    return as_look(response, subject=CASE, ref=found.case_ref, reason="Advice that was given")


@page("GET", needs=perms.ANSWER)
def earlier_file(request: PageRequest, area: str, ref: str, submission: str) -> HttpResponseBase:
    actor = request.actor
    found = shown_advice(actor, submission_ref=submission)
    answer = send(shown_file(actor, submission_ref=submission))
    return as_look(answer, subject=CASE, ref=found.case_ref, reason="A file of advice")


@page("GET", needs=perms.ANSWER)
def earlier_paper(
    request: PageRequest, area: str, ref: str, submission: str, number: int
) -> HttpResponseBase:
    actor = request.actor
    found = shown_advice(actor, submission_ref=submission)
    answer = send(shown_file(actor, submission_ref=submission, number=number))
    return as_look(answer, subject=CASE, ref=found.case_ref, reason="A file of advice")


def _shown(actor: Actor, found: RequestPage, today: date) -> AskedShown:
    row, frame = found.row, framework_numbered(found.framework)
    return AskedShown(
        title=ADVISERS[row.adviser],
        caption=f"{row.name}, case {row.case_number}",
        state=tag(STATES[row.state], STATE_COLOURS[row.state]),
        gap=GAP.get(row.state, ""),
        crumbs=(),
        doors=tuple(_doors(actor, found)),
        facts=tuple(_facts(actor, found, today)),
        asked=frame.asked_of(row.adviser, is_later=found.is_later),
        besides=found.asks,
        others=", ".join(in_a_sentence(ADVISERS[each]) for each in found.others),
        existing=tuple(_existing(actor, each) for each in shown_by_link(actor)),
        submissions=tuple(_given(actor, each) for each in found.submissions),
        leave=reverse("asked:leave"),
    )


def _doors(actor: Actor, found: RequestPage) -> Iterator[Door]:
    ref = found.row.ref
    if Act.GIVE in found.may:
        yield Door("Write the advice", at(actor, "write", ref), is_main=True)
    for act in (Act.RECEIVE, Act.NOT_KNOWN):
        if act in found.may:
            yield Door(DOORS[act], at(actor, "do", ref, act.value), is_main=act is Act.RECEIVE)


def _facts(actor: Actor, found: RequestPage, today: date) -> Iterator[Row]:
    row, link = found.row, own_link(actor)
    due, note = due_words(row, today)
    yield Row("Child or young person", row.name)
    yield Row("For", PURPOSES[found.purpose])
    yield Row("Asked on", day(row.asked_on))
    yield Row("Received on", day(row.received_on) or "Not recorded yet")
    yield Row("Due", f"{due}. {note}." if note else due)
    yield Row("The family agreed", link.consent)
    yield Row("You come as", f"{link.role}, {link.organisation.name}")
    yield Row("Your link ends", instant(link.given_until))


def _existing(actor: Actor, each: ShownAdvice) -> RecordedItem:
    return RecordedItem(
        title=ADVISERS[each.adviser],
        notes=(f"{each.role}, received on {day(each.given_on)}",),
        tag="" if each.is_accepted else tag("Not checked yet", "amber"),
        doors=(Door("Read it", reverse("asked:earlier", args=[each.ref])),),
    )


def _given(actor: Actor, each: SubmissionLine) -> RecordedItem:
    return RecordedItem(
        title=f"Version {each.number}: {each.role or 'role not said yet'}",
        body=f"Sent back: {each.reasons}" if each.reasons else "",
        notes=(f"Received on {day(each.given_on)}",) if each.given_on else (),
        tag=tag(SUBMISSION_STATES[each.state], SUBMISSION_COLOURS[each.state]),
        doors=(Door("Read it", at(actor, "submission", each.ref)),),
    )


def _earlier(actor: Actor, found: ShownAdvice) -> EarlierShown:
    return EarlierShown(
        title=f"Advice: {ADVISERS[found.adviser]}",
        caption=f"{found.role}, received on {day(found.given_on)}",
        crumbs=(Crumb("What you are asked", reverse("asked:request")), Crumb("Advice")),
        doors=tuple(_documents(found)),
        warning="" if found.is_accepted else UNCHECKED,
        text=found.text,
        rows=tuple(RecordedItem(title=f"{ROW_KINDS[k]}: {words}") for k, words in found.rows),
    )


def _documents(found: ShownAdvice) -> Iterator[Door]:
    if found.has_file:
        yield Door("Open the file", reverse("asked:earlier_file", args=[found.ref]))
    for number in found.papers:
        there = reverse("asked:earlier_paper", args=[found.ref, number])
        yield Door(f"Open document {number}", there)
