"""What stands around the marks of a chart: grid, labels, key, and lettered notes below.

A ``Sheet`` gathers words, rules, boxes and symbols in units from the top left of the plot.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from alongside.documents.charts.chart import Shape, Spec
from alongside.documents.charts.figures import short_figure
from alongside.documents.charts.plot import (
    Bars,
    Line,
    Plot,
    Symbol,
    Words,
    bars,
    key_symbols,
    rules,
    words,
)
from alongside.documents.charts.scales import Scale, apart
from alongside.documents.drawing import LETTER, LINE, width_of, wrapped

WIDTHS = {Shape.WIDE: 660, Shape.NARROW: 330}
SWATCH = 24.0
GAP = 16.0
BELOW = 28.0
"""Room for the labels below a plot."""
LARGEST_SIGN = 90


@dataclass(slots=True)
class Sheet:
    texts: list[Words] = field(default_factory=list)
    rules: list[tuple[tuple[float, float], tuple[float, float], Line]] = field(default_factory=list)
    boxes: list[Bars] = field(default_factory=list)
    symbols: list[tuple[float, float, Symbol]] = field(default_factory=list)

    def ground(self) -> list[Spec]:
        """What stands behind the marks."""
        return rules(self.rules) + bars(self.boxes)

    def front(self) -> list[Spec]:
        return key_symbols(self.symbols) + words(self.texts)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the key: its words after a symbol, a piece of line, or a box."""

    words: str
    sign: Symbol | Line | Bars


def entry_rows(entries: Sequence[Entry], width: float) -> list[list[tuple[float, Entry]]]:
    """Entries with their left edges, row by row."""
    rows: list[list[tuple[float, Entry]]] = []
    left = 0.0
    for entry in entries:
        taken = _sign_width(entry) + width_of(entry.words)
        if not rows or left + taken > width:
            rows.append([])
            left = 0.0
        rows[-1].append((left, entry))
        left += taken + GAP
    return rows


def key_height(entries: Sequence[Entry], width: float) -> float:
    return LINE * len(entry_rows(entries, width))


def put_key(sheet: Sheet, entries: Sequence[Entry], plot: Plot) -> None:
    """At the very top of the picture."""
    for number, row in enumerate(entry_rows(entries, plot.width)):
        base = LETTER + number * LINE - plot.top
        middle = base - LETTER * 0.36
        for edge, entry in row:
            x = edge - plot.left
            _put_sign(sheet, entry.sign, (x, middle))
            shown = "".join(wrapped(entry.words, plot.width - _sign_width(entry), most=1))
            sheet.texts.append(Words(shown, x + _sign_width(entry), base))


def _sign_width(entry: Entry) -> float:
    return 17.0 if isinstance(entry.sign, Symbol) else SWATCH + 7


def _put_sign(sheet: Sheet, sign: Symbol | Line | Bars, at: tuple[float, float]) -> None:
    x, y = at
    match sign:
        case Symbol():
            shown = replace(sign, size=min(sign.size, LARGEST_SIGN))
            sheet.symbols.append((x + 6, y, shown))
        case Line():
            sheet.rules.append(((x, y), (x + SWATCH, y), sign))
        case Bars(fill=fill, line=line):
            sheet.boxes.append(Bars(x + 0.5, y - 5, x + SWATCH - 0.5, y + 5, fill, line))


def label_width(scale: Scale, sign: str) -> float:
    """Of the widest number beside a scale, with a gap."""
    return max(width_of(tick_words(scale, tick, sign)) for tick in scale.ticks) + 8


def tick_words(scale: Scale, tick: float, sign: str) -> str:
    return f"{short_figure(tick, scale.places)}{sign}"


def put_grid(sheet: Sheet, plot: Plot, sign: str) -> None:
    """Lines across with their numbers on the left."""
    for tick in plot.y.ticks:
        y = plot.at_y(tick)
        line = Line((), "axis" if tick == plot.y.low else "grid", 1)
        sheet.rules.append(((0, y), (plot.across, y), line))
        sheet.texts.append(Words(tick_words(plot.y, tick, sign), -8, y + 4.5, "quiet", "right"))


def put_labels(sheet: Sheet, plot: Plot, labels: Sequence[tuple[float, str]]) -> None:
    """Words under places of the x scale, as many as fit, counted back from the last."""
    if not labels:
        return
    shown = ["".join(wrapped(text, plot.width / 2, most=1)) for _, text in labels]
    widest = max(map(width_of, shown)) + 12
    places = [plot.at_x(x) for x, _ in labels]
    middles = [_within(x, text, plot) for x, text in zip(places, shown, strict=True)]
    every = next(
        (step for step in range(1, len(labels)) if _spaced(middles[::-1][::step], widest)),
        len(labels),
    )
    for place, middle, text in list(zip(places, middles, shown, strict=True))[::-1][::every]:
        sheet.texts.append(Words(text, middle, plot.down + 20, "quiet", "center"))
        sheet.rules.append(((place, plot.down), (place, plot.down + 5), Line((), "axis", 1)))


def _within(place: float, text: str, plot: Plot) -> float:
    """The middle of words that stay in the picture."""
    half = width_of(text) / 2
    return min(max(place, half - plot.left), plot.width - plot.left - half)


def _spaced(places: Sequence[float], least: float) -> bool:
    return all(a - b >= least for a, b in pairwise(places))


@dataclass(frozen=True, slots=True)
class EndLabel:
    """The words at the right end of a line that stands at ``y`` of the scale there."""

    y: float
    words: str
    role: str
    is_strong: bool = False


def put_end_labels(sheet: Sheet, plot: Plot, labels: Sequence[EndLabel]) -> None:
    """Beside the plot, moved apart where they would touch."""
    wanted = [plot.at_y(label.y) for label in labels]
    for y, label in zip(apart(wanted, least=LINE + 2, low=2, high=plot.down), labels, strict=True):
        text = Words(label.words, plot.across + 9, y + 4.5, label.role, is_strong=label.is_strong)
        sheet.texts.append(text)


@dataclass(frozen=True, slots=True)
class Note:
    """A place on the x scale with a rule through the plot, a letter on top and words below."""

    x: float
    words: str
    dash: str


def letter(place: int) -> str:
    """A to Z, then numbers.

    >>> letter(0), letter(26)
    ('A', '27')
    """
    return chr(ord("A") + place) if place < 26 else str(place + 1)


def note_lines(notes: Sequence[Note], width: float) -> list[list[str]]:
    return [wrapped(note.words, width - 22) for note in notes]


def notes_height(notes: Sequence[Note], width: float) -> float:
    return sum(LINE * len(lines) for lines in note_lines(notes, width)) + (8 if notes else 0)


def put_notes(sheet: Sheet, plot: Plot, notes: Sequence[Note]) -> None:
    """The notes in order, below everything else."""
    wanted = [plot.at_x(note.x) for note in notes]
    tops = apart(wanted, least=13, low=0, high=plot.across)
    top = plot.down + BELOW + 8 + LETTER
    lines = note_lines(notes, plot.width)
    for number, (note, x, rows) in enumerate(zip(notes, tops, lines, strict=True)):
        place = plot.at_x(note.x)
        rule = Line((), "quiet", 1, note.dash)
        sheet.rules.append(((place, -3), (place, plot.down), rule))
        sheet.texts.append(Words(letter(number), x, -7, "text", "center", is_strong=True))
        sheet.texts.append(Words(letter(number), -plot.left, top, is_strong=True))
        for text in rows:
            sheet.texts.append(Words(text, 22 - plot.left, top))
            top += LINE
