"""From the values of a document to the columns of its records, and back, as the definitions say.

Null is an empty text in a column. What has neither a column nor words of its own is given by the caller.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from alongside.plan.transfer.schema import (
    Document,
    Key,
    ListOf,
    Number,
    Object,
    Text,
    empty_of,
    is_empty,
)


@dataclass(frozen=True, slots=True)
class Said:
    """One passage: words of a section, with the topic that tells it from its neighbours."""

    section: str
    topic: str
    text: str


@dataclass(frozen=True, slots=True)
class WordIndex:
    """Passages by section, in their order."""

    sections: Mapping[str, Sequence[Said]] = field(default_factory=dict)

    @classmethod
    def of(cls, said: Iterable[Said]) -> "WordIndex":
        sections: dict[str, list[Said]] = defaultdict(list)
        for each in said:
            sections[each.section].append(each)
        return cls(dict(sections))

    def of_key(self, key: Key) -> list[Said]:
        found = self.sections.get(key.words, ())
        return [said for said in found if not key.topic or said.topic == key.topic]


def columns_of(node: Object, value: Mapping[str, Any]) -> dict[str, Any]:
    """Columns and what they hold for one object, without what stands deeper in lists of objects."""
    found: dict[str, Any] = {}
    for key in node.keys:
        if key.column:
            found[key.column] = _stored(key.node, value.get(key.name))
        elif isinstance(key.node, Object) and not key.words and not key.apart:
            found |= columns_of(key.node, value.get(key.name) or {})
    return found


def words_of_document(node: Object, value: Mapping[str, Any]) -> Iterator[Said]:
    """Every passage of one object, without what stands deeper in lists of objects."""
    for key in node.keys:
        held = value.get(key.name)
        if key.words:
            yield from _said(key, held)
        elif isinstance(key.node, Object) and not key.apart:
            yield from words_of_document(key.node, held or {})


def rebuild(
    node: Object,
    records: Sequence[object],
    words: WordIndex,
    given: Mapping[str, Any] | None = None,
) -> Document:
    """One object from its records. A column is read from the first record that has it."""
    found: Document = {}
    for key in node.keys:
        if given is not None and key.name in given:
            value = given[key.name]
        elif key.column:
            value = _value(key.node, _column(records, key.column))
        elif key.words:
            value = _words(key, words)
        elif isinstance(key.node, Object):
            value = rebuild(key.node, records, words)
        else:
            value = None
        if is_empty(value):
            value = empty_of(key.node)
            if key.optional:
                continue
        found[key.name] = value
    return found


def _column(records: Sequence[object], name: str) -> Any:
    return next((getattr(record, name) for record in records if hasattr(record, name)), None)


def _stored(node: object, value: Any) -> Any:
    match node:
        case Number(places=0):
            return None if value is None else int(value)
        case Number():
            return None if value is None else Decimal(repr(value))
        case ListOf():
            return list(value or [])
    return value or ""


def _value(node: object, stored: Any) -> Any:
    match node, stored:
        case Number(), Decimal():
            return int(stored) if stored == stored.to_integral_value() else float(stored)
        case Text(), "":
            return None
    return stored


def _said(key: Key, held: Any) -> Iterator[Said]:
    match key.node:
        case Text() if held:
            yield Said(key.words, key.topic, held)
        case ListOf(of=Object(keys=(topic, text, *_))):
            for item in held or []:
                yield Said(key.words, _topic(topic, item[topic.name]), item[text.name])
        case ListOf():
            yield from (Said(key.words, key.topic, item) for item in held or [])
        case Object(others=ListOf()):
            for name, items in (held or {}).items():
                yield from (Said(key.words, name, item) for item in items)
        case Object():
            for name, text_ in (held or {}).items():
                yield Said(key.words, name, text_ or "")


def _topic(key: Key, value: Any) -> str:
    return str(int(value)) if isinstance(key.node, Number) else value or ""


def _words(key: Key, words: WordIndex) -> Any:
    found = words.of_key(key)
    match key.node:
        case Text():
            return found[0].text if found else None
        case ListOf(of=Object(keys=(topic, text, *_))):
            is_number = isinstance(topic.node, Number)
            return [
                {topic.name: int(s.topic) if is_number else s.topic or None, text.name: s.text}
                for s in found
            ]
        case ListOf():
            return [said.text for said in found]
        case Object(others=ListOf()):
            by_name: dict[str, list[str]] = defaultdict(list)
            for said in found:
                by_name[said.topic].append(said.text)
            return dict(by_name)
    return {said.topic: said.text or None for said in found}
