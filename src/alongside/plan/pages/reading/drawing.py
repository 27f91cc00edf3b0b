"""Drawing lines against days as plain SVG: shapes carry classes, so that the stylesheet colours them.

Every mark has a title for those who point or listen, and every drawing stands beside a table that says the
same in words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from alongside.kernel.dates import add_months

WIDTH = 760
EDGE = 10
NAMES = 280
LONGEST = 30
ROW = 30
HEAD = 30
BAR = 16
FEWEST_DAYS = 60
SMALL = 3
TICK_WORDS = 56
MILESTONES = ("done", "due")


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to the right; everything outside is drawn at the edge."""

    first: date
    last: date

    def x(self, day: date) -> float:
        span = max((self.last - self.first).days, 1)
        share = min(max((day - self.first).days / span, 0), 1)
        return round(EDGE + share * (WIDTH - 2 * EDGE), 1)

    def is_late(self, day: date) -> bool:
        """In the right half, which a phone shows only when it begins from there."""
        return self.x(day) > WIDTH / 2


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """``label`` links to the line, with ``title`` beside it where there is room; ``marks`` are drawn in
    the row at the height that ``middle`` gives, and ``empty`` says why there is none.
    """

    label: str
    title: str
    address: str
    marks: Sequence[SafeString]
    empty: str


def scale_between(first: date, last: date) -> Scale:
    """A little room at both ends, and never narrower than two months."""
    start = add_months(first.replace(day=1), -1)
    end = add_months(last.replace(day=1), 2)
    return Scale(start, end if (end - start).days >= FEWEST_DAYS else add_months(start, 3))


def middle(row: int) -> float:
    return HEAD + row * ROW + ROW / 2


def drawing(rows: Sequence[DrawnRow], scale: Scale, *, today: date, title: str) -> SafeString:
    """Empty when there is no row."""
    if not rows:
        return SafeString("")
    height = HEAD + len(rows) * ROW + 10
    return format_html(
        '<div class="plan-drawings" role="group" aria-label="{title}">'
        '<svg class="plan-names" width="{nw}" height="{h}">{names}</svg>'
        '<svg class="plan-drawing" viewBox="0 0 {w} {h}" width="{w}" height="{h}">'
        "{ticks}{rows}{today}</svg></div>",
        w=WIDTH,
        nw=NAMES,
        h=height,
        title=title,
        names=format_html_join("", "{}", ((_name(n, row),) for n, row in enumerate(rows))),
        ticks=_ticks(scale, height),
        rows=format_html_join("", "{}", ((_row(n, row),) for n, row in enumerate(rows))),
        today=_today(scale, today, height),
    )


def bar(row: int, scale: Scale, days: tuple[date, date], *, kind: str, title: str) -> SafeString:
    """A stretch of days; ``kind`` is the class that colours it."""
    left, right = map(scale.x, days)
    return format_html(
        '<rect class="plan-bar plan-bar--{}" x="{}" y="{}" width="{}" height="{}" rx="2"><title>{}</title></rect>',
        kind, left, middle(row) - BAR / 2, max(right - left, SMALL), BAR, title,
    )  # fmt: skip


def diamond(row: int, scale: Scale, on: date, *, kind: str, title: str) -> SafeString:
    x, y = scale.x(on), middle(row)
    reach = 5 if kind in MILESTONES else 7
    points = f"{x},{y - reach} {x + reach},{y} {x},{y + reach} {x - reach},{y}"
    return format_html(
        '<polygon class="plan-mark plan-mark--{}" points="{}"><title>{}</title></polygon>',
        kind,
        points,
        title,
    )


def number_at(row: int, scale: Scale, on: date, words: str) -> SafeString:
    return format_html(
        '<text class="plan-bar__number" x="{}" y="{}">{}</text>',
        scale.x(on) + 4,
        middle(row) + 4,
        words,
    )


def stroke(row: int, scale: Scale, on: date, *, kind: str, title: str) -> SafeString:
    """A thin upright mark."""
    x = scale.x(on)
    return format_html(
        '<line class="plan-stroke plan-stroke--{}" x1="{}" x2="{}" y1="{}" y2="{}"><title>{}</title></line>',
        kind, x, x, middle(row) - 12, middle(row) + 12, title,
    )  # fmt: skip


def _name(number: int, row: DrawnRow) -> SafeString:
    """The names stand still while the drawing is moved sideways."""
    cut = row.title if len(row.title) <= LONGEST else f"{row.title[:LONGEST].rstrip()}…"
    return format_html(
        '{}<a href="{}"><title>{}</title><text class="plan-drawing__label" x="6" y="{}">{}'
        '<tspan class="plan-drawing__title" dx="6">{}</tspan></text></a>',
        _shade(number, NAMES), row.address, f"{row.label} {row.title}", middle(number) + 5,
        row.label, cut,
    )  # fmt: skip


def _row(number: int, row: DrawnRow) -> SafeString:
    marks = row.marks or [_said(number, row.empty)]
    drawn = format_html_join("", "{}", ((mark,) for mark in marks))
    return format_html("{}{}", _shade(number, WIDTH), drawn)


def _shade(number: int, width: int) -> SafeString:
    shade = "plan-drawing__row--odd" if number % 2 else "plan-drawing__row"
    return format_html(
        '<rect class="{}" x="0" y="{}" width="{}" height="{}"/>',
        shade, HEAD + number * ROW, width, ROW,
    )  # fmt: skip


def _said(number: int, words: str) -> SafeString:
    return format_html(
        '<text class="plan-tick__words" x="{}" y="{}">{}</text>', EDGE, middle(number) + 4, words
    )


def _ticks(scale: Scale, height: int) -> SafeString:
    ticks = (
        format_html(
            '<line class="plan-tick" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}"/>'
            '<text class="plan-tick__words" x="{tx}" y="18">{words}</text>',
            x=scale.x(day), tx=scale.x(day) + 3, top=HEAD - 6, bottom=height, words=f"{day:%b} {day.year}",
        )
        for day in _tick_days(scale)
        if scale.x(day) <= WIDTH - TICK_WORDS
    )  # fmt: skip
    return format_html_join("", "{}", ((tick,) for tick in ticks))


def _tick_days(scale: Scale) -> Iterator[date]:
    """Every month, quarter, half-year or year: about ten in all."""
    months = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month
    step = next((step for step in (1, 3, 6, 12, 24) if months / step <= 11), 60)
    day = scale.first.replace(day=1)
    while day <= scale.last:
        if (day.month - 1) % min(step, 12) == 0:
            yield day
        day = add_months(day, 1 if (day.month - 1) % min(step, 12) else step)


def _today(scale: Scale, today: date, height: int) -> SafeString:
    if not scale.first <= today <= scale.last:
        return SafeString("")
    x = scale.x(today)
    return format_html(
        '<line class="plan-today" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}"><title>Today</title></line>',
        x=x, top=HEAD - 6, bottom=height,
    )  # fmt: skip
