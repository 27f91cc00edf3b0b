"""The blocks of a document as they are read from a file, and the passages that they make.

Section A of an EHC plan, and whatever part is named, is left out: those are somebody's own words.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from alongside.kernel.refusals import Refusal
from alongside.language import Kind, Passage

WHOLE = "The text"
_SECTION = re.compile(
    r"(?:part\s+(?:\d{1,2}|[ivx]{1,4}|[a-h])\s*[:.–—-]?\s*)?"
    r"section\s+(?P<letter>[A-G]|H1|H2|H|I|J|K)(?![\w’'])\s*(?P<mark>[:.(–—-])?\s*(?P<title>.*)",
    re.I,
)
_SAYS = re.compile(
    r"(?i:none|no|not|nothing|n/a)\b|(?!(?i:what|how|who|where|when|why|which)\b)(?:"
    r".*?(?<!that )(?<!which )(?<!who )\b(?:will|would|should|can|is|are|was|were|has|have)\b|"
    r".*?[a-z]{3}[.!?]\s+[A-Z])"
)
"""What stands after the letter of a section and is no title: what the section says begins in its line."""
_MOST_WORDS = 14
_MOST_WORDS_MARKED = 45
"""The law's own title of section H1 has some thirty words."""
OWN_TITLES = (
    "about me",
    "all about me",
    "my story",
    "our story",
    "my views",
    "my voice",
    "in my own words",
    "our views",
    "child's views",
    "child's voice",
    "young person's views",
    "voice of the child",
    "views of the child",
    "views of the child or young person",
    "pupil voice",
    "what is important to me",
    "what i want people to know about me",
    "what we want you to know, and what we hope for",
    "parents' views",
    "parent's views",
    "parents' and carers' views",
    "parental views",
    "family views",
    "views, interests and aspirations",
    "my views, interests and aspirations",
    "one page profile",
)
"""Headings under which families write themselves, wherever they stand."""
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


_MUST_SAY = frozenset(f"Section {letter}" for letter in (*"BCDEFGH", "H1", "H2"))
"""Sections that are never silent: where there is nothing, they say so."""


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
    parts come back as own words, beside OWN_TITLES. Raises Refusal for one that is not there.
    """
    own = {_plainly(title) for title in (*OWN_TITLES, *leave_out)}
    apart = [each for block in blocks for each in _apart(block, own)]
    _check_there(apart, leave_out)
    place = _Place(WHOLE, kind)
    passages: list[Passage] = []
    begun: dict[str, _Place] = {}
    paragraphs: list[str] = []
    for block in apart:
        following = _place(block, place, kind=kind, own=own)
        if following is None and not block.is_row:
            paragraphs.append(block.text)
            continue
        passages += _together(paragraphs, place)
        paragraphs = []
        place = following or place
        begun[place.name] = place
        if following is None:
            passages.append(Passage(place.name, block.text, place.kind, is_row=True))
    passages += _together(paragraphs, place)
    return (*passages, *_blank(passages, begun))


def _blank(passages: Collection[Passage], begun: Mapping[str, _Place]) -> Iterator[Passage]:
    """The sections of the law that have a heading and nothing under it, not even that there is none."""
    filled = {each.name for each in passages}
    for name, place in begun.items():
        holds = any(each.startswith(name) for each in begun if each != name)
        if name in _MUST_SAY and name not in filled and not holds:
            yield Passage(name, "", place.kind, must_say=True)


def _apart(block: Block, own: Collection[str]) -> Iterator[Block]:
    """A heading that shares a paragraph, a row of a table or a line with other text stands by itself."""
    lines = [part for line in block.text.splitlines() for part in _parted(line)]
    if block.level:
        yield Block(lines[0] if lines else "", block.level)
        yield from (Block(line) for line in lines[1:])
        return
    at = [n for n, line in enumerate(lines) if section_of(line) or _plainly(line) in own]
    if not at:
        yield block
        return
    before = "\n".join(lines[: at[0]]).strip("\n")
    if before:
        yield Block(before)
    yield Block(lines[at[0]].strip())
    rest = "\n".join(lines[at[0] + 1 :]).strip("\n")
    if rest:
        yield from _apart(Block(rest), own)


def _parted(line: str) -> tuple[str, ...]:
    """The line, or the heading and what the section says in the same line.

    >>> _parted("Section D: None identified."), _parted("Section D: Social care needs")
    (('Section D', 'None identified.'), ('Section D: Social care needs',))
    """
    found = _SECTION.fullmatch(" ".join(line.split()))
    if found is None or not (found["mark"] or section_of(line)) or not _SAYS.match(found["title"]):
        return (line,)
    return f"Section {found['letter'].upper()}", found["title"]


def _check_there(blocks: Iterable[Block], leave_out: Collection[str]) -> None:
    there = {_plainly(block.text) for block in blocks}
    for title in leave_out:
        if _plainly(title) not in there:
            raise Refusal(
                f"No part has the heading “{title}”, so it cannot be left out. Write it as it stands."
            )


def section_of(line: str, *, is_heading: bool = False) -> str:
    """The letter of the section that a line is the heading of, or nothing.

    ``is_heading``: the file marks it as a heading, so that no sentence can be meant.

    >>> section_of("Section F: Special educational provision"), section_of("Section F says so.")
    ('F', '')
    """
    tidy = " ".join(line.split())
    found = _SECTION.fullmatch(tidy)
    if found is None:
        return ""
    title = found["title"]
    is_marked = bool(is_heading or not title or found["mark"] or "SECTION " in tidy)
    most = _MOST_WORDS_MARKED if is_marked else _MOST_WORDS
    is_sentence = not is_marked and (not title[0].isupper() or title.endswith((".", ",", ";")))
    return "" if is_sentence or len(tidy.split()) > most else found["letter"].upper()


def _place(block: Block, place: _Place, *, kind: Kind, own: Collection[str]) -> _Place | None:
    """The part that begins with this block; None when it belongs to the part before."""
    level = block.level or _TOP
    if block.is_row:
        return None
    if letter := section_of(block.text, is_heading=bool(block.level)):
        kind = _KINDS.get(letter, Kind.WRITING)
        return _Place(f"Section {letter}", kind, level, is_section=True)
    if _plainly(block.text) in own:
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
    return " ".join(text.split()).strip(" .:#").replace("’", "'").casefold()
