"""Shares as plain bars with their ranges, drawn without a library: shapes carry classes, so that the stylesheet
colours them. The table below says the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, ROW, BAR, LABEL, END = 640, 34, 18, 220, 60
"""In units of the drawing: of the whole, a row, a bar, the words before it and the number behind it."""


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


def drawing(title: str, bars: Sequence[Bar]) -> SafeString:
    """Empty for none."""
    if not bars:
        return SafeString("")
    said = "; ".join(f"{each.label}: {each.words}" for each in bars)
    rows = format_html_join(
        "", "{}", [(_row(each, ROW * place),) for place, each in enumerate(bars)]
    )
    return format_html(
        '<svg class="quality-bars" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" '
        'aria-label="{title}. {said}."><line class="quality-bars__axis" x1="{x}" x2="{x}" y1="0" '
        'y2="{h}"/>{rows}</svg>',
        w=WIDTH,
        h=ROW * len(bars),
        x=LABEL,
        title=title,
        said=said,
        rows=rows,
    )


def _row(bar: Bar, top: int) -> SafeString:
    middle = top + ROW / 2
    label = format_html(
        '<text class="quality-bars__label" x="{}" y="{}" text-anchor="end">{}</text>',
        LABEL - 8,
        middle + 5,
        bar.label,
    )
    number = format_html(
        '<text class="quality-bars__number" x="{}" y="{}" text-anchor="end">{}</text>',
        WIDTH - 2,
        middle + 5,
        bar.words,
    )
    return format_html("{}{}{}{}", label, _box(bar, middle), _range(bar, middle), number)


def _box(bar: Bar, middle: float) -> SafeString:
    if bar.share is None:
        return SafeString("")
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
        "quality-bars__bar quality-bars__bar--soft" if bar.is_soft else "quality-bars__bar",
        LABEL,
        middle - BAR / 2,
        round(_at(bar.share) - LABEL, 1),
        BAR,
    )


def _range(bar: Bar, middle: float) -> SafeString:
    if bar.lower is None or bar.upper is None:
        return SafeString("")
    low, high = round(_at(bar.lower), 1), round(_at(bar.upper), 1)
    return format_html(
        '<path class="quality-bars__range" d="M{low} {m}H{high}M{low} {a}V{b}M{high} {a}V{b}"/>',
        low=low,
        high=high,
        m=middle,
        a=middle - 5,
        b=middle + 5,
    )


def _at(share: float) -> float:
    return LABEL + share * (WIDTH - LABEL - END)
