"""What the letter of a revisit decides, and how it is written down by hand. Pure.

A letter is a document: once it is complete it never changes. A corrected letter is another letter,
with its own date.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.board.rules.codes import LetterRole, ProgressCode
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal

LONGEST_REFERENCE = 30
GIVE_THE_DATE = "Give the date of the letter."


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """The letter but for its people and findings. ``visited_last`` is the last day of the revisit."""

    title: str
    letter_on: date
    visited_from: date
    visited_last: date
    inspectorates: tuple[str, ...]
    overall_judgement: str
    consequence: str = ""
    legal_basis: str = ""
    report_published_on: date | None = None
    judged_fit_on: date | None = None
    inspection_year: int | None = None
    copied_to: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """What the letter says about one weakness, sentence by sentence.

    ``weakness_number`` is None where the letter speaks of none of the action plan’s.
    """

    number: int
    weakness_text: str
    judgement: str
    title: str = ""
    weakness_number: int | None = None
    judgement_code: ProgressCode | None = None
    strengths: tuple[str, ...] = ()
    remaining: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedPerson:
    """Somebody whom the letter names, as printed."""

    listed_in: LetterRole
    name: str
    role: str = ""
    organisation: str = ""


def check_letter(facts: LetterFacts, *, today: date) -> None:
    """Raises Refusal for the first thing that cannot be so. No letter is from after ``today``."""
    needed = (
        ("title", facts.title, "Give the letter a title."),
        ("overall_judgement", facts.overall_judgement, "Write the letter’s overall judgement."),
        ("inspectorates", "".join(facts.inspectorates), "Name who inspected, one on each line."),
    )
    for field, words, sentence in needed:
        if not words.strip():
            raise Refusal(sentence, field=field)
    _check_dates(facts, today)


def _check_dates(facts: LetterFacts, today: date) -> None:
    if facts.visited_last < facts.visited_from:
        raise Refusal("The revisit cannot end before it begins.", field="visited_last")
    if facts.letter_on < facts.visited_last:
        raise Refusal(
            f"The revisit ended on {day_in_words(facts.visited_last)}. "
            "The letter cannot be from before it.",
            field="letter_on",
        )
    if facts.letter_on > today:
        raise Refusal(
            f"{not_come_yet(facts.letter_on)} {GIVE_THE_DATE}",
            field="letter_on",
        )


def not_come_yet(letter_on: date) -> str:
    """
    >>> not_come_yet(date(2031, 1, 1))
    '1 January 2031 has not come yet.'
    """
    return f"{day_in_words(letter_on)} has not come yet."


def check_finding(facts: FindingFacts, *, taken: Container[int]) -> None:
    """``taken`` are the numbers of the letter’s other findings."""
    if facts.number in taken:
        raise Refusal(f"There is already a finding {facts.number}.", field="number")
    if not facts.weakness_text.strip():
        raise Refusal("Write the weakness as the letter words it.", field="weakness_text")
    if not facts.judgement.strip():
        raise Refusal("Write the letter’s judgement of this weakness.", field="judgement")


def check_may_write(*, is_complete: bool) -> None:
    """Facts, people and findings are written down until the letter is complete."""
    if is_complete:
        raise Refusal(
            "The letter is recorded in full and no longer changes. "
            "Record a corrected letter under its own date."
        )


def check_may_complete(*, is_complete: bool, finding_count: int) -> None:
    check_may_write(is_complete=is_complete)
    if not finding_count:
        raise Refusal("Add what the letter says about each weakness first.")


def check_may_withdraw(*, is_complete: bool, is_withdrawn: bool, action_count: int) -> None:
    """A letter recorded by mistake no longer counts, unless actions rest on it."""
    if is_withdrawn:
        raise Refusal("This letter has been withdrawn already.")
    if not is_complete:
        raise Refusal("This letter is still being written down. Give it up instead.")
    if action_count:
        raise Refusal(
            "Actions rest on this letter, so it stays. Record a corrected letter under its own date."
        )


def check_counts(*, is_complete: bool, is_withdrawn: bool) -> None:
    """Actions rest only on a letter that is complete and stands."""
    if not is_complete:
        raise Refusal("The letter is still being written down. Complete it first.")
    if is_withdrawn:
        raise Refusal("The letter was withdrawn, so no action rests on it.")


def ends_visits(consequence: str, codes: Sequence[str]) -> bool:
    """Formal visits cease when progress is sufficient on every weakness and the letter says so.

    >>> ends_visits("The visits will cease.", ["sufficient_progress"])
    True
    >>> ends_visits("The visits will go on.", ["sufficient_progress", "insufficient_progress"])
    False
    """
    judged = bool(codes) and all(code == ProgressCode.SUFFICIENT for code in codes)
    return judged and bool(consequence.strip())


def next_reference(outcome: str, taken: Container[str]) -> str:
    """The next free reference for an action that answers a revisit.

    >>> next_reference("4.2", {"4.2-r1"})
    '4.2-r2'
    """
    number = 1
    while f"{outcome}-r{number}" in taken:
        number += 1
    return f"{outcome}-r{number}"


def check_reference(reference: str) -> None:
    if len(reference) > LONGEST_REFERENCE:
        raise Refusal("Give the action a shorter reference of its own.", field="reference")


def sentences_of(text: str) -> tuple[str, ...]:
    """One sentence for each line that says something.

    >>> sentences_of("One.\\n\\n  Two. ")
    ('One.', 'Two.')
    """
    return tuple(line.strip() for line in text.splitlines() if line.strip())
