"""Periods for which two figures stand: which is shown, and what the other says."""

from alongside.measures.codes import Origin
from alongside.measures.models import Series
from alongside.measures.queries.one_measure import OneMeasure
from alongside.measures.queries.twice import Twice
from alongside.measures.rules.figures import Point
from alongside.measures.words import base_words, figure_words, origin_words, time_words
from alongside.web.components import Cell, Column, Table

HIDDEN = "Hidden, because it or the one beside it may tell a small number."


def twice(found: OneMeasure) -> Table | None:
    if not found.twice:
        return None
    return Table(
        caption="Periods for which two figures stand",
        caption_hidden=True,
        columns=(
            Column("Period"),
            Column("Counted before"),
            Column("Shown and judged"),
            Column("Do they agree?"),
        ),
        rows=[_row(found, each) for each in found.twice],
        stack=True,
    )


def _row(found: OneMeasure, each: Twice) -> tuple[Cell | str, ...]:
    period = time_words(*each.period, found.definition.looks_back_months)
    return (
        Cell(period, is_header=True),
        _figure(each.before, each.before_from),
        _figure(each.shown, each.shown_from),
        _agree(each),
    )


def _figure(point: Point | None, series: Series) -> Cell:
    source = origin_words(Origin(series.origin), series.publisher)
    if point is None:
        return Cell("–", note=f"{source}. {HIDDEN}")
    base = base_words(point)
    value = figure_words(point, series.unit)
    return Cell(f"{value} ({base})" if base else value, note=source)


def _agree(each: Twice) -> str:
    if each.before is None or each.shown is None:
        return "–"
    counts = [(one.value, one.numerator, one.denominator) for one in (each.before, each.shown)]
    return "Yes" if counts[0] == counts[1] else "No"
