"""The record of a child over time: names, addresses, settings, care, brothers and sisters; adding and ending."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.forms.child_record import FORMS, EndForm, RowForm
from alongside.casework.operations import child_record as operations
from alongside.casework.pages.parting import merged_items
from alongside.casework.pages.trail import at_case, case_address, case_crumbs
from alongside.casework.queries.child_record import (
    ChildRecord,
    RecordRow,
    ShortLine,
    child_record,
    row_of,
)
from alongside.casework.queries.one_case import case_people
from alongside.casework.queries.values import CaseHead
from alongside.casework.rules.child_record import Ethnicity, PeriodKind, SettingKind, Sort
from alongside.casework.rules.codes import Relation
from alongside.casework.words import ETHNICITIES, PERIOD_KINDS, RELATIONS, SETTING_KINDS
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.choices import post_choices
from alongside.people.pages.filling import FormPage, fill_in
from alongside.people.queries import organisations
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem, Row
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day

TITLE = "The record of the child"
PARTS = {
    Sort.NAME: ("Other names", "Add a name", "No other name is recorded."),
    Sort.ADDRESS: ("Where they live", "Add an address", "No address is recorded."),
    Sort.SETTING: ("Schools and settings", "Add a school or setting", "No setting is recorded."),
    Sort.PERIOD: (
        "Care, social care and education at home",
        "Add a time in care or with help",
        "Nothing is recorded.",
    ),
    Sort.SIBLING: ("Brothers and sisters", "Link a brother or sister", "Nobody is linked."),
}


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    items: tuple[RecordedItem, ...]
    empty: str
    add: Door | None


@dataclass(frozen=True, slots=True)
class RecordShown:
    crumbs: tuple[Crumb, ...]
    title: str
    caption: str
    parts: tuple[Part, ...]
    merged: tuple[RecordedItem, ...]


@page("GET", needs=perms.READS)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = child_record(actor, case_ref=ref, today=clock.today())
    content = RecordShown(
        crumbs=case_crumbs(actor, found.head, Crumb(TITLE)),
        title=TITLE,
        caption=f"Case {found.head.number}, {found.head.child.name}",
        parts=tuple(_part(actor, found, sort) for sort in PARTS),
        merged=merged_items(actor, ref),
    )
    response = render_page(request, "casework/child_record.html", {"page": content})
    return as_look(response, subject="casework.case", ref=ref, reason="The record of the child")


@page("GET", "POST", needs=perms.RECORD)
def add(request: PageRequest, area: str, ref: str, sort: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    if sort not in set(Sort):
        raise Hidden("sort")
    form = FORMS[Sort(sort)](request.POST or None)
    head = _offer(actor, form, ref, Sort(sort), today)
    return fill_in(
        request,
        form,
        _page(actor, head, PARTS[Sort(sort)][1], "Add"),
        lambda: operations.add_to_record(
            actor=actor, at=clock.now(), case_ref=ref, new=form.new_row()
        ),
    )


@page("GET", "POST", needs=perms.RECORD)
def end(request: PageRequest, area: str, sort: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    head, row = row_of(actor, sort=sort, row_ref=ref, today=today)
    form = EndForm(request.POST or None)
    return fill_in(
        request,
        form,
        _page(actor, head, f"End: {_words(row)}", "End it"),
        lambda: operations.end_in_record(
            actor=actor,
            at=clock.now(),
            sort=sort,
            row_ref=ref,
            ended_on=form.cleaned_data["ended_on"],
        ),
    )


def short_rows(found: tuple[ShortLine, ...], ethnicity: str) -> tuple[Row, ...]:
    """What stands today, for the page of the case; it is folded away there."""
    names = [each.words for each in found if each.sort is Sort.NAME]
    siblings = [each.words for each in found if each.sort is Sort.SIBLING]
    rows = (
        Row("Also known as", names),
        Row("Lives at", [each.words for each in found if each.sort is Sort.ADDRESS]),
        Row("Brothers and sisters here", [f"Case {number}" for number in siblings]),
        Row("Ethnicity", [ETHNICITIES[Ethnicity(ethnicity)]] if ethnicity else []),
    )
    return tuple(row for row in rows if row.value)


def flags(found: tuple[ShortLine, ...]) -> Iterator[Row]:
    """What everybody who works on the case has to know first."""
    for each in found:
        if each.sort is Sort.PERIOD:
            since = f"Since {day(each.began_on)}" if each.began_on else "Now"
            yield Row(PERIOD_KINDS[PeriodKind(each.words)], since)
        elif each.sort is Sort.ADDRESS and each.restriction:
            yield Row("Restricted address", each.restriction)


def _part(actor: Actor, found: ChildRecord, sort: Sort) -> Part:
    title, add_words, empty = PARTS[sort]
    address = reverse("casework:add_to_record", args=[actor.area_slug, found.head.ref, sort.value])
    may = actor.may_somewhere(perms.RECORD)
    return Part(
        title=title,
        items=tuple(_item(actor, each) for each in found.rows[sort]),
        empty=empty,
        add=Door(add_words, address) if may else None,
    )


def _item(actor: Actor, each: RecordRow) -> RecordedItem:
    end_address = reverse(
        "casework:end_in_record", args=[actor.area_slug, each.sort.value, each.ref]
    )
    may = actor.may_somewhere(perms.RECORD) and each.ended_on is None
    return RecordedItem(
        title=_words(each),
        body=f"Restricted: {each.restriction}" if each.restriction else "",
        notes=(*each.notes, *_days(each)),
        tag=tag("Restricted", "red") if each.restriction else "",
        address=case_address(actor, each.case_ref) if each.case_ref else "",
        doors=(Door("End this", end_address),) if may else (),
        is_struck=each.ended_on is not None,
    )


def _words(each: RecordRow) -> str:
    if each.sort is Sort.PERIOD:
        return PERIOD_KINDS[PeriodKind(each.code)]
    if each.sort is Sort.SETTING and each.code:
        return f"{each.words}: {SETTING_KINDS[SettingKind(each.code)]}"
    return each.words


def _days(each: RecordRow) -> tuple[str, ...]:
    if each.began_on is None and each.ended_on is None:
        return ()
    since = f"From {day(each.began_on)}" if each.began_on else "It is not known since when"
    return (f"{since} to before {day(each.ended_on)}" if each.ended_on else since,)


def _offer(actor: Actor, form: RowForm, ref: str, sort: Sort, today: date) -> CaseHead:
    """Gives the form what it offers. Raises Hidden."""
    head, contacts = case_people(actor, case_ref=ref, today=today)
    if sort is Sort.SETTING:
        schools = organisations().filter(kind="school")
        form.offer("school", [(each.ref, each.name) for each in schools])
    if sort is Sort.PERIOD:
        workers = [each for each in contacts if not each.is_ended]
        form.offer("head_post", post_choices(actor, today=today))
        form.offer(
            "worker",
            [(each.ref, f"{each.name}, {RELATIONS[Relation(each.relation)]}") for each in workers],
        )
    return head


def _page(actor: Actor, head: CaseHead, title: str, submit: str) -> FormPage:
    after = at_case(actor, "child_record", head.ref)
    return FormPage(
        title=title,
        submit=submit,
        crumbs=case_crumbs(actor, head, Crumb(TITLE, after), Crumb(title)),
        after=after,
        done="It is saved.",
    )
