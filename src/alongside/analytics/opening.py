"""All the rows behind every figure of an indicator at once, so that a figure can be opened later by
those who keep its keys and not the engine.

One figure alone is opened by ``engine.rows_of``, which knows rates too.
"""

from collections import defaultdict
from collections.abc import Mapping

from alongside.analytics.compiling import rows_sql
from alongside.analytics.engine import Facts
from alongside.analytics.figures import FigureKey
from alongside.analytics.indicators import Indicator
from alongside.analytics.judging import PARTS
from alongside.analytics.measuring import Rate
from alongside.kernel.refusals import Refusal

Opened = Mapping[str, tuple[str, ...]]
"""By part ("numerator", "excluded" …) the pseudonymous keys of its rows, sorted."""


def open_all(indicator: Indicator, facts: Facts) -> Mapping[FigureKey, Opened]:
    """Refused: a rate, whose denominator is not made of its own rows."""
    if isinstance(indicator.measure, Rate):
        raise Refusal(f"“{indicator.code}” is a rate: open its figures one by one.")
    sql = rows_sql(indicator, facts.schemas(indicator), dialect=facts.engine.dialect)
    with facts.opened() as session:
        answer = session.answer(sql)
    columns = [answer.column(name).to_pylist() for name in ("key", "part", *indicator.axes)]
    heaps: dict[FigureKey, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for key, part, *axes in zip(*columns, strict=True):
        period = axes.pop(0) if len(axes) > len(indicator.by) else None
        heaps[FigureKey(period, tuple(axes))][part].append(key)
    return {figure: _opened(heap) for figure, heap in heaps.items()}


def _opened(heap: Mapping[int, list[str]]) -> Opened:
    return {
        name: tuple(sorted(key for part in parts for key in heap.get(int(part), ())))
        for name, parts in PARTS.items()
    }
