"""Measures that are counted from the records of another room, for the pages of that room."""

from dataclasses import dataclass

from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.measures import perms
from alongside.measures.codes import MeasureState
from alongside.measures.models import Measure


@dataclass(frozen=True, slots=True)
class CountedMeasure:
    code: str
    title: str
    address: str


def measures_counted_as(actor: Actor, *, beginning: str) -> tuple[CountedMeasure, ...]:
    """In use, by code, whose figures are worked out as an indicator that begins so, such as "quality."; none for
    whoever reads no measures.
    """
    if not actor.may(perms.VIEW):
        return ()
    rows = (
        Measure.objects.visible_to(actor)
        .filter(
            state=MeasureState.IN_USE.value,
            series__counted_as__startswith=beginning,
            series__followed_by=None,
        )
        .order_by("code")
        .distinct()
    )
    return tuple(
        CountedMeasure(
            each.code, each.title, reverse("measures:measure", args=[actor.area_slug, each.ref])
        )
        for each in rows
    )
