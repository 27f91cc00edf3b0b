"""The reading that a person is shown: of the figures as they stand, or as everybody is told them."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from alongside.kernel.actor import Actor
from alongside.measures.models import MadeReading, Reading, ReadingForAll
from alongside.measures.queries.protected import sees_small


def reading_of(
    actor: Actor, measure_id: int, *, without: tuple[str, ...] = ()
) -> MadeReading | None:
    """The one for everybody, where there is one and the person does not see small numbers. ``has_funnel``:
    it has a drawing of all authorities.
    """
    has_funnel = ExpressionWrapper(~Q(funnel=""), output_field=BooleanField())
    for kind in (Reading,) if sees_small(actor) else (ReadingForAll, Reading):
        rows: Any = kind.objects.visible_to(actor).filter(measure_id=measure_id)
        found: MadeReading | None = rows.defer(*without).annotate(has_funnel=has_funnel).first()
        if found is not None:
            return found
    return None
