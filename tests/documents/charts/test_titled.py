"""A drawing that stands alone has its title above it, and nothing else of it changes."""

from dataclasses import replace

import pytest

from alongside.documents.charts.chart import Shape
from alongside.documents.charts.funnel import funnel_plot
from alongside.documents.charts.titled import titled
from tests.documents.charts.making import funnel
from tests.documents.charts.test_control import rows_of

LONG = "In time: plans that were issued within twenty weeks, exceptions included, in every quarter, since 2019 "


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize(("title", "lines"), [("In time", 1), (LONG, 2), (LONG * 9, 3)])
def test_the_title_stands_above_everything_in_as_many_lines_as_it_needs(shape, title, lines):
    plain = funnel_plot(replace(funnel(), title=title))
    before, after = plain.specs[shape], titled(plain).specs[shape]
    added = rows_of(after, "text")[len(rows_of(before, "text")) :]
    assert lines <= len(added) <= 3
    highest = min(row["y"] for row in rows_of(before, "text"))
    assert max(row["y"] for row in added) < highest - 13
    assert min(row["y"] for row in added) - 13 >= -after["padding"]["top"]
    taken = after["padding"]["top"] - before["padding"]["top"]
    assert after["usermeta"]["height"] - before["usermeta"]["height"] == taken
    shown = zip(*(spec["usermeta"]["marks"]["each"] for spec in (before, after)), strict=True)
    assert all(now[1] - then[1] == pytest.approx(taken) for then, now in shown)
    assert before["layer"] == after["layer"][: len(before["layer"])]
