"""What a document of the import format is made of: texts, numbers, lists and objects with named keys.

The definitions in ``formats`` are made of these. The check, the records, the export and the format's
reference page all walk the same definitions, so that none of them can drift from the others.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Where a value stands in a document: names of keys and places in lists."""

Document: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Text:
    """``longest`` 0 means any length. ``is_date``: "2020-06" or "2020-06-05" and nothing else."""

    longest: int = 0
    choices: tuple[str, ...] = ()
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """``places``: how many decimal places are kept; 0 is a whole number."""

    least: int | None = None
    most: int | None = None
    places: int = 0


@dataclass(frozen=True, slots=True)
class ListOf:
    """``key`` is the name that tells one item from another, where there is one.

    ``has_gaps``: an item may be null, and a list that says nothing is written as null.
    """

    of: "Node"
    key: str = ""
    least: int = 0
    has_gaps: bool = False


@dataclass(frozen=True, slots=True)
class Object:
    """``others`` is what a name that is not in ``keys`` may hold; None means there are no other names."""

    keys: "tuple[Key, ...]" = ()
    others: "Node | None" = None


Node: TypeAlias = Text | Number | ListOf | Object


@dataclass(frozen=True, slots=True)
class Key:
    """One name of an object and what it holds.

    A key is always written, with null where nothing was published. An ``optional`` key is left out instead.
    A ``needed`` key must say something. ``column`` is the column of its record; ``words`` and ``topic`` are
    the section and topic of its passages. What is ``apart`` is a document of its own inside this one.
    """

    name: str
    node: Node
    meaning: str
    needed: bool = False
    optional: bool = False
    column: str = ""
    words: str = ""
    topic: str = ""
    apart: bool = False


def is_empty(value: Any) -> bool:
    """True when the value says nothing: null, an empty text, or only such things inside.

    >>> is_empty({"a": None, "b": []}), is_empty(0)
    (True, False)
    """
    match value:
        case None | "":
            return True
        case dict():
            return all(is_empty(item) for item in value.values())
        case list():
            return not any(item is not None for item in value)
    return False


def empty_of(node: Node) -> Any:
    """What is written for a key that says nothing."""
    match node:
        case ListOf(has_gaps=has_gaps):
            return None if has_gaps else []
        case Object(keys=keys):
            return {key.name: empty_of(key.node) for key in keys if not key.optional}
    return None


def item_name(node: ListOf, item: Any, index: int) -> str | int:
    """How an item is called in a pointer that must outlive a change of the list."""
    name = item.get(node.key) if node.key and isinstance(item, dict) else None
    return name if isinstance(name, str) and name else index
