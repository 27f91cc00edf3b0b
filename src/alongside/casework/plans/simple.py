"""The simple text of an EHC plan: one idea in each sentence, headings as questions, hard words explained.

It is put together from the rows, and changes no word of them. Own words stand whole, as they were given. A
sentence that an officer wrote too long stays long: ``too_long`` says which. Nothing here is easy read until
people have read it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from alongside.casework.plans.saying import pounds
from alongside.casework.plans.words import NEED_AREAS, PAYMENTS
from alongside.casework.rules.plans.codes import NeedArea, PartKind, Payment, Section, Whose
from alongside.casework.rules.plans.parts import (
    Advice,
    Agreement,
    Budget,
    Need,
    NoneFound,
    Outcome,
    Part,
    Placement,
    Provision,
    Words,
    in_section,
    numbers,
)
from alongside.kernel.dates import day_in_words
from alongside.language import Glossary, easy_read
from alongside.language.sentences import sentences_in
from alongside.language.terms import term_uses
from alongside.web.writing import sentence

QUESTIONS = {
    Section.A: "What matters to {name} and the family?",
    Section.B: "What does {name} need help with?",
    Section.C: "What does {name} need for their health?",
    Section.D: "What does {name} need at home and outside?",
    Section.E: "What will {name} be able to do?",
    Section.F: "What help does {name} get to learn?",
    Section.G: "What help does {name} get for their health?",
    Section.H1: "What social care help must the family get?",
    Section.H2: "What other social care help do they get?",
    Section.PLACE: "Which school, college or setting?",
    Section.J: "Is there money that the family can use?",
    Section.K: "Who told us about {name}?",
}
NONE_FOUND = {
    Section.C: "We found no health needs.",
    Section.D: "We found no social care needs.",
    Section.G: "There is no health help.",
    Section.H1: "There is no help of this kind.",
    Section.H2: "There is no other help.",
}
"""Where somebody found that there are none. A section that nobody has written says so instead."""
BLANK = {
    Section.J: "There is no personal budget.",
    Section.PLACE: "This is not decided yet.",
}
EMPTY = "Nothing is written here yet."
FACTS = (
    ("who", "Who gives it"),
    ("training", "What training they have"),
    ("how_much", "How much"),
    ("how_often", "How often"),
    ("how_long", "For how long"),
    ("where", "Where"),
    ("from_on", "It begins on"),
    ("checked", "How we check it"),
)


@dataclass(frozen=True, slots=True)
class SimpleRow:
    """What stands beside one picture. ``is_own``: somebody's own words, whole, as they gave them."""

    title: str
    sentences: tuple[str, ...]
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class SimpleSection:
    """``letter`` is that of the EHC plan, so that both can be read side by side."""

    letter: str
    question: str
    rows: tuple[SimpleRow, ...]


@dataclass(frozen=True, slots=True)
class SimpleWord:
    name: str
    means: str


@dataclass(frozen=True, slots=True)
class SimpleText:
    """``words`` are explained where they first stand, and once more together."""

    sections: tuple[SimpleSection, ...]
    words: tuple[SimpleWord, ...]

    @property
    def too_long(self) -> tuple[tuple[str, str], ...]:
        """(section, sentence) for each that is not as short and simple as it should be, but for own words."""
        return tuple(
            (section.letter, each)
            for section in self.sections
            for row in section.rows
            if not row.is_own
            for each in row.sentences
            if easy_read(each)
        )


def simple_text(parts: Sequence[Part], *, name: str, held: Glossary) -> SimpleText:
    """``held`` explains words. ``name`` is how the child or young person is called."""
    called = numbers(parts)
    sections = tuple(
        SimpleSection(
            letter=section.value,
            question=QUESTIONS[section].format(name=name),
            rows=_rows(section, in_section(parts, section), called),
        )
        for section in Section
    )
    words = _words(sections, held)
    return SimpleText(_explained(sections, words, held), words)


def _rows(
    section: Section, parts: Sequence[Part], called: Mapping[str, str]
) -> tuple[SimpleRow, ...]:
    found = tuple(_row(part, called) for part in parts if part.kind is not PartKind.AGREEMENT)
    if any(part.kind is PartKind.NONE_FOUND for part in parts):
        return (SimpleRow("", (NONE_FOUND[section],)),)
    return found or (SimpleRow("", (BLANK.get(section, EMPTY),)),)


def _row(part: Part, called: Mapping[str, str]) -> SimpleRow:
    number = called.get(part.key, "")
    match part.body:
        case Words() as body:
            whose = "In their own words" if body.whose == Whose.CHILD else "In the parents’ words"
            return SimpleRow(whose, (body.words,), is_own=True)
        case Need() as body:
            return SimpleRow(number, tuple(_need(body)))
        case Outcome() as body:
            return SimpleRow(number, tuple(_outcome(body)))
        case Provision() as body:
            return SimpleRow(number, tuple(_help(body)))
        case Placement() as body:
            return SimpleRow("", tuple(_place(body)))
        case Budget() as body:
            return SimpleRow("", tuple(_budget(body)))
        case Advice() as body:
            on = f" on {day_in_words(body.given_on)}" if body.given_on else ""
            return SimpleRow("", (f"{body.author}, {body.role}{on}.",))
        case NoneFound() | Agreement():
            return SimpleRow("", ())
    return SimpleRow("", ())


def _need(body: Need) -> Iterator[str]:
    if body.area:
        yield f"This is about: {_small(NEED_AREAS[NeedArea(body.area)])}."
    yield from _split(body.need)
    if body.strengths:
        yield "What goes well:"
        yield from _split(body.strengths)
    if body.now:
        yield "How it is now:"
        yield from _split(body.now)


def _outcome(body: Outcome) -> Iterator[str]:
    yield from _split(body.outcome)
    if body.by_on:
        yield f"By when: {day_in_words(body.by_on)}."
    if body.steps:
        yield "Steps on the way:"
        yield from _split(body.steps)


def _help(body: Provision) -> Iterator[str]:
    yield from _split(body.what)
    for box, label in FACTS:
        value = getattr(body, box)
        if value:
            words = day_in_words(value) if box == "from_on" else value.strip().rstrip(".")
            yield f"{label}: {_small(words)}."


def _place(body: Placement) -> Iterator[str]:
    if body.institution:
        yield f"The school or setting is {body.institution}."
    if body.type:
        yield f"It is this type: {_small(body.type)}."
    if body.why:
        yield from _split(body.why)


def _budget(body: Budget) -> Iterator[str]:
    yield from _split(body.what_for)
    if body.amount:
        yield f"How much money: {pounds(body.amount)}."
    if body.payment:
        yield f"How it is paid: {_small(PAYMENTS[Payment(body.payment)])}."


def _split(text: str) -> Iterator[str]:
    """Sentence by sentence, each with its stop."""
    for each in sentences_in(text):
        yield sentence(each.text)


def _small(words: str) -> str:
    """Inside a sentence, unless it begins with letters such as NHS."""
    first = words.split(" ", 1)[0]
    return words if first[1:] != first[1:].lower() else f"{words[:1].lower()}{words[1:]}"


def _explained(
    sections: Sequence[SimpleSection], words: Sequence[SimpleWord], held: Glossary
) -> tuple[SimpleSection, ...]:
    """With a sentence on each hard word where it first stands."""
    left = {each.name: each.means for each in words}
    return tuple(
        replace(section, rows=tuple(_row_explained(row, left, held) for row in section.rows))
        for section in sections
    )


def _row_explained(row: SimpleRow, left: dict[str, str], held: Glossary) -> SimpleRow:
    if row.is_own:
        return row
    found: list[str] = []
    for each in row.sentences:
        names = [term.name for term, _ in term_uses(each, held=held)]
        means = [f"“{name}” means: {left.pop(name)}." for name in names if name in left]
        found += [each, *means]
    return replace(row, sentences=tuple(found))


def _words(sections: Sequence[SimpleSection], held: Glossary) -> tuple[SimpleWord, ...]:
    text = "\n\n".join(
        each
        for section in sections
        for row in section.rows
        if not row.is_own
        for each in row.sentences
    )
    found: dict[str, str] = {}
    for term, _ in term_uses(text, held=held):
        means = term.plain or (term.full[0] if term.full else "")
        if means:
            found.setdefault(term.name, means)
    return tuple(SimpleWord(name, means) for name, means in found.items())
