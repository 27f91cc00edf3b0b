"""The values that components show: plain, frozen, made by page functions before a template runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from alongside.kernel.dates import PartialDate

TAG_COLOURS = ("grey", "red", "amber", "green", "blue", "dark-blue", "plain")


@dataclass(frozen=True, slots=True)
class Crumb:
    title: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several views of the same thing. ``count`` shows beside the title."""

    title: str
    address: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary list. A sequence of texts becomes a list."""

    key: str
    value: str | Sequence[str]
    change_address: str = ""
    change_words: str = "Change"

    @property
    def is_list(self) -> bool:
        return not isinstance(self.value, str)


@dataclass(frozen=True, slots=True)
class Column:
    """``is_number`` aligns right; ``is_wide`` keeps room for prose on a phone."""

    title: str
    is_number: bool = False
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell with more than text. ``tag_colour`` shows the text as a tag."""

    text: str
    address: str = ""
    tag_colour: str = ""
    note: str = ""
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``stack`` turns rows into cards on a phone; otherwise the table scrolls sideways.

    ``empty`` is the sentence shown in place of rows.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell | str]]
    caption_hidden: bool = False
    stack: bool = False
    empty: str = "There is nothing to show."


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    title: str
    when: date | datetime | PartialDate | str
    by: str = ""
    body: str = ""
    address: str = ""
    tag: str = ""
    tag_colour: str = ""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A stored file. ``kind`` is for people: "PDF", "Spreadsheet"."""

    name: str
    address: str
    kind: str = ""
    size_bytes: int = 0
    added: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number with what it is a part of.

    A rate always carries its ``base``: "153 of 236 plans".
    """

    label: str
    value: str
    base: str = ""
    note: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a radio or checkbox list, with a hint."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """A button. ``is_main`` marks the one that most people come for."""

    title: str
    address: str
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class RecordedItem:
    """Something recorded, in words, with what this person may do about it."""

    title: str
    body: str = ""
    notes: tuple[str, ...] = ()
    tag: str = ""
    address: str = ""
    doors: tuple[Door, ...] = ()
    is_struck: bool = False
