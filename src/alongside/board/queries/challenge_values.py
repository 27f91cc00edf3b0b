"""The values in which challenges and recommendations are read."""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.board.rules.challenges import Asked, Standing
from alongside.board.rules.codes import ChallengeKind, SeatKind

NOBODY = "Nobody holds this post"


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that a challenge is about. ``kind`` is "line" or "workstream"."""

    kind: str
    ref: str
    words: str


@dataclass(frozen=True, slots=True)
class OtherChallenge:
    ref: str
    number: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """``is_on_behalf``: whoever recorded it did not hold the post. ``recorded_on`` is the day that
    counts; ``said_on`` is the day on which it is said to have been given.
    """

    verdict: str
    verdict_label: str
    recorded_on: date
    said_on: date
    text: str
    by_id: int | None
    by: str
    is_on_behalf: bool


@dataclass(frozen=True, slots=True)
class MoveView:
    """``was`` is the post that was asked before. ``is_miss``: its day had passed without an answer."""

    was: str
    was_due_on: date
    is_miss: bool
    why: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    on: date
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class ChallengeView:
    """One challenge or recommendation as it stands on the day asked about.

    ``holders`` is empty when nobody holds the owner's post on that day. ``by`` is the office or the
    committee that asked.
    """

    id: int
    ref: str
    version: int
    kind: ChallengeKind
    kind_label: str
    number: str
    by: str
    recorded_by_id: int | None
    recorded_by: str
    recorded_on: date
    by_seat: SeatKind | None
    raised_on: date
    text: str
    subject: Subject | None
    owner_id: int
    owner_ref: str
    owner: str
    organisation: str
    organisation_id: int
    holders: tuple[str, ...]
    holder_ids: frozenset[int]
    due_on: date
    standing: Standing
    standing_words: str
    colour: str
    late_days: int
    answer: AnswerView | None
    satisfied_on: date | None
    withdrawn: Withdrawal | None
    follows: OtherChallenge | None
    followed_by: OtherChallenge | None

    @property
    def owner_words(self) -> str:
        """The post, with the organisation it answers for."""
        return ", ".join(each for each in (self.owner, self.organisation) if each)

    @property
    def is_open(self) -> bool:
        """Nobody has answered by that day."""
        return self.standing in {Standing.WAITING, Standing.LATE}

    @property
    def awaits_verdict(self) -> bool:
        """Answered, and whoever asked has not said whether the answer is good."""
        return self.standing is Standing.ANSWERED

    @property
    def holder_words(self) -> str:
        return " and ".join(self.holders) or NOBODY

    @property
    def asked(self) -> Asked:
        return Asked(
            kind=self.kind,
            raised_on=self.raised_on,
            due_on=self.due_on,
            answered_on=self.answer.recorded_on if self.answer else None,
            satisfied_on=self.satisfied_on,
            again=self.followed_by.number if self.followed_by else "",
            by_seat=self.by_seat,
            withdrawn_on=self.withdrawn.on if self.withdrawn else None,
        )


@dataclass(frozen=True, slots=True)
class ChallengePage:
    """``moves`` are the oldest first. ``untold`` says whom no message reached; empty otherwise."""

    challenge: ChallengeView
    moves: tuple[MoveView, ...]
    untold: str = ""
