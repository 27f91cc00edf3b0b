"""One meeting of a panel: the agenda, what cannot wait for it, who came, and what was advised."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpResponse

from alongside.casework import perms
from alongside.casework.forms.panels import (
    AdviceForm,
    AgendaForm,
    CancelForm,
    TakeOffForm,
    WhoCameForm,
)
from alongside.casework.operations import panels as operations
from alongside.casework.operations.panels import NewAdvice
from alongside.casework.pages.case_parts import Happened, duty_tables, happened_of
from alongside.casework.pages.panel_parts import at_panel, panel_crumbs, without_words
from alongside.casework.pages.trail import case_address
from alongside.casework.queries.panel_values import (
    ItemPapers,
    ItemView,
    MeetingPage,
    SeatView,
    WaitingCase,
)
from alongside.casework.queries.panels import item_papers, meeting_page, waiting_at
from alongside.casework.rules.children import age_on, year_group
from alongside.casework.rules.panels import Advice, Question, may_wait_for
from alongside.casework.words import (
    ADVICE,
    MORE_FIRST,
    QUESTIONS,
    SIDES,
    STAGES,
    advice_words,
    year_group_words,
)
from alongside.kernel.actor import Actor
from alongside.law.words import days_in_words
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Door, Row, Table
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day

SEES = (perms.PANELS, perms.SIT)
NOT_OPEN = "The names and papers of the cases are open from two weeks before the meeting until the day after."


@dataclass(frozen=True, slots=True)
class MeetingShown:
    """``too_late`` are the cases whose decision is due before the panel meets."""

    crumbs: tuple[Crumb, ...]
    title: str
    caption: str
    status: str
    is_grave: bool
    doors: tuple[Door, ...]
    agenda: Table
    too_late: Table | None
    people: str
    came: tuple[Row, ...]
    not_open: str


@dataclass(frozen=True, slots=True)
class PapersShown:
    crumbs: tuple[Crumb, ...]
    title: str
    caption: str
    facts: tuple[Row, ...]
    duties: Table
    happened: tuple[Happened, ...]


@page("GET", needs=SEES)
def meeting(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = meeting_page(actor, meeting_ref=ref, today=today)
    waits = _waiting(actor, found, today)
    content = MeetingShown(
        crumbs=_crumbs(actor, found),
        title=day(found.row.meets_on),
        caption=found.panel,
        status=_status(found, today),
        is_grave=bool(found.row.without),
        doors=tuple(_doors(actor, found, today)),
        agenda=_agenda(actor, found, today),
        too_late=_too_late(actor, waits, found.row.meets_on),
        people="Who came" if found.row.is_recorded else "Who is asked to come",
        came=_came(found),
        not_open=NOT_OPEN if any(not each.name for each in found.items) else "",
    )
    return render_page(request, "casework/panel_meeting.html", {"page": content})


@page("GET", needs=SEES)
def papers(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = item_papers(actor, item_ref=ref, today=today)
    response = render_page(
        request, "casework/panel_papers.html", {"page": _papers(actor, found, today)}
    )
    return as_look(
        response, subject="casework.case", ref=found.head.ref, reason="The papers of a panel"
    )


@page("GET", "POST", needs=perms.PANELS)
def draw_agenda(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = meeting_page(actor, meeting_ref=ref, today=today)
    waits = waiting_at(actor, meeting_ref=ref, today=today)
    can_wait = [each for each in waits if may_wait_for(each.waiting, found.row.meets_on)]
    form = AgendaForm(request.POST or None, initial={"cases": [e.case.ref for e in can_wait]})
    form.offer("cases", [(each.case.ref, _choice(each)) for each in can_wait])
    nobody = "" if can_wait else "No case waits for a decision that is due after this meeting."
    return fill_in(
        request,
        form,
        replace(_form_page(actor, found, "Put cases on the agenda", "Put them on"), closed=nobody),
        lambda: operations.draw_agenda(
            actor=actor, at=clock.now(), meeting_ref=ref, case_refs=form.cleaned_data["cases"]
        ),
    )


@page("GET", "POST", needs=perms.PANELS)
def take_off(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found, item = _item(actor, ref, today)
    form = TakeOffForm(request.POST or None)
    return fill_in(
        request,
        form,
        _form_page(actor, found, f"Take {item.number or 'a case'} off the agenda", "Take it off"),
        lambda: operations.take_off_agenda(actor=actor, at=clock.now(), item_ref=ref),
    )


@page("GET", "POST", needs=perms.PANELS)
def who_came(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = meeting_page(actor, meeting_ref=ref, today=today)
    form = WhoCameForm(request.POST or None, initial={"seats": [each.ref for each in found.came]})
    seats = {each.ref: each for each in (*found.sitting, *found.came)}
    form.offer("seats", [(ref, _seat_words(each)) for ref, each in seats.items()])
    return fill_in(
        request,
        form,
        _form_page(actor, found, "Who came", "Save"),
        lambda: operations.record_who_came(
            actor=actor, at=clock.now(), meeting_ref=ref, seat_refs=form.cleaned_data["seats"]
        ),
    )


@page("GET", "POST", needs=perms.PANELS)
def cancel(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, form = request.actor, CancelForm(request.POST or None)
    found = meeting_page(actor, meeting_ref=ref, today=clock.today())
    return fill_in(
        request,
        form,
        replace(
            _form_page(actor, found, "Cancel the meeting", "Cancel the meeting"), is_grave=True
        ),
        lambda: operations.cancel_panel(
            actor=actor, at=clock.now(), meeting_ref=ref, why=form.cleaned_data["why"]
        ),
    )


@page("GET", "POST", needs=perms.PANELS)
def advise(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found, item = _item(actor, ref, today)
    known = {"advice": item.advice.value if item.advice else "", "reasons": item.reasons}
    form = AdviceForm(request.POST or None, initial=known)
    form.offer("advice", _advice_choices(item.question))
    title = f"{item.number or 'Case'}: what the panel advised"
    return fill_in(
        request,
        form,
        _form_page(actor, found, title, "Save"),
        lambda: operations.record_advice(
            actor=actor,
            at=clock.now(),
            item_ref=ref,
            new=NewAdvice(advice=form.cleaned_data["advice"], reasons=form.cleaned_data["reasons"]),
        ),
    )


def _crumbs(actor: Actor, found: MeetingPage, *further: Crumb) -> tuple[Crumb, ...]:
    own = at_panel(actor, "panel_meeting", found.row.ref) if further else ""
    panel = Crumb(found.panel, at_panel(actor, "panel", found.panel_ref))
    return panel_crumbs(actor, panel, Crumb(day(found.row.meets_on), own), *further)


def _form_page(actor: Actor, found: MeetingPage, title: str, submit: str) -> FormPage:
    return FormPage(
        title=title,
        submit=submit,
        crumbs=_crumbs(actor, found, Crumb(title)),
        after=at_panel(actor, "panel_meeting", found.row.ref),
        done="It is done.",
    )


def _item(actor: Actor, ref: str, today: date) -> tuple[MeetingPage, ItemView]:
    """Raises Hidden."""
    one = item_papers(actor, item_ref=ref, today=today)
    return meeting_page(actor, meeting_ref=one.meeting_ref, today=today), one.item


def _waiting(actor: Actor, found: MeetingPage, today: date) -> list[WaitingCase]:
    is_coming = found.row.meets_on >= today and not found.row.is_cancelled
    if not is_coming or not actor.may(perms.PANELS):
        return []
    return waiting_at(actor, meeting_ref=found.row.ref, today=today)


def _status(found: MeetingPage, today: date) -> str:
    if found.row.is_cancelled:
        return f"Cancelled: {found.cancelled_why}"
    if found.row.without:
        return f"{without_words(found.row.without)}. This is counted."
    if found.row.is_recorded or found.row.meets_on > today:
        return ""
    return "It is not written down yet who came."


def _doors(actor: Actor, found: MeetingPage, today: date) -> Iterator[Door]:
    if not actor.may(perms.PANELS) or found.row.is_cancelled:
        return
    ref, is_here = found.row.ref, found.row.meets_on <= today
    if found.row.meets_on >= today:
        yield Door(
            "Put cases on the agenda", at_panel(actor, "draw_agenda", ref), is_main=not is_here
        )
    if is_here:
        yield Door("Write down who came", at_panel(actor, "who_came", ref), is_main=True)
    yield Door("Cancel the meeting", at_panel(actor, "cancel_panel_meeting", ref))


def _agenda(actor: Actor, found: MeetingPage, today: date) -> Table:
    return Table(
        caption="Agenda",
        caption_hidden=True,
        columns=(
            Column("Case", is_wide=True),
            Column("What is asked"),
            Column("Decision due by"),
            Column("Advice", is_wide=True),
            Column("What you can do"),
        ),
        rows=[_item_row(actor, found, each, today) for each in found.items],
        stack=True,
        empty="No case stands on the agenda.",
    )


def _item_row(
    actor: Actor, found: MeetingPage, each: ItemView, today: date
) -> tuple[Cell | str, ...]:
    case = (
        Cell(each.name, at_panel(actor, "panel_papers", each.ref), "", each.number, is_header=True)
        if each.name
        else Cell("A case", is_header=True)
    )
    return (
        case,
        QUESTIONS[each.question],
        _due(found, each, today),
        _advice(each),
        _to_do(actor, found, each, today),
    )


def _due(found: MeetingPage, each: ItemView, today: date) -> Cell:
    if each.decided_on is not None:
        return Cell(day(each.due_on), note=f"Decided on {day(each.decided_on)}")
    late = (today - each.due_on).days
    if each.advice is not None and late > 0:
        words = f"Late by {days_in_words(late)}: decide now"
        return Cell(words, tag_colour="red", note=f"Due by {day(each.due_on)}")
    if each.advice is None and each.due_on < max(found.row.meets_on, today):
        return Cell("Decide without the panel", tag_colour="red", note=f"Due by {day(each.due_on)}")
    return Cell(day(each.due_on))


def _advice(each: ItemView) -> Cell:
    if each.advice is None:
        return Cell("None yet")
    return Cell(advice_words(each.question, each.advice), note=each.reasons)


def _to_do(actor: Actor, found: MeetingPage, each: ItemView, today: date) -> Cell:
    if not each.name or not actor.may(perms.PANELS) or found.row.is_cancelled:
        papers = at_panel(actor, "panel_papers", each.ref)
        return Cell("Read the papers", papers) if each.name else Cell("")
    if found.row.meets_on <= today:
        words = "Change the advice" if each.advice else "Write down the advice"
        return Cell(words, at_panel(actor, "advise", each.ref))
    return Cell("Take it off", at_panel(actor, "take_off_agenda", each.ref))


def _too_late(actor: Actor, waits: list[WaitingCase], meets_on: date) -> Table | None:
    rows = [each for each in waits if not may_wait_for(each.waiting, meets_on)]
    if not rows:
        return None
    return Table(
        caption="Decide without the panel",
        caption_hidden=True,
        columns=(Column("Case", is_wide=True), Column("What is asked"), Column("Decision due by")),
        rows=[
            (
                Cell(
                    each.name,
                    case_address(actor, each.case.ref),
                    note=each.case.number,
                    is_header=True,
                ),
                QUESTIONS[each.waiting.question],
                Cell(day(each.waiting.due_on), tag_colour="red"),
            )
            for each in rows
        ],
        stack=True,
    )


def _came(found: MeetingPage) -> tuple[Row, ...]:
    if found.row.is_recorded:
        return tuple(Row(SIDES[each.side], _seat_words(each)) for each in found.came)
    return tuple(Row(SIDES[each.side], _seat_words(each)) for each in found.sitting)


def _seat_words(each: SeatView) -> str:
    return f"{each.post} ({each.holders})" if each.holders else f"{each.post} (vacant)"


def _choice(each: WaitingCase) -> str:
    question = QUESTIONS[each.waiting.question]
    return f"{each.name}, {each.case.number}: {question}, due by {day(each.waiting.due_on)}"


def _advice_choices(question: Question) -> list[tuple[str, str]]:
    words = {**ADVICE[question], Advice.MORE_FIRST: MORE_FIRST}
    return [(code.value, label) for code, label in words.items()]


def _papers(actor: Actor, found: ItemPapers, today: date) -> PapersShown:
    head, child = found.head, found.head.child
    still, _ = duty_tables(found.duties, today)
    panel = Crumb(found.panel)
    meeting = Crumb(day(found.meets_on), at_panel(actor, "panel_meeting", found.meeting_ref))
    group = year_group_words(year_group(child.born_on, today))
    return PapersShown(
        crumbs=panel_crumbs(actor, panel, meeting, Crumb(f"Case {head.number}")),
        title=child.name,
        caption=f"Papers of case {head.number} for the panel of {day(found.meets_on)}",
        facts=(
            Row("What is asked", QUESTIONS[found.item.question]),
            Row("Decision due by", day(found.item.due_on)),
            Row("Where it stands", STAGES[head.stage]),
            Row("Age", f"{age_on(child.born_on, today)} years old, {group}"),
            Row("School or setting", child.school or "None, or not known"),
            Row("How they communicate", child.communication),
        ),
        duties=still,
        happened=tuple(happened_of(each) for each in found.events),
    )
