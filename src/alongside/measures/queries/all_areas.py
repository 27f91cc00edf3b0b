"""One measure among all authorities, as the worker drew it."""

from dataclasses import dataclass

from alongside.disclosure.proportions import LeftOut
from alongside.kernel.actor import Actor
from alongside.measures.models import MadeReading, Measure
from alongside.measures.pictures import Picture, picture_from
from alongside.measures.queries.kept import reading_of
from alongside.measures.queries.one_measure import measure_for
from alongside.measures.queries.others import policy_for
from alongside.measures.queries.protected import why_hidden
from alongside.measures.readings import from_json


@dataclass(frozen=True, slots=True)
class AmongAll:
    """``picture`` is None where there is none, or where ``hidden`` says why this person sees none."""

    ref: str
    title: str
    unit: str
    picture: Picture | None
    hidden: str = ""


def among_all(actor: Actor, *, measure_ref: str) -> AmongAll:
    """Raises Hidden."""
    row = measure_for(actor, measure_ref)
    reading = reading_of(actor, row.pk)
    picture = picture_from(reading.funnel) if reading else None
    if reading is None or picture is None or _is_open(actor, row, reading, picture):
        return AmongAll(row.ref, row.title, row.unit, picture)
    return AmongAll(row.ref, row.title, row.unit, None, LeftOut.SMALL_NUMBER.sentence)


def _is_open(actor: Actor, row: Measure, reading: MadeReading, picture: Picture) -> bool:
    """No small number in the drawing, nor among our own figures of any time."""
    if not picture.is_open_under(policy_for(actor, row)):
        return False
    return not any(why_hidden(actor, row, each) for each in from_json(reading.content).points)
