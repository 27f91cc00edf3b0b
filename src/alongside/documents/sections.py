"""A long document for a screen: what is read first, then its sections, each to be opened on its own.

The sections are those of the headings of level 1, in their order. Nothing is left out: a part of a section
that stands first is read a second time where it belongs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.documents.blocks import Heading
from alongside.documents.shown import Entry, ShownBlock, ShownDocument


@dataclass(frozen=True, slots=True)
class Section:
    """``parts`` are its headings of level 2, when there are several."""

    title: str
    anchor: str
    blocks: tuple[ShownBlock, ...]
    parts: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionedDocument:
    """``front`` is what stands before the first section; ``first`` what is read before the contents."""

    language: str
    contents_anchor: str
    front: tuple[ShownBlock, ...]
    first: Section | None
    sections: tuple[Section, ...]


def in_sections(document: ShownDocument, *, first: Sequence[str] = ()) -> SectionedDocument:
    """``first`` are headings: the part below the first that the document has stands above the contents. A
    whole section is not listed a second time.
    """
    blocks = tuple(block for block in document.blocks if block.kind != "contents")
    starts = [place for place, block in enumerate(blocks) if _level(block) == 1]
    ends = [*starts[1:], len(blocks)][: len(starts)]
    parts = {entry.anchor: entry.below for entry in document.contents}
    place = _place_of(blocks, first)
    return SectionedDocument(
        language=document.language,
        contents_anchor=document.contents_anchor,
        front=blocks[: starts[0]] if starts else blocks,
        first=None if place is None else _first(blocks[place:]),
        sections=tuple(
            _section(blocks[start:end], parts)
            for start, end in zip(starts, ends, strict=True)
            if start != place
        ),
    )


def _place_of(blocks: tuple[ShownBlock, ...], titles: Sequence[str]) -> int | None:
    there = {_text(block): place for place, block in reversed(list(enumerate(blocks)))}
    return next((there[title] for title in titles if title in there), None)


def _section(blocks: tuple[ShownBlock, ...], parts: dict[str, tuple[Entry, ...]]) -> Section:
    head, own = blocks[0], parts[blocks[0].anchor]
    return Section(_text(head), head.anchor, blocks[1:], own if len(own) > 1 else ())


def _first(blocks: tuple[ShownBlock, ...]) -> Section:
    """From its heading to the next, whatever the level of that."""
    head, rest = blocks[0], blocks[1:]
    until = next((place for place, block in enumerate(rest) if _level(block)), len(rest))
    return Section(_text(head), f"{head.anchor}-first", rest[:until])


def _level(block: ShownBlock) -> int:
    return block.content.level if isinstance(block.content, Heading) else 0


def _text(block: ShownBlock) -> str:
    return block.content.text if isinstance(block.content, Heading) else ""
