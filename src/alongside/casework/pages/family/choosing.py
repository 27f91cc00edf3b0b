"""Where a young person says who else sees their page and who acts for them."""

from django.http import HttpResponse

from alongside.casework import perms
from alongside.casework.families.words import REACHES
from alongside.casework.forms.families import ChooseReachForm
from alongside.casework.operations.families import choosing as operations
from alongside.casework.pages.family.ways import ways_of
from alongside.casework.queries.families import choices_for_young_person
from alongside.casework.queries.family_values import ChoiceView
from alongside.casework.rules.family_codes import Reach
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.pages import PageRequest, page

TITLE = "Who sees this page and who acts for you"
INTRO = (
    "You decide this. You can change it on any day, and nobody is told why. People whom you do not choose "
    "see nothing of your page."
)


@page("GET", "POST", needs=perms.OWN_RIGHTS)
def choose(request: PageRequest, area: str, ref: str) -> HttpResponse:
    found = choices_for_young_person(request.actor, case_ref=ref, at=clock.now())
    form, ways = ChooseReachForm(request.POST or None), ways_of(request, ref)
    form.offer("contact", [(each.contact_ref, each.name) for each in found])
    content = FormPage(
        title=TITLE,
        submit="Save my choice",
        crumbs=ways.crumbs(Crumb(TITLE)),
        after=ways.to("choose"),
        done="Your choice holds from now.",
        intro=INTRO,
        facts=tuple(Row(each.name, _words(each)) for each in found),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.choose(
            actor=request.actor,
            at=clock.now(),
            case_ref=ref,
            contact_ref=form.cleaned_data["contact"],
            reach=form.chosen_reach,
        ),
    )


def _words(each: ChoiceView) -> str:
    if not each.reach:
        return "Sees nothing"
    return REACHES[Reach(each.reach)].replace("the young person", "you")
