"""When schools are closed: a school gives its own, an officer those of every school."""

from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.forms.closures import ClosuresForm
from alongside.casework.operations.closures import give_closures
from alongside.casework.pages.setting_trail import school_crumbs
from alongside.casework.pages.trail import crumbs
from alongside.casework.queries.closures import known_closures
from alongside.kernel.actor import Actor
from alongside.law.calendars import Closures
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.pages import PageRequest, page
from alongside.web.writing import day

TITLE = "When schools are closed"
INTRO = (
    "A closure of at least four weeks can excuse late advice from a school. Days that no list covers excuse nothing: "
    "the law then counts no closure."
)


@page("GET", "POST", needs=(perms.RECORD, perms.SCHOOL))
def give(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    found = known_closures(actor)
    form = ClosuresForm(request.POST or None)
    form.offer_schools(found.schools)
    content = FormPage(
        title=TITLE,
        submit="Save the list",
        crumbs=_crumbs(actor),
        after=reverse("casework:closures", args=[actor.area_slug]),
        done="The list is saved. It takes the place of the one before.",
        intro=INTRO,
        facts=tuple(Row(each.institution, _words(each)) for each in found.known),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: give_closures(
            actor=actor,
            at=clock.now(),
            school_ref=form.school_ref,
            known=form.known,
            closed=form.cleaned_data["closed"],
        ),
    )


def _crumbs(actor: Actor) -> tuple[Crumb, ...]:
    trail = crumbs if actor.may_somewhere(perms.RECORD) else school_crumbs
    return trail(actor, Crumb(TITLE))


def _words(each: Closures) -> str:
    one = timedelta(days=1)
    times = [f"{day(t.start)} to {day(t.until - one)}" for t in each.closed if t.until]
    until = each.covered.until
    known = f"Known from {day(each.covered.start)}" + (f" to {day(until - one)}" if until else "")
    return f"{known}. Closed: {'; '.join(times) or 'never'}."
