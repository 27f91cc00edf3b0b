"""Who looked at a child's record: role, organisation and day, from the ledger. Names of staff are not
told here. What the information-governance lead withholds is counted. A contact who is restricted is told the
council's name alone: a school's or a clinic's would say where the child is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alongside.access.by_link import looked_by_link
from alongside.access.roles import ROLES
from alongside.casework.families.door import BY_LINK
from alongside.casework.models import Case, ProtectedLook
from alongside.kernel.actor import Actor
from alongside.ledger.models import LOOK
from alongside.ledger.naming import role_words
from alongside.ledger.queries import entries_for
from alongside.people.queries import holdings_of
from alongside.web.clock import london_day

SUBJECT = "casework.case"
MOST = 500
FAMILY_ROLES = frozenset(role.code for role in ROLES if role.scope == "case")
COUNCIL = "council"
BY_LINK_ROLE = f"system: {BY_LINK}"


@dataclass(frozen=True, slots=True)
class LookView:
    """How often somebody with this role looked on a day."""

    on: date
    role: str
    organisation: str
    count: int


@dataclass(frozen=True, slots=True)
class Looks:
    """The newest first. ``is_cut``: there are more, older ones."""

    listed: tuple[LookView, ...]
    withheld_count: int
    is_cut: bool


def looks_at(actor: Actor, case: Case, *, tells_places: bool) -> Looks:
    """Of staff and of everybody else outside the family. The caller has found the case. In three queries."""
    rows = list(entries_for(actor, SUBJECT, case.ref).filter(verb=LOOK)[: MOST + 1])
    foreign = [row for row in rows[:MOST] if not _is_of_family(row.role)]
    withheld = set(
        ProtectedLook.objects.in_area(actor.area_id)
        .filter(seq__in=[row.seq for row in foreign])
        .values_list("seq", flat=True)
    )
    shown = [row for row in foreign if row.seq not in withheld]
    return Looks(_listed(actor, shown, tells_places=tells_places), len(withheld), len(rows) > MOST)


def last_visit(actor: Actor, case_ref: str, *, before: datetime) -> datetime | None:
    """When this person of the family last looked, before an instant; None for the first visit."""
    rows = entries_for(actor, SUBJECT, case_ref).filter(verb=LOOK, at__lt=before)
    own = (
        rows.filter(person_id=actor.person_id)
        if actor.person_id is not None
        else rows.filter(role=f"system: {actor.name}")
    )
    found: datetime | None = own.values_list("at", flat=True).first()
    return found


def _is_of_family(role: str) -> bool:
    return role.startswith(BY_LINK_ROLE) or not FAMILY_ROLES.isdisjoint(role.split(", "))


def _listed(actor: Actor, rows: Iterable[Any], *, tells_places: bool) -> tuple[LookView, ...]:
    rows = list(rows)
    people = {row.person_id for row in rows if row.person_id}
    organisations = _organisations(actor, people, tells_places=tells_places)
    counts: dict[tuple[date, str, str], int] = {}
    for row in rows:
        on = london_day(row.at)
        key = (on, *_who(row, organisations, tells_places=tells_places))
        counts[key] = counts.get(key, 0) + 1
    return tuple(LookView(*key, count) for key, count in counts.items())


def _who(row: Any, organisations: Mapping[int, str], *, tells_places: bool) -> tuple[str, str]:
    """The role and the organisation; of somebody who came by link, those that the link is for."""
    visitor = looked_by_link(row.role)
    if visitor is None:
        return role_words(row.role), organisations.get(row.person_id, "")
    return visitor.role, visitor.organisation if tells_places else ""


def _organisations(actor: Actor, people: Iterable[int], *, tells_places: bool) -> Mapping[int, str]:
    """Of each person's latest post in the area."""
    rows = holdings_of(actor).filter(person_id__in=list(people))
    if not tells_places:
        rows = rows.filter(post__organisation__kind=COUNCIL)
    return {row.person_id: row.post.organisation.name for row in rows}
