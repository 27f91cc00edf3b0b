"""What a review found, written down row by row of the EHC plan."""

from django.http import HttpResponse

from alongside.casework import perms
from alongside.casework.forms.reviewing import findings_form
from alongside.casework.operations import reviewing as operations
from alongside.casework.pages.trail import case_address, case_crumbs
from alongside.casework.queries.reviewing import review_to_write_down
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb
from alongside.web.pages import PageRequest, page

TITLE = "What the review found"
INTRO = (
    "Say of each outcome how far it has come, and of each row of help whether it is given. It stands with "
    "what happened in the case. The decision about the EHC plan is recorded by itself."
)
NO_PLAN = "No EHC plan is kept here, so write in your own words what the review found."


@page("GET", "POST", needs=perms.RECORD)
def write(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head, looked = review_to_write_down(actor, case_ref=ref, today=clock.today())
    form = findings_form(looked)(request.POST or None, initial={"expected_version": head.version})
    content = FormPage(
        title=TITLE,
        submit="Save it",
        crumbs=case_crumbs(actor, head, Crumb(TITLE)),
        after=case_address(actor, head.ref),
        done="It is written down.",
        intro=INTRO if looked.has_rows else NO_PLAN,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.record_findings(
            actor=actor,
            at=clock.now(),
            case_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            new=form.new_findings(),
        ),
    )
