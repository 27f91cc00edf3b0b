"""Packs: those issued, one pack with its editions, an edition on screen, its file."""

from dataclasses import dataclass, field
from functools import lru_cache

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString

from alongside.board import perms
from alongside.board.operations.packs import MAKE
from alongside.board.pages.views import crumbs, tabs
from alongside.board.paper.summary import WAITING
from alongside.board.paper.whole import WAITS
from alongside.board.queries import packs as queries
from alongside.board.queries.packs import EditionPage, EditionView, PackView
from alongside.board.rules.codes import PackKind
from alongside.documents.content import Document
from alongside.documents.sections import SectionedDocument, in_sections
from alongside.documents.shown import ShownDocument, shown
from alongside.files.serving import send
from alongside.jobs.queries import Standing, standing
from alongside.kernel.actor import Actor
from alongside.web.components import Cell, Column, Crumb, Door, RecordedItem, Row, Tab, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day, instant, short_day, size

WHOLE = "everything"
FIRST = (WAITS, WAITING)
"""What is read before the contents. Packs that were frozen earlier have only the second."""
COLUMNS = (
    Column("Pack", is_wide=True),
    Column("For"),
    Column("Latest edition"),
    Column("Pages", is_number=True),
)


@dataclass(frozen=True, slots=True)
class PacksPage:
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    doors: tuple[Door, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class PackPage:
    title: str
    kind: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    facts: tuple[Row, ...]
    editions: tuple[RecordedItem, ...]
    making: Standing | None
    address: str


@dataclass(frozen=True, slots=True)
class OnScreen:
    title: str
    kind: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[Row, ...]
    changed_sections: tuple[str, ...]
    file_address: str
    file_words: str
    newer_address: str
    sections_address: str
    document: SafeString


@page("GET", needs=perms.PACKS)
def packs(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    rows = [_row(actor, each) for each in queries.packs(actor)]
    content = PacksPage(
        crumbs=crumbs(actor, Crumb("Packs")),
        tabs=tabs(actor, current="packs"),
        doors=_doors(actor),
        table=Table(
            "Packs",
            COLUMNS,
            rows,
            caption_hidden=True,
            stack=True,
            empty="No pack has been issued yet.",
        ),
    )
    return render_page(request, "board/packs/packs.html", {"page": content})


@page("GET", needs=perms.PACKS)
def pack(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = queries.pack(actor, ref)
    making = standing(name=MAKE, key=found.editions[0].ref) if found.is_being_made else None
    content = PackPage(
        title=found.title,
        kind=found.kind_label,
        crumbs=crumbs(actor, _packs(actor), Crumb(found.title)),
        doors=_again(actor, found),
        facts=_facts(found),
        editions=tuple(_edition(actor, found, each) for each in found.editions),
        making=making,
        address=reverse("board:pack", args=[area, ref]),
    )
    return render_page(request, "board/packs/pack.html", {"page": content})


@page("GET", needs=perms.PACKS)
def edition(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, is_whole = request.actor, request.GET.get("show") == WHOLE
    found = queries.edition_page(actor, ref)
    own = Crumb(found.pack.title, reverse("board:pack", args=[area, found.pack.ref]))
    content = OnScreen(
        title=found.document.title,
        kind=found.document.subtitle,
        crumbs=crumbs(actor, _packs(actor), own, Crumb(f"Edition {found.edition.number}")),
        facts=_edition_facts(found),
        changed_sections=found.changed_sections,
        file_address=_file_address(actor, found.edition),
        file_words=_file_words(found.edition),
        newer_address=_newer(actor, found),
        sections_address=reverse("board:edition", args=[area, ref]) if is_whole else "",
        document=_written(Frozen(found.edition.content_sha256, found.document), is_whole=is_whole),
    )
    return render_page(request, "board/packs/edition.html", {"page": content})


@dataclass(frozen=True, slots=True)
class Frozen:
    """An issued edition is told apart by the digest of its content alone."""

    content_sha256: str
    document: Document = field(compare=False)


@lru_cache(maxsize=16)
def _written(frozen: Frozen, *, is_whole: bool) -> SafeString:
    """It reads the same for everybody and for ever, so it is written out once."""
    document = shown(frozen.document)
    if is_whole:
        return _filled("documents/document.html", document)
    return _filled("documents/by_section.html", in_sections(document, first=FIRST))


def _filled(template: str, document: ShownDocument | SectionedDocument) -> SafeString:
    content = {"document": document, "whole": f"show={WHOLE}"}
    return SafeString(get_template(template).render(content))


@page("GET", needs=perms.PACKS)
def edition_file(request: PageRequest, area: str, ref: str) -> HttpResponseBase:
    return send(queries.edition_file(request.actor, ref))


def _doors(actor: Actor) -> tuple[Door, ...]:
    check = Door("Check a file that you have", reverse("board:check_file", args=[actor.area_slug]))
    letters = Door("Letters of a revisit", reverse("board:revisits", args=[actor.area_slug]))
    if not any(actor.may_somewhere(each) for each in perms.SEES_VISITS):
        return (letters, check)
    if not actor.may(perms.RUN):
        return (check,)
    choose = reverse("board:choose_meeting", args=[actor.area_slug])
    return (Door("Issue a pack", choose, is_main=True), check)


def _again(actor: Actor, found: PackView) -> tuple[Door, ...]:
    """Another edition, unless one is being made or the evidence is frozen for good."""
    if not actor.may(perms.RUN) or found.is_being_made or found.kind == PackKind.VISIT:
        return ()
    name = "issue_pack" if found.kind == PackKind.BOARD else "issue_upward"
    address = reverse(f"board:{name}", args=[actor.area_slug, found.meeting_ref])
    if found.kind == PackKind.UPWARD:
        address = f"{address}?to={found.to_board_ref}"
    return (Door("Issue another edition", address),)


def _row(actor: Actor, found: PackView) -> tuple[Cell | str, ...]:
    latest = found.latest
    address = reverse("board:pack", args=[actor.area_slug, found.ref])
    return (
        Cell(found.title, address=address, is_header=True, note=found.kind_label),
        found.to_board or found.board_title,
        f"{latest.number}, {short_day(latest.issued_at)}" if latest else "Being made",
        str(latest.page_count) if latest else "",
    )


def _facts(found: PackView) -> tuple[Row, ...]:
    about = "Visit" if found.kind == PackKind.VISIT else "Meeting"
    to = (Row("For", found.to_board),) if found.to_board else ()
    return (Row("Board", found.board_title), *to, Row(about, day(found.about_on)))


def _edition(actor: Actor, found: PackView, each: EditionView) -> RecordedItem:
    issued = f"Issued {instant(each.issued_at)}" if each.issued_at else "Being made"
    by = f" by {each.frozen_by}" if each.frozen_by else ""
    doors = [Door("Read on screen", reverse("board:edition", args=[actor.area_slug, each.ref]))]
    if each.issued_at:
        doors.append(Door(f"Download {_file_words(each)}", _file_address(actor, each)))
    notes = [f"Content as it stood on {instant(each.frozen_at)}, frozen{by}", issued]
    if each.file_sha256:
        notes.append(f"Fingerprint of the file: {each.file_sha256}")
    return RecordedItem(
        title=f"Edition {each.number}", body=each.why, notes=tuple(notes), doors=tuple(doors)
    )


def _edition_facts(found: EditionPage) -> tuple[Row, ...]:
    each = found.edition
    why = (Row("Why it was issued again", each.why),) if each.why else ()
    return (
        Row("Edition", str(each.number)),
        *why,
        Row("Content as it stood", instant(each.frozen_at)),
        Row("Issued", instant(each.issued_at) if each.issued_at else "Being made"),
        Row("Fingerprint of the content", each.content_sha256),
    )


def _newer(actor: Actor, found: EditionPage) -> str:
    latest = found.pack.latest
    if latest is None or latest.number <= found.edition.number:
        return ""
    return reverse("board:edition", args=[actor.area_slug, latest.ref])


def _file_address(actor: Actor, each: EditionView) -> str:
    return reverse("board:edition_file", args=[actor.area_slug, each.ref]) if each.issued_at else ""


def _file_words(each: EditionView) -> str:
    pages = counted(each.page_count or 0, "page")
    return f"PDF, {pages}, {size(each.size_bytes or 0)}"


def _packs(actor: Actor) -> Crumb:
    return Crumb("Packs", reverse("board:packs", args=[actor.area_slug]))
