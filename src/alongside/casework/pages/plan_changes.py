"""What changed between two versions of an EHC plan: side by side, with the words marked, and who asked."""

from dataclasses import dataclass

from django.http import HttpResponse

from alongside.casework import perms
from alongside.casework.pages.plan_trail import (
    SUBJECT,
    at_version,
    version_crumbs,
    version_title,
)
from alongside.casework.plans.words import ACTS, ASKERS, BLANK, KINDS, SECTIONS
from alongside.casework.queries.plan_changes import comparison
from alongside.casework.queries.plan_values import Asking, BoxChange, ChangeView, Comparison
from alongside.casework.rules.plans.codes import DRAFTS, Act, AskedBy, Section
from alongside.casework.rules.plans.comparing import Mark, Piece
from alongside.kernel.actor import Actor
from alongside.web import clock
from alongside.web.components import Crumb, Door
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import counted, instant, sentence

COLOURS = {Act.ADDED: "green", Act.CHANGED: "blue", Act.REMOVED: "amber"}


@dataclass(frozen=True, slots=True)
class ShownBox:
    """One box before and after; the pieces say which words went and came."""

    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ShownChange:
    title: str
    section: str
    act: str
    boxes: tuple[ShownBox, ...]
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    summary: str
    before: str
    after: str
    changes: tuple[ShownChange, ...]
    others: tuple[Door, ...]


@page("GET", needs=perms.READS)
def changes(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = comparison(
        actor, version_ref=ref, with_ref=request.GET.get("with", ""), today=clock.today()
    )
    content = ChangesPage(
        title="What changed",
        caption=f"Case {found.head.number}, {found.head.child.name}",
        crumbs=version_crumbs(actor, found.head, found.after, Crumb("What changed")),
        summary=_summary(found),
        before=version_title(found.before),
        after=version_title(found.after),
        changes=tuple(_shown(each, found) for each in found.changes),
        others=tuple(_others(actor, ref, found)),
    )
    response = render_page(request, "casework/plan_changes.html", {"page": content})
    return as_look(response, subject=SUBJECT, ref=found.head.ref, reason="Changes of the EHC plan")


def _summary(found: Comparison) -> str:
    before = f"version {found.before.number} ({KINDS[found.before.kind]})"
    after = f"version {found.after.number} ({KINDS[found.after.kind]})"
    rows = counted(len(found.changes), "row") if found.changes else "Nothing"
    return f"From {before} to {after}: {rows} changed."


def _shown(change: ChangeView, found: Comparison) -> ShownChange:
    is_blank = change.section is Section.PLACE and found.after.kind in DRAFTS
    asked = tuple(_asked(each) for each in change.asked)
    return ShownChange(
        title=change.title,
        section=f"Section {change.section}: {SECTIONS[change.section]}",
        act=tag(ACTS[change.act], COLOURS[change.act]),
        boxes=tuple(_box(each) for each in change.boxes),
        asked=(BLANK,) if is_blank else asked,
    )


def _box(box: BoxChange) -> ShownBox:
    return ShownBox(
        label=box.label,
        before=tuple(piece for piece in box.pieces if piece.mark is not Mark.ADDED),
        after=tuple(piece for piece in box.pieces if piece.mark is not Mark.REMOVED),
    )


def _asked(asking: Asking) -> str:
    why = f" {sentence(asking.why)}" if asking.why else ""
    by = f" by {asking.changed_by}" if asking.changed_by else ""
    who = (
        "Nobody asked for it: it is the officer’s own work."
        if asking.asked_by is AskedBy.OFFICER
        else f"Asked for by: {ASKERS[asking.asked_by]}."
    )
    return f"{who}{why} Written in{by} on {instant(asking.changed_at)}."


def _others(actor: Actor, ref: str, found: Comparison) -> list[Door]:
    """The other versions to compare this one with."""
    address = at_version(actor, "plan_changes", ref)
    shown = {found.before.ref, found.after.ref}
    return [
        Door(f"Compare with version {each.number}", f"{address}?with={each.ref}")
        for each in found.others
        if each.ref not in shown
    ]
