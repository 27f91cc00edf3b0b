"""Every figure of a measure as its page and the page of its series list them: the hidden ones by their period."""

from dataclasses import dataclass, replace

from alongside.kernel.actor import Actor
from alongside.measures.codes import Release
from alongside.measures.models import Measure
from alongside.measures.queries.protected import as_shown, plain_point, why_hidden
from alongside.measures.readings import Judged, JudgedPoint
from alongside.measures.rules.protecting import small_periods


@dataclass(frozen=True, slots=True)
class Listed:
    """One of all the figures. Of one that is ``hidden``, with the reason, there is nothing but its period."""

    point: JudgedPoint
    hidden: str = ""


def listed(actor: Actor, row: Measure, judged: Judged, *, is_drawn: bool) -> tuple[Listed, ...]:
    """The figures that the page of the series lists as well: each stands for itself. What is made from all of
    them does not.
    """
    small = small_periods(
        Release(row.release), row.unit, [plain_point(each) for each in judged.points]
    )
    whys = [why_hidden(actor, row, each, small) for each in judged.points]
    points = judged.points
    if not is_drawn:
        points = tuple(replace(each, kind="", why="") for each in points)
    shown = as_shown(actor, row, replace(judged, points=points)).points
    return tuple(
        Listed(_period_only(each) if why else each, why)
        for each, why in zip(shown, whys, strict=True)
    )


def _period_only(each: JudgedPoint) -> JudgedPoint:
    return JudgedPoint(
        each.period_from, each.period_until, 0.0, None, None, 0, 0, None, None, "", ""
    )
