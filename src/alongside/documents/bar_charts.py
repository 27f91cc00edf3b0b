"""Bars of counts, side by side or end to end; every count is written, every colour has its words."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from alongside.documents.blocks import Bar, BarChart
from alongside.documents.drawing import LETTER, LINE, bar, line, picture, width_of, words, wrapped

BAR = 24.0
GAP = 12.0
SWATCH = 16.0
LABEL_SHARE = 0.36


def bar_chart(chart: BarChart, *, width: float, is_narrow: bool) -> Element:
    if chart.is_stacked:
        return _stacked(chart, width=width)
    return _above(chart, width=width) if is_narrow else _beside(chart, width=width)


def _beside(chart: BarChart, *, width: float) -> Element:
    """Labels in a column on the left, bars on a common base line."""
    widest = max(width_of(bar.label) for bar in chart.bars)
    column = min(widest, width * LABEL_SHARE)
    labels = [wrapped(bar.label, column) for bar in chart.bars]
    heights = [max(BAR, LINE * len(lines)) + GAP for lines in labels]
    svg = picture(chart.title, chart.alt, width=width, height=sum(heights))
    start, top = column + GAP, 0.0
    for one, lines, height in zip(chart.bars, labels, heights, strict=True):
        middle = top + height / 2
        first = middle - LINE * len(lines) / 2 + LETTER - 0.5
        for place, text in enumerate(lines):
            words(svg, text, (column, first + place * LINE), anchor="end")
        _draw(svg, one, (start, middle - BAR / 2), _room(chart.bars, width - start))
        top += height
    line(svg, (start, 0), (start, top), "axis")
    return svg


def _above(chart: BarChart, *, width: float) -> Element:
    """For a phone: each label over its bar."""
    labels = [wrapped(bar.label, width) for bar in chart.bars]
    heights = [LINE * len(lines) + BAR + GAP + 4 for lines in labels]
    svg = picture(chart.title, chart.alt, width=width, height=sum(heights))
    top = 0.0
    for one, lines, height in zip(chart.bars, labels, heights, strict=True):
        for place, text in enumerate(lines):
            words(svg, text, (0, top + LETTER + place * LINE))
        under = top + LINE * len(lines) + 2
        _draw(svg, one, (1, under), _room(chart.bars, width - 1))
        line(svg, (1, under - 2), (1, under + BAR + 2), "axis")
        top += height
    return svg


def _room(bars: Sequence[Bar], width: float) -> tuple[float, int]:
    """The length of the longest bar, with room for its number behind it, and what it counts."""
    number = max(width_of(str(bar.count)) for bar in bars) + 12
    return width - number, max(1, max(bar.count for bar in bars))


def _draw(svg: Element, one: Bar, at: tuple[float, float], room: tuple[float, int]) -> None:
    longest, most = room
    length = longest * one.count / most
    if one.count:
        bar(svg, at, (max(2.0, length), BAR), one.colour)
    words(svg, str(one.count), (at[0] + length + 7, at[1] + BAR / 2 + 4.5), style="strong")


def _stacked(chart: BarChart, *, width: float) -> Element:
    """One bar of all parts with the counts over it, then the parts in words in the same order."""
    entries = [wrapped(f"{one.label}: {one.count}", width - SWATCH - 10) for one in chart.bars]
    rows = _rows(entries, width)
    top = LINE + BAR + 18
    height = top + sum(LINE * max(len(lines) for _, _, lines in row) + 6 for row in rows)
    svg = picture(chart.title, chart.alt, width=width, height=height)
    _parts(svg, chart.bars, width)
    for row in rows:
        for position, left, lines in row:
            bar(svg, (left + 0.5, top + 0.5), (SWATCH, SWATCH - 3), chart.bars[position].colour)
            for place, text in enumerate(lines):
                words(svg, text, (left + SWATCH + 8, top + LETTER - 1 + place * LINE))
        top += LINE * max(len(lines) for _, _, lines in row) + 6
    return svg


def _parts(svg: Element, bars: Sequence[Bar], width: float) -> None:
    total = max(1, sum(bar.count for bar in bars))
    left, free = 0.5, 0.0
    for one in bars:
        length = (width - 1) * one.count / total
        if one.count:
            bar(svg, (left, LINE + 3), (length, BAR), one.colour)
            middle = left + length / 2
            half = width_of(str(one.count)) / 2
            if middle - half >= free:
                anchor = "middle" if middle + half <= width else "end"
                at = (middle if anchor == "middle" else width, LETTER)
                words(svg, str(one.count), at, anchor=anchor, style="strong")
                free = middle + half + 3
        left += length


def _rows(entries: list[list[str]], width: float) -> list[list[tuple[int, float, list[str]]]]:
    """The legend, filled from left to right: for each entry its number, its left edge, its lines."""
    rows: list[list[tuple[int, float, list[str]]]] = [[]]
    left = 0.0
    for position, lines in enumerate(entries):
        taken = SWATCH + 8 + max(width_of(text) for text in lines) + 14
        if rows[-1] and left + taken > width:
            rows.append([])
            left = 0.0
        rows[-1].append((position, left, lines))
        left += taken
    return rows
