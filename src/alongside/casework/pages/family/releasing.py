"""Handing over everything held: an officer reads each item, and says what is withheld and why."""

from dataclasses import dataclass

from django.http import HttpResponse

from alongside.casework import perms
from alongside.casework.forms.families import ReleaseForm
from alongside.casework.operations.families import releasing as operations
from alongside.casework.pages.family.trail import at_family, family_crumbs
from alongside.casework.queries.family_side import items_to_release
from alongside.casework.rules.family_release import Item
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb
from alongside.web.pages import PageRequest, page
from alongside.web.writing import shortened

TITLE = "Hand over everything that is held"
INTRO = (
    "Read each item. What is about somebody else is withheld unless you take the tick away. What must not "
    "be told to this person is left out by itself, and listed."
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is withheld whatever is ticked."""

    closed: tuple[str, ...]


@page("GET", "POST", needs=perms.RECORD)
def release(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head, row, items = items_to_release(actor, message_ref=ref, today=clock.today())
    form = _form(request, items)
    name = row.contact.name if row.contact else head.child.name
    content = FormPage(
        title=TITLE,
        submit="Hand it over",
        crumbs=family_crumbs(actor, head, Crumb(TITLE)),
        after=at_family(actor, "family_side", head.ref),
        done="It is handed over. They read it on their page.",
        intro=f"For {name}. {INTRO}",
        template="casework/family/hand_over.html",
        beside=Beside(tuple(each.title for each in items if each.is_closed)),
    )
    return fill_in(request, form, content, lambda: _hand_over(actor, ref, form, len(items)))


def _form(request: PageRequest, items: tuple[Item, ...]) -> ReleaseForm:
    """What is about others is ticked at first."""
    open_items = [each for each in items if not each.is_closed]
    form = ReleaseForm(
        request.POST or None,
        initial={
            "withhold": [each.key for each in open_items if each.is_of_others],
            "expected_version": len(items),
        },
    )
    form.offer(
        "withhold",
        [(each.key, each.title) for each in open_items],
        hints={each.key: _hint(each) for each in open_items},
    )
    return form


MEANWHILE = "Something was recorded in this case meanwhile. Open this page again, and read what is new first."


def _hand_over(actor: Actor, ref: str, form: ReleaseForm, listed: int) -> object:
    """Raises Refusal where there is more than was read."""
    if form.cleaned_data["expected_version"] != listed:
        raise Refusal(MEANWHILE)
    return operations.release_everything(
        actor=actor,
        at=clock.now(),
        message_ref=ref,
        withhold=form.cleaned_data["withhold"],
        reason=form.cleaned_data["reason"],
    )


def _hint(each: Item) -> str:
    return shortened(" · ".join(each.lines), 300)
