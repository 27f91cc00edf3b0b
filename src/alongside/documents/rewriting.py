"""The same document with every text changed by one rule, such as hiding names. What is no text, a colour or a
kind of block, stays as it is.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from alongside.documents.content import Document

NO_TEXT = frozenset({"language", "colour", "tag_colour", "kind"})


def texts_of(document: Document) -> tuple[str, ...]:
    """Every text in the order in which it stands."""
    found: list[str] = []

    def keep(text: str) -> str:
        found.append(text)
        return text

    rewritten(document, keep)
    return tuple(found)


def rewritten(document: Document, change: Callable[[str], str]) -> Document:
    """``change`` gets each text that is not empty. Raises ValueError if it leaves a needed text empty."""
    changed: Document = _changed(document, change)
    return changed


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value) if value else value
    if isinstance(value, tuple):
        return tuple(_changed(each, change) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **dict(_fields(value, change)))
    return value


def _fields(value: Any, change: Callable[[str], str]) -> Iterator[tuple[str, Any]]:
    for each in fields(value):
        if each.name not in NO_TEXT:
            yield each.name, _changed(getattr(value, each.name), change)
