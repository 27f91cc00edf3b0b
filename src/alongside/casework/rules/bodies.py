"""What is kept of an event besides its days: a frozen body for each kind, and its schema.

A body is written out as JSON with texts, lists of texts, dates and yes or no. ``SCHEMA`` is raised when
a body changes its shape, and what was written under an earlier one is then still read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from alongside.kernel.canonical import JSON
from alongside.law.events import ABSENCE, EXCEPTION

SCHEMA = 1
NOTE, REVIEW_FOUND = "note_made", "review_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Of most events: what is worth saying beside the day."""

    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidWrong(Body):
    """A note with what a school says of something it sent: ``about`` is the ref of the event that it made."""

    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed(Body):
    """What a review found, each row of the EHC plan as ``rules.reviewing.Found`` writes it."""

    outcomes: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    adulthood: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun(Body):
    """A request under section 36, or something brought to the authority's attention (section 24)."""

    asker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToBody(Body):
    """Something asked of, or answered by, one adviser, school or college."""

    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent(Body):
    """What was issued or decided, and went to the family later. ``decided_on`` and ``letter``, the ref of what
    told it, are written by the sending of the letter. Without the letter, ``note`` says how it went.
    """

    decided_on: date | None = None
    letter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Sent):
    """A decision of the authority, by the officer who recorded it. ``limbs`` are those of the test that
    were found not met, with a refusal to assess. ``panel_advised`` is what a panel advised, if one did.

    A decision that the family was told by no letter of this record was told outside it.
    """

    reasons: str = ""
    limbs: tuple[str, ...] = ()
    panel_advised: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made(Decided):
    """A decision of which nobody was told yet, or a draft that is issued and not sent. ``decides`` is the kind
    of event by which it is told.
    """

    decides: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aimed(Body):
    """About a day ahead: a meeting, a move, a transfer."""

    for_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting(Body):
    """Something that lasted: ``until`` is the first day after it."""

    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relied(Lasting):
    """A ground that the authority, or a body, relies on. It excuses, and sets no new date."""

    ground: str = ""
    because: str = ""
    evidence: str = ""
    authorised_by: str = ""
    body: str = ""
    rules: tuple[str, ...] = ()


_REFUSES = ("decided_not_to_assess", "decided_no_plan", "decided_not_to_reassess")
MADE = "decision_made"
_BUDGET_REFUSED = ("budget_refused", "budget_refusal_confirmed")
BUDGETS = frozenset({*_BUDGET_REFUSED, "budget_agreed", "budget_refusal_changed"})
"""What is decided about a personal budget or direct payments: between the family and the council alone."""
FINALS_SENT = frozenset({"final_plan_sent", "amended_plan_sent"})
"""The final EHC plan, and the amended one. Issuing it is a decision; the law asks that it is sent."""
DRAFTS_SENT = frozenset({"draft_sent", "amendment_notice_sent", "adhoc_amendment_notice_sent"})
"""A draft, and proposed changes. Issuing one is no decision, and ends no time: the law asks that it is sent."""
TELLS = frozenset(
    {
        *_REFUSES,
        *FINALS_SENT,
        *BUDGETS,
        "decided_to_assess",
        "decided_to_reassess",
        "review_decided_maintain",
        "review_decided_amend",
        "review_decided_cease",
        "decided_not_to_amend",
        "decided_to_cease",
    }
)
"""By which the family is told of a decision: the letter that tells it is written here, and its sending
records them. Before that stands what was decided alone.
"""
WAITS = TELLS | DRAFTS_SENT
"""What goes to the family by its letter, or by hand with a note, and waits for that after it was decided or issued."""
DECISIONS = frozenset(
    {
        *_REFUSES,
        MADE,
        "decided_to_assess",
        "decided_to_issue",
        *FINALS_SENT,
        *BUDGETS,
        "decided_to_reassess",
        "reassessment_begun_by_authority",
        "review_decided_maintain",
        "review_decided_amend",
        "review_decided_cease",
        "decided_not_to_amend",
        "decided_to_cease",
        "plan_ceased",
        EXCEPTION,
    }
)
"""What only a named officer who may decide records."""
REFUSES = frozenset(
    {
        *_REFUSES,
        *_BUDGET_REFUSED,
        "decided_not_to_amend",
        "decided_to_cease",
        "review_decided_cease",
    }
)
"""Decisions that say no: their reasons have to be written down."""
BEGINS = frozenset({"request_received", "brought_to_attention"})
MOVE_KNOWN = "move_became_known"
"""The move itself may be on a later day, before which nothing is handed over."""
_OF_KIND: Mapping[str, type[Body]] = {
    **dict.fromkeys(BEGINS, Begun),
    **dict.fromkeys(DECISIONS - {EXCEPTION, MADE}, Decided),
    **dict.fromkeys(DRAFTS_SENT, Sent),
    MADE: Made,
    EXCEPTION: Relied,
    REVIEW_FOUND: Reviewed,
    ABSENCE: Lasting,
    MOVE_KNOWN: Aimed,
}


def body_class(kind: str, *, by_body: bool, is_aimed: bool) -> type[Body]:
    """Which body an event of this kind has; the law's file says what it counts by."""
    if kind in _OF_KIND:
        return _OF_KIND[kind]
    if by_body:
        return ToBody
    return Aimed if is_aimed else Body


def written(body: Body) -> dict[str, JSON]:
    """As JSON, without what is empty."""
    found = {each.name: getattr(body, each.name) for each in fields(body)}
    return {name: _plain(value) for name, value in found.items() if value not in ("", None, ())}


def read(kind: type[Body], kept: Mapping[str, Any]) -> Body:
    """The body as it was written. What this version does not know is left out."""
    known = kind.__dataclass_fields__
    return kind(**{name: _value(name, value) for name, value in kept.items() if name in known})


def told_by(made: Made, *, decided_on: date, letter: str) -> Sent:
    """What a letter tells of a decision, or that it sent what was issued."""
    kind = Sent if made.decides in DRAFTS_SENT else Decided
    said = {each.name: getattr(made, each.name) for each in fields(kind)}
    return kind(**{**said, "decided_on": decided_on, "letter": letter})


def kind_told(kind: str, kept: Mapping[str, Any]) -> str:
    """The event by which it is told; of anything but what waits to be told, its own kind."""
    return str(kept.get("decides", "")) if kind == MADE else kind


def note_of_issue(number: int) -> str:
    """What the issue of a version notes by itself."""
    return f"Version {number} of the EHC plan."


def notes_its_issue_alone(note: str) -> bool:
    """Whether nobody said more than that it was issued.

    >>> notes_its_issue_alone(note_of_issue(2)), notes_its_issue_alone("By post.")
    (True, False)
    """
    return bool(re.fullmatch(r"Version \d+ of the EHC plan\.", note))


def was_told_outside(kind: str, kept: Mapping[str, Any]) -> bool:
    """Whether the family was told by no letter of this record, as the note of the event says. Of a draft that
    was never issued here nobody knows how it went, nor of an EHC plan of which no more is noted than its issue.
    """
    note = str(kept.get("note", ""))
    is_said = kind in TELLS or (kind in DRAFTS_SENT and bool(kept.get("decided_on")))
    return is_said and not kept.get("letter") and bool(note) and not notes_its_issue_alone(note)


def carried(before: Body, now: Body) -> Body:
    """With what a correction does not ask for again: what was decided, when, and by which letter it was
    told.
    """
    names = [each for each in _CARRIED if hasattr(before, each) and hasattr(now, each)]
    return replace(now, **{name: getattr(before, name) for name in names}) if names else now


_CARRIED = ("decided_on", "letter", "decides")


def _plain(value: Any) -> JSON:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _value(name: str, value: Any) -> Any:
    if name in ("for_on", "until", "decided_on"):
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
