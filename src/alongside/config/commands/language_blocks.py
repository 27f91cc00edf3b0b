"""The blocks of a document as they are read from a file, and the passages that they make.

Section A of an EHC plan, and whatever part is named, is left out: those are somebody's own words.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from alongside.language import Kind, Passage

WHOLE = "The text"
_SECTION = re.compile(
    r"section\s+(?P<letter>[A-G]|H1|H2|H|I|J|K)(?![\w’'])\s*(?P<mark>[:.(–—-])?\s*(?P<title>.*)",
    re.I,
)
_MOST_WORDS = 14
_TOP = 1
_KINDS = {
    "A": Kind.OWN_WORDS,
    "E": Kind.OUTCOME,
    "F": Kind.PROVISION,
    "G": Kind.PROVISION,
    "H": Kind.PROVISION,
    "H1": Kind.PROVISION,
    "H2": Kind.PROVISION,
}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a row of a table with a blank line between its cells.

    ``level`` is 1 to 9 for a heading that the file marks as one, and 0 for everything else.
    """

    text: str
    level: int = 0
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the document the reading stands, and the level of the heading it began with.

    ``within`` is the section around a part that is left out: it goes on after that part.
    """

    name: str
    kind: Kind
    level: int = 0
    is_section: bool = False
    within: "_Place | None" = None

    def ends_at(self, level: int) -> bool:
        """A section of the law holds headings of its own level; another part ends there."""
        return level < self.level if self.is_section else not self.level or level <= self.level


def passages_of(
    blocks: Iterable[Block], *, kind: Kind, leave_out: Collection[str]
) -> tuple[Passage, ...]:
    """Paragraphs of one part together, each row of a table by itself.

    ``kind`` is for what stands under no section of an EHC plan; ``leave_out`` are headings whose
    parts come back as own words.
    """
    wanted = {_plainly(title) for title in leave_out}
    place = _Place(WHOLE, kind)
    passages: list[Passage] = []
    paragraphs: list[str] = []
    for block in blocks:
        following = _place(block, place, kind=kind, leave_out=wanted)
        if following is None and not block.is_row:
            paragraphs.append(block.text)
            continue
        passages += _together(paragraphs, place)
        paragraphs = []
        if following is not None:
            place = following
        else:
            passages.append(Passage(place.name, block.text, place.kind, is_row=True))
    return (*passages, *_together(paragraphs, place))


def section_of(line: str) -> str:
    """The letter of the section that a line is the heading of, or nothing.

    >>> section_of("Section F: Special educational provision"), section_of("Section F says so.")
    ('F', '')
    """
    tidy = " ".join(line.split())
    found = _SECTION.fullmatch(tidy)
    if found is None or len(tidy.split()) > _MOST_WORDS or tidy.endswith((".", ",", ";")):
        return ""
    title = found["title"]
    is_title = not title or found["mark"] or title[0].isupper() or title[0].isdigit()
    return found["letter"].upper() if is_title else ""


def _place(block: Block, place: _Place, *, kind: Kind, leave_out: Collection[str]) -> _Place | None:
    """The part that begins with this block; None when it belongs to the part before."""
    level = block.level or _TOP
    if block.is_row:
        return None
    if letter := section_of(block.text):
        kind = _KINDS.get(letter, Kind.WRITING)
        return _Place(f"Section {letter}", kind, level, is_section=True)
    if _plainly(block.text) in leave_out:
        within = place if place.is_section else None
        return _Place(_tidy(block.text), Kind.OWN_WORDS, level, within=within)
    if not block.level or not place.ends_at(level):
        return None
    return place.within or _Place(_tidy(block.text), kind, level)


def _together(paragraphs: list[str], place: _Place) -> Iterator[Passage]:
    text = "\n\n".join(paragraphs)
    if text.strip():
        yield Passage(place.name, text, place.kind)


def _tidy(text: str) -> str:
    return " ".join(text.split())[:80]


def _plainly(text: str) -> str:
    return " ".join(text.split()).strip(" .:#").casefold()
