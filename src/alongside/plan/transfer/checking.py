"""Whether a document has the shape of its definition; and the one form in which it is worked on.

In that form every key that is always written is there, and nothing is said in two ways. Where the file
said nothing in another way (a key left out, "" for null), a ``Deviation`` remembers it, so that the export
can give back exactly what came in.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Refusal
from alongside.plan.transfer.faults import Finding
from alongside.plan.transfer.schema import (
    Document,
    Key,
    ListOf,
    Node,
    Number,
    Object,
    Path,
    Text,
    empty_of,
    is_empty,
    item_name,
)

_LARGEST = Decimal(10) ** 10
_LONGEST_TEXT = 100_000
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Deviation:
    """A place where the file said nothing in its own way. ``raw`` is JSON; empty when the key was absent."""

    pointer: Path
    raw: str

    @property
    def text(self) -> str:
        return json.dumps([list(self.pointer), self.raw], ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> "Deviation":
        """
        >>> Deviation.read(Deviation(("a", 0), "null").text).pointer
        ('a', 0)
        """
        pointer, raw = json.loads(text)
        return cls(tuple(pointer), raw)


@dataclass(slots=True)
class Checked:
    """``document`` is fit to be looked at further even when there are findings: what was wrong is null in it."""

    document: Document = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    deviations: list[Deviation] = field(default_factory=list)


def check(node: Object, raw: Any) -> Checked:
    checked = Checked()
    reader = _Reader(checked)
    if isinstance(raw, dict):
        checked.document = reader.read_object(node, raw, (), ())
    else:
        checked.findings.append(
            Finding((), "the document is not an object.", "Begin it with { and end it with }.")
        )
    return checked


def restore(document: Document, deviations: list[Deviation]) -> Document:
    """Say nothing again where and how the file said nothing. A place that says something now stays as it is."""
    for deviation in deviations:
        holder = _holder(document, deviation.pointer)
        name = deviation.pointer[-1]
        if holder is None or not is_empty(holder.get(name)):
            continue
        if deviation.raw:
            holder[name] = json.loads(deviation.raw)
        else:
            holder.pop(name, None)
    return document


def _holder(document: Document, pointer: Path) -> dict[str | int, Any] | None:
    here: Any = document
    for step in pointer[:-1]:
        here = _inside(here, step)
    return here if isinstance(here, dict) else None


def _inside(here: Any, step: str | int) -> Any:
    """What is called ``step`` in an object or a list; None when it is gone."""
    match here, step:
        case dict(), _:
            return here.get(step)
        case list(), int():
            return here[step] if step < len(here) else None
        case list(), str():
            return next((item for item in here if item.get("id") == step), None)
    return None


@dataclass(slots=True)
class _Reader:
    checked: Checked

    def read(self, node: Node, raw: Any, path: Path, pointer: Path) -> Any:
        """The value in its one form; null when it is wrong, which is then reported."""
        match node:
            case Text() | Number():
                return self._read_leaf(node, raw, path)
            case ListOf():
                return self._read_list(node, raw, path, pointer)
            case Object():
                if isinstance(raw, dict):
                    return self.read_object(node, raw, path, pointer)
                self._find(
                    path, "an object is expected here.", "Write names and values between { and }."
                )
        return empty_of(node)

    def read_object(
        self, node: Object, raw: Mapping[str, Any], path: Path, pointer: Path
    ) -> Document:
        found: Document = {}
        known = {key.name for key in node.keys}
        for key in node.keys:
            self._read_key(key, raw, found, path=path, pointer=pointer)
        for name in raw:
            if name in known:
                continue
            if node.others is None:
                self._find(
                    (*path, name),
                    f"the format has no name “{name[:60]}” here.",
                    f"Correct it or leave it out. The names are: {', '.join(sorted(known))}.",
                )
            elif len(name) > 80 or not name:
                self._find((*path, name), "a name has between 1 and 80 letters.", "Shorten it.")
            else:
                found[name] = self._read_other(
                    node.others, raw[name], (*path, name), (*pointer, name)
                )
        return found

    def _read_other(self, node: Node, raw: Any, path: Path, pointer: Path) -> Any:
        if isinstance(node, Object) and is_empty(raw):
            self._find(path, "nothing is named here.", "Name something or leave it out.")
        elif raw == "":
            self._note(pointer, raw, None)
        return self.read(node, raw, path, pointer)

    def _read_key(
        self, key: Key, raw: Mapping[str, Any], found: Document, *, path: Path, pointer: Path
    ) -> None:
        given = raw.get(key.name, _ABSENT)
        says_nothing = given is _ABSENT or is_empty(given)
        here, there = (*path, key.name), (*pointer, key.name)
        if says_nothing and key.needed:
            self._find(here, f"“{key.name}” is missing or empty.", f"Write {key.meaning}.")
        canonical = empty_of(key.node) if says_nothing else self.read(key.node, given, here, there)
        if not (key.optional and says_nothing):
            found[key.name] = canonical
        if says_nothing:
            written = _ABSENT if key.optional else canonical
            self._note(there, given, written)

    def _note(self, pointer: Path, given: Any, written: Any) -> None:
        if given is _ABSENT and written is not _ABSENT:
            self.checked.deviations.append(Deviation(pointer, ""))
        elif given is not _ABSENT and (written is _ABSENT or given != written):
            self.checked.deviations.append(Deviation(pointer, json.dumps(given)))

    def _read_list(self, node: ListOf, raw: Any, path: Path, pointer: Path) -> Any:
        if not isinstance(raw, list):
            self._find(path, "a list is expected here.", "Write the items between [ and ].")
            return empty_of(node)
        if len(raw) < node.least:
            self._find(path, "the list is empty.", "Add at least one item.")
        return list(self._items(node, raw, path, pointer))

    def _items(self, node: ListOf, raw: list[Any], path: Path, pointer: Path) -> Iterator[Any]:
        for index, item in enumerate(raw):
            if node.has_gaps and item is None:
                yield None
            elif isinstance(node.of, Text | Number) and is_empty(item):
                self._find(
                    (*path, index),
                    "an item of the list is empty.",
                    "Write its text or take it out.",
                )
                yield "" if isinstance(node.of, Text) else 0
            else:
                yield self.read(
                    node.of, item, (*path, index), (*pointer, item_name(node, item, index))
                )

    def _read_leaf(self, node: Text | Number, raw: Any, path: Path) -> Any:
        if is_empty(raw):
            return None
        wrong = _text_fault(node, raw) if isinstance(node, Text) else _number_fault(node, raw)
        if wrong:
            self._find(path, *wrong)
            return None
        return raw

    def _find(self, path: Path, what: str, mend: str) -> None:
        self.checked.findings.append(Finding(path, what, mend))


def _text_fault(node: Text, raw: Any) -> tuple[str, str] | None:
    if not isinstance(raw, str):
        return "a text is expected here.", "Put it between double quotation marks."
    if node.choices and raw not in node.choices:
        return (
            f"“{raw[:60]}” is not one of the known words.",
            f"Write one of: {', '.join(node.choices)}.",
        )
    if node.is_date:
        return _date_fault(raw)
    longest = node.longest or _LONGEST_TEXT
    if len(raw) > longest:
        return f"the text has {len(raw):,} letters and the most is {longest:,}.", "Shorten it."
    return None


def _date_fault(raw: str) -> tuple[str, str] | None:
    mend = (
        "Write a month as 2020-06 or a day as 2020-06-05. Printed words that cannot be read belong "
        "in the key that ends in “_printed”, and this key stays empty."
    )
    try:
        if PartialDate.parse(raw).iso == raw:
            return None
    except Refusal as refusal:
        return refusal.sentence, mend
    return f"“{raw}” is not written as a date of this format.", mend


def _number_fault(node: Number, raw: Any) -> tuple[str, str] | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return "a number is expected here.", "Write digits without quotation marks."
    exact = Decimal(repr(raw))
    if node.places == 0 and exact != exact.to_integral_value():
        return "a whole number is expected here.", "Leave the decimal places out."
    if exact != round(exact, node.places) or abs(exact) >= _LARGEST:
        return (
            f"the number has more than {node.places} decimal places or is too large.",
            "Round it.",
        )
    if (node.least is not None and exact < node.least) or (
        node.most is not None and exact > node.most
    ):
        return f"{raw} is not between {node.least} and {node.most}.", "Correct it."
    return None
