"""What of an EHC plan is read for plain English, and as what: pure.

Section A is somebody's own words. It is neither looked at nor scored. Names of people, schools and bodies
are left out too: nobody can write them more plainly.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from alongside.casework.rules.plans.codes import Section
from alongside.casework.rules.plans.parts import (
    Budget,
    Need,
    Outcome,
    Part,
    PartBody,
    Placement,
    Provision,
)
from alongside.language import Kind, Passage, boxes_said, rows_of
from alongside.language import Part as Said
from alongside.language import Provision as HelpRead

SAYS = {
    "what": Said.WHAT,
    "who": Said.WHO,
    "how_much": Said.HOW_MUCH,
    "how_often": Said.HOW_OFTEN,
    "how_long": Said.HOW_LONG,
    "where": Said.WHERE,
    "from_on": Said.FROM_WHEN,
    "checked": Said.HOW_CHECKED,
}
"""Which part of help each box of a row stands for."""
NO_PARTS: frozenset[Said] = frozenset()
FACTS = ("who", "training", "how_much", "how_often", "how_long", "where", "checked")
PROSE: Mapping[type[PartBody], tuple[tuple[str, Kind], ...]] = {
    Need: (("need", Kind.WRITING), ("strengths", Kind.WRITING), ("now", Kind.WRITING)),
    Outcome: (("outcome", Kind.OUTCOME), ("steps", Kind.WRITING)),
    Provision: (("what", Kind.PROVISION),),
    Placement: (("why", Kind.WRITING),),
    Budget: (("what_for", Kind.WRITING),),
}
"""The boxes of each kind of part that are written in sentences."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage, and where it stands: which row, which section, which box."""

    key: str
    section: Section
    box: str
    passage: Passage


def passages_of(parts: Sequence[Part]) -> tuple[Placed, ...]:
    """In the order in which an EHC plan is read. Nothing of section A is among them."""
    order = {section: place for place, section in enumerate(Section)}
    ordered = sorted(parts, key=lambda part: (order[part.section], part.position))
    return tuple(each for part in ordered if part.section is not Section.A for each in _of(part))


def boxes_of(body: PartBody) -> tuple[str, ...]:
    """The boxes of a part that are read; empty for own words and for lists of names."""
    facts = FACTS if isinstance(body, Provision) else ()
    return (*(box for box, _ in PROSE.get(type(body), ())), *facts)


def help_in(part: Part) -> tuple[HelpRead, ...]:
    """The rows of help in one part, each with what it says: the one reckoning for marks, remarks and shares."""
    return tuple(
        row
        for each in _of(part)
        if each.passage.kind is Kind.PROVISION
        for row in rows_of(each.passage)
    )


def _of(part: Part) -> Iterator[Placed]:
    for box, kind in PROSE.get(type(part.body), ()):
        text = getattr(part.body, box).strip()
        if text:
            yield _placed(part, box, text, kind)
    if isinstance(part.body, Provision):
        for box in FACTS:
            if text := getattr(part.body, box).strip():
                yield _placed(part, box, text, Kind.ADVICE)


def _placed(part: Part, box: str, text: str, kind: Kind) -> Placed:
    is_fact = box in FACTS
    stated, told = (
        _known(part.body, box) if isinstance(part.body, Provision) else (NO_PARTS, NO_PARTS)
    )
    passage = Passage(
        name=part.section.value,
        text=text,
        kind=kind,
        is_row=kind is Kind.PROVISION,
        stated=stated,
        told=told,
        is_fact=is_fact,
    )
    return Placed(part.key, part.section, box, passage)


def _known(body: Provision, box: str) -> tuple[frozenset[Said], frozenset[Said]]:
    """What the other boxes say, and what they are told that they do not say. A box that stands for one part is
    asked about that part alone.
    """
    if box != "what":
        return frozenset(Said) - {SAYS[box]} if box in SAYS else frozenset(Said), NO_PARTS
    texts = {part: getattr(body, name) for name, part in SAYS.items() if name in FACTS}
    said, told = boxes_said(texts)
    return (said | {Said.FROM_WHEN} if body.from_on else said), told
