"""What of a case is put together for a tribunal or the Ombudsman, and what is left out of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from alongside.casework.rules.bodies import NOTE
from alongside.kernel.refusals import Refusal

LEFT_OUT = "[left out]"
SHORTEST = 5
"""A shorter text would be found inside other words."""
ALWAYS_LEFT_OUT = (
    "Addresses, phone numbers and e-mail addresses of everybody in the child’s life.",
    "What a court or the family said about who must not be told.",
    "Names of brothers and sisters, and anything of their cases.",
)


class Purpose(StrEnum):
    TRIBUNAL = "tribunal"
    OMBUDSMAN = "ombudsman"
    FAMILY = "family"
    OTHER = "other"


class Part(StrEnum):
    HAPPENED = "happened"
    NOTES = "notes"
    DUTIES = "duties"
    DECISIONS = "decisions"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrder:
    """What was chosen. ``parts`` in the order of ``Part``."""

    purpose: Purpose
    parts: tuple[Part, ...]


def check_export(order: ExportOrder) -> None:
    """Raises Refusal when nothing would be in it."""
    if not order.parts:
        raise Refusal("Choose at least one part.", field="parts")
    if order.parts == (Part.NOTES,):
        raise Refusal("Notes stand among what happened. Choose that part too.", field="parts")


def takes(order: ExportOrder, kind: str) -> bool:
    """Whether an event of this kind belongs to what happened; notes only if they were chosen."""
    return Part.HAPPENED in order.parts and (kind != NOTE or Part.NOTES in order.parts)


def without(text: str, kept_from: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The text without what is restricted, whatever its capitals and spaces, and what was left out.

    >>> without("Moved to 1 high  street.", {"1 High Street": "An address"})
    ('Moved to [left out].', ('An address',))
    """
    found = []
    for secret, label in kept_from.items():
        text, was_there = _cut(text, secret)
        if was_there:
            found.append(label)
    return text, tuple(dict.fromkeys(found))


def secrets_of(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """From (text, label): each line of the text that tells a place or a way to reach somebody, the longest
    first. The name of a town alone would be found everywhere.

    >>> secrets_of([("1 High Street, Leeds", "An address")])
    {'1 High Street': 'An address'}
    """
    lines = [
        (" ".join(line.split()), label)
        for text, label in texts
        for line in text.replace(",", "\n").splitlines()
    ]
    kept = [(line, label) for line, label in lines if len(line) >= SHORTEST and _tells(line)]
    return dict(sorted(kept, key=lambda each: (-len(each[0]), each[0])))


def _tells(line: str) -> bool:
    return " " in line or "@" in line or any(sign.isdigit() for sign in line)


def not_chosen(order: ExportOrder, words: Mapping[Part, str]) -> tuple[str, ...]:
    return tuple(f"{words[part]}: not chosen." for part in Part if part not in order.parts)


def _cut(text: str, secret: str) -> tuple[str, bool]:
    """Compared letter by letter without spaces and capitals, so that a line break hides nothing."""
    wanted = "".join(secret.split()).casefold()
    places = [(at, sign.casefold()) for at, sign in enumerate(text) if not sign.isspace()]
    plain = "".join(sign for _, sign in places)
    if len(plain) != len(places) or wanted not in plain:
        return text, False
    start = plain.index(wanted)
    first, last = places[start][0], places[start + len(wanted) - 1][0]
    rest, _ = _cut(text[last + 1 :], secret)
    return f"{text[:first]}{LEFT_OUT}{rest}", True
