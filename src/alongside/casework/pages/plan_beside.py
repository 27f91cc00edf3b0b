"""Beside the form of a part: what could be plainer in it, as it is typed, and which parts of help it says.

It looks at the part in its place among the others, so that a word explained further up stands explained. It
stops nothing, and looking keeps nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.http import HttpResponse

from alongside.casework.forms.plans import PartForm
from alongside.casework.plans.noticing import PartSaid, Told, parts_of_help, told
from alongside.casework.queries.plan_reading import lens_of
from alongside.casework.rules.plans.codes import Section
from alongside.casework.rules.plans.parts import Part, PartBody
from alongside.casework.rules.plans.passages import boxes_of
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web.pages import PageRequest
from alongside.web.render import render_page
from alongside.web.writing import counted

TEMPLATE = "casework/plan_part.html"
CHECK, CHECKING = "check", "X-House-Check"
NEW = "new"
PLAIN = "Nothing could be plainer that these checks can see."
NOTHING = "What could be plainer stands here as you write."


@dataclass(frozen=True, slots=True)
class Beside:
    """``summary`` is also said to whoever listens."""

    summary: str
    told: tuple[Told, ...]
    said: tuple[PartSaid, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the part stands or will stand: ``part`` as it is kept, None for a new one."""

    version_ref: str
    section: Section
    others: tuple[Part, ...]
    part: Part | None = None


def fill_in_part(
    request: PageRequest,
    form: PartForm,
    page: FormPage,
    place: Place,
    save: Callable[[], object],
) -> HttpResponse:
    """Like any form; with what could be plainer beside it, where a part has words of the officer's."""
    body = form.typed_body() if form.is_bound else (place.part.body if place.part else form.empty())
    if not boxes_of(body) or page.closed:
        return fill_in(request, form, page, save)
    shown = replace(page, template=TEMPLATE, beside=_beside(request.actor, place, body))
    if request.method == "POST" and (CHECK in request.POST or CHECKING in request.headers):
        form.look_only()
        return render_page(request, TEMPLATE, {"page": shown, "form": form})
    return fill_in(request, form, shown, save)


def _beside(actor: Actor, place: Place, body: PartBody) -> Beside:
    if not any(getattr(body, box) for box in boxes_of(body)):
        return Beside(NOTHING, (), ())
    part = _placed(place, body)
    read = lens_of(actor, place.version_ref).read((*place.others, part))
    found = told(read.of(part.key))
    summary = f"{counted(len(found), 'thing')} could be plainer." if found else PLAIN
    return Beside(summary, found, parts_of_help(read.rows.get(part.key, ())))


def _placed(place: Place, body: PartBody) -> Part:
    """Where it stands, or at the end of its section."""
    if place.part is not None:
        return replace(place.part, body=body)
    last = max((p.position for p in place.others if p.section is place.section), default=0)
    return Part(key=NEW, section=place.section, position=last + 1, body=body)
