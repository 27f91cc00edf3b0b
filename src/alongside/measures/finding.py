"""A measure held while it is changed."""

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.measures.models import Measure


def locked_measure(actor: Actor, ref: str) -> Measure:
    """Raises Hidden."""
    found: Measure | None = (
        Measure.objects.visible_to(actor).select_for_update(of=("self",)).filter(ref=ref).first()
    )
    if found is None:
        raise Hidden("measure")
    return found
