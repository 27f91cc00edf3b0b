"""Correcting the day of something that was done with a request, and taking back what never happened."""

from collections.abc import Mapping

from django.http import HttpResponse

from alongside.advice import perms
from alongside.advice.forms.correcting import CorrectDayForm, TakeBackForm
from alongside.advice.operations.correcting import correct_day
from alongside.advice.operations.taking_back import take_back_step
from alongside.advice.pages.trail import at, request_crumbs
from alongside.advice.queries.correcting import step_to_correct
from alongside.advice.rules.codes import Act
from alongside.advice.rules.opening_again import TAKEN_BACK_ALONE
from alongside.advice.words import ACTS
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.pages import PageRequest, page
from alongside.web.writing import day

TITLE, BACK = "Correct a day", "Take it back"
INTROS: Mapping[Act, str] = {
    Act.RECEIVE: "The six weeks for this advice are counted anew from the right day.",
    Act.REUSE: "Say on which day the last of the three agreed.",
}
STAYS = "The day that was written down first stays readable. The case follows by itself."


@page("GET", "POST", needs=perms.SEES)
def correct(request: PageRequest, area: str, ref: str, number: int) -> HttpResponse:
    actor, today = request.actor, clock.today()
    row, act, on = step_to_correct(actor, request_ref=ref, number=number, today=today)
    form = CorrectDayForm(request.POST or None, initial={"on": on})
    content = FormPage(
        title=TITLE,
        submit="Correct this day",
        crumbs=request_crumbs(actor, row, Crumb(TITLE)),
        after=at(actor, "request", ref),
        done="The day is corrected.",
        intro=f"{INTROS.get(act, '')} {STAYS}".strip(),
        facts=(Row("What was done", ACTS[act]), Row("Day as it stands", day(on))),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: correct_day(
            actor=actor, at=clock.now(), request_ref=ref, number=number, new=form.new_day()
        ),
    )


@page("GET", "POST", needs=perms.SEES)
def take_back(request: PageRequest, area: str, ref: str, number: int) -> HttpResponse:
    actor, today = request.actor, clock.today()
    row, act, on = step_to_correct(actor, request_ref=ref, number=number, today=today)
    if act not in TAKEN_BACK_ALONE:
        raise Hidden("step")
    form = TakeBackForm(request.POST or None)
    content = FormPage(
        title=BACK,
        submit=BACK,
        crumbs=request_crumbs(actor, row, Crumb(BACK)),
        after=at(actor, "request", ref),
        done="It is taken back.",
        intro="For what never happened, or was of another child. The case takes it back by itself.",
        facts=(Row("What was done", ACTS[act]), Row("Day", day(on))),
        is_grave=True,
    )
    return fill_in(request, form, content, lambda: _taken_back(actor, ref, number, form))


def _taken_back(actor: Actor, ref: str, number: int, form: TakeBackForm) -> object:
    why = form.cleaned_data["why"]
    return take_back_step(actor=actor, at=clock.now(), request_ref=ref, number=number, why=why)
