"""Who leads each line today: the post, the organisation that answers today, and who is in post."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from alongside.kernel.actor import Actor
from alongside.people.models import Organisation
from alongside.people.queries import current_organisations
from alongside.plan.models import Lead
from alongside.plan.queries.values import LeadView
from alongside.plan.rules.codes import Partner
from alongside.plan.words import PARTNERS

COLUMNS = (
    "line_id",
    "ref",
    "partner",
    "post__ref",
    "post__title",
    "post__organisation_id",
    "post__organisation__ref",
    "post__organisation__name",
    "post__holdings__person_id",
    "post__holdings__person__name",
    "post__holdings__held_from",
    "post__holdings__held_until",
)


@dataclass(frozen=True, slots=True)
class LeadRow:
    """A lead with the ids of the people in post, to find a person's own lines."""

    view: LeadView
    holder_ids: tuple[int, ...]


def leads_by_line(actor: Actor, *, today: date, of_lines: Q) -> Mapping[int, Sequence[LeadRow]]:
    """Current leads by line id: one query for posts and holders, one for who answers for whom
    today.
    """
    rows = list(
        Lead.objects.visible_to(actor)
        .filter(
            Q(lead_from=None) | Q(lead_from__lte=today),
            Q(lead_until=None) | Q(lead_until__gt=today),
            of_lines,
        )
        .order_by("partner", "id")
        .values_list(*COLUMNS)
    )
    answering = _answering({row[5:8] for row in rows}, today)
    by_lead: dict[str, list[Any]] = {}
    for row in rows:
        by_lead.setdefault(row[1], []).append(row)
    found: dict[int, list[LeadRow]] = {}
    for held in by_lead.values():
        found.setdefault(held[0][0], []).append(_lead_row(held, answering, today))
    return found


def _answering(promisers: set[Any], today: date) -> Mapping[int, Organisation]:
    """Organisation id -> the one that answers today, for ids with their public name and name."""
    known = [Organisation(pk=pk, ref=ref, name=name) for pk, ref, name in promisers]
    return current_organisations(known, today) if known else {}


def _lead_row(held: Sequence[Any], answering: Mapping[int, Organisation], today: date) -> LeadRow:
    """One lead from its joined rows, one a holder."""
    _, ref, partner, post_ref, title, organisation_id, _, promised_by = held[0][:8]
    answers = answering[organisation_id]
    holders = [
        row[8:10] for row in held if row[8] is not None and _is_held(row[10], row[11], today)
    ]
    view = LeadView(
        ref=ref,
        partner=partner,
        partner_label=PARTNERS[Partner(partner)],
        post_ref=post_ref,
        post_title=title,
        organisation_ref=answers.ref,
        organisation=answers.name,
        promised_by=promised_by,
        promiser_id=organisation_id,
        holders=tuple(name for _, name in holders),
    )
    return LeadRow(view, tuple(person_id for person_id, _ in holders))


def _is_held(held_from: date | None, held_until: date | None, today: date) -> bool:
    return (held_from is None or held_from <= today) and (held_until is None or today < held_until)
