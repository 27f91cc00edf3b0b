"""A family's side of a case, for officers: who comes in, what was said, what waits, and answering."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from alongside.casework import perms
from alongside.casework.families.words import CHECKED, REACHES, SAID
from alongside.casework.families.worries import worry_cues
from alongside.casework.forms.families import NOTHING, AnswerForm, HeardForm, RecordChoiceForm
from alongside.casework.operations.families import answering, choosing, saying
from alongside.casework.operations.families.access import YOUNG_PERSON
from alongside.casework.pages.family.parts import Told, about_words, answers_of, clock_tag
from alongside.casework.pages.family.trail import at_family, family_crumbs, said_address
from alongside.casework.queries.families import message_view
from alongside.casework.queries.family_news import OnPaper, told_on_paper
from alongside.casework.queries.family_side import FamilySide, family_side, message_for_officer
from alongside.casework.queries.family_values import AccessView, AlertView, ChoiceView, MessageView
from alongside.casework.rules.codes import Source
from alongside.casework.rules.families import cues_in
from alongside.casework.rules.family_codes import Checked, Reach, Said, Way
from alongside.casework.words import SOURCES
from alongside.files.serving import send
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem
from alongside.web.forms import choices_of
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day, instant

SUBJECT = "casework.case"
THE_CHILD = "The child or young person"


@dataclass(frozen=True, slots=True)
class SidePage:
    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    passes: str
    doors: tuple[Door, ...]
    messages: tuple[RecordedItem, ...]
    accesses: tuple[RecordedItem, ...]
    choices: tuple[RecordedItem, ...]
    alerts: tuple[RecordedItem, ...]
    on_paper: tuple[RecordedItem, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """``told`` is what was said. ``restriction``: what this person must not be told. ``cues`` are words that
    may point to a worry about safety.
    """

    told: Told
    restriction: str
    cues: tuple[str, ...]
    worry_address: str


@page("GET", needs=perms.READS)
def side(request: PageRequest, area: str, ref: str) -> HttpResponse:
    one = family_side(request.actor, case_ref=ref, today=clock.today())
    paper = told_on_paper(request.actor, case_ref=ref, at=clock.now())
    shown = _side(request.actor, one, paper, clock.today())
    response = render_page(request, "casework/family/side.html", {"page": shown})
    return as_look(response, subject=SUBJECT, ref=ref, reason="The family’s side of the case")


@page("GET", "POST", needs=perms.RECORD)
def record(request: PageRequest, area: str, ref: str) -> HttpResponse:
    """What reached us by phone, on paper or at a meeting."""
    actor, today = request.actor, clock.today()
    one = family_side(actor, case_ref=ref, today=today)
    form = HeardForm(request.POST or None, initial={"received_on": today})
    form.offer("said", choices_of(SAID))
    form.offer("contact", [*one.contacts, (YOUNG_PERSON, THE_CHILD)])
    title = "Write down what the family told us"
    return fill_in(
        request,
        form,
        _form_page(
            actor, one, title, "Write it down", "It is written down. The family sees it too."
        ),
        lambda: saying.record_said(
            actor=actor, at=clock.now(), case_ref=ref, heard=form.heard(), new=form.new_words()
        ),
    )


@page("GET", "POST", needs=perms.RECORD)
def choice(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    one = family_side(actor, case_ref=ref, today=today)
    form = RecordChoiceForm(request.POST or None)
    form.offer("contact", one.contacts)
    title = "Record what the young person chose"
    return fill_in(
        request,
        form,
        _form_page(actor, one, title, "Record it", "It is recorded, and holds from now."),
        lambda: _choose(actor, ref, form),
    )


@page("GET", "POST", needs=perms.RECORD)
def message(request: PageRequest, area: str, ref: str) -> HttpResponse:
    """One thing that was said, and its answer."""
    actor, today = request.actor, clock.today()
    head, row = message_for_officer(actor, message_ref=ref, today=today)
    said = message_view(row)
    form = AnswerForm(request.POST or None)
    if said.said is not Said.NOT_HAPPENING:
        del form.fields["outcome"]
    title = SAID[said.said]
    content = FormPage(
        title=title,
        submit="Send the answer",
        crumbs=family_crumbs(actor, head, Crumb(title)),
        after=at_family(actor, "family_side", head.ref),
        done="The answer is on the family’s page.",
        intro=f"Case {head.number}, {head.child.name}.",
        closed=HAND_OVER if said.said is Said.EVERYTHING and not said.is_released else "",
        template="casework/family/answer.html",
        beside=_beside(actor, said, row.contact.restriction if row.contact else "", today),
    )
    return fill_in(request, form, content, lambda: _answer(actor, ref, form))


@page("GET", needs=perms.RECORD)
def file(request: PageRequest, area: str, ref: str) -> HttpResponseBase:
    _, row = message_for_officer(request.actor, message_ref=ref, today=clock.today())
    if row.file is None:
        raise Hidden("file")
    return send(row.file)


HAND_OVER = "A request for everything held is answered by handing it over."


def _choose(actor: Actor, ref: str, form: RecordChoiceForm) -> object:
    at, new = clock.now(), form.new_choice()
    if new.reach == NOTHING:
        return choosing.end_choice(actor=actor, at=at, case_ref=ref, contact_ref=new.contact_ref)
    return choosing.record_choice(actor=actor, at=at, case_ref=ref, new=new)


def _answer(actor: Actor, ref: str, form: AnswerForm) -> object:
    return answering.answer_family(
        actor=actor,
        at=clock.now(),
        message_ref=ref,
        text=form.cleaned_data["text"],
        outcome=form.cleaned_data.get("outcome", ""),
    )


def _form_page(actor: Actor, one: FamilySide, title: str, submit: str, done: str) -> FormPage:
    return FormPage(
        title=title,
        submit=submit,
        crumbs=family_crumbs(actor, one.head, Crumb(title)),
        after=at_family(actor, "family_side", one.head.ref),
        done=done,
        intro=f"Case {one.head.number}, {one.head.child.name}.",
    )


def _side(actor: Actor, one: FamilySide, paper: tuple[OnPaper, ...], today: date) -> SidePage:
    return SidePage(
        title="The family’s page and messages",
        caption=f"Case {one.head.number}, {one.head.child.name}",
        crumbs=family_crumbs(actor, one.head)[:-1],
        passes=_passes(one),
        doors=tuple(_doors(actor, one)),
        messages=tuple(_message(actor, each, today) for each in one.messages),
        accesses=tuple(_access(actor, each) for each in one.accesses),
        choices=tuple(_choice(each) for each in one.choices) if one.rights_passed else (),
        alerts=tuple(_alert(each) for each in one.alerts),
        on_paper=tuple(
            RecordedItem(each.who or THE_CHILD, each.why, (each.safely,) if each.safely else ())
            for each in paper
        ),
    )


def _passes(one: FamilySide) -> str:
    if not one.rights_passed:
        return ""
    return (
        f"Since {day(one.rights_pass_on)} the rights are the young person’s own. A parent sees the page "
        "only by the young person’s choice, or as a recorded representative."
    )


def _doors(actor: Actor, one: FamilySide) -> Iterator[Door]:
    ref = one.head.ref
    if actor.may_somewhere(perms.RECORD):
        yield Door(
            "Write down what the family told us", at_family(actor, "record_said", ref), is_main=True
        )
        yield Door("Give somebody a link to the page", at_family(actor, "give_link", ref))
        yield Door("Let somebody in with their account", at_family(actor, "give_access", ref))
        if one.rights_passed:
            yield Door("Record what the young person chose", at_family(actor, "record_choice", ref))
    yield Door("Raise a worry about safety", at_family(actor, "raise_alert", ref))


def _message(actor: Actor, each: MessageView, today: date) -> RecordedItem:
    by = each.by or THE_CHILD
    notes = (
        f"{by}, {day(each.received_on)}. {SOURCES[Source(each.source)]}.",
        "Said again: the last answer did not settle it." if each.is_second else "",
        "Parents are not shown this." if each.is_private else "",
        *(f"{when}: {words}" for when, words in answers_of(each)),
    )
    doors = [Door("Read and answer", said_address(actor, each.ref))]
    if each.said is Said.EVERYTHING and not each.is_released:
        doors.append(Door("Hand it over", at_family(actor, "release_everything", each.ref)))
    return RecordedItem(
        title=SAID[each.said],
        body="\n\n".join(part for part in (about_words(each), each.text) if part),
        notes=tuple(note for note in notes if note),
        tag=clock_tag(each, today),
        doors=tuple(doors) if actor.may_somewhere(perms.RECORD) else (),
    )


def _access(actor: Actor, each: AccessView) -> RecordedItem:
    way = "with an account" if each.way == Way.ACCOUNT.value else "by link and one-time codes"
    checked = CHECKED[Checked(each.checked_how)]
    until = f" It ends on {day(each.given_until)}." if each.given_until else ""
    ended = f"Ended on {day(each.ended_at)}: {each.ended_why}" if each.ended_at else ""
    doors = []
    if not each.ended_at and actor.may_somewhere(perms.RECORD):
        if each.way == Way.LINK.value:
            doors.append(Door("Tell a code by phone", at_family(actor, "tell_code", each.ref)))
        doors.append(Door("End this", at_family(actor, "end_access", each.ref)))
    return RecordedItem(
        title=f"{each.who or THE_CHILD}, {way}",
        notes=tuple(
            note
            for note in (
                f"{checked}, {day(each.checked_on)}.",
                f"Given by {each.given_by} on {day(each.given_at)}.{until}",
                ended,
            )
            if note
        ),
        doors=tuple(doors),
        is_struck=bool(each.ended_at),
    )


def _choice(each: ChoiceView) -> RecordedItem:
    words = REACHES[Reach(each.reach)] if each.reach else "Nothing is chosen: they see nothing"
    since = f"Since {instant(each.since)}." if each.since else ""
    return RecordedItem(
        title=each.name, body=words, notes=tuple(n for n in (since, each.note) if n)
    )


def _alert(each: AlertView) -> RecordedItem:
    raised = f"Raised by {each.raised_by} on {instant(each.raised_at)}, to {each.post}."
    answered = f"{each.answered_by}: {each.answer}" if each.answered_at else ""
    colour, words = ("green", "Answered") if each.answered_at else ("red", "Waits for an answer")
    return RecordedItem(
        title="A worry about safety",
        body=each.worry,
        notes=tuple(note for note in (raised, answered) if note),
        tag=tag(words, colour),
    )


def _beside(actor: Actor, each: MessageView, restriction: str, today: date) -> Beside:
    told = Told(
        title=SAID[each.said],
        when=f"{each.by or THE_CHILD}, {day(each.received_on)}. {SOURCES[Source(each.source)]}.",
        tag=clock_tag(each, today),
        text=each.text,
        about=about_words(each),
        notes=("Parents are not shown this.",) if each.is_private else (),
        answers=answers_of(each),
        doors=(
            (Door("Open what was added", at_family(actor, "message_file", each.ref)),)
            if each.file_name
            else ()
        ),
    )
    cues = cues_in(f"{each.about} {each.text}", worry_cues())
    return Beside(told, restriction, cues, at_family(actor, "raise_about_message", each.ref))
