"""What stands in the way of sending a draft or a final EHC plan, and what is worth a second look.

What stands in the way refuses. A remark advises, and the officer decides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.casework.rules.plans.codes import (
    DRAFTS,
    PROVISIONS,
    PartKind,
    Section,
    VersionKind,
    Whose,
)
from alongside.casework.rules.plans.found import Found, in_words
from alongside.casework.rules.plans.parts import (
    Agreement,
    Outcome,
    Part,
    Provision,
    Words,
    digest_of_health,
    in_section,
    numbers,
    of_kind,
)
from alongside.casework.rules.plans.passages import help_in
from alongside.casework.rules.plans.thread import gaps, silent
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal, Refusals

ADULTHOOD_FROM = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A version with what else has to be known. ``answer_until``: until when the family may still answer
    the draft; None when they have answered, or the days are over. ``is_served``: the day on which the draft
    reached them is recorded. ``unlisted`` are advisers whose advice came in and is not in section K.
    ``elsewhere`` is what the record of the case, or another room, says stands in the way.
    """

    kind: VersionKind
    parts: Sequence[Part]
    today: date
    year_group: int
    answer_until: date | None = None
    is_served: bool = True
    unlisted: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


def in_the_way(facts: Facts) -> tuple[Found, ...]:
    """In the order of the sections."""
    checks = _OF_A_DRAFT if facts.kind in DRAFTS else _OF_A_FINAL
    found = [Found(None, sentence) for sentence in facts.elsewhere]
    found += [each for check in checks for each in check(facts.parts)]
    return tuple(sorted(found, key=_place))


def check_may_issue(facts: Facts) -> None:
    """Raises Refusals with everything that stands in the way."""
    found = in_the_way(facts)
    if found:
        raise Refusals([Refusal(in_words(each)) for each in found])


def remarks(facts: Facts) -> tuple[Found, ...]:
    """The thread from needs to help, what is vague, and what is not said yet."""
    found = [
        *gaps(facts.parts),
        *_how_much(facts.parts),
        *_voices(facts.parts),
        *_time(facts),
        *_answered(facts),
        *_unlisted(facts),
    ]
    if facts.kind in DRAFTS:
        found += silent(facts.parts)
    return tuple(sorted(found, key=_place))


_ORDER = {section: place for place, section in enumerate(Section, start=1)}


def _place(found: Found) -> int:
    """What is about the whole comes first."""
    return _ORDER[found.section] if found.section else 0


def _bare(parts: Sequence[Part]) -> Iterator[Found]:
    """What every EHC plan holds."""
    for section, kind, sentence in (
        (Section.A, PartKind.WORDS, "Nobody’s own words are written down."),
        (Section.B, PartKind.NEED, "No special educational need is written down."),
        (Section.E, PartKind.OUTCOME, "No outcome is written down."),
        (Section.F, PartKind.PROVISION, "No special educational provision is written down."),
    ):
        if not of_kind(in_section(parts, section), kind):
            yield Found(section, sentence)


def _blank(parts: Sequence[Part]) -> Iterator[Found]:
    if in_section(parts, Section.PLACE):
        yield Found(Section.PLACE, "A draft leaves this section blank.")


def _agreed(parts: Sequence[Part]) -> Iterator[Found]:
    health = in_section(parts, Section.G)
    if not of_kind(health, PartKind.PROVISION):
        return
    agreement = agreement_in(parts)
    if agreement is None:
        yield Found(
            Section.G, "The commissioning body’s agreement is not recorded: who agreed, and when."
        )
    elif agreement.of != digest_of_health(parts):
        yield Found(
            Section.G, "It was changed after the commissioning body agreed. Ask them again."
        )


def _named(parts: Sequence[Part]) -> Iterator[Found]:
    if not in_section(parts, Section.PLACE):
        yield Found(
            Section.PLACE,
            "Nothing is named. Write the school and its type, the type alone, or why there is neither.",
        )


def _advice(parts: Sequence[Part]) -> Iterator[Found]:
    if not in_section(parts, Section.K):
        yield Found(Section.K, "No advice is listed.")


_OF_A_DRAFT = (_bare, _blank)
_OF_A_FINAL = (_bare, silent, _agreed, _named, _advice)


def agreement_in(parts: Sequence[Part]) -> Agreement | None:
    for part in in_section(parts, Section.G):
        if isinstance(part.body, Agreement):
            return part.body
    return None


def _how_much(parts: Sequence[Part]) -> Iterator[Found]:
    """Neither in boxes of their own nor in the words of the row."""
    called = numbers(parts)
    for part in in_section(parts, *PROVISIONS):
        if isinstance(part.body, Provision) and not is_quantified(part):
            yield Found(part.section, f"{called[part.key]} does not say how much and how often.")


def is_quantified(part: Part) -> bool:
    """Every row of help in it, as the desk marks it."""
    rows = help_in(part)
    return bool(rows) and all(row.is_quantified for row in rows)


def _voices(parts: Sequence[Part]) -> Iterator[Found]:
    heard = {part.body.whose for part in parts if isinstance(part.body, Words)}
    if heard and Whose.CHILD not in heard:
        yield Found(Section.A, "The child’s or young person’s own words are missing.")
    if heard and Whose.PARENTS not in heard:
        yield Found(Section.A, "The parents’ own words are missing.")


def _time(facts: Facts) -> Iterator[Found]:
    called = numbers(facts.parts)
    outcomes = [(part, part.body) for part in facts.parts if isinstance(part.body, Outcome)]
    for part, body in outcomes:
        if body.by_on is not None and body.by_on <= facts.today:
            yield Found(Section.E, f"The day of {called[part.key]} is over.")
    is_due = facts.year_group >= ADULTHOOD_FROM and bool(outcomes)
    if is_due and not any(body.adulthood for _, body in outcomes):
        yield Found(
            Section.E, f"From year {ADULTHOOD_FROM} outcomes prepare for adulthood. None does."
        )


def _answered(facts: Facts) -> Iterator[Found]:
    """A draft gives the family time, from the day on which it reached them."""
    if facts.kind in DRAFTS:
        return
    if not facts.is_served:
        yield Found(None, "The day on which the draft reached the family is not recorded.")
    elif facts.answer_until is not None:
        day = day_in_words(facts.answer_until)
        yield Found(None, f"The family may still answer the draft, until {day}.")


def _unlisted(facts: Facts) -> Iterator[Found]:
    for adviser in facts.unlisted:
        yield Found(Section.K, f"Advice came in and is not listed: {adviser}.")
