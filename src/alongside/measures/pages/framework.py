"""The outcomes framework: the version in use, and every version there has been."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from alongside.kernel.actor import Actor
from alongside.measures import perms
from alongside.measures.codes import FrameworkState
from alongside.measures.pages.tabs import crumbs, tabs
from alongside.measures.queries.framework import (
    FrameworkHead,
    FrameworkPage,
    MeasureName,
    framework_page,
    frameworks,
    statements_of,
)
from alongside.measures.words import FRAMEWORK_STATES
from alongside.web.components import Cell, Column, Crumb, Door, Tab, Table
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import day, number

TITLE = "Outcomes framework"
NONE_YET = "What children and young people hope for"
COLOURS = {
    FrameworkState.DRAFT: "blue",
    FrameworkState.IN_USE: "green",
    FrameworkState.REPLACED: "grey",
}
COLUMNS = (
    Column("Version"),
    Column("State"),
    Column("In use"),
    Column("Statements", is_number=True),
)


@dataclass(frozen=True, slots=True)
class MeasureShown:
    words: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class StatementShown:
    """The addresses are empty for those who only read, and where nothing may change."""

    text: str
    descriptors: tuple[str, ...]
    services: tuple[str, ...]
    measures: tuple[MeasureShown, ...]
    change_address: str = ""
    remove_address: str = ""
    move_address: str = ""
    goes_up: bool = False
    goes_down: bool = False


@dataclass(frozen=True, slots=True)
class FrameworkView:
    """``head`` is None while no version is in use; then ``empty`` says so."""

    title: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    doors: tuple[Door, ...]
    head: FrameworkHead | None
    state: SafeString | str
    used: str
    statements: tuple[StatementShown, ...]
    versions: Table
    empty: str


@page("GET", needs=perms.VIEW)
def framework(request: PageRequest, area: str) -> HttpResponse:
    """The version in use, and the way to the others."""
    actor = request.actor
    heads = frameworks(actor)
    used = next((each for each in heads if each.state is FrameworkState.IN_USE), None)
    shown = FrameworkPage(used, statements_of(actor, used)) if used else None
    content = _view(actor, shown, heads, crumbs(actor, Crumb(TITLE)))
    return render_page(request, "measures/framework.html", {"page": content})


@page("GET", needs=perms.VIEW)
def framework_version(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    shown = framework_page(actor, ref)
    trail = framework_crumbs(actor, Crumb(version_words(shown.head)))
    content = _view(actor, shown, frameworks(actor), trail)
    return render_page(request, "measures/framework.html", {"page": content})


def framework_crumbs(actor: Actor, *rest: Crumb) -> tuple[Crumb, ...]:
    above = Crumb(TITLE, reverse("measures:framework", args=[actor.area_slug]))
    return crumbs(actor, above, *rest)


def version_address(actor: Actor, ref: str) -> str:
    return reverse("measures:framework_version", args=[actor.area_slug, ref])


def version_words(head: FrameworkHead) -> str:
    return f"Version {head.number}"


def used_words(head: FrameworkHead) -> str:
    """ "From 17 May 2021", "20 July 2020 to 16 May 2021", "Not yet"."""
    if head.in_use_from is None:
        return "Not yet"
    if head.in_use_until is None:
        return f"From {day(head.in_use_from)}"
    return f"{day(head.in_use_from)} to {day(head.in_use_until - timedelta(days=1))}"


def _view(
    actor: Actor,
    shown: FrameworkPage | None,
    heads: Sequence[FrameworkHead],
    trail: tuple[Crumb, ...],
) -> FrameworkView:
    head = shown.head if shown else None
    return FrameworkView(
        title=head.title if head else NONE_YET,
        crumbs=trail,
        tabs=tabs(actor, current="framework"),
        doors=tuple(_doors(actor, head, heads)),
        head=head,
        state=tag(FRAMEWORK_STATES[head.state], COLOURS[head.state]) if head else "",
        used=used_words(head) if head and not head.is_draft else "",
        statements=_statements(actor, shown) if shown else (),
        versions=_versions(actor, head, heads),
        empty="" if head else "No version of the outcomes framework is in use here yet.",
    )


def _doors(
    actor: Actor, head: FrameworkHead | None, heads: Sequence[FrameworkHead]
) -> Iterator[Door]:
    if not actor.may(perms.DEFINE):
        return
    draft = next((each for each in heads if each.is_draft), None)
    if draft is None:
        words = "Begin the next version" if heads else "Begin the first version"
        yield Door(words, _address(actor, "begin_framework"), is_main=not heads)
    elif head is None or head.ref != draft.ref:
        yield Door("Go on with the draft", version_address(actor, draft.ref), is_main=True)
    else:
        yield Door("Add a statement", _address(actor, "add_statement", draft.ref), is_main=True)
        yield Door("Put this version in use", _address(actor, "put_in_use", draft.ref))
        title = "Change the title, or how it is made"
        yield Door(title, _address(actor, "change_framework", draft.ref))
        yield Door("Throw this draft away", _address(actor, "discard_framework", draft.ref))


def _statements(actor: Actor, shown: FrameworkPage) -> tuple[StatementShown, ...]:
    changes = actor.may(perms.DEFINE) and shown.head.state is not FrameworkState.REPLACED
    drafts = changes and shown.head.is_draft
    last = len(shown.statements) - 1
    return tuple(
        StatementShown(
            text=each.text,
            descriptors=each.descriptors,
            services=each.services,
            measures=tuple(_measure(actor, measure) for measure in each.measures),
            change_address=_address(actor, "change_statement", each.ref) if changes else "",
            remove_address=_address(actor, "remove_statement", each.ref) if drafts else "",
            move_address=_address(actor, "move_statement", each.ref) if drafts and last else "",
            goes_up=place > 0,
            goes_down=place < last,
        )
        for place, each in enumerate(shown.statements)
    )


def _measure(actor: Actor, measure: MeasureName) -> MeasureShown:
    return MeasureShown(
        words=f"{measure.code} {measure.title}",
        address=_address(actor, "measure", measure.ref),
        note="no longer used" if measure.is_retired else "",
    )


def _versions(actor: Actor, head: FrameworkHead | None, heads: Sequence[FrameworkHead]) -> Table:
    rows = [
        (
            Cell(
                version_words(each),
                address="" if head and head.ref == each.ref else version_address(actor, each.ref),
                note="shown above" if head and head.ref == each.ref else "",
                is_header=True,
            ),
            Cell(FRAMEWORK_STATES[each.state], tag_colour=COLOURS[each.state]),
            used_words(each),
            number(each.statement_count),
        )
        for each in heads
    ]
    return Table("Every version", COLUMNS, rows, stack=True, empty="No version has been begun.")


def _address(actor: Actor, name: str, *args: str) -> str:
    return reverse(f"measures:{name}", args=[actor.area_slug, *args])
