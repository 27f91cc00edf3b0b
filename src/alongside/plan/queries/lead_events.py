"""What happened to the leads of lines: given and ended, their holders coming and going, and another
organisation following the one that promised. One query.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from alongside.kernel.actor import Actor
from alongside.plan.models import Lead
from alongside.plan.rules.codes import Partner
from alongside.plan.words import PARTNERS
from alongside.web.clock import london_day, start_of_day
from alongside.web.writing import in_a_sentence

COLUMNS = (
    "pk",
    "line__ref",
    "line__reference",
    "partner",
    "post__title",
    "lead_from",
    "lead_until",
    "assigned_at",
    "ended_at",
    "assigned_by__name",
    "ended_by__name",
    "post__organisation__name",
    "post__organisation__succession__followed_on",
    "post__organisation__succession__successor__name",
    "post__holdings__person__name",
    "post__holdings__held_from",
    "post__holdings__held_until",
)


@dataclass(frozen=True, slots=True)
class LeadEvent:
    """``on`` is the day it is about, ``at`` when it was recorded or, for people and organisations,
    when that day began.
    """

    on: date
    at: datetime
    words: str
    line_ref: str
    line_reference: str
    by: str = ""


def lead_events_of_plan(actor: Actor, statement_id: int) -> Iterator[LeadEvent]:
    return _events(actor, Q(line__statement_id=statement_id))


def lead_events_of_line(actor: Actor, line_id: int) -> Iterator[LeadEvent]:
    return _events(actor, Q(line_id=line_id))


def _events(actor: Actor, of: Q) -> Iterator[LeadEvent]:
    rows = Lead.objects.visible_to(actor).filter(of).order_by("pk")
    seen: set[int] = set()
    for values in rows.values_list(*COLUMNS):
        row = dict(zip(COLUMNS, values, strict=True))
        if row["pk"] not in seen:
            seen.add(row["pk"])
            yield from _of_lead(row)
        yield from _of_holding(row)


def _of_lead(row: dict[str, Any]) -> Iterator[LeadEvent]:
    role = f"{PARTNERS[Partner(row['partner'])]} lead: {row['post__title']}"
    given, ended = row["assigned_at"], row["ended_at"]
    yield _event(row, row["lead_from"] or london_day(given), given, role, row["assigned_by__name"])
    if row["lead_until"] is not None and ended is not None:
        words = f"No longer {in_a_sentence(role)}"
        yield _event(row, row["lead_until"], ended, words, row["ended_by__name"])
    followed_on = row["post__organisation__succession__followed_on"]
    if _leads_on(row, followed_on):
        successor = row["post__organisation__succession__successor__name"]
        words = f"{successor} answers for what {row['post__organisation__name']} promised"
        yield _event(row, followed_on, start_of_day(followed_on), words)


def _of_holding(row: dict[str, Any]) -> Iterator[LeadEvent]:
    """Only while the post leads the line; whoever was in post from the beginning came with it."""
    name, post = row["post__holdings__person__name"], row["post__title"]
    came, left = row["post__holdings__held_from"], row["post__holdings__held_until"]
    role = f"{PARTNERS[Partner(row['partner'])]} lead"
    if came is not None and came > _began(row) and _leads_on(row, came):
        yield _event(row, came, start_of_day(came), f"{role}: {name} became {post}")
    if left is not None and _leads_on(row, left):
        words = f"{role}: {name} is no longer {post}"
        yield _event(row, left, start_of_day(left), words)


def _began(row: dict[str, Any]) -> date:
    began: date = row["lead_from"] or london_day(row["assigned_at"])
    return began


def _leads_on(row: dict[str, Any], on: date | None) -> bool:
    until = row["lead_until"]
    return on is not None and _began(row) <= on and (until is None or on < until)


def _event(row: dict[str, Any], on: date, at: datetime, words: str, by: str = "") -> LeadEvent:
    return LeadEvent(on, at, words, row["line__ref"], row["line__reference"], by or "")
