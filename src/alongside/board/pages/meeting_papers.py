"""Papers of a meeting: adding one, taking one back, and handing one over."""

from dataclasses import replace
from datetime import date

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase

from alongside.board import perms
from alongside.board.forms.agenda import PaperForm, WithdrawPaperForm
from alongside.board.models import Paper
from alongside.board.operations import papers as operations
from alongside.board.pages.meeting_trail import grave, head_for_change, meeting_form, with_intro
from alongside.board.queries.meeting_values import MeetingHead
from alongside.board.queries.meetings import check_may_view
from alongside.board.queries.one_meeting import items_of, meeting_head
from alongside.board.queries.presenting import items_presented
from alongside.files.serving import send
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.finding import found
from alongside.people.pages.filling import fill_in
from alongside.web import clock
from alongside.web.components import Row
from alongside.web.pages import PageRequest, page
from alongside.web.writing import day, instant


@page("GET", "POST", needs=perms.VIEW)
def add_paper(request: PageRequest, area: str, ref: str) -> HttpResponse:
    """For whoever runs the board, and for those who present an item, to their own items."""
    actor, today = request.actor, clock.today()
    head, items = _items_to_add_to(actor, ref, today)
    item = {"item": request.GET.get("item", "")}
    form = PaperForm(request.POST or None, request.FILES or None, actor=actor, initial=item)
    if actor.may(perms.RUN):
        form.offer_or_leave_out("item", items)
    else:
        form.offer_own(items)
    due = head.row.papers_due_on
    late = "A paper that is added now shows as late." if today > due else ""
    facts = (Row("Papers are due", day(due)),)
    asked = meeting_form(actor, head.row, title="Add a paper", submit="Add the paper", facts=facts)
    return fill_in(
        request,
        form,
        with_intro(asked, late),
        lambda: operations.add_paper(
            actor=actor, at=clock.now(), meeting_ref=ref, new=form.new_paper()
        ),
    )


def _items_to_add_to(
    actor: Actor, meeting_ref: str, today: date
) -> tuple[MeetingHead, list[tuple[str, str]]]:
    """Raises Hidden to those who neither run the board nor present anything."""
    head = meeting_head(actor, meeting_ref=meeting_ref)
    items = [(each.ref, f"{each.number}. {each.title}") for each in items_of(actor, head.row.id)]
    if actor.may(perms.RUN):
        return head, items
    own = items_presented(actor, head.row.id, today=today)
    if not own:
        raise Hidden(perms.RUN)
    return head, [each for each in items if each[0] in own]


@page("GET", "POST", needs=perms.RUN)
def withdraw_paper(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    actor.check_may(perms.RUN)
    paper = found(Paper, actor, ref, "meeting", "file")
    head = head_for_change(actor, paper.meeting.ref)
    form = WithdrawPaperForm(request.POST or None)
    asked = meeting_form(
        actor,
        head.row,
        title="Take a paper back",
        submit="Take the paper back",
        facts=(Row("Paper", paper.title), Row("Added", instant(paper.added_at))),
    )
    back = "This paper has been taken back already." if paper.withdrawn_at else ""
    warning = "Nobody can open it any more. Its title stays listed with the reason."
    return fill_in(
        request,
        form,
        replace(grave(asked, warning), closed=back),
        lambda: operations.withdraw_paper(
            actor=actor, at=clock.now(), paper_ref=ref, why=form.cleaned_data["why"]
        ),
    )


@page("GET", needs=perms.VIEW)
def paper_file(request: PageRequest, area: str, ref: str) -> HttpResponseBase:
    """Whoever reads the board's work reads its papers, unless one was taken back."""
    check_may_view(request.actor)
    paper = found(Paper, request.actor, ref, "file")
    if paper.withdrawn_at is not None:
        raise Http404
    return send(paper.file)
