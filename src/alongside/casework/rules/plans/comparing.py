"""What changed from one version to another: by row, by box, and by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from alongside.casework.rules.plans.codes import Act, PartKind, Section
from alongside.casework.rules.plans.parts import Part, PartBody

_TOKEN = re.compile(r"\s+|\w+(?:[’'-]\w+)*|[^\w\s]")
NOT_SHOWN = frozenset({"of", "event"})
"""What is kept of a part for the machine alone."""


class Mark(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a row that stayed, came or went."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """One part that is not the same. ``before`` or ``after`` is None for what came or went; ``boxes``
    names the boxes that changed.
    """

    key: str
    section: Section
    kind: PartKind
    act: Act
    before: PartBody | None
    after: PartBody | None
    boxes: tuple[str, ...]


def compare(before: Sequence[Part], after: Sequence[Part]) -> tuple[RowChange, ...]:
    """In the order of the sections, and of the rows in the later version; what went comes last."""
    old = {part.key: part for part in before}
    new = {part.key: part for part in after}
    found = [change for part in after if (change := _change(old.get(part.key), part))]
    found += [change for part in before if part.key not in new if (change := _change(part, None))]
    order = {section: place for place, section in enumerate(Section)}
    return tuple(sorted(found, key=lambda each: order[each.section]))


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Word by word.

    >>> [(each.mark.value, each.text) for each in pieces("twice a week", "once a week")]
    [('removed', 'twice'), ('added', 'once'), ('same', ' a week')]
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(piece for each in matcher.get_opcodes() for piece in _pieces(each, old, new))


def _pieces(code: Any, old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    what, from_old, to_old, from_new, to_new = code
    if what == "equal":
        yield Piece(Mark.SAME, "".join(old[from_old:to_old]))
        return
    if to_old > from_old:
        yield Piece(Mark.REMOVED, "".join(old[from_old:to_old]))
    if to_new > from_new:
        yield Piece(Mark.ADDED, "".join(new[from_new:to_new]))


def _change(before: Part | None, after: Part | None) -> RowChange | None:
    part = after or before
    if part is None or (before and after and before.body == after.body):
        return None
    boxes = tuple(_boxes(before.body if before else None, after.body if after else None))
    if before and after and not boxes:
        return None
    return RowChange(
        key=part.key,
        section=part.section,
        kind=part.kind,
        act=_act(before, after),
        before=before.body if before else None,
        after=after.body if after else None,
        boxes=boxes,
    )


def _act(before: Part | None, after: Part | None) -> Act:
    if before is None:
        return Act.ADDED
    return Act.REMOVED if after is None else Act.CHANGED


def _boxes(before: PartBody | None, after: PartBody | None) -> Iterator[str]:
    body = after or before
    for each in fields(body) if body is not None else ():
        if each.name in NOT_SHOWN:
            continue
        if _said(before, each.name) != _said(after, each.name):
            yield each.name


def _said(body: PartBody | None, box: str) -> Any:
    """None for an empty box as for no part at all."""
    return getattr(body, box, None) or None
