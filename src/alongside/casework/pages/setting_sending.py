"""What a school sends: about a pupil on its roll, or a request for one who is new to the council."""

from django.http import HttpResponse

from alongside.casework import perms
from alongside.casework.forms.settings import NewPupilForm, sending_form
from alongside.casework.operations import settings as operations
from alongside.casework.pages.setting_parts import by_when
from alongside.casework.pages.setting_pupils import DOORS
from alongside.casework.pages.setting_trail import at_pupils, school_crumbs
from alongside.casework.queries.setting_values import PupilPage
from alongside.casework.queries.settings import names_of_schools, pupil_page
from alongside.casework.rules.settings import Sent
from alongside.kernel.refusals import Hidden
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.pages import PageRequest, page

INTROS = {
    Sent.MEETING: "Everybody is invited, and gets the papers, at least two weeks before the meeting.",
    Sent.INVITED: "Everybody who has to be invited has the day, the time and the place since today.",
    Sent.PAPERS: "The law asks for them two weeks before the meeting. Send them to everybody who is invited too.",
    Sent.HELD: "After it you have two weeks to send the report.",
    Sent.REPORT: "Send it to everybody who was invited too.",
    Sent.REQUEST: "The council has six weeks to tell the family whether it will assess. Time begins today.",
}
DONE = "The council has it. You see it below."
PAPERS = "REV-PAPERS"


@page("GET", "POST", needs=perms.SCHOOL)
def send_in(request: PageRequest, area: str, ref: str, sent: str) -> HttpResponse:
    actor = request.actor
    found = pupil_page(actor, case_ref=ref, today=clock.today())
    kind = _kind(sent, found)
    form = sending_form(kind, data=request.POST or None, files=request.FILES or None)
    after = at_pupils(actor, "pupil", ref)
    content = FormPage(
        title=DOORS[kind],
        submit="Send",
        crumbs=school_crumbs(actor, Crumb("A pupil", after), Crumb(DOORS[kind])),
        after=after,
        done=DONE,
        intro=INTROS[kind],
        facts=_facts(found),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.send_from_school(
            actor=actor, at=clock.now(), case_ref=ref, new=form.new_sending()
        ),
    )


@page("GET", "POST", needs=perms.SCHOOL)
def ask(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    form = NewPupilForm(request.POST or None, request.FILES or None)
    form.offer_schools(names_of_schools(actor))
    content = FormPage(
        title="Ask for an assessment of another pupil",
        submit="Send",
        crumbs=school_crumbs(actor, Crumb("Another pupil")),
        after=at_pupils(actor, "pupils"),
        done=DONE,
        intro=f"For a pupil who is not in your list. {INTROS[Sent.REQUEST]} Tell the family that you ask.",
        onward=lambda made: at_pupils(actor, "pupil", made.case.ref),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.ask_for_new_pupil(
            actor=actor,
            at=clock.now(),
            school_ref=form.school_ref,
            facts=form.facts(),
            new=form.new_sending(),
        ),
    )


def _kind(sent: str, found: PupilPage) -> Sent:
    """Raises Hidden for what cannot be sent today, and for nonsense."""
    for each in found.may_send:
        if each.value == sent:
            return each
    raise Hidden("kind")


def _facts(found: PupilPage) -> tuple[Row, ...]:
    """Of whom, and the law's day for the papers where one runs."""
    due = [each.due_on for each in found.duties if each.rule == PAPERS and each.done_on is None]
    who = Row("Pupil", found.row.name)
    if not due:
        return (who,)
    told = by_when(due[0], clock.today())
    return (who, Row("The papers are due", f"{told.text}, {told.note}"))
