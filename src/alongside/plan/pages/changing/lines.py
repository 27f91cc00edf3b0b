"""Adding lines, changing their words, and linking a line to the outcome that it serves."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.plan import operations, perms
from alongside.plan.forms.lines import LowerLineForm, OutcomeLinkForm, RewordForm, TopLineForm
from alongside.plan.models import Line
from alongside.plan.pages.changing.trail import (
    line_address,
    line_crumbs,
    promise,
    statement_crumbs,
)
from alongside.plan.queries import statement_head
from alongside.plan.queries.for_forms import (
    LineInPlan,
    line_for_change,
    outcome_choices,
    weakness_choices,
    workstream_choices,
)
from alongside.plan.queries.values import StatementHead
from alongside.plan.rules.codes import LineKind, StatementKind
from alongside.plan.rules.places import BELOW
from alongside.plan.words import LINE_KINDS
from alongside.web import clock
from alongside.web.pages import PageRequest, page
from alongside.web.writing import in_a_sentence


@page("GET", "POST", needs=perms.EDIT)
def add_line(request: PageRequest, area: str, ref: str) -> HttpResponse:
    """An outcome or a priority, at the top of an action plan."""
    request.actor.check_may(perms.EDIT)
    head = statement_head(request.actor, ref)
    is_strategy = head.kind == StatementKind.STRATEGY
    kind = LineKind.PRIORITY if is_strategy else LineKind.OUTCOME
    form = TopLineForm(request.POST or None, initial={"kind": kind.value})
    form.offer_or_leave_out("weakness", weakness_choices(request.actor, head.id))
    return fill_in(
        request,
        form,
        _top_page(request.actor, head),
        lambda: operations.add_line(
            actor=request.actor, at=clock.now(), statement_ref=ref, new=form.new_line()
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def add_line_below(request: PageRequest, area: str, ref: str) -> HttpResponse:
    """An objective, an action or a task: what may stand below the line."""
    request.actor.check_may(perms.EDIT)
    above = line_for_change(request.actor, ref, needs=perms.EDIT, today=clock.today())
    kind = _kind_below(above)
    form = LowerLineForm(request.POST or None)
    _offer_what_suits(form, request.actor, above, kind)
    return fill_in(
        request,
        form,
        _lower_page(request.actor, above, kind),
        lambda: operations.add_line(
            actor=request.actor,
            at=clock.now(),
            statement_ref=above.statement_ref,
            new=form.new_line(kind, parent_ref=ref),
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def reword_line(request: PageRequest, area: str, ref: str) -> HttpResponse:
    place = line_for_change(request.actor, ref, needs=perms.EDIT, today=clock.today())
    now = {"text": place.line.text, "expected_version": place.line.version}
    form = RewordForm(request.POST or None, initial=now)
    content = FormPage(
        title=f"Change the words of {place.line.reference}",
        submit="Save the new words",
        crumbs=line_crumbs(request.actor, place, "Change the words"),
        after=line_address(request.actor, place.line),
        done="The new words have been saved. The old ones are kept.",
        facts=(promise(place.line),),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.reword_line(
            actor=request.actor, at=clock.now(), line_ref=ref, **form.cleaned_data
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def link_outcome(request: PageRequest, area: str, ref: str) -> HttpResponse:
    place = line_for_change(request.actor, ref, needs=perms.EDIT, today=clock.today())
    outcomes = outcome_choices(request.actor, beside=place.line.statement_id)
    form = OutcomeLinkForm(request.POST or None)
    form.offer("outcome", outcomes)
    content = FormPage(
        title=f"Link {place.line.reference} to an outcome",
        submit="Link",
        crumbs=line_crumbs(request.actor, place, "Link to an outcome"),
        after=line_address(request.actor, place.line),
        done="The line has been linked to the outcome.",
        intro=_when_nothing_to_choose(outcomes),
        facts=(promise(place.line),),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.link_outcome(
            actor=request.actor,
            at=clock.now(),
            line_ref=ref,
            outcome_ref=form.cleaned_data["outcome"],
        ),
    )


def _kind_below(above: LineInPlan) -> LineKind:
    kinds = BELOW[LineKind(above.line.kind)]
    if not kinds:
        raise Http404
    return kinds[0]


def _offer_what_suits(form: LowerLineForm, actor: Actor, above: LineInPlan, kind: LineKind) -> None:
    """Parts are for actions, workstreams for tasks."""
    if kind is not LineKind.ACTION:
        del form.fields["part"]
    streams = workstream_choices(actor, above.line.statement_id) if kind is LineKind.TASK else []
    form.offer_or_leave_out("workstream", streams)


def _top_page(actor: Actor, head: StatementHead) -> FormPage:
    title = "Add an outcome or a priority"
    return FormPage(
        title=title,
        submit="Add",
        crumbs=statement_crumbs(actor, head.ref, head.title, title),
        after=reverse("plan:statement", args=[actor.area_slug, head.ref]),
        done="The line has been added. It has no lead yet.",
        onward=lambda line: _address_of(actor, line),
    )


def _lower_page(actor: Actor, above: LineInPlan, kind: LineKind) -> FormPage:
    name = in_a_sentence(LINE_KINDS[kind])
    title = f"Add {'an' if name[0] in 'aeiou' else 'a'} {name} below {above.line.reference}"
    return FormPage(
        title=title,
        submit=f"Add the {name}",
        crumbs=line_crumbs(actor, above, title),
        after=line_address(actor, above.line),
        done=f"The {name} has been added. It has no lead yet.",
        facts=(promise(above.line),),
        onward=lambda line: _address_of(actor, line),
    )


def _address_of(actor: Actor, line: Line) -> str:
    return reverse("plan:line", args=[actor.area_slug, line.ref])


def _when_nothing_to_choose(outcomes: Sequence[tuple[str, str]]) -> str:
    return "" if outcomes else "There is no other action plan with outcomes in this area yet."
