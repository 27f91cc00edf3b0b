"""What an import changes, place by place, in words. Pure: two documents in, their differences out."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.kernel.canonical import canonical_bytes
from alongside.plan.transfer.schema import Document, is_empty
from alongside.plan.words import NOT_PUBLISHED

_NAMES = {
    "areas_for_improvement": "weakness",
    "outcomes": "outcome",
    "actions": "action",
    "key_performance_measures": "measure",
    "rows": "line",
    "findings": "finding",
    "measure_to_action_part": "measures beside an action",
    "impact_evidence": "evidence of impact",
    "extraction_notes": "notes on the reading",
    "extraction_note": "note on the reading",
    "schema_version": "version of the format",
    "lead": "lead as printed",
    "lead_printed": "lead as printed",
    "progress_status": "status as printed",
    "start_date": "start date as printed",
    "end_date": "end date as printed",
    "start_date_printed": "start date, its printed words",
    "end_date_printed": "end date, its printed words",
    "end_date_note": "note on the end date",
    "action_part": "part of the action",
    "table_row": "place in the table",
}
_ITEMS = ("weakness", "outcome", "action", "measure", "line", "finding")
_NAMED_BY = ("id", "number")
_ABOUT = ("outcome", "part", "action")
_MAIN = ("text", "title", "outcome")
NOT_THERE = "Not there"


@dataclass(frozen=True, slots=True)
class Difference:
    """``was`` and ``becomes`` are words; ``is_new`` when nothing stood in the place before."""

    where: str
    was: str
    becomes: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that people did, which the file would have changed and did not."""

    where: str
    ours: str
    theirs: str
    why: str


def differences(before: Document, after: Document) -> tuple[Difference, ...]:
    """Every leaf that differs, in the order of the documents."""
    return tuple(_compare("", before, after))


def digest_of(found: Sequence[Difference], kept: Sequence[Kept], *, file_sha256: str) -> str:
    """What a person accepts when they have seen these differences of this file."""
    shown = [[d.where, d.was, d.becomes] for d in found]
    stays = [[k.where, k.ours, k.theirs] for k in kept]
    return hashlib.sha256(canonical_bytes([file_sha256, shown, stays])).hexdigest()


def words_of(value: Any) -> str:
    """A value as people read it; what is not there was not published."""
    if is_empty(value):
        return NOT_PUBLISHED
    match value:
        case list():
            return "; ".join(words_of(item) for item in value)
        case dict():
            shown = {name: item for name, item in value.items() if name not in _names_of(value)}
            said = (_said(name, item) for name, item in shown.items() if not is_empty(item))
            return "; ".join(said) or NOT_PUBLISHED
    return str(value)


def _said(name: str, item: Any) -> str:
    """What an item says of itself stands without a label."""
    return words_of(item) if name in _MAIN else f"{_tidy(name)}: {words_of(item)}"


def _names_of(item: Document) -> tuple[str, ...]:
    """What names the item: it stands in the place that the difference is told of."""
    return _ABOUT if _is_row(item) else _NAMED_BY


def _compare(where: str, before: Any, after: Any) -> Iterator[Difference]:
    if before == after or (is_empty(before) and is_empty(after)):
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys((*before, *after)):
            yield from _compare(_join(where, _tidy(name)), before.get(name), after.get(name))
    elif _is_named(before) and _is_named(after):
        yield from _compare_named(where, before or [], after or [])
    elif isinstance(before, list) and isinstance(after, list):
        yield from _compare_lists(where, before, after)
    else:
        yield _difference(where, before, after)


def _compare_lists(where: str, before: list[Any], after: list[Any]) -> Iterator[Difference]:
    """Place by place when there are as many as before; otherwise what went and what came."""
    if len(before) == len(after):
        for place, (ours, theirs) in enumerate(zip(before, after, strict=True), start=1):
            yield from _compare(f"{where} {place}", ours, theirs)
        return
    gone = [item for item in before if item not in after]
    came = [item for item in after if item not in before]
    if is_empty(gone) and is_empty(came):
        gone, came = before, after
    yield _difference(where, gone, came)


def _difference(where: str, before: Any, after: Any) -> Difference:
    words = [
        NOT_THERE if is_empty(value) and isinstance(beside, dict) else words_of(value)
        for value, beside in ((before, after), (after, before))
    ]
    return Difference(where, words[0], words[1], is_new=is_empty(before))


def _compare_named(where: str, before: list[Any], after: list[Any]) -> Iterator[Difference]:
    ours, theirs = ({_name_of(item): item for item in side} for side in (before, after))
    for name in dict.fromkeys((*ours, *theirs)):
        yield from _compare(_join(where, name), ours.get(name), theirs.get(name))
    if list(ours) != list(theirs) and sorted(ours) == sorted(theirs):
        yield Difference(f"{where}, order", ", ".join(ours), ", ".join(theirs))


def _is_named(items: Any) -> bool:
    return isinstance(items, list) and all(
        isinstance(item, dict) and _name_of(item) for item in items
    )


def _name_of(item: Document) -> str:
    if _is_row(item):
        return " ".join(filter(None, (item["outcome"], item["part"] or item.get("action"))))
    return next((str(item[name]) for name in _NAMED_BY if item.get(name) is not None), "")


def _is_row(item: Document) -> bool:
    """A row of a published table is about an outcome, or about an action of it."""
    return "outcome" in item and "lead_printed" in item


def _join(where: str, name: str) -> str:
    if not where:
        return name[:1].upper() + name[1:]
    last = where.rsplit(", ", 1)[-1].lower()
    return f"{where} {name}" if last in _ITEMS else f"{where}, {name}"


def _tidy(name: str) -> str:
    return _NAMES.get(name, name.replace("_", " "))
