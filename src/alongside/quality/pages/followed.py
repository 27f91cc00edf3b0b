"""The measures that are counted from audits, on the page of results: what was promised of each, and its chart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from alongside.kernel.actor import Actor
from alongside.measures.codes import Comparator
from alongside.measures.pages.marks import picture
from alongside.measures.queries.counted import CountedMeasure, measures_counted_as
from alongside.quality.computed import COUNTED_BY, ISSUED, MODEL, PROMISE_OF
from alongside.quality.result_words import RHYTHMS
from alongside.quality.rules.tools import Measure
from alongside.web.components import Door

BEGINNING = "quality."
_MODELS = (Measure.MODEL_EDUCATION, Measure.MODEL_HEALTH, Measure.MODEL_CARE)


@dataclass(frozen=True, slots=True)
class Promise:
    """``share`` lies between 0 and 1."""

    share: float
    is_more_than: bool

    @property
    def words(self) -> str:
        """ "98%" or "more than 75%"."""
        return f"{'more than ' if self.is_more_than else ''}{self.share:.0%}"


@dataclass(frozen=True, slots=True)
class Followed:
    """One measure with its chart in both shapes, or why there is none. ``rhythm`` says what one point is."""

    title: str
    door: Door
    chart: SafeString
    chart_narrow: SafeString
    summary: str
    rhythm: str
    why_not: str


def followed_measures(actor: Actor, *, opens_all: bool) -> tuple[CountedMeasure, ...]:
    return measures_counted_as(actor, beginning=BEGINNING, opens_all=opens_all)


def promises_of(measures: Sequence[CountedMeasure]) -> Mapping[Measure, Promise]:
    """By the targets of the area’s own measures, and by nothing else. Where one measure asks for all three
    agencies, its target is that of each.
    """
    found: dict[Measure, Promise] = {}
    for measure in measures:
        if measure.promised is not None:
            is_more = measure.comparator is Comparator.MORE_THAN
            told = Promise(float(measure.promised) / 100, is_more)
            found |= dict.fromkeys(_counted_in(measure.counted_as), told)
    return found


def followed_for(
    measures: Sequence[CountedMeasure], promised: Sequence[Measure]
) -> tuple[Followed, ...]:
    """Those that these promises are counted by, in the order of the promises; and those of no promise last."""
    by_promise = [
        each for one in promised for each in measures if one in _counted_in(each.counted_as)
    ]
    others = [each for each in measures if not _counted_in(each.counted_as)]
    return tuple(_followed(each) for each in dict.fromkeys([*by_promise, *others]))


def _counted_in(counted_as: str) -> tuple[Measure, ...]:
    if counted_as == MODEL:
        return _MODELS
    return (PROMISE_OF[counted_as],) if counted_as in PROMISE_OF else ()


def _followed(each: CountedMeasure) -> Followed:
    said = RHYTHMS.get(each.every_months, "").format(day=COUNTED_BY.get(each.counted_as, ISSUED))
    return Followed(
        title=each.title,
        door=Door(f"Open measure {each.code}", each.address),
        chart=picture(each.chart),
        chart_narrow=picture(each.chart_narrow),
        summary=each.chart_summary,
        rhythm=said if each.chart else "",
        why_not=each.why_not,
    )
