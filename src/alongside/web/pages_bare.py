"""The bare page: what every other page is measured against.

Signed in, full layout, a static table of 25 rows, no query of its own. Only the benchmark and the
tests serve it.
"""

from django.http import HttpResponse

from alongside.web.components import Cell, Column, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

ROW_COUNT = 25
_TABLE = Table(
    caption="Twenty-five rows",
    columns=(
        Column("Line"),
        Column("What it says", is_wide=True),
        Column("State"),
        Column("Count", is_number=True),
    ),
    rows=[
        (
            Cell(f"{row}", is_header=True),
            "A line of ordinary length, as in a list of actions",
            Cell("Progressing and on track", tag_colour="green"),
            f"{row * 7}",
        )
        for row in range(1, ROW_COUNT + 1)
    ],
)


@page("GET", needs=None)
def bare(request: PageRequest, area: str) -> HttpResponse:
    return render_page(request, "web/bare.html", {"table": _TABLE})
