"""Several places over the years: what the lines mark, what they say, and what they refuse."""

from dataclasses import replace

import pytest

from alongside.documents.charts.chart import Shape
from alongside.documents.charts.palette import PAPER_COLOURS
from alongside.documents.charts.yearly import YearPoint, yearly_lines
from alongside.kernel.refusals import Refusal
from tests.documents.charts.making import yearly
from tests.documents.charts.test_control import rows_of, texts_of


def test_each_line_says_its_first_figure_and_its_last_with_the_interval():
    made = yearly_lines(yearly())
    assert made.summary == (
        "York: from 88.7% in 2019 to 98.5% in 2025 (plausible range 95.5% to 100.0%). "
        "Neighbours together: from 50.0% in 2019 to 45.0% in 2024 (plausible range 43.0% to 47.0%). "
        "The table says what to bear in mind for 2025."
    )


def test_the_table_has_the_latest_year_first_with_its_interval_and_its_doubt():
    made = yearly_lines(yearly())
    first = [cell.text for cell in made.table.rows[0]]
    assert first == ["2025", "98.5%; York; 95.5% to 100.0%", "– (not available)", "York"]
    assert [cell.text for cell in made.table.rows[1]][-1] == "–"


def test_a_wide_drawing_names_its_lines_at_their_ends_and_a_narrow_one_in_the_key():
    specs = yearly_lines(yearly()).specs
    assert "York 98.5%" in texts_of(specs[Shape.WIDE])
    assert "York" in texts_of(specs[Shape.NARROW])


def test_the_own_line_has_an_interval_in_every_year():
    strokes = rows_of(yearly_lines(yearly()).specs[Shape.WIDE], "rule")
    own = [row for row in strokes if row["c"] == PAPER_COLOURS["own"] and row["x"] == row["x2"]]
    assert len(own) == 7


def test_a_year_without_a_figure_lifts_the_line_and_has_no_mark():
    placed = rows_of(yearly_lines(yearly()).specs[Shape.WIDE], "point")
    assert len([row for row in placed if row["s"] == "triangle-up"]) == 6


def test_a_reader_begins_with_the_latest_figure_of_the_own_line():
    marks = yearly_lines(yearly()).specs[Shape.WIDE]["usermeta"]["marks"]
    assert marks["each"][marks["first"]][2] == "York, 2025: 98.5%"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"lines": ()}, "one to four"),
        ({"lines": yearly().lines * 3}, "one to four"),
        ({"years": ("2019",)}, "a figure for each year"),
        ({"notes": ("one",)}, "a note for each year"),
    ],
)
def test_years_that_cannot_be_drawn_are_refused(changes, sentence):
    with pytest.raises(Refusal, match=sentence):
        replace(yearly(), **changes)


def test_half_an_interval_is_refused():
    line = yearly().lines[0]
    broken = replace(line, points=(YearPoint(value=1.0, lower=0.5), *line.points[1:]))
    with pytest.raises(Refusal, match="both ends"):
        replace(yearly(), lines=(broken,))


def test_a_year_that_is_counted_in_another_way_is_no_continuation():
    before, made = (yearly_lines(replace(yearly(), anew=anew)).specs for anew in ((), (4,)))
    for shape in Shape:
        assert strokes_of(made[shape]) == 2 * strokes_of(before[shape])
        assert "Counted in another way from 2023" in texts_of(made[shape])
    limits = [
        row
        for row in rows_of(made[Shape.WIDE], "rule")
        if row["c"] == PAPER_COLOURS["limit"] and row["x"] == row["x2"]
    ]
    assert len(limits) == 1


def strokes_of(spec: dict[str, object]) -> int:
    """Into how many pieces the lines are drawn without lifting the pen."""
    return len({row["p"] for row in rows_of(spec, "line")})
