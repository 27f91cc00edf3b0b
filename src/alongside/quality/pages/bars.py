"""Shares as plain bars with their ranges, drawn without a library: shapes carry classes, so that the stylesheet
colours them. The table below says the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

BAR = 18


@dataclass(frozen=True, slots=True)
class Sheet:
    """In units of the drawing: the whole width, a row, where bars begin, and what is left for the number behind
    them. ``is_above``: the words stand above their bar.
    """

    name: str
    width: int
    row: int
    begins: int
    end: int
    is_above: bool = False

    def at(self, share: float) -> float:
        return self.begins + share * (self.width - self.begins - self.end)


WIDE = Sheet("wide", width=640, row=34, begins=220, end=60)
NARROW = Sheet("narrow", width=330, row=58, begins=1, end=52, is_above=True)
"""For a phone."""


@dataclass(frozen=True, slots=True)
class Bar:
    """``share`` lies between 0 and 1, with its range; None where nothing can be drawn."""

    label: str
    share: float | None
    lower: float | None = None
    upper: float | None = None
    is_soft: bool = False

    @property
    def words(self) -> str:
        return "–" if self.share is None else f"{self.share:.0%}"


def drawing(title: str, bars: Sequence[Bar], sheet: Sheet = WIDE) -> SafeString:
    """Empty for none."""
    if not bars:
        return SafeString("")
    said = "; ".join(f"{each.label}: {each.words}" for each in bars)
    rows = format_html_join(
        "", "{}", [(_row(each, sheet.row * place, sheet),) for place, each in enumerate(bars)]
    )
    return format_html(
        '<svg class="quality-bars quality-bars--{name}" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" '
        'aria-label="{title}. {said}."><line class="quality-bars__axis" x1="{x}" x2="{x}" y1="0" '
        'y2="{h}"/>{rows}</svg>',
        name=sheet.name,
        w=sheet.width,
        h=sheet.row * len(bars),
        x=sheet.begins,
        title=title,
        said=said,
        rows=rows,
    )


def _row(bar: Bar, top: int, sheet: Sheet) -> SafeString:
    middle = top + (sheet.row - BAR / 2 - 4 if sheet.is_above else sheet.row / 2)
    number = format_html(
        '<text class="quality-bars__number" x="{}" y="{}" text-anchor="end">{}</text>',
        sheet.width - 2,
        middle + 5,
        bar.words,
    )
    parts = (_label(bar, top, sheet), _box(bar, middle, sheet), _range(bar, middle, sheet), number)
    return format_html("{}{}{}{}", *parts)


def _label(bar: Bar, top: int, sheet: Sheet) -> SafeString:
    x, y = (
        (sheet.begins + 4, top + 20)
        if sheet.is_above
        else (sheet.begins - 8, top + sheet.row / 2 + 5)
    )
    return format_html(
        '<text class="quality-bars__label" x="{}" y="{}" text-anchor="{}">{}</text>',
        x,
        y,
        "start" if sheet.is_above else "end",
        bar.label,
    )


def _box(bar: Bar, middle: float, sheet: Sheet) -> SafeString:
    if bar.share is None:
        return SafeString("")
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
        "quality-bars__bar quality-bars__bar--soft" if bar.is_soft else "quality-bars__bar",
        sheet.begins,
        middle - BAR / 2,
        round(sheet.at(bar.share) - sheet.begins, 1),
        BAR,
    )


def _range(bar: Bar, middle: float, sheet: Sheet) -> SafeString:
    if bar.lower is None or bar.upper is None:
        return SafeString("")
    low, high = round(sheet.at(bar.lower), 1), round(sheet.at(bar.upper), 1)
    return format_html(
        '<path class="quality-bars__range" d="M{low} {m}H{high}M{low} {a}V{b}M{high} {a}V{b}"/>',
        low=low,
        high=high,
        m=middle,
        a=middle - 5,
        b=middle + 5,
    )
