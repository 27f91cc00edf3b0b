"""What a family was told that audits and sweeps found in its own case, on its own page. Not the words that were
written for the office.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from alongside.casework import perms as casework
from alongside.casework.families.door import BY_LINK, viewer_of
from alongside.casework.pages.family.ways import Ways, ways_of
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.quality.put_right_words import FAMILY_ONE, FAMILY_WAYS, SWEEP_RULES
from alongside.quality.queries.putting_right import ToldToFamily, told_to_family
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day

CASE = "casework.case"
TITLE = "What we found when we checked our work"
INTRO = (
    "We check how good our work is. Here you see what we found about you or your child, by when we put it "
    "right, and what became of it. Ask us if you want to know more."
)


@dataclass(frozen=True, slots=True)
class ToldShown:
    title: str
    intro: str
    crumbs: tuple[Crumb, ...]
    items: tuple[RecordedItem, ...]


@page("GET", needs=casework.FAMILY)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    viewer = viewer_of(request.actor, case_ref=ref, at=clock.now())
    if not viewer.standing.may_see:
        raise Hidden("case")
    is_restricted = viewer.contact is not None and bool(viewer.contact.restriction)
    rows = told_to_family(request.actor.area_id, ref)
    content = ToldShown(
        title=TITLE,
        intro=INTRO,
        crumbs=ways_of(request, ref).crumbs(Crumb(TITLE)),
        items=tuple(_item(each, is_restricted=is_restricted) for each in rows),
    )
    response = render_page(request, "quality/told.html", {"page": content})
    return as_look(response, subject=CASE, ref=ref, reason="The family’s page")


def door_to_told(actor: Actor, case_ref: str) -> Door:
    """From the family’s page of the case."""
    is_by_link = actor.person_id is None and actor.name.startswith(BY_LINK)
    ways = Ways(actor.area_slug, case_ref, is_by_link)
    if ways.by_link:
        return Door(TITLE, reverse("family_audits:told"))
    return Door(TITLE, reverse("quality:told", args=[ways.slug, case_ref]))


def _item(each: ToldToFamily, *, is_restricted: bool) -> RecordedItem:
    is_open = each.closed_on is None
    return RecordedItem(
        title=FAMILY_ONE[each.because],
        notes=tuple(_notes(each, is_restricted=is_restricted)),
        tag=tag("We are putting it right" if is_open else "Done", "blue" if is_open else "green"),
    )


def _notes(each: ToldToFamily, *, is_restricted: bool) -> Iterator[str]:
    """Whoever must not know a place reads no words that somebody wrote freely."""
    if each.found:
        yield f"What it is about: {'; '.join(SWEEP_RULES.get(one, one) for one in each.found)}."
    yield f"You were told on {day(each.told_on)}."
    due = "We put it right by" if each.closed_on is None else "It was to be put right by"
    yield f"{due} {day(each.due_on)}."
    if each.way is not None and each.closed_on is not None:
        late = (each.closed_on - each.due_on).days
        after = ", after its day" if late > 0 else ""
        yield f"{FAMILY_WAYS[each.way]}. Recorded on {day(each.closed_on)}{after}."
    elif each.due_on < clock.today():
        yield "This day has passed, and it is not put right. We are late."
    if each.reason and not is_restricted:
        yield f"What came of it: {each.reason}"
