"""Charts as our own small SVG: the same drawing for the page and for paper.

A wide drawing is for paper and desks, a narrow one for phones. Neither relies on colour: the line
has its numbers and its target a dash and words; bars have counts, hatches and words. How text stays
text is said in ``drawing``.
"""

from typing import assert_never

from alongside.documents.bar_charts import bar_chart
from alongside.documents.blocks import BarChart, LineChart
from alongside.documents.drawing import written
from alongside.documents.line_charts import line_chart

WIDE = 660.0
NARROW = 330.0


def svg_of(chart: LineChart | BarChart, *, is_narrow: bool = False) -> str:
    """One ``<svg>`` element. Letters must be fit to be shown: see ``letters``."""
    width = NARROW if is_narrow else WIDE
    match chart:
        case LineChart():
            return written(line_chart(chart, width=width, is_narrow=is_narrow))
        case BarChart():
            return written(bar_chart(chart, width=width, is_narrow=is_narrow))
    assert_never(chart)
