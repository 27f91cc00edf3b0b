"""One rule of the law as data: who owes what to whom, from when, how long, and on what authority.

The rules themselves are the files in ``data/rules``. This module says what a rule can say; how a
date comes of it is in ``counting`` and ``schedule``.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from alongside.law.counting import Counted, CountFrom, Limit


class Again(StrEnum):
    """What a second beginning in the same process means for a duty."""

    FIRST = "first"
    EACH = "each"
    REPLACES = "replaces"
    AFTER_DONE = "after done"


class Force(StrEnum):
    """How binding a date is.

    AT_LEAST is time that somebody has to be left; RIGHT is time in which somebody may act.
    """

    DUTY = "duty"
    GUIDANCE = "guidance"
    AIM = "aim"
    RIGHT = "right"
    AT_LEAST = "at least"


class Status(StrEnum):
    """How far a rule is confirmed, with the keys of the source."""

    CONFIRMED = "C"
    SECONDARY = "c2"
    KNOWLEDGE = "K"
    DISPUTED = "D"

    @property
    def is_confirmed(self) -> bool:
        return self is Status.CONFIRMED

    @property
    def means(self) -> str:
        return _STATUS_MEANS[self]


_STATUS_MEANS = {
    Status.CONFIRMED: "confirmed from the text of the law",
    Status.SECONDARY: "confirmed from a secondary source only: to be checked by the authority’s lawyer",
    Status.KNOWLEDGE: "not confirmed: to be checked by the authority’s lawyer",
    Status.DISPUTED: "sources disagree: to be checked by the authority’s lawyer",
}
ITSELF = "itself"
"""Stands for the starting event where that alone does what is due."""

PARTIES = {
    "authority": ("the authority", "the council"),
    "old authority": ("the old authority", "your old council"),
    "new authority": ("the new authority", "your new council"),
    "body": ("the body that was asked", "the service that was asked"),
    "bodies": ("the bodies concerned", "health, social care and the school"),
    "institution": ("the school or college", "the school or college"),
    "convener": ("whoever holds the review", "whoever holds the review"),
    "invited": ("all who are invited", "everyone who is invited"),
    "family": ("the parent or young person", "you"),
    "commissioner": ("the health commissioner", "health"),
    "old commissioner": ("the old health commissioner", "the old health commissioner"),
    "new commissioner": ("the new health commissioner", "the new health commissioner"),
    "commissioner or social care": ("the health commissioner or social care", "health or social care"),
    "authority or commissioner": ("the authority or the health commissioner", "the council or health"),
    "adviser": ("the mediation adviser", "the mediation adviser"),
    "tribunal": ("the tribunal", "the tribunal"),
    "Secretary of State": ("the Secretary of State", "the government"),
}  # fmt: skip
"""Each party in the words of officers and of families."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrLater:
    """Another beginning: the latest event of these kinds. The later of the two dates counts. ``means`` names
    that beginning.
    """

    since: tuple[str, ...]
    limit: Limit
    means: str

    @property
    def in_words(self) -> str:
        """ "2 months from the decision letter"."""
        begins = "beginning with" if self.limit.counted is Counted.BEGINNING else "from"
        return f"{self.limit.length} {begins} {self.means}"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Provision:
    """A rule in one of its versions. ``rule`` is the id of the reference; limbs share one.

    ``limit`` is None where the law sets no length; ``counted`` still says how the day is found.
    ``until_set`` is the first rule set without it. Without ``start`` a rule is explained and listed,
    and makes no duty of its own.
    """

    rule: str
    title: str
    who: str
    to: str
    does: str
    authority: str
    status: Status
    process: str
    since: str
    limb: str = ""
    family: str = ""
    note: str = ""
    also_in: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    revived_by: tuple[str, ...] = ()
    cut_by: tuple[str, ...] = ()
    limit: Limit | None = None
    counted: Counted = Counted.AFTER
    day_of_year: tuple[int, int] | None = None
    or_later: OrLater | None = None
    again: Again = Again.FIRST
    force: Force = Force.DUTY
    by_body: bool
    conditional: bool = False
    from_opening: bool
    not_before_move: bool = False
    tribunal_time: bool = False
    grounds: tuple[str, ...] = ()
    until_set: str = ""
    days: tuple[timedelta, timedelta] | None = field(init=False)
    """From the start to the last day by either policy of T5, where nothing else has a say in it."""
    aims: bool = field(init=False)
    """Whether the day aimed at is what counts, and not the day of the event."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "days", _days(self))
        object.__setattr__(self, "aims", self.counted in (Counted.BEFORE, Counted.DAY_BEFORE))

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two versions the same rule."""
        return (self.rule, self.limb, self.process)

    @property
    def processes(self) -> tuple[str, ...]:
        return (self.process, *self.also_in)

    @property
    def starts(self) -> tuple[str, ...]:
        return self.start + self.fallback


def _days(provision: Provision) -> tuple[timedelta, timedelta] | None:
    if provision.counted is Counted.SAME_DAY:
        return timedelta(0), timedelta(0)
    if provision.limit is None or provision.counted is Counted.BEFORE:
        return None
    if provision.or_later or provision.tribunal_time or provision.not_before_move:
        return None
    plain, cautious = (provision.limit.days(policy) for policy in CountFrom)
    if plain is None or cautious is None:
        return None
    return timedelta(plain), timedelta(cautious)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What may excuse a limit. ``least`` are days without a break; 0 where length is no test."""

    code: str
    title: str
    means: str
    family: str
    authority: str
    status: Status
    test: str
    least: int = 0
    note: str = ""
    begins: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingRule:
    """One of T1 to T10, for explanation."""

    code: str
    title: str
    means: str
    authority: str
    status: Status
    note: str = ""
