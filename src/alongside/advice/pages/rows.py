"""Marking rows in a piece of advice: a strength, a need, an outcome, a provision and so on."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpResponse

from alongside.advice import perms
from alongside.advice.forms.writing import RemoveRowForm, RowForm
from alongside.advice.marking import WORDS
from alongside.advice.operations import rows as operations
from alongside.advice.pages.trail import at, request_crumbs
from alongside.advice.queries.one_request import row_at, submission_page
from alongside.advice.queries.values import RowView, SubmissionPage
from alongside.advice.rules.codes import RowKind, SubmissionState
from alongside.advice.words import ROW_KINDS
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem, Row
from alongside.web.pages import PageRequest, page
from alongside.web.writing import in_a_sentence

BOXES = {
    "who": "Who",
    "how_much": "How much",
    "how_often": "How often",
    "how_long": "For how long",
    "where": "Where",
    "by_when": "By when",
    "found_at": "In the report",
}
CLOSED = "This version was given. Its words and its rows do not change any more."


@page("GET", "POST", needs=perms.SEES)
def add(request: PageRequest, area: str, ref: str, kind: str) -> HttpResponse:
    actor = request.actor
    found, what = submission_page(actor, submission_ref=ref, today=clock.today()), _kind(kind)
    form = RowForm(request.POST or None)
    form.suit(what, _needs(found))
    return fill_in(
        request,
        form,
        _page(actor, found, f"Mark: {in_a_sentence(ROW_KINDS[what])}", "Mark it"),
        lambda: operations.mark_row(
            actor=actor, at=clock.now(), submission_ref=ref, new=form.new_row(what)
        ),
    )


@page("GET", "POST", needs=perms.SEES)
def change(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found, row = row_at(actor, row_ref=ref, today=clock.today())
    form = RowForm(request.POST or None, initial=_as_it_stands(row))
    form.suit(row.kind, _needs(found))
    return fill_in(
        request,
        form,
        _page(actor, found, f"Change: {in_a_sentence(ROW_KINDS[row.kind])}", "Save"),
        lambda: operations.change_row(
            actor=actor, at=clock.now(), row_ref=ref, new=form.new_row(row.kind)
        ),
    )


@page("GET", "POST", needs=perms.SEES)
def remove(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found, row = row_at(actor, row_ref=ref, today=clock.today())
    form = RemoveRowForm(request.POST or None)
    title = f"Remove: {in_a_sentence(ROW_KINDS[row.kind])}"
    facts = (Row("What is removed", row.words),)
    return fill_in(
        request,
        form,
        _page(actor, found, title, "Remove", facts=facts),
        lambda: operations.remove_row(actor=actor, at=clock.now(), row_ref=ref),
    )


def row_items(actor: Actor, found: SubmissionPage) -> tuple[RecordedItem, ...]:
    """In the order of the kinds; with what may be done about each."""
    order = list(RowKind)
    rows = sorted(found.rows, key=lambda each: order.index(each.kind))
    words = {each.key: each.words for each in found.rows}
    return tuple(_item(actor, each, words, may=found.may_mark) for each in rows)


def add_doors(actor: Actor, submission_ref: str) -> tuple[Door, ...]:
    return tuple(
        Door(f"Mark: {in_a_sentence(label)}", at(actor, "add_row", submission_ref, kind.value))
        for kind, label in ROW_KINDS.items()
    )


def _item(actor: Actor, each: RowView, words: Mapping[str, str], *, may: bool) -> RecordedItem:
    doors = (
        Door("Change", at(actor, "change_row", each.key)),
        Door("Remove", at(actor, "remove_row", each.key)),
    )
    return RecordedItem(
        title=f"{ROW_KINDS[each.kind]}: {each.words}",
        notes=tuple(_notes(each, words)),
        doors=doors if may else (),
    )


def _notes(each: RowView, words: Mapping[str, str]) -> Iterator[str]:
    for name, label in BOXES.items():
        if said := getattr(each, name):
            yield f"{label}: {said}"
    if each.meets:
        yield f"Answers the need: {words.get(each.meets, '')}"


def _kind(kind: str) -> RowKind:
    """Raises Hidden."""
    if kind not in set(RowKind):
        raise Hidden("kind")
    return RowKind(kind)


def _needs(found: SubmissionPage) -> list[tuple[str, str]]:
    return [(each.key, each.words[:100]) for each in found.rows if each.kind is RowKind.NEED]


def _as_it_stands(row: RowView) -> Mapping[str, Any]:
    return {**{name: getattr(row, name) for name in WORDS}, "meets": row.meets}


def _page(
    actor: Actor, found: SubmissionPage, title: str, submit: str, facts: tuple[Row, ...] = ()
) -> FormPage:
    is_writing = found.line.state is SubmissionState.WRITING
    name, ref = ("write", found.row.ref) if is_writing else ("submission", found.line.ref)
    back = at(actor, name, ref)
    return FormPage(
        title=title,
        submit=submit,
        crumbs=request_crumbs(actor, found.row, Crumb(title)),
        after=back,
        done="It is saved.",
        facts=facts,
        closed="" if found.may_mark else CLOSED,
    )
