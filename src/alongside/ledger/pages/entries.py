"""The list of what was done in the area, newest first, and one entry in full."""

import json
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.ledger import naming, perms, queries
from alongside.ledger.forms import EntryFilters, narrow
from alongside.ledger.models import LedgerEntry
from alongside.ledger.words import subject_words, verb_words
from alongside.web import markup
from alongside.web.addresses import Pagination, paginate
from alongside.web.components import Cell, Column, Crumb, Row, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

COLUMNS = (
    Column("Entry", is_number=True),
    Column("When"),
    Column("Who"),
    Column("What"),
    Column("Record"),
)


@dataclass(frozen=True, slots=True)
class EntriesPage:
    crumbs: tuple[Crumb, ...]
    table: Table
    pagination: Pagination
    filters: EntryFilters
    clear_address: str
    summary: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    crumbs: tuple[Crumb, ...]
    title: str
    facts: tuple[Row, ...]
    words: tuple[Row, ...]
    is_erased: bool
    erase_address: str


@page("GET", needs=perms.VIEW)
def entries(request: PageRequest, area: str) -> HttpResponse:
    filters = EntryFilters(request.GET)
    found = narrow(queries.entries(request.actor), filters.chosen())
    count = found.count()
    pagination = paginate(request, total=count, per_page=50)
    content = EntriesPage(
        crumbs=(Crumb("Home", f"/{area}/"), Crumb("Ledger")),
        table=_table(request.actor, list(found[pagination.start : pagination.stop])),
        pagination=pagination,
        filters=filters,
        clear_address=reverse("ledger:entries", args=[area]),
        summary=markup.counted(count, "entry,entries"),
    )
    return render_page(request, "ledger/entries.html", {"page": content})


@page("GET", needs=perms.VIEW)
def entry(request: PageRequest, area: str, seq: int) -> HttpResponse:
    found = queries.entry(request.actor, seq)
    may_erase = request.actor.may(perms.ERASE) and found.detail.erased_seq is None
    content = EntryPage(
        crumbs=(*crumbs(request.actor), Crumb(f"Entry {seq}")),
        title=f"Entry {seq}: {verb_words(found.verb).lower()}",
        facts=_facts(found),
        words=_words(found),
        is_erased=found.detail.erased_seq is not None,
        erase_address=reverse("ledger:erase", args=[area, seq]) if may_erase else "",
    )
    return render_page(request, "ledger/entry.html", {"page": content})


def crumbs(actor: Actor) -> tuple[Crumb, ...]:
    return (
        Crumb("Home", f"/{actor.area_slug}/"),
        Crumb("Ledger", reverse("ledger:entries", args=[actor.area_slug])),
    )


def _table(actor: Actor, found: list[LedgerEntry]) -> Table:
    names = naming.names_of({e.person_id for e in found if e.person_id is not None})
    return Table(
        caption="What was done, newest first",
        columns=COLUMNS,
        rows=[_row(actor, e, names.get(e.person_id or 0, "")) for e in found],
        empty="No entry matches.",
    )


def _row(actor: Actor, entry: LedgerEntry, name: str) -> tuple[Cell, ...]:
    return (
        Cell(str(entry.seq), address=reverse("ledger:entry", args=[actor.area_slug, entry.seq])),
        Cell(markup.instant(entry.at)),
        Cell(queries.who_words(entry, name)),
        Cell(verb_words(entry.verb)),
        Cell(subject_words(entry.subject), note=entry.subject_ref),
    )


def _facts(entry: LedgerEntry) -> tuple[Row, ...]:
    names = naming.names_of([entry.person_id] if entry.person_id is not None else [])
    return (
        Row("When", markup.instant(entry.at)),
        Row("Who", queries.who_words(entry, names.get(entry.person_id or 0, ""))),
        Row("Record", f"{subject_words(entry.subject)} {entry.subject_ref}"),
        Row("Hash of this entry", entry.hash),
        Row("Hash of the entry before", entry.previous),
    )


def _words(entry: LedgerEntry) -> tuple[Row, ...]:
    words = entry.detail.words
    facts = {"purpose": words["purpose"]} if words.get("purpose") else {}
    facts |= words.get("facts", {})
    return tuple(
        Row(key.replace("_", " ").capitalize(), _value(key, value)) for key, value in facts.items()
    )


def _value(key: str, value: object) -> str:
    """A role by its label and a person by name; other values as they were written."""
    match value:
        case str() if key == "role":
            return naming.role_words(value)
        case int() if key == "person":
            return naming.names_of([value]).get(value) or str(value)
        case str():
            return value
        case None:
            return "Nothing"
        case bool():
            return "Yes" if value else "No"
        case _:
            return json.dumps(value, ensure_ascii=False)
