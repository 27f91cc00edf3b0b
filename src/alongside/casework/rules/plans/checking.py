"""What has to be right of one part before it is kept."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation

from alongside.casework.rules.plans.codes import (
    DRAFTS,
    HOLDS,
    ONE_ONLY,
    Named,
    PartKind,
    Section,
    VersionKind,
)
from alongside.casework.rules.plans.parts import (
    KIND_OF,
    Advice,
    Agreement,
    Budget,
    Need,
    NoneFound,
    Outcome,
    Part,
    PartBody,
    Placement,
    Provision,
    Words,
)
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal, Refusals

BLANK_IN_A_DRAFT = (
    "Section I stays blank in a draft. Name the school or its type in the final EHC plan."
)
OWN_WORDS = (
    "Own words are never altered. Take them out, and write down the new words as they were given."
)

MOST_POUNDS = 1_000_000

_NEEDED: dict[type[PartBody], tuple[tuple[str, str], ...]] = {
    Words: (
        ("whose", "Say whose words they are."),
        ("topic", "Say what the words are about."),
        ("words", "Write the words as they were given."),
        ("how", "Say how the words were given, and who wrote them down."),
    ),
    Need: (("need", "Write down the need."),),
    Outcome: (
        ("outcome", "Write what the child or young person will be able to do."),
        ("by_on", "Say by when."),
    ),
    Provision: (("what", "Say what the help is."), ("who", "Say who gives it, by role.")),
    NoneFound: (
        ("says_who", "Say who found that there are none."),
        ("said_on", "Say when they said so."),
    ),
    Agreement: (
        ("body", "Name the commissioning body."),
        ("agreed_by", "Say who agreed."),
        ("role", "Say in which role they agreed."),
        ("agreed_on", "Say when they agreed."),
    ),
    Placement: (("named", "Say what section I names."),),
    Budget: (
        ("what_for", "Say what the money is for."),
        ("payment", "Say how the money is managed."),
    ),
    Advice: (
        ("author", "Write who gave the advice."),
        ("role", "Say in which role they gave it."),
        ("given_on", "Say when it was given."),
    ),
}
_NOT_AHEAD = ("given_on", "said_on", "agreed_on")
_NAMED_NEEDS = {
    Named.INSTITUTION: (
        ("institution", "Write the name of the school or college."),
        ("type", "Write the type of the school or college."),
    ),
    Named.TYPE_ONLY: (("type", "Write the type of the school or college."),),
    Named.ELSEWHERE: (("why", "Say why no school is named, and what is arranged."),),
}


def check_part(
    body: PartBody, *, section: Section, version: VersionKind, others: Sequence[Part], today: date
) -> None:
    """Raises Refusals, one sentence for each box. ``others`` are the other parts of the version."""
    found = [
        *_place(body, section, version, others),
        *_said(body, section),
        *_days(body, today),
        *_links(body, others),
    ]
    if found:
        raise Refusals(found)


def check_may_change(body: PartBody) -> None:
    """Raises Refusal for own words. They are taken out or stand as they are."""
    if isinstance(body, Words):
        raise Refusal(OWN_WORDS)


def _place(
    body: PartBody, section: Section, version: VersionKind, others: Sequence[Part]
) -> Iterator[Refusal]:
    kind = KIND_OF[type(body)]
    there = [part for part in others if part.section is section]
    if kind not in HOLDS[section]:
        yield Refusal(f"Section {section} does not hold this.")
    if kind is PartKind.PLACEMENT and version in DRAFTS:
        yield Refusal(BLANK_IN_A_DRAFT)
    if kind in ONE_ONLY and any(part.kind is kind for part in there):
        yield Refusal(f"Section {section} says this already. Change what it says.")
    rows = [part for part in there if part.kind in (PartKind.NEED, PartKind.PROVISION)]
    if kind is PartKind.NONE_FOUND and rows:
        yield Refusal(f"Section {section} holds something. Remove it before you say there is none.")
    says_none = any(part.kind is PartKind.NONE_FOUND for part in there)
    if kind in (PartKind.NEED, PartKind.PROVISION) and says_none:
        yield Refusal(f"Section {section} says that there is none. Remove that sentence first.")


def _said(body: PartBody, section: Section) -> Iterator[Refusal]:
    yield from _missing(body, _NEEDED[type(body)])
    match body:
        case Need(area="") if section is Section.B:
            yield Refusal("Say which area of need it belongs to.", field="area")
        case Placement(named=named) if named:
            yield from _missing(body, _NAMED_NEEDS[Named(named)])
        case Budget(amount=amount) if amount:
            yield from _amount(amount)
        case _:
            pass


def _missing(body: PartBody, needed: tuple[tuple[str, str], ...]) -> Iterator[Refusal]:
    for name, sentence in needed:
        value = getattr(body, name)
        if value is None or not str(value).strip():
            yield Refusal(sentence, field=name)


def _amount(text: str) -> Iterator[Refusal]:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or not 0 <= amount <= MOST_POUNDS:
        yield Refusal("Write the amount in pounds with digits, like 1250.00.", field="amount")


def _days(body: PartBody, today: date) -> Iterator[Refusal]:
    names = {each.name for each in fields(body)}
    for name in _NOT_AHEAD:
        day = getattr(body, name) if name in names else None
        if day is not None and day > today:
            yield Refusal(f"{day_in_words(day)} is still to come.", field=name)


def _links(body: PartBody, others: Sequence[Part]) -> Iterator[Refusal]:
    """What a row names has to be in the same version."""
    wanted = {"needs": PartKind.NEED, "outcomes": PartKind.OUTCOME}
    for name, kind in wanted.items():
        there = {part.key for part in others if part.kind is kind}
        if not there.issuperset(getattr(body, name, ())):
            yield Refusal("Choose from what this version holds.", field=name)
