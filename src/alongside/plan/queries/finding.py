"""What the search box finds in the action plan: risks and issues, evidence, and the posts that lead.

Lines are found in ``attention``.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Coalesce

from alongside.kernel.actor import Actor
from alongside.plan.models import Evidence, Lead, Risk
from alongside.plan.queries.loading import check_may_view


@dataclass(frozen=True, slots=True)
class FoundRisk:
    ref: str
    kind: str
    title: str
    statement_title: str


@dataclass(frozen=True, slots=True)
class FoundEvidence:
    title: str
    line_ref: str
    line_reference: str


@dataclass(frozen=True, slots=True)
class FoundLead:
    post_ref: str
    title: str
    organisation: str
    statement_ref: str
    statement_title: str


def found_risks(actor: Actor, words: str, *, most: int) -> tuple[FoundRisk, ...]:
    """Risks and issues, closed ones too, whose title, description or mitigation holds the words."""
    check_may_view(actor)
    held = Q(title__icontains=words) | Q(description__icontains=words)
    rows = (
        Risk.objects.visible_to(actor)
        .filter(held | Q(mitigation__icontains=words))
        .order_by("statement_id", "id")
        .values_list("ref", "kind", "title", "statement__title")[:most]
    )
    return tuple(FoundRisk(*row) for row in rows)


def found_evidence(actor: Actor, words: str, *, most: int) -> tuple[FoundEvidence, ...]:
    """Evidence of lines and of impacts that has not been withdrawn, by its words or its source."""
    check_may_view(actor)
    held = Q(title__icontains=words) | Q(description__icontains=words)
    rows = (
        Evidence.objects.visible_to(actor)
        .filter(held | Q(document_reference__icontains=words), withdrawal=None)
        .order_by("-attached_at", "id")
        .values_list(
            "title",
            Coalesce("line__ref", "impact__line__ref"),
            Coalesce("line__reference", "impact__line__reference"),
        )[:most]
    )
    return tuple(FoundEvidence(*row) for row in rows)


def found_leads(actor: Actor, words: str, *, most: int) -> tuple[FoundLead, ...]:
    """Posts whose title holds the words and which lead lines now, once for each action plan."""
    check_may_view(actor)
    rows = (
        Lead.objects.visible_to(actor)
        .filter(post__title__icontains=words, lead_until=None)
        .order_by("post__title", "line__statement_id")
        .values_list(
            "post__ref",
            "post__title",
            "post__organisation__name",
            "line__statement__ref",
            "line__statement__title",
        )
        .distinct()[:most]
    )
    return tuple(FoundLead(*row) for row in rows)
