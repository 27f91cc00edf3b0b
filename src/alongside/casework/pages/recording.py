"""Recording what happened: choose what, then say when and what. And correcting it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.forms.recording import TakeBackForm, form_for
from alongside.casework.models import CaseEvent
from alongside.casework.operations import events as operations
from alongside.casework.operations import taking_back
from alongside.casework.pages.panel_advice import advised
from alongside.casework.pages.relying import offer_limits
from alongside.casework.pages.trail import at_case, case_address, case_crumbs
from alongside.casework.queries.one_case import (
    case_head,
    decision_waiting,
    event_of,
    means,
    means_of,
    steps_of,
)
from alongside.casework.queries.values import CaseHead
from alongside.casework.recorded_elsewhere import (
    ways_to_correct,
    ways_to_take_back,
    why_day_not_corrected,
    why_not_taken_back,
)
from alongside.casework.rules.bodies import (
    DECISIONS,
    MADE,
    NOTE,
    REVIEW_FOUND,
    TELLS,
    Made,
    kind_told,
)
from alongside.casework.rules.folding import class_of, decided_means
from alongside.casework.rules.letters_reading import has_letters
from alongside.casework.rules.steps import (
    ANYTHING,
    NEW,
    NOT_BY_HAND,
    PROCESSES,
    TOLD_OUTSIDE,
    Step,
)
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Door, Row
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

RECORDS = (perms.RECORD, perms.DECIDE)
SELDOM = (NEW, PROCESSES["dispute"], TOLD_OUTSIDE, ANYTHING)
MENDED = "Where to put it right"
ALL_BUT_THE_DAY = "Only what is noted beside it is corrected here."
A_NOTE = "A note, a phone call or a chaser"
TELLS_NOBODY = (
    "This tells nobody yet, and the time that the law gives runs on until the letter is sent."
)
NOT_YET = "It is decided. The family is told when its letter is sent: write it now."


@dataclass(frozen=True, slots=True)
class Way:
    title: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChoosePage:
    """``groups`` are what may be recorded now, by process; ``seldom`` the same, folded away;
    ``not_now`` says why not the rest.
    """

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    groups: tuple[tuple[str, tuple[Way, ...]], ...]
    seldom: tuple[tuple[str, tuple[Way, ...]], ...]
    note: Way
    not_now: tuple[tuple[str, str], ...]


@page("GET", needs=RECORDS)
def choose(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head, found = steps_of(actor, case_ref=ref, today=clock.today())
    title, groups = "What happened?", _groups(actor, head, found)
    content = ChoosePage(
        title=title,
        caption=f"Case {head.number}, {head.child.name}",
        crumbs=case_crumbs(actor, head, Crumb(title)),
        groups=tuple(each for each in groups if each[0] not in SELDOM),
        seldom=tuple(each for each in groups if each[0] in SELDOM),
        note=Way(A_NOTE, _at(actor, head, NOTE)),
        not_now=tuple((_sentence(each.means), each.why_not) for each in found if each.why_not),
    )
    return render_page(request, "casework/choose.html", {"page": content})


@page("GET", "POST", needs=RECORDS)
def record(request: PageRequest, area: str, ref: str, kind: str) -> HttpResponse:
    actor, today, rules = request.actor, clock.today(), clock_of_the_law().rules
    head = case_head(actor, case_ref=ref, today=today)
    if kind in (MADE, REVIEW_FOUND) or not _may(actor, kind):
        raise Hidden("kind")
    form = form_for(kind, class_of(kind, rules), rules)(
        request.POST or None, initial=_at_first(actor, head, kind, today)
    )
    offer_limits(form, actor, head.ref, today)
    content = replace(
        _page(actor, head, f"Record: {_small(means(kind))}", "Record this"),
        onward=lambda made: _onward(actor, head, kind),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.record_event(
            actor=actor,
            at=clock.now(),
            case_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            new=form.new_event(),
        ),
    )


@page("GET", "POST", needs=perms.DECIDE)
def decide(request: PageRequest, area: str, ref: str, kind: str) -> HttpResponse:
    """What was decided, before the family is told. ``kind``: by what it will be told."""
    actor, today, rules = request.actor, clock.today(), clock_of_the_law().rules
    head = case_head(actor, case_ref=ref, today=today)
    if kind not in TELLS:
        raise Hidden("kind")
    form = form_for(kind, Made, rules)(
        request.POST or None, initial=_at_first(actor, head, kind, today)
    )
    content = replace(
        _page(actor, head, f"Record: {decided_means(kind, rules)}", "Record this decision"),
        onward=lambda made: at_case(actor, "letters", head.ref),
        done=NOT_YET,
        warning=TELLS_NOBODY,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.record_event(
            actor=actor,
            at=clock.now(),
            case_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            new=form.new_event(),
        ),
    )


@page("GET", "POST", needs=RECORDS)
def correct(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, rules = request.actor, clock_of_the_law().rules
    head, event = event_of(actor, event_ref=ref, today=clock.today())
    asked = kind_told(event.kind, event.body)
    if event.kind == REVIEW_FOUND or not _may(actor, asked):
        raise Hidden("event")
    form = form_for(asked, class_of(event.kind, rules), rules, corrects=True)(
        request.POST or None, initial=_as_it_stands(event)
    )
    offer_limits(form, actor, head.ref, clock.today())
    what = _small(means_of(event.kind, event.body))
    content = _page(actor, head, f"Correct: {what}", "Correct this")
    content = _said_elsewhere(actor, event, content)
    return fill_in(
        request,
        form,
        content,
        lambda: operations.correct_event(
            actor=actor,
            at=clock.now(),
            event_ref=ref,
            new=form.new_event(),
            why=form.cleaned_data["why"],
        ),
    )


@page("GET", "POST", needs=RECORDS)
def take_back(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head, event = event_of(actor, event_ref=ref, today=clock.today())
    if not _may(actor, kind_told(event.kind, event.body)):
        raise Hidden("event")
    form = TakeBackForm(request.POST or None)
    what = _small(means_of(event.kind, event.body))
    content = _page(actor, head, f"Take back: {what}", "Take it back")
    if closed := why_not_taken_back(event):
        ways = _rows(ways_to_take_back(actor, event, today=clock.today()))
        content = replace(content, closed=closed, facts=ways)
    return fill_in(
        request,
        form,
        content,
        lambda: taking_back.take_back_event(
            actor=actor, at=clock.now(), event_ref=ref, why=form.cleaned_data["why"]
        ),
    )


def _said_elsewhere(actor: Actor, event: CaseEvent, content: FormPage) -> FormPage:
    """With what is not corrected here, and where it is, if a higher room says the same of that day."""
    why = why_day_not_corrected(event)
    if not why:
        return content
    ways = _rows(ways_to_correct(actor, event, today=clock.today()))
    return replace(content, warning=f"{why} {ALL_BUT_THE_DAY}", facts=ways)


def _rows(ways: tuple[Door, ...]) -> tuple[Row, ...]:
    return tuple(Row(MENDED, each.title, each.address, "Open it") for each in ways)


def _may(actor: Actor, kind: str) -> bool:
    known = clock_of_the_law().rules.kinds
    if kind not in (NOTE, MADE, REVIEW_FOUND) and (kind not in known or kind in NOT_BY_HAND):
        return False
    return actor.may_somewhere(perms.DECIDE if kind in DECISIONS else perms.RECORD)


def _groups(
    actor: Actor, head: CaseHead, found: tuple[Step, ...]
) -> tuple[tuple[str, tuple[Way, ...]], ...]:
    groups: dict[str, list[Way]] = {}
    for each in found:
        if not each.why_not and _may(actor, each.kind):
            way = Way(_sentence(each.means), _at(actor, head, each.kind, is_made=each.is_made))
            groups.setdefault(each.group, []).append(way)
    return tuple((title, tuple(ways)) for title, ways in groups.items())


def _page(actor: Actor, head: CaseHead, title: str, submit: str) -> FormPage:
    return FormPage(
        title=title,
        submit=submit,
        crumbs=case_crumbs(actor, head, Crumb(title)),
        after=case_address(actor, head.ref),
        done="It is recorded.",
        intro=f"Case {head.number}, {head.child.name}.",
    )


def _onward(actor: Actor, head: CaseHead, kind: str) -> str:
    """To the letters that follow from it, where there are any."""
    return at_case(actor, "letters" if has_letters(kind) else "case", head.ref)


def _at_first(actor: Actor, head: CaseHead, kind: str, today: date) -> Mapping[str, Any]:
    """With what a panel advised, where it advised on what is decided; or with the decision that waits to be
    told.
    """
    waiting = decision_waiting(actor, case_ref=head.ref, kind=kind, today=today)
    return {
        "expected_version": head.version,
        "happened_on": today,
        "panel_advised": advised(actor, case_ref=head.ref, kind=kind),
        **waiting,
    }


def _as_it_stands(event: Any) -> Mapping[str, Any]:
    rules = clock_of_the_law().rules
    from_body = class_of(event.kind, rules)
    kept = {name: event.body.get(name) for name in from_body.__dataclass_fields__}
    days = {"happened_on": event.happened_on, "received_on": event.received_on}
    return {**kept, **days, "source": event.source}


def _at(actor: Actor, head: CaseHead, kind: str, *, is_made: bool = False) -> str:
    name = "casework:decide" if is_made else "casework:record_event"
    return reverse(name, args=[actor.area_slug, head.ref, kind])


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
