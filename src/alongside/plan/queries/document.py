"""The document itself: its own words, who it named as leaders, and what was done before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from alongside.kernel.actor import Actor
from alongside.plan.models import Activity, PrintedLeader, SourceDocument
from alongside.plan.queries.statements import PassageView, passages, statement_head
from alongside.plan.queries.values import StatementHead
from alongside.plan.rules.codes import LeaderList


@dataclass(frozen=True, slots=True)
class LeaderView:
    """A row of a list of leaders, as printed; empty words were not printed."""

    initials: str
    name: str
    organisation: str
    role: str
    note: str


@dataclass(frozen=True, slots=True)
class ActivityView:
    text: str
    month_text: str


@dataclass(frozen=True, slots=True)
class SourceView:
    title: str
    publisher: str
    licence: str
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentPage:
    head: StatementHead
    passages: Mapping[str, Sequence[PassageView]]
    leaders: Mapping[str, Sequence[LeaderView]]
    activities: tuple[ActivityView, ...]
    sources: tuple[SourceView, ...]


def document_page(actor: Actor, *, statement_ref: str) -> DocumentPage:
    """Raises Hidden."""
    head = statement_head(actor, statement_ref)
    grouped: dict[str, list[PassageView]] = {}
    for passage in passages(actor, statement_ref=statement_ref):
        grouped.setdefault(passage.section, []).append(passage)
    activities = Activity.objects.visible_to(actor).filter(statement_id=head.id).order_by("order")
    sources = SourceDocument.objects.visible_to(actor).filter(statement_id=head.id)
    return DocumentPage(
        head=head,
        passages=grouped,
        leaders=_leaders(actor, head.id),
        activities=tuple(
            ActivityView(*row) for row in activities.values_list("text", "month_text")
        ),
        sources=tuple(
            SourceView(*row)
            for row in sources.order_by("imported_at", "id").values_list(
                "title", "publisher", "licence", "imported_at"
            )
        ),
    )


def _leaders(actor: Actor, statement_id: int) -> dict[str, list[LeaderView]]:
    found: dict[str, list[LeaderView]] = {code.value: [] for code in LeaderList}
    rows = (
        PrintedLeader.objects.visible_to(actor).filter(statement_id=statement_id).order_by("order")
    )
    columns = ("listed_in", "initials", "name", "organisation", "role", "note")
    for listed_in, *rest in rows.values_list(*columns):
        found[listed_in].append(LeaderView(*rest))
    return found
