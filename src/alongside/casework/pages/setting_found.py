"""What a school writes down of a review that it held, row by row of the EHC plan."""

from typing import Any

from django.http import HttpResponse

from alongside.casework import perms
from alongside.casework.forms.reviewing import findings_form
from alongside.casework.operations.setting_findings import write_findings_from_school
from alongside.casework.pages.reviewing import NO_PLAN, TITLE
from alongside.casework.pages.setting_trail import at_pupils, school_crumbs
from alongside.casework.queries.settings import review_of_pupil
from alongside.casework.rules.settings import why_no_findings
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.pages import PageRequest, as_look, page

INTRO = (
    "Say of each outcome how far it has come, and of each row of help whether it is given. The council reads it, "
    "and decides about the EHC plan after it."
)


@page("GET", "POST", needs=perms.SCHOOL)
def write(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = review_of_pupil(actor, case_ref=ref, today=clock.today())
    after, looked = at_pupils(actor, "pupil", ref), found.looked
    form = findings_form(looked)(request.POST or None, initial={"expected_version": found.version})
    content = FormPage(
        title=TITLE,
        submit="Send it to the council",
        crumbs=school_crumbs(actor, Crumb("A pupil", after), Crumb(TITLE)),
        after=after,
        done="The council has it.",
        intro=INTRO if looked.has_rows else NO_PLAN,
        facts=(Row("Pupil", found.name),),
        closed=why_no_findings(found.stands),
    )
    response = fill_in(request, form, content, lambda: _send(request, ref, form))
    return as_look(response, subject="casework.case", ref=ref, reason="What a review found")


def _send(request: PageRequest, ref: str, form: Any) -> object:
    return write_findings_from_school(
        actor=request.actor,
        at=clock.now(),
        case_ref=ref,
        expected_version=form.cleaned_data["expected_version"],
        new=form.new_findings(),
    )
