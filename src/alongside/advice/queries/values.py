"""What the pages of advice are given: plain and frozen."""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.advice.rules.codes import (
    Act,
    Adviser,
    Outcome,
    Purpose,
    RowKind,
    Side,
    Stand,
    State,
    SubmissionState,
)
from alongside.advice.rules.offering import FamilySays, Help
from alongside.kernel.proportion import Proportion


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """One request in a list. ``due_on`` is None before the body received it."""

    ref: str
    case_ref: str
    case_number: str
    name: str
    adviser: Adviser
    side: Side
    post: str
    organisation: str
    state: State
    is_part: bool
    body: str
    asked_on: date
    received_on: date | None
    due_on: date | None
    first_given_on: date | None
    accepted_on: date | None
    ended_on: date | None = None

    def is_late(self, today: date) -> bool:
        """Whether neither advice nor a lawful end came by its day; what never came is late once it passed."""
        if self.due_on is None:
            return False
        return (self.first_given_on or self.ended_on or today) > self.due_on


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """What social care offered, with the last answer; ``words``: who in the family said so, and how."""

    ref: str
    kind: Help
    offered_on: date
    offered_by: str
    says: FamilySays
    answered_on: date | None
    source: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """What a day was before, why it was wrong, and what shows the right one."""

    was_on: date
    why: str
    shown_by: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """``number``: which of the request’s steps, from 1. ``on`` is the day that counts. ``may_correct``: this
    person may correct it, and with ``may_take_back`` undo it. ``is_undone``: it was a mistake, and counts no more.
    """

    number: int
    act: Act
    on: date
    source: str
    code: str
    words: str
    post: str
    recorded_at: datetime
    recorded_by: str
    may_correct: bool
    may_take_back: bool
    is_undone: bool
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionLine:
    """``reasons`` are those of its check, when it was sent back. ``by_link``: who wrote it without an account.
    ``is_own``: whoever reads it wrote it.
    """

    ref: str
    number: int
    state: SubmissionState
    given_on: date | None
    source: str
    author: str
    role: str
    is_entered_for: bool
    entered_by: str
    checked_on: date | None
    reasons: str
    by_link: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierView:
    title: str
    author: str
    dated_on: date
    provider_on: date
    authority_on: date
    family_on: date
    how: str
    has_file: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """``parts`` are only those that this person may open; ``others`` names who else is asked.
    ``check_by``: the last of the five working days, while a check is waited for. ``offers`` are what social
    care offered a child whom it does not know. ``why_not_again``: why one that ended without advice is not opened
    again by this person, who might.
    """

    row: RequestRow
    purpose: Purpose
    asks: str
    framework: int
    is_later: bool
    stands: frozenset[Stand]
    may: tuple[Act, ...]
    why_not_again: str
    whole_ref: str
    parts: tuple[RequestRow, ...]
    others: tuple[Adviser, ...]
    submissions: tuple[SubmissionLine, ...]
    earlier: EarlierView | None
    steps: tuple[StepView, ...]
    check_by: date | None
    offers: tuple[OfferView, ...]
    may_offer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    key: str
    kind: RowKind
    words: str
    who: str
    how_much: str
    how_often: str
    how_long: str
    where: str
    by_when: str
    found_at: str
    meets: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionPage:
    """``papers`` are the numbers of the documents beside the first. ``waits_for_check``: this person looks after
    its side, and it is not checked yet.
    """

    row: RequestRow
    line: SubmissionLine
    framework: int
    is_later: bool
    waits_for_check: bool
    may_mark: bool
    version: int
    text: str
    registration: str
    seen_on: date | None
    basis: str
    sharing: str
    rows: tuple[RowView, ...]
    has_file: bool
    papers: tuple[int, ...]
    outcome: Outcome | None
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderRow:
    """``on_time``: first given by the day, of all whose day has passed; what never came is late."""

    organisation: str
    open_count: int
    late_count: int
    sent_back_count: int
    on_time: Proportion
