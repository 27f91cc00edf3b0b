"""Changing every leaf of a document to something else that the format allows."""

import copy
from collections.abc import Iterator
from typing import Any

from alongside.plan.transfer.schema import ListOf, Node, Number, Object, Path, Text

Document = dict[str, Any]


def leaves(node: Node, value: Any, path: Path = ()) -> Iterator[tuple[Path, Node, Any]]:
    """Every text, number or null of the document, with its definition. Names that must stand, such as
    those of open objects, are not leaves.
    """
    match node:
        case Object():
            keys = {key.name: key.node for key in node.keys}
            for name, item in value.items():
                inner = keys.get(name, node.others)
                assert inner is not None, f"{path} has no definition of {name}"
                yield from leaves(inner, item, (*path, name))
        case ListOf() if isinstance(value, list):
            for index, item in enumerate(value):
                yield from leaves(node.of, item, (*path, index))
        case _:
            yield path, node, value


def put(document: Document, path: Path, value: Any) -> Document:
    """A copy of the document with one leaf changed."""
    changed = copy.deepcopy(document)
    put_here(changed, path, value)
    return changed


def put_here(document: Document, path: Path, value: Any) -> None:
    here: Any = document
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value


def edited(node: Node, value: Any, path: Path, *, mark: str) -> Any:
    """Another value that the definition allows. ``mark`` is short and is found nowhere else."""
    match node:
        case ListOf():
            return [mark]
        case Number():
            return (value or 0) + 1
        case Text(choices=choices) if choices:
            return next((choice for choice in choices if choice != value), None)
        case Text(is_date=True):
            return "2020-04" if value != "2020-04" else "2020-03"
        case Text(longest=longest):
            kept = (longest or 10_000) - len(mark) - 1
            return f"{(value or '')[:kept]} {mark}".strip()
    raise AssertionError(f"{path} is not a leaf")


def pattern(path: Path) -> str:
    """The kind of field that a path leads to: places in lists do not matter."""
    return ".".join("[]" if isinstance(step, int) else step for step in path)


LONG = ("strategic_leaders", "operational_leaders", "signatories", "activity_since_inspection")


def cut(node: Node, document: Document) -> Document:
    """The document with short lists of people and activities, and every kind of field that it had."""
    found = copy.deepcopy(document)
    for name in LONG:
        wanted = said(node, {name: document[name]})
        kept: list[Any] = []
        for item in document[name]:
            if said(node, {name: [item]}) & wanted:
                kept.append(item)
                wanted -= said(node, {name: [item]})
        found[name] = kept
    assert said(node, found) == said(node, document)
    return found


def said(node: Node, document: Document) -> set[str]:
    """The kinds of fields in which the document says something."""
    return {pattern(path) for path, _, value in leaves(node, document) if value is not None}
