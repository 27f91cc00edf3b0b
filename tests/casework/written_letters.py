"""The letters of the lawful paths of letter_paths, found and written in tests of rules."""

from collections.abc import Iterator
from datetime import timedelta

from alongside.casework.rules.letters import LetterDue, Parties, letters_due
from alongside.casework.rules.letters_filling import Material
from alongside.casework.rules.letters_reading import letter_book
from alongside.casework.rules.letters_writing import Written, texts_of, write_letter
from alongside.casework.the_law import clock_of_the_law
from tests.casework.letter_paths import CHILD, GROWN, OWN, PATHS, path_to

BOOK, LAW = letter_book(), clock_of_the_law()
OWN_WORDS = "This is what we would like to add."


def due_at_end(kind: str, parties: Parties = CHILD) -> Iterator[LetterDue]:
    """The letters that follow the last event of the path."""
    facts = path_to(kind)
    found = letters_due(facts, parties, BOOK, LAW.rules)
    yield from (each for each in found if each.event.ref == facts[-1].ref)


def material_of(due: LetterDue, kind: str, parties: Parties = CHILD, later: int = 2) -> Material:
    return Material(
        due=due,
        parties=parties,
        facts=path_to(kind),
        clock=LAW,
        dated_on=due.event.happened_on + timedelta(days=later),
        case_number="2025-00001",
        officer="Olive Officer",
        post="EHC coordinator",
        own=OWN,
    )


def written(due: LetterDue, kind: str, parties: Parties = CHILD, later: int = 2) -> Written:
    material = material_of(due, kind, parties, later)
    return write_letter(material, free_text=OWN_WORDS, book=BOOK)


def words_of(found: Written) -> str:
    return "\n".join(texts_of(found.document))


def every_letter() -> Iterator[tuple[str, str, str]]:
    """Each kind of event, each letter that follows it, each recipient, of a child and of a young person."""
    for kind in PATHS:
        for whose, parties in (("child", CHILD), ("grown", GROWN)):
            for due in due_at_end(kind, parties):
                yield kind, whose, f"{due.template.code}/{due.recipient.key}"


def letter_of(kind: str, whose: str, name: str) -> tuple[LetterDue, Parties]:
    """The one that ``every_letter`` names."""
    parties = {"child": CHILD, "grown": GROWN}[whose]
    (due,) = [
        each
        for each in due_at_end(kind, parties)
        if f"{each.template.code}/{each.recipient.key}" == name
    ]
    return due, parties
