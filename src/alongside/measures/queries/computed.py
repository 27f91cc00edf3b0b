"""Reading for figures that are worked out: which series, since when there are figures, and the keys of
the records behind one.
"""

import json
from collections.abc import Mapping
from datetime import date

from django.db.models import Min

from alongside.kernel.actor import Actor
from alongside.measures.codes import FigurePartName
from alongside.measures.models import Figure, FigurePart
from alongside.web.clock import london_day


def first_figures(actor: Actor) -> Mapping[int, date]:
    """By series id, the day on which its first figure was entered. For the rooms above, after their
    own check.
    """
    rows = Figure.objects.visible_to(actor).values_list("series_id").annotate(Min("entered_at"))
    return {series_id: london_day(at) for series_id, at in rows.order_by("series_id")}


def keys_of(actor: Actor, figure: Figure, part: FigurePartName) -> tuple[str, ...]:
    """The pseudonymous keys of the records in that part; none where they are not kept."""
    row = FigurePart.objects.visible_to(actor).filter(figure=figure, part=part.value).first()
    return tuple(json.loads(row.keys)) if row else ()
