"""What the pages of change share: the crumbs above a form, and the facts that stand beside it."""

from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.plan.pages.reading.views import crumbs
from alongside.plan.queries.for_forms import LineInPlan
from alongside.plan.queries.values import LineView
from alongside.plan.words import NOT_PUBLISHED
from alongside.web.components import Crumb, Row
from alongside.web.markup import tag


def statement_crumbs(actor: Actor, ref: str, title: str, *rest: str) -> tuple[Crumb, ...]:
    """Down to the action plan, then the given words without addresses."""
    address = reverse("plan:statement", args=[actor.area_slug, ref])
    return crumbs(actor, Crumb(title, address), *(Crumb(words) for words in rest))


def line_crumbs(actor: Actor, place: LineInPlan, *rest: str) -> tuple[Crumb, ...]:
    """Down to the line, then the given words."""
    statement = reverse("plan:statement", args=[actor.area_slug, place.statement_ref])
    return crumbs(
        actor,
        Crumb(place.statement_title, statement),
        Crumb(place.line.reference, line_address(actor, place.line)),
        *(Crumb(words) for words in rest),
    )


def line_address(actor: Actor, line: LineView) -> str:
    return reverse("plan:line", args=[actor.area_slug, line.ref])


def promise(line: LineView) -> Row:
    """What is promised, under the kind of the line and its reference."""
    return Row(f"{line.kind_label} {line.reference}", line.text)


def standing(line: LineView) -> tuple[Row, ...]:
    """The promise with its dates and its status today."""
    return (
        promise(line),
        Row("Start", str(line.start or NOT_PUBLISHED)),
        Row("End", str(line.end or NOT_PUBLISHED)),
        Row("Status today", tag(line.status.words, line.status.colour)),
    )
