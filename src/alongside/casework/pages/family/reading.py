"""What somebody of a family reads besides the page itself: who looked, what was added, and what was
handed over.
"""

from dataclasses import dataclass

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from alongside.casework import perms
from alongside.casework.pages.family.ways import ways_of
from alongside.casework.queries.families import (
    file_for_family,
    looks_for_family,
    release_for_family,
)
from alongside.casework.queries.family_looks import Looks, LookView
from alongside.files.serving import send
from alongside.web import clock
from alongside.web.components import Column, Crumb, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day

LOOKED = "Who looked at the record"
COLUMNS = (Column("Day"), Column("Role"), Column("From"), Column("How often", is_number=True))
RELEASED = "Everything that is held"


@dataclass(frozen=True, slots=True)
class LookedPage:
    title: str
    crumbs: tuple[Crumb, ...]
    table: Table
    withheld: str
    cut: str


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """``content`` is (heading, entries), each a title with its lines; ``withheld`` is (title, why)."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    content: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]
    withheld: tuple[tuple[str, str], ...]


@page("GET", needs=perms.FAMILY)
def looked(request: PageRequest, area: str, ref: str) -> HttpResponse:
    _, looks = looks_for_family(request.actor, case_ref=ref, at=clock.now())
    content = LookedPage(
        title=LOOKED,
        crumbs=ways_of(request, ref).crumbs(Crumb(LOOKED)),
        table=_table(looks),
        withheld=_withheld(looks),
        cut="Only the latest looks are listed here. Ask us for the others." if looks.is_cut else "",
    )
    return render_page(request, "casework/family/looked.html", {"page": content})


@page("GET", needs=perms.FAMILY)
def file(request: PageRequest, area: str, ref: str, message: str) -> HttpResponseBase:
    """``message`` names a message, a letter or an EHC plan."""
    found = file_for_family(request.actor, case_ref=ref, what=message, at=clock.now())
    return send(found)


@page("GET", needs=perms.FAMILY)
def release(request: PageRequest, area: str, ref: str, message: str) -> HttpResponse:
    _, found = release_for_family(request.actor, case_ref=ref, message_ref=message, at=clock.now())
    content = ReleasePage(
        title=RELEASED,
        caption=f"Handed over on {day(found.released_at)}",
        crumbs=ways_of(request, ref).crumbs(Crumb(RELEASED)),
        content=tuple(
            (heading, tuple((title, tuple(lines)) for title, lines in entries))
            for heading, entries in found.content
        ),
        withheld=tuple((title, why) for title, why in found.withheld),
    )
    return render_page(request, "casework/family/release.html", {"page": content})


def _table(looks: Looks) -> Table:
    return Table(
        caption="Looks at the record, the latest first",
        caption_hidden=True,
        columns=COLUMNS,
        rows=[_row(each) for each in looks.listed],
        stack=True,
        empty="No look is noted yet. Whoever wrote to you, or recorded something, saw the record too.",
    )


def _row(each: LookView) -> tuple[str, ...]:
    times = "once" if each.count == 1 else f"{each.count} times"
    return day(each.on), each.role, each.organisation or "Not known here", times


def _withheld(looks: Looks) -> str:
    if not looks.withheld_count:
        return ""
    return (
        f"{counted(looks.withheld_count, 'entry,entries')} withheld by the information governance lead, "
        "who has to write down why."
    )
