"""What each part of a section says: a frozen body for each kind, kept as JSON.

A part has a ``key`` that stays the same in every later version, so that a row can be followed from one to
the next, and needs, outcomes and provision can name each other.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from alongside.casework.rules.plans.codes import PartKind, Section
from alongside.kernel.canonical import JSON, canonical_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PartBody:
    """Of every kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(PartBody):
    """Somebody's own words or signs, as they gave them. They are never altered: new words are new.

    ``how`` says how they were given, and who wrote them down.
    """

    whose: str = ""
    topic: str = ""
    words: str = ""
    how: str = ""
    given_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(PartBody):
    """``area`` only in section B. ``now`` is what can be seen today, to measure by later."""

    area: str = ""
    need: str = ""
    strengths: str = ""
    now: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(PartBody):
    """What the child or young person will be able to do. ``adulthood`` from year 9 on."""

    outcome: str = ""
    by_on: date | None = None
    steps: str = ""
    needs: tuple[str, ...] = ()
    adulthood: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision(PartBody):
    """One row of help. ``needs`` and ``outcomes`` are keys of parts of the same version."""

    what: str = ""
    who: str = ""
    training: str = ""
    how_much: str = ""
    how_often: str = ""
    how_long: str = ""
    where: str = ""
    from_on: date | None = None
    checked: str = ""
    needs: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoneFound(PartBody):
    """That nothing was identified, on whose word and when."""

    says_who: str = ""
    said_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(PartBody):
    """The commissioning body's agreement to section G. ``of`` is the digest of the rows it was given to."""

    body: str = ""
    agreed_by: str = ""
    role: str = ""
    agreed_on: date | None = None
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement(PartBody):
    """Section I. ``named`` says whether a school is named, a type alone, or neither."""

    named: str = ""
    institution: str = ""
    type: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget(PartBody):
    """One thing that a personal budget pays for. ``amount`` is in pounds, as a decimal in text."""

    what_for: str = ""
    amount: str = ""
    payment: str = ""
    needs: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice(PartBody):
    """One entry of the list of advice. ``event`` is the ref of the event by which it was received."""

    author: str = ""
    role: str = ""
    given_on: date | None = None
    event: str = ""


CLASSES: Mapping[PartKind, type[PartBody]] = {
    PartKind.WORDS: Words,
    PartKind.NEED: Need,
    PartKind.OUTCOME: Outcome,
    PartKind.PROVISION: Provision,
    PartKind.NONE_FOUND: NoneFound,
    PartKind.AGREEMENT: Agreement,
    PartKind.PLACEMENT: Placement,
    PartKind.BUDGET: Budget,
    PartKind.ADVICE: Advice,
}
SCHEMA = 1
"""Raised when a body changes its shape; what was written under an earlier one is then still read."""
KIND_OF = {body: kind for kind, body in CLASSES.items()}
DAYS = frozenset({"given_on", "by_on", "from_on", "said_on", "agreed_on"})
LISTS = frozenset({"needs", "outcomes", "adulthood"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of one version, in its place."""

    key: str
    section: Section
    position: int
    body: PartBody

    @property
    def kind(self) -> PartKind:
        return KIND_OF[type(self.body)]


def written(body: PartBody) -> dict[str, JSON]:
    """As JSON, without what is empty."""
    found = {each.name: getattr(body, each.name) for each in fields(body)}
    return {name: _plain(value) for name, value in found.items() if value not in ("", None, ())}


def read(kind: PartKind, kept: Mapping[str, Any]) -> PartBody:
    """The body as it was written. What this version does not know is left out."""
    known = {each.name for each in fields(CLASSES[kind])}
    return CLASSES[kind](**{name: _value(name, kept[name]) for name in kept if name in known})


def of_kind(parts: Iterable[Part], *kinds: PartKind) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.kind in kinds)


def in_section(parts: Iterable[Part], *sections: Section) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.section in sections)


def numbers(parts: Sequence[Part]) -> Mapping[str, str]:
    """By key, what a row is called in its version: "B1", "F2"."""
    found: dict[str, str] = {}
    counts: dict[Section, int] = {}
    for part in parts:
        if part.kind in _NUMBERED:
            counts[part.section] = counts.get(part.section, 0) + 1
            found[part.key] = f"{part.section}{counts[part.section]}"
    return found


_NUMBERED = frozenset({PartKind.NEED, PartKind.OUTCOME, PartKind.PROVISION})


def digest_of_health(parts: Iterable[Part]) -> str:
    """Of what the commissioning body agrees to: the rows of section G, whatever their order."""
    rows = [
        {"key": part.key, **written(part.body)}
        for part in in_section(parts, Section.G)
        if part.kind is PartKind.PROVISION
    ]
    ordered = sorted(rows, key=lambda row: str(row["key"]))
    return hashlib.sha256(canonical_bytes(ordered)).hexdigest()


def _plain(value: Any) -> JSON:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _value(name: str, value: Any) -> Any:
    if name in DAYS:
        return date.fromisoformat(value)
    return tuple(value) if name in LISTS else value
