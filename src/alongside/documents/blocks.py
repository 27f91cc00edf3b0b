"""The parts a document is made of: plain frozen values, checked when they are made.

What a part looks like is for ``charts``, the templates and ``paper.typ``. What is refused here is
what could not be set, read aloud or understood: a table without a caption, a chart without words.
Every text may hold any letter but NUL and halves of letters. Numbers are text or whole.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from alongside.documents.sound_svg import check_drawing

COLOURS = ("grey", "red", "amber", "green", "blue", "dark-blue", "plain")
"""The colours of tags and bars; each has its own words beside it, never the colour alone."""

LONGEST_NUMBER = 30

_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def check_text(text: str, name: str, *, is_needed: bool = True) -> None:
    """Raises ValueError for an empty text that is needed and for letters that cannot be written."""
    if found := _UNWRITABLE.search(text):
        raise ValueError(f"The {name} holds U+{ord(found[0]):04X}, which cannot be written.")
    if is_needed and not text.strip():
        raise ValueError(f"The {name} is empty.")


def decimal_of(text: str, name: str) -> Decimal:
    """The number of a text such as "12" or "-3.5". Raises ValueError for anything else."""
    if not _DECIMAL.fullmatch(text) or len(text) > LONGEST_NUMBER:
        raise ValueError(f"The {name} is not a plain decimal number: “{text[:40]}”.")
    return Decimal(text)


def _check_colour(colour: str, *, may_be_none: bool) -> None:
    if not (colour in COLOURS or (may_be_none and not colour)):
        raise ValueError(f"“{colour}” is not one of the colours {', '.join(COLOURS)}.")


def _check_some(parts: tuple[object, ...], name: str) -> None:
    if not isinstance(parts, tuple):
        raise ValueError(f"The {name} are to be given as a tuple.")
    if not parts:
        raise ValueError(f"There are no {name}.")


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is the highest below the title of the document."""

    level: Literal[1, 2, 3]
    text: str

    def __post_init__(self) -> None:
        check_text(self.text, "text of a heading")
        if self.level not in {1, 2, 3}:
            raise ValueError("A heading has the level 1, 2 or 3.")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``is_lead`` sets it larger, as the opening of a part. A line break in the text is kept."""

    text: str
    is_lead: bool = False

    def __post_init__(self) -> None:
        check_text(self.text, "text of a paragraph")


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]
    is_ordered: bool = False

    def __post_init__(self) -> None:
        _check_some(self.items, "items of a list")
        for item in self.items:
            check_text(item, "item of a list")


@dataclass(frozen=True, slots=True)
class TableColumn:
    """``is_number`` aligns right. ``width`` is the column's share of the width, a whole number."""

    title: str
    is_number: bool = False
    width: int = 1

    def __post_init__(self) -> None:
        check_text(self.title, "title of a column")
        if not 1 <= self.width <= 100:
            raise ValueError("The width of a column is a whole number from 1 to 100.")


@dataclass(frozen=True, slots=True)
class TableCell:
    """``tag_colour`` shows the text as a tag. ``is_header`` marks the cell that names its row."""

    text: str
    tag_colour: str = ""
    note: str = ""
    is_header: bool = False

    def __post_init__(self) -> None:
        check_text(self.text, "text of a cell", is_needed=bool(self.tag_colour))
        check_text(self.note, "note of a cell", is_needed=False)
        _check_colour(self.tag_colour, may_be_none=True)


@dataclass(frozen=True, slots=True)
class Table:
    """``empty`` is the sentence shown in place of rows. ``is_compact`` sets it small and close on
    paper, for a whole on one page; it takes no tags.
    """

    caption: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    empty: str = "There is nothing to show."
    is_compact: bool = False

    def __post_init__(self) -> None:
        check_text(self.caption, "caption of a table")
        check_text(self.empty, "sentence of an empty table")
        _check_some(self.columns, "columns of a table")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"Row {number} of “{self.caption}” has {len(row)} cells for "
                    f"{len(self.columns)} columns."
                )


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """``value`` is a decimal number as text; empty means no figure, drawn as a gap.

    ``label`` is short and stands under the point ("Sep 2020"), ``period`` says the whole period
    ("1 to 30 September 2020") and ``base`` what the value is of ("42 of 60 plans").
    """

    label: str
    period: str
    value: str
    base: str = ""

    def __post_init__(self) -> None:
        check_text(self.label, "label of a figure")
        check_text(self.period, "period of a figure", is_needed=False)
        check_text(self.base, "base of a figure", is_needed=False)
        if self.value:
            decimal_of(self.value, "value of a figure")


@dataclass(frozen=True, slots=True)
class LineChart:
    """A figure over time. ``target`` is a number as text, with its ``target_words``; or empty."""

    title: str
    alt: str
    unit: str
    points: tuple[ChartPoint, ...]
    target: str = ""
    target_words: str = ""

    def __post_init__(self) -> None:
        check_text(self.title, "title of a chart")
        check_text(self.alt, "text alternative of a chart")
        check_text(self.unit, "unit of a chart", is_needed=False)
        check_text(self.target_words, "words of a target", is_needed=bool(self.target))
        _check_some(self.points, "figures of a chart")
        if self.target:
            decimal_of(self.target, "target of a chart")


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    count: int
    colour: str = "blue"

    def __post_init__(self) -> None:
        check_text(self.label, "label of a bar")
        _check_colour(self.colour, may_be_none=False)
        if isinstance(self.count, bool) or not isinstance(self.count, int) or self.count < 0:
            raise ValueError("A bar counts with a whole number from 0 up.")


@dataclass(frozen=True, slots=True)
class BarChart:
    """Counts side by side; ``is_stacked`` lays them end to end as the parts of one whole."""

    title: str
    alt: str
    bars: tuple[Bar, ...]
    is_stacked: bool = False

    def __post_init__(self) -> None:
        check_text(self.title, "title of a chart")
        check_text(self.alt, "text alternative of a chart")
        _check_some(self.bars, "bars of a chart")


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A chart of ``charts`` as it was drawn, with its numbers: the same for ever.

    ``wide`` is for paper and desks, ``narrow`` for phones. On paper the table follows the drawing
    if ``is_table_printed``; on a page it stands below, to be opened.
    """

    title: str
    alt: str
    wide: str
    narrow: str
    table: Table
    is_table_printed: bool = True

    def __post_init__(self) -> None:
        check_text(self.title, "title of a chart")
        check_text(self.alt, "text alternative of a chart")
        check_drawing(self.wide)
        check_drawing(self.narrow)


@dataclass(frozen=True, slots=True)
class Notice:
    """``inset`` sets a text apart; ``warning`` says what must not be missed."""

    text: str
    kind: Literal["inset", "warning"] = "inset"

    def __post_init__(self) -> None:
        check_text(self.text, "text of a notice")
        if self.kind not in {"inset", "warning"}:
            raise ValueError("A notice is an inset or a warning.")


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
    note: str = ""

    def __post_init__(self) -> None:
        check_text(self.label, "label of a fact")
        check_text(self.value, "value of a fact")
        check_text(self.note, "note of a fact", is_needed=False)


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A few numbers set large, each with its label and what it is a part of as the note."""

    facts: tuple[Fact, ...]

    def __post_init__(self) -> None:
        _check_some(self.facts, "key figures")


@dataclass(frozen=True, slots=True)
class Facts:
    """A list of labels, each with its value in words."""

    facts: tuple[Fact, ...]

    def __post_init__(self) -> None:
        _check_some(self.facts, "facts")


@dataclass(frozen=True, slots=True)
class Pictured:
    """Short sentences, one below the other, with room for a picture at their left. ``title`` may be empty."""

    sentences: tuple[str, ...]
    title: str = ""

    def __post_init__(self) -> None:
        _check_some(self.sentences, "sentences beside a picture")
        for each in self.sentences:
            check_text(each, "sentence beside a picture")
        check_text(self.title, "title beside a picture", is_needed=False)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """On paper what follows begins a new page; on screen nothing."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of headings of levels 1 and 2, with page numbers on paper."""


Block: TypeAlias = (
    Heading
    | Paragraph
    | Bullets
    | Table
    | LineChart
    | BarChart
    | DrawnChart
    | Notice
    | KeyFigures
    | Facts
    | PageBreak
    | Pictured
    | Contents
)
