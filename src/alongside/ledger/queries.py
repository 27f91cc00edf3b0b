"""Reading the ledger of the actor's own area.

``entries`` needs the permission of the ledger itself. ``happenings`` is for rooms that show what
happened to one of their own records: the room has already decided that the actor may see it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.ledger import naming, perms
from alongside.ledger.models import LOOK, LedgerEntry
from alongside.ledger.words import verb_words
from alongside.web.components import TimelineEntry

MOST_HAPPENINGS = 200
ERASED = "The words were erased because the law required it."


@dataclass(frozen=True, slots=True)
class Happening:
    """``why`` is empty when no reason was given or the words were erased."""

    seq: int
    at: datetime
    who: str
    what: str
    why: str
    is_look: bool
    is_erased: bool


def entries(actor: Actor) -> QuerySet[LedgerEntry]:
    """Newest first. Raises Hidden without the permission for the whole area."""
    actor.check_may(perms.VIEW)
    return LedgerEntry.objects.filter(area_id=actor.area_id).order_by("-seq")


def latest_change(*, area_id: int, but_for: str) -> int:
    """The number of the latest entry of the area that is neither a look nor of the verb ``but_for``;
    0 when there is none. For work that follows changes.
    """
    rows = LedgerEntry.objects.filter(area_id=area_id).exclude(verb__in=(LOOK, but_for))
    return rows.order_by("-seq").values_list("seq", flat=True).first() or 0


def entry(actor: Actor, seq: int) -> LedgerEntry:
    found = entries(actor).select_related("detail").filter(seq=seq).first()
    if found is None:
        raise Hidden("ledger entry")
    return found


def entries_for(actor: Actor, subject: str, subject_ref: str) -> QuerySet[LedgerEntry]:
    """Everything about one record, newest first. The caller has checked that the actor may see the
    record.
    """
    return LedgerEntry.objects.filter(
        area_id=actor.area_id, subject=subject, subject_ref=subject_ref
    ).order_by("-seq")


def happenings(
    actor: Actor, subject: str, subject_ref: str, *, most: int = MOST_HAPPENINGS
) -> tuple[Happening, ...]:
    """Newest first; one query, and one for the names, whatever the number of entries."""
    found = list(entries_for(actor, subject, subject_ref).select_related("detail")[:most])
    names = naming.names_of({e.person_id for e in found if e.person_id is not None})
    return tuple(_happening(e, names.get(e.person_id or 0, "")) for e in found)


def facts_recorded(
    *, area_id: int, verb: str, subject: str, subject_ref: str
) -> list[tuple[int, dict[str, Any]]]:
    """(number, facts) of every entry of one verb about one record, oldest first; erased words
    give none. The caller has checked that the record may be seen.
    """
    found = LedgerEntry.objects.filter(
        area_id=area_id, verb=verb, subject=subject, subject_ref=subject_ref
    ).select_related("detail")
    return [
        (entry.seq, json.loads(entry.detail.content)["facts"])
        for entry in found.order_by("seq")
        if entry.detail.content
    ]


def timeline(happened: Sequence[Happening]) -> tuple[TimelineEntry, ...]:
    """For "web/components/timeline.html"."""
    return tuple(
        TimelineEntry(title=h.what, when=h.at, by=h.who, body=ERASED if h.is_erased else h.why)
        for h in happened
    )


def who_words(entry: LedgerEntry, name: str) -> str:
    """A person's name with their roles at that time; the roles alone when the name is not known
    here.
    """
    if entry.person_id is None or not name:
        return naming.role_words(entry.role) or "Somebody without a role"
    return f"{name} ({naming.role_words(entry.role)})" if entry.role else name


def _happening(entry: LedgerEntry, name: str) -> Happening:
    words = entry.detail.words
    facts = words.get("facts", {})
    return Happening(
        seq=entry.seq,
        at=entry.at,
        who=who_words(entry, name),
        what=verb_words(entry.verb),
        why=str(facts.get("reason") or words.get("purpose", "")),
        is_look=entry.verb == LOOK,
        is_erased=entry.detail.erased_seq is not None,
    )
