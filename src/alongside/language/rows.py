"""Which rows of help a text has: paragraphs, bullets, numbered items and lines are rows each.

Headings, and words that lead on to a list, are no rows; what those that lead on say holds for the list.
A section that says that nothing is needed has no row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alongside.language.parts import Part, parts_said
from alongside.language.provision import Provision, provision_of, says_none
from alongside.language.sentences import Block, Sentence, blocks_with
from alongside.language.vague import vague_in

_HEADING_WORDS = 6
_LIST = 2


@dataclass(frozen=True, slots=True)
class Rows:
    """``beside`` are the sentences that lead on to a list and are no row themselves."""

    rows: tuple[Provision, ...]
    beside: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of every row: parts that are said elsewhere, and parts whose own box is told."""

    stated: frozenset[Part] = frozenset()
    told: frozenset[Part] = frozenset()


_Group = tuple[Block, tuple[Sentence, ...]]


def rows_in(
    text: str, sentences: Sequence[Sentence], *, is_one: bool = False, known: Known | None = None
) -> Rows:
    """``is_one``: the whole is one row, such as a row of a table, unless a list stands in it."""
    groups = blocks_with(text, sentences)
    used = known or Known()
    if not is_one:
        return _apart(text, groups, used)
    items = [each for each in groups if each[0].is_item and not _leads_on(each)]
    if len(items) < _LIST:
        return Rows(tuple(_rows(text, [tuple(sentences)], used)))
    others = tuple(each for group in groups if group not in items for each in group[1])
    said = parts_said("\n".join(each.text for each in others))
    within = Known(used.stated | said, used.told - said)
    return Rows(tuple(_rows(text, [each for _, each in items], within)), others)


def _apart(text: str, groups: Sequence[_Group], known: Known) -> Rows:
    rows: list[Provision] = []
    beside: list[Sentence] = []
    led: frozenset[Part] = frozenset()
    for group in groups:
        block, sentences = group
        if _leads_on(group):
            led = parts_said(text[block.start : block.end])
            beside += sentences
            continue
        if not block.is_item:
            led = frozenset()
        if not (len(groups) > 1 and _is_heading(group)):
            rows += _rows(text, [sentences], Known(known.stated | led, known.told - led))
    return Rows(tuple(rows), tuple(beside))


def _rows(text: str, wanted: Sequence[Sequence[Sentence]], known: Known) -> Iterator[Provision]:
    for each in wanted:
        if each and not says_none(text[each[0].start : each[-1].end]):
            yield provision_of(text, each, stated=known.stated, told=known.told)


def _leads_on(group: _Group) -> bool:
    return group[1][-1].text.endswith(":")


def _is_heading(group: _Group) -> bool:
    """A few words without a stop that are no item of a list, and nothing vague."""
    block, sentences = group
    if block.is_item or len(sentences) > 1 or len(sentences[0].words) > _HEADING_WORDS:
        return False
    return sentences[0].text[-1] not in ".!?" and not vague_in(sentences)
