"""What every page for families says, set by the head of the service; and what the information-governance
lead withholds from the page of who looked.
"""

from django.http import HttpResponse
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.forms.families import ProtectForm, SettingsForm
from alongside.casework.operations.families import releasing, settling
from alongside.casework.pages.trail import crumbs, queue_address
from alongside.casework.queries.family_settings import SettingsView, settings_of
from alongside.people.choices import post_choices
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb
from alongside.web.pages import PageRequest, page

TITLE = "What families are told"
INTRO = (
    "Every page for families says this. Nothing here hides that something is late, and an answer never "
    "waits longer than 20 working days."
)
WITHHOLD = "Withhold a look from a family"
WITHHOLD_INTRO = (
    "The family’s page of who looked leaves this entry out, and counts it as withheld. Find its number in "
    "the ledger."
)


@page("GET", "POST", needs=perms.FAMILY_SETTINGS)
def change(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    kept = settings_of(actor.area_id)
    form = SettingsForm(request.POST or None, initial=_as_it_stands(kept))
    form.offer("worry_post", post_choices(actor, today=clock.today()))
    content = FormPage(
        title=TITLE,
        submit="Save",
        crumbs=crumbs(actor, Crumb(TITLE)),
        after=queue_address(actor),
        done="It is saved. Families read it from now on.",
        intro=INTRO,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: settling.change_family_settings(
            actor=actor,
            at=clock.now(),
            expected_version=form.cleaned_data["expected_version"],
            new=form.new_settings(),
        ),
    )


@page("GET", "POST", needs=perms.PROTECT_LOOKS)
def protect(request: PageRequest, area: str) -> HttpResponse:
    form = ProtectForm(request.POST or None)
    content = FormPage(
        title=WITHHOLD,
        submit="Withhold it",
        crumbs=(Crumb("Home", reverse("home", args=[area])), Crumb(WITHHOLD)),
        after=reverse("home", args=[area]),
        done="It is withheld, and counted on the family’s page.",
        intro=WITHHOLD_INTRO,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: releasing.protect_look(
            actor=request.actor,
            at=clock.now(),
            seq=form.cleaned_data["seq"],
            reason=form.cleaned_data["reason"],
        ),
    )


def _as_it_stands(kept: SettingsView) -> dict[str, object]:
    return {
        "question_days": kept.days.question,
        "not_happening_days": kept.days.not_happening,
        "messages_read": kept.messages_read,
        "call_now": kept.call_now,
        "advice_service": kept.advice_service,
        "complaints": kept.complaints,
        "worry_post": kept.worry_post.ref if kept.worry_post else "",
        "expected_version": kept.version,
    }
