"""Where somebody who came by link says how they want to hear that something changed."""

from django.http import HttpResponse

from alongside.casework import perms
from alongside.casework.forms.families import NewsForm
from alongside.casework.operations.families import telling as operations
from alongside.casework.pages.family.ways import ways_of
from alongside.casework.queries.family_news import how_told
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb
from alongside.web.pages import PageRequest, page

TITLE = "How we tell you that something changed"
INTRO = (
    "An e-mail goes to the address that gets your one-time codes. It holds no name, no details and no "
    "link. If somebody else reads your e-mail and must not know, choose not to get it."
)


@page("GET", "POST", needs=perms.FAMILY)
def choose(request: PageRequest, area: str, ref: str) -> HttpResponse:
    one = how_told(request.actor, case_ref=ref, at=clock.now())
    initial = {} if one.is_open else {"choice": one.choice}
    form, ways = NewsForm(request.POST or None, initial=initial), ways_of(request, ref)
    content = FormPage(
        title=TITLE,
        submit="Save my choice",
        crumbs=ways.crumbs(Crumb(TITLE)),
        after=ways.to(""),
        done="Your choice holds from now.",
        intro=f"{one.now} {INTRO}",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.choose_news(
            actor=request.actor, at=clock.now(), case_ref=ref, choice=form.chosen.value
        ),
    )
