"""Planning a round, changing what was planned before anything is drawn, and taking it back."""

from django.http import HttpResponse

from alongside.kernel.refusals import Refusal
from alongside.people.pages.filling import FormPage, fill_in
from alongside.quality import perms
from alongside.quality.forms.rounds import ChangeRoundForm, RoundForm, TakeBackForm
from alongside.quality.operations import rounds as operations
from alongside.quality.pages.trail import at, round_crumbs, rounds_crumbs
from alongside.quality.queries.rounds import round_page
from alongside.quality.queries.values import RoundPage
from alongside.quality.rules.drawing import RoundFacts, check_may_change
from alongside.web import clock
from alongside.web.components import Crumb
from alongside.web.pages import PageRequest, page

PLAN, CHANGE, TAKE_BACK = "Set up a round", "Change what is planned", "Take this round back"
IT_TAKES = "Nothing is drawn yet. It takes the version of the tool that is in force today."


@page("GET", "POST", needs=perms.LEAD)
def plan(request: PageRequest, area: str) -> HttpResponse:
    actor, form = request.actor, RoundForm(request.POST or None)
    content = FormPage(
        title=PLAN,
        submit="Set it up",
        crumbs=rounds_crumbs(actor, Crumb(PLAN)),
        after=at(actor, "rounds"),
        done="The round is planned. Draw its sample next.",
        intro="It keeps the version of the tool that is in force today.",
        onward=lambda made: at(actor, "round", made.ref),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.plan_round(
            actor=actor, at=clock.now(), about=form.about_what(), new=form.new_round()
        ),
    )


@page("GET", "POST", needs=perms.LEAD)
def change(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, round_page(request.actor, round_ref=ref)
    form, why_not = ChangeRoundForm(request.POST or None, initial=_planned(found)), _why_not(found)
    content = FormPage(
        title=CHANGE,
        submit="Save",
        crumbs=round_crumbs(actor, found.row, Crumb(CHANGE)),
        after=at(actor, "round", ref),
        done="The round is changed. Draw its sample next.",
        intro="" if why_not else IT_TAKES,
        closed=why_not,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.change_round(
            actor=actor,
            at=clock.now(),
            round_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            asked=(form.about_what(), form.new_round()),
        ),
    )


@page("GET", "POST", needs=perms.LEAD)
def take_back(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, round_page(request.actor, round_ref=ref)
    form, why_not = TakeBackForm(request.POST or None), _why_not(found)
    content = FormPage(
        title=TAKE_BACK,
        submit=TAKE_BACK,
        crumbs=round_crumbs(actor, found.row, Crumb(TAKE_BACK)),
        after=at(actor, "round", ref),
        done="The round is taken back. It stays in the list, with your reason.",
        intro="" if why_not else "Nothing is drawn yet, so nothing else is lost.",
        closed=why_not,
        is_grave=True,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.take_back_round(
            actor=actor, at=clock.now(), round_ref=ref, why=form.cleaned_data["why"]
        ),
    )


def _planned(found: RoundPage) -> dict[str, object]:
    row = found.row
    return {
        "about": row.about.value,
        "title": row.title,
        "from_on": row.from_on,
        "last_on": row.last_on,
        "sample_size": row.sample_size,
        "strata": [each.value for each in found.strata],
        "exclusions": [each.value for each in found.exclusions],
        "with_families": found.with_families,
        "due_on": row.due_on,
        "expected_version": found.version,
    }


def _why_not(found: RoundPage) -> str:
    facts = RoundFacts(state=found.row.state, draws=len(found.draws), submitted=0)
    try:
        check_may_change(facts)
    except Refusal as refusal:
        return refusal.sentence
    return ""
