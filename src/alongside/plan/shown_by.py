"""Which impacts of the action plan point to a page of evidence of impact, for that page."""

from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.measures.queries.impacts import chain_of
from alongside.plan import perms
from alongside.plan.models import ImpactStatement
from alongside.web.components import RecordedItem
from alongside.web.offers import Beside


def impacts_pointing_to(actor: Actor, ref: str) -> Beside:
    """By any of the page's wordings, in two queries."""
    if not actor.may_somewhere(perms.VIEW):
        return Beside()
    rows = (
        ImpactStatement.objects.visible_to(actor)
        .filter(told_in__in=[each.pk for each in chain_of(actor, ref)])
        .order_by("line__order", "order", "id")
        .values_list("text", "line__ref", "line__reference")
    )
    return Beside(
        title="What it should change, in the action plan",
        items=tuple(
            RecordedItem(
                title=text,
                notes=(f"Outcome {reference}",),
                address=reverse("plan:line", args=[actor.area_slug, line]),
            )
            for text, line, reference in rows
        ),
    )
