"""Who stands beside a measure: what was published of them, and the drawings that the worker made of it.

Whoever may not see small numbers sees none here either, ours or theirs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from alongside.disclosure.policy import Policy
from alongside.disclosure.proportions import safe_figure
from alongside.kernel.actor import Actor
from alongside.measures.codes import Release
from alongside.measures.models import MadeReading, Measure
from alongside.measures.pictures import Picture, picture_from
from alongside.measures.published import (
    ENGLAND,
    Neighbours,
    Theirs,
    neighbours_of,
    own_place,
    published_figures,
)
from alongside.measures.queries.protected import sees_small
from alongside.measures.rules.protecting import POLICY_OF

HIDDEN = "hidden, as small numbers are here"


@dataclass(frozen=True, slots=True)
class Places:
    """ONS codes of who stands beside us; ``own_name`` is empty where national figures are not known."""

    own_name: str = ""
    own: str = ""
    region: str = ""
    neighbours: Neighbours = field(default_factory=Neighbours)


@dataclass(frozen=True, slots=True)
class Others:
    """``published`` has every period, and ``years`` draws it; ``bars`` is of one. ``has_all``: there is a drawing of all
    authorities as well.
    """

    places: Places
    published: tuple[Theirs, ...]
    bars: Picture | None
    years: Picture | None
    has_all: bool


def others_of(
    actor: Actor, row: Measure, reading: MadeReading | None, *, is_hidden: bool
) -> Others:
    """``is_hidden``: a figure of ours is small, so nothing that is drawn of us is shown."""
    policy = policy_for(actor, row)
    places = _places(row)
    bars = picture_from(reading.beside) if reading and not is_hidden else None
    years = picture_from(reading.years) if reading and not is_hidden else None
    return Others(
        places=places,
        published=tuple(safe_theirs(each, policy) for each in _published(row, places)),
        bars=bars if bars and bars.is_open_under(policy) else None,
        years=years if years and years.is_open_under(policy) else None,
        has_all=bool(getattr(reading, "has_funnel", False)) and not is_hidden,
    )


def policy_for(actor: Actor, measure: Measure) -> Policy | None:
    """Which small numbers this person may not see; None for none."""
    return None if sees_small(actor) else POLICY_OF[Release(measure.release)]


def by_period(found: Sequence[Theirs]) -> Mapping[tuple[date, date], tuple[Theirs, ...]]:
    told: dict[tuple[date, date], tuple[Theirs, ...]] = {}
    for each in found:
        key = (each.period_from, each.period_until)
        told[key] = (*told.get(key, ()), each)
    return told


def _places(row: Measure) -> Places:
    place = own_place(row) if row.published_code else None
    if place is None:
        return Places()
    return Places(place.name, place.code, place.region_code, neighbours_of(place.code))


def _published(row: Measure, places: Places) -> tuple[Theirs, ...]:
    """Every period of the national figures: our own place, England, the region, the neighbours."""
    if not places.own:
        return ()
    codes = [places.own, ENGLAND, places.region, *places.neighbours.codes]
    return published_figures(row.published_code, codes)


def safe_theirs(each: Theirs, policy: Policy | None) -> Theirs:
    """Without its figure where that is small under the policy."""
    if policy is None or each.numerator is None or each.denominator is None:
        return each
    safe = safe_figure(each.numerator, each.denominator, policy)
    if safe.left_out is None and not policy.rounding_base:
        return each
    return replace(each, value=None, numerator=None, denominator=None, missing=HIDDEN)
