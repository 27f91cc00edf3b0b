"""A chart as a part of a document: frozen with it, so that an old pack looks as it did."""

from alongside.documents.blocks import DrawnChart
from alongside.documents.charts.chart import Chart


def block_of(wide: Chart, narrow: Chart, *, is_table_printed: bool = True) -> DrawnChart:
    """The block for both shapes of one chart. On paper its table follows unless told otherwise."""
    if (wide.title, wide.summary, wide.table) != (narrow.title, narrow.summary, narrow.table):
        raise ValueError("These are two different charts.")
    return DrawnChart(
        title=wide.title,
        alt=wide.summary,
        wide=wide.svg,
        narrow=narrow.svg,
        table=wide.table,
        is_table_printed=is_table_printed,
    )
