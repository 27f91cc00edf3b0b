"""What a school sends: about a pupil on its roll, or a request for one who is new to the council."""

from django.http import HttpResponse

from alongside.casework import perms
from alongside.casework.forms.settings import NewPupilForm, WrongForm, sending_form
from alongside.casework.operations import settings as operations
from alongside.casework.pages.setting_parts import by_when
from alongside.casework.pages.setting_pupils import DOORS
from alongside.casework.pages.setting_trail import at_pupils, school_crumbs
from alongside.casework.queries.setting_values import PupilPage
from alongside.casework.queries.settings import names_of_schools, own_sending, pupil_page
from alongside.casework.rules.settings import Sent, why_not, why_not_wrong
from alongside.casework.words import SENT
from alongside.kernel.refusals import Hidden
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.pages import PageRequest, page
from alongside.web.writing import day

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
        closed=why_not(kind, found.stands),
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
def say_wrong(request: PageRequest, area: str, ref: str, sending: str) -> HttpResponse:
    actor, form = request.actor, WrongForm(request.POST or None)
    sent = own_sending(actor, case_ref=ref, sending_ref=sending, today=clock.today())
    after = at_pupils(actor, "pupil", ref)
    content = FormPage(
        title="Say that this is wrong",
        submit="Tell the council",
        crumbs=school_crumbs(actor, Crumb("A pupil", after), Crumb("Wrong")),
        after=after,
        done="The council is told. What you sent stays until it takes it back.",
        facts=(Row(SENT[sent.sent], f"Sent on {day(sent.on)}"),),
        closed=why_not_wrong(is_said=bool(sent.wrong), is_over=sent.is_over),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.say_wrong(
            actor=actor,
            at=clock.now(),
            case_ref=ref,
            sending_ref=sending,
            why=form.cleaned_data["why"],
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
    """Raises Hidden for nonsense, and for a pupil who has left."""
    kind = next((each for each in Sent if each.value == sent), None)
    if kind is None or found.has_left:
        raise Hidden("kind")
    return kind


def _facts(found: PupilPage) -> tuple[Row, ...]:
    """Of whom, and the law's day for the papers where one runs."""
    due = [each.due_on for each in found.duties if each.rule == PAPERS and each.done_on is None]
    who = Row("Pupil", found.row.name)
    if not due:
        return (who,)
    told = by_when(due[0], clock.today())
    return (who, Row("The papers are due", f"{told.text}, {told.note}"))
