"""For which schools somebody may say when they are closed, and what is known of each."""

from dataclasses import dataclass

from alongside.casework import perms
from alongside.casework.closures import latest, read
from alongside.casework.queries.settings import schools_of
from alongside.kernel.actor import Actor
from alongside.law.calendars import Closures
from alongside.people.queries import organisations


@dataclass(frozen=True, slots=True)
class KnownClosures:
    """``schools`` are (ref, name) to choose from; ``known`` what was given last, of each that gave it."""

    schools: tuple[tuple[str, str], ...]
    known: tuple[Closures, ...]


def known_closures(actor: Actor) -> KnownClosures:
    """An officer gives those of every school; a school its own."""
    schools = organisations().filter(kind="school")
    if not actor.may_somewhere(perms.RECORD):
        schools = schools.filter(pk__in=schools_of(actor))
    rows = list(schools.order_by("name").values_list("pk", "ref", "name"))
    found = latest(actor.area_id, [pk for pk, _, _ in rows])
    return KnownClosures(
        schools=tuple((ref, name) for _, ref, name in rows),
        known=tuple(sorted((read(row) for row in found), key=lambda each: each.institution)),
    )
