"""Where numbers stand in a drawing: scales with round ticks, and labels that do not touch."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
MOST_STEPS = 5
LEAST_SHARE = 0.2
HUNDRED = 100.0


@dataclass(frozen=True, slots=True)
class Scale:
    """From ``low`` to ``high``, with the ticks between and how many places they need."""

    low: float
    high: float
    ticks: tuple[float, ...]
    places: int = 0

    def share(self, value: float) -> float:
        """0 at the low end, 1 at the high one; values beyond stand on the edge."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)

    @property
    def starts_at_nought(self) -> bool:
        return self.low <= 0


def scale_of(values: Sequence[float], *, is_percent: bool, needs_nought: bool = False) -> Scale:
    """A scale that holds every value.

    From nought, unless the values fill less than a fifth of that height: then it begins nearer.
    Percentages above half reach to 100 in the first case, and never beyond 0 and 100 otherwise,
    when they are within. So a percentage and its target always share one scale.
    """
    low, high = min(values, default=0.0), max(values, default=0.0)
    is_close = high > 0 and low > 0 and high - low < LEAST_SHARE * high
    if is_close and high > low and not needs_nought:
        margin = (high - low) * 0.1
        top = min(high + margin, HUNDRED) if is_percent and high <= HUNDRED else high + margin
        return round_scale(max(low - margin, 0.0), top)
    if is_percent and HUNDRED / 2 < high <= HUNDRED:
        high = HUNDRED
    return round_scale(min(low, 0.0), max(high, 0.0))


def round_scale(low: float, high: float) -> Scale:
    """The least round scale around two numbers, with two to six ticks."""
    first, last = Decimal(repr(low)), Decimal(repr(high))
    if first == last:
        last = first + 1
    span = last - first
    size = Decimal(1).scaleb((span / MOST_STEPS).adjusted())
    step = next(size * step for step in STEPS if span / (size * step) <= MOST_STEPS)
    start = (first / step).to_integral_value(ROUND_FLOOR)
    end = (last / step).to_integral_value(ROUND_CEILING)
    ticks = tuple(float(step * place) for place in range(int(start), int(end) + 1))
    exponent = step.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return Scale(ticks[0], ticks[-1], ticks, places)


def apart(wanted: Sequence[float], *, least: float, low: float, high: float) -> list[float]:
    """Places as near to the wanted ones as may be, at least ``least`` apart and within the edges.

    >>> apart([10, 12], least=10, low=0, high=100)
    [6.0, 16.0]
    """
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    groups: list[tuple[float, list[int]]] = []
    for place in order:
        groups.append((wanted[place], [place]))
        while len(groups) > 1 and _touch(groups[-2], groups[-1], least):
            _, last = groups.pop()
            _, before = groups.pop()
            joined = [*before, *last]
            groups.append((sum(wanted[n] for n in joined) / len(joined), joined))
    found = [0.0] * len(wanted)
    for middle, members in groups:
        for position, n in enumerate(members):
            found[n] = middle + (position - (len(members) - 1) / 2) * least
    return _within(found, order, least=least, edges=(low, high))


def _touch(one: tuple[float, list[int]], other: tuple[float, list[int]], least: float) -> bool:
    half = (len(one[1]) + len(other[1])) / 2
    return other[0] - one[0] < half * least


def _within(
    found: list[float], order: Sequence[int], *, least: float, edges: tuple[float, float]
) -> list[float]:
    """Pushed back from the edges, from the top down and then from the bottom up."""
    low, high = edges
    for place in reversed(order):
        found[place] = min(found[place], high)
        high = found[place] - least
    for place in order:
        found[place] = max(found[place], low)
        low = found[place] + least
    return found
