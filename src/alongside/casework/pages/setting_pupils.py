"""A school's pupils while they are on its roll: the list, the reviews that are due in a term, and one pupil."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from alongside.casework import perms
from alongside.casework.forms.filters import PupilSearchForm
from alongside.casework.pages.setting_parts import by_when, duty_table, review_table, sending_items
from alongside.casework.pages.setting_trail import PUPILS, at_pupils, school_crumbs
from alongside.casework.queries.setting_values import PupilPage, PupilRow, SendingView
from alongside.casework.queries.settings import (
    called,
    own_file,
    pupil_page,
    pupils,
    pupils_who_left,
)
from alongside.casework.queries.terms import terms_of
from alongside.casework.rules.settings import Sent, why_no_findings, why_not
from alongside.casework.words import term_words
from alongside.files.serving import send
from alongside.kernel.actor import Actor
from alongside.web import clock
from alongside.web.addresses import Pagination, paginate
from alongside.web.components import (
    Cell,
    Column,
    Crumb,
    Door,
    RecordedItem,
    Row,
    Table,
    TimelineEntry,
)
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day

SUBJECT = "casework.case"
PER_PAGE = 20
DOORS = {
    Sent.MEETING: "Set the day of the review meeting",
    Sent.INVITED: "Record that everybody is invited",
    Sent.PAPERS: "Send the papers for the review meeting",
    Sent.HELD: "Record that the review meeting was held",
    Sent.REPORT: "Send the report of the review meeting",
    Sent.REQUEST: "Ask for an assessment",
}


@dataclass(frozen=True, slots=True)
class TermShown:
    """``list_by`` says by when each setting is told of the reviews of the term."""

    title: str
    list_by: str
    table: Table


@dataclass(frozen=True, slots=True)
class PupilsShown:
    """``terms`` stand on the first page alone; ``left`` too, and with what is searched for."""

    title: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    form: PupilSearchForm
    table: Table
    pagination: Pagination
    terms: tuple[TermShown, ...]
    left: Table | None


@dataclass(frozen=True, slots=True)
class PupilShown:
    """``why_not`` says what cannot be sent today, and why."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    left: str
    facts: tuple[Row, ...]
    doors: tuple[Door, ...]
    why_not: tuple[str, ...]
    duties: Table | None
    told: tuple[TimelineEntry, ...]
    sendings: tuple[RecordedItem, ...]


@page("GET", needs=perms.SCHOOL)
def listed(request: PageRequest, area: str) -> HttpResponse:
    content = _listed(request, PupilSearchForm(request.GET), clock.today())
    return render_page(request, "casework/pupils.html", {"page": content})


@page("GET", needs=perms.SCHOOL)
def one(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = pupil_page(actor, case_ref=ref, today=today)
    response = render_page(request, "casework/pupil.html", {"page": _shown(actor, found, today)})
    return as_look(response, subject=SUBJECT, ref=ref, reason="The school’s page of a pupil")


@page("GET", needs=perms.SCHOOL)
def file(request: PageRequest, area: str, ref: str, sending: str) -> HttpResponseBase:
    return send(own_file(request.actor, case_ref=ref, sending_ref=sending))


def _listed(request: PageRequest, form: PupilSearchForm, today: date) -> PupilsShown:
    actor, words = request.actor, form.chosen().get("q", "")
    rows = pupils(actor, today=today)
    found = called(rows, words)
    pagination = paginate(request, total=len(found), per_page=PER_PAGE)
    shown = found[pagination.start : pagination.stop]
    is_first = pagination.current == 1 and not words
    gone = called(pupils_who_left(actor, today=today), words) if is_first or words else ()
    another = at_pupils(actor, "ask_for_pupil")
    return PupilsShown(
        title=PUPILS,
        crumbs=school_crumbs(actor),
        doors=(
            Door("Ask for an assessment of another pupil", another, is_main=True),
            Door("Say when you are closed", at_pupils(actor, "closures")),
        ),
        form=form,
        table=_table(actor, shown, today, is_search=bool(words)),
        pagination=pagination,
        terms=tuple(_terms(actor, rows, today)) if is_first else (),
        left=_left(actor, gone) if gone else None,
    )


def _shown(actor: Actor, found: PupilPage, today: date) -> PupilShown:
    row, has_left = found.row, found.has_left
    return PupilShown(
        title=row.name,
        caption=row.school,
        crumbs=school_crumbs(actor, Crumb("A pupil")),
        left="They are no longer on your roll. What you sent stays here to read."
        if has_left
        else "",
        facts=() if has_left else _facts(row),
        doors=(*_doors(actor, found), *_found_door(actor, found)),
        why_not=() if has_left else tuple(_why_not(found)),
        duties=None if has_left else duty_table(found.duties, today),
        told=tuple(TimelineEntry(title=words, when=on) for on, words in found.told),
        sendings=sending_items(found.sendings, lambda each: _sending_doors(actor, found, each)),
    )


def _doors(actor: Actor, found: PupilPage) -> Iterator[Door]:
    for n, sent in enumerate(found.may_send):
        address = at_pupils(actor, "send_from_school", found.row.ref, sent.value)
        yield Door(DOORS[sent], address, is_main=n == 0)


def _found_door(actor: Actor, found: PupilPage) -> Iterator[Door]:
    """Once the meeting is recorded as held."""
    if not found.has_left and not why_no_findings(found.stands):
        yield Door(
            "Write down what the review found", at_pupils(actor, "pupil_found", found.row.ref)
        )


def _sending_doors(actor: Actor, found: PupilPage, each: SendingView) -> Iterator[Door]:
    if each.file_name:
        address = at_pupils(actor, "own_sent_file", found.row.ref, each.ref)
        yield Door(f"Open {each.file_name}", address)
    if not (found.has_left or each.wrong or each.is_over):
        yield Door("This is wrong", at_pupils(actor, "say_sent_wrong", found.row.ref, each.ref))


def _why_not(found: PupilPage) -> Iterator[str]:
    """In one sentence for several that have one reason."""
    closed: dict[str, list[str]] = {}
    for sent in Sent:
        if sent not in found.may_send:
            closed.setdefault(why_not(sent, found.stands), []).append(DOORS[sent])
    for reason, doors in closed.items():
        yield f"{'; '.join(doors)}: {reason[:1].lower()}{reason[1:]}"


def _facts(row: PupilRow) -> tuple[Row, ...]:
    since = day(row.since) if row.since else "A day that the council does not know"
    return (Row("Date of birth", day(row.born_on)), Row("On your roll since", since))


def _table(actor: Actor, rows: Sequence[PupilRow], today: date, *, is_search: bool) -> Table:
    several = len({each.school for each in rows}) > 1
    return Table(
        caption="Pupils on your roll of whom the council has a case",
        caption_hidden=True,
        columns=(
            Column("Pupil", is_wide=True),
            Column("Date of birth"),
            Column("Annual review"),
            *((Column("School"),) if several else ()),
        ),
        rows=[
            (
                _link(actor, each),
                day(each.born_on),
                by_when(each.review_due_on, today) if each.review_due_on else "None is due",
                *((each.school,) if several else ()),
            )
            for each in rows
        ],
        stack=True,
        empty="Nobody on your roll is called so."
        if is_search
        else "The council has no case of a pupil on your roll.",
    )


def _terms(actor: Actor, rows: Sequence[PupilRow], today: date) -> Iterator[TermShown]:
    """This term, with what was due before it, and the next."""
    begins = date.min
    for term in terms_of(actor.area_id, today=today, count=2):
        due = [
            (each.review_due_on, each)
            for each in rows
            if each.review_due_on and begins <= each.review_due_on < term.until
        ]
        ordered = sorted(due, key=lambda pair: pair[0])
        yield TermShown(
            title=term_words(term),
            list_by=f"From {day(term.begins)}. {_told_by(term.list_by, today)}",
            table=review_table([(_link(actor, each), on) for on, each in ordered], today),
        )
        begins = term.until


def _told_by(list_by: date, today: date) -> str:
    """Of the term's list, which the law asks the council to give. No letter of it is kept here."""
    if today <= list_by:
        return f"The council tells you by {day(list_by)}."
    return f"The council had to tell you by {day(list_by)}. What it had to tell you stands here."


def _left(actor: Actor, rows: Sequence[PupilRow]) -> Table:
    return Table(
        caption="Pupils who have left",
        columns=(Column("Pupil", is_wide=True), Column("School")),
        rows=[(_link(actor, each), each.school) for each in rows],
        stack=True,
    )


def _link(actor: Actor, each: PupilRow) -> Cell:
    return Cell(each.name, at_pupils(actor, "pupil", each.ref), is_header=True)
