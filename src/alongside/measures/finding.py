"""A measure held while it is changed, the series that counts it now, and measures chosen from a list."""

from collections.abc import Collection

from django.db.models import Q

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.measures.codes import MeasureState
from alongside.measures.models import Measure, Series


def locked_measure(actor: Actor, ref: str) -> Measure:
    """Raises Hidden."""
    found: Measure | None = (
        Measure.objects.visible_to(actor).select_for_update(of=("self",)).filter(ref=ref).first()
    )
    if found is None:
        raise Hidden("measure")
    return found


def measure_in_use(actor: Actor, ref: str) -> Measure:
    """Held like ``locked_measure``. Raises Hidden, and Refusal for one that is no longer used."""
    measure = locked_measure(actor, ref)
    if measure.state == MeasureState.RETIRED.value:
        raise Refusal("This measure is no longer in use, so nothing can be added to it.")
    return measure


def current_series(measure: Measure) -> Series | None:
    """The series that no other has followed; None before the first."""
    found: Series | None = measure.series.filter(followed_by=None).order_by("-id").first()
    return found


def measures_named(
    actor: Actor, refs: Collection[str], *, kept: Collection[str] = ()
) -> tuple[Measure, ...]:
    """Measures in use, by code; those in ``kept`` were chosen earlier and may be out of use.

    Raises Refusal when one of them is neither.
    """
    may_be = Q(state=MeasureState.IN_USE.value) | Q(ref__in=set(kept))
    found = tuple(Measure.objects.visible_to(actor).filter(may_be, ref__in=set(refs)))
    if len(found) != len(set(refs)):
        raise Refusal("Choose measures from the list.", field="measures")
    return found
