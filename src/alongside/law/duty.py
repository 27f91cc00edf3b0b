"""One duty of one case: what the rule asks, from when, by when, and what became of it.

Nothing here depends on today. How a duty stands on a day is in ``states``.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from alongside.kernel.dates import day_in_words
from alongside.law.counting import Counted, Unit
from alongside.law.provisions import Force, Provision

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reliance:
    """A ground that the authority or body relies on for a duty. The due date stays (T8)."""

    ground: str
    title: str
    because: str
    evidence: str
    authorised_by: str
    event: str
    authority: str


@dataclass(frozen=True, slots=True)
class Duty:
    """``due_on`` is the last day that is in time; None where the law sets no day or ``refusal`` says why.

    ``ended_on`` is the day on which it fell away without being done. ``cut_on`` is the day on which
    time that somebody had to be left was cut short. ``cautious_on`` is one day earlier where T5
    makes that a question. Ids are those of events.
    """

    provision: Provision
    rule_set: str
    process: str
    body: str
    started_by: str
    started_on: date
    started_means: str
    due_on: date | None
    done_on: date | None
    done_by: str
    ended_on: date | None
    ended_by: str
    ended_means: str
    cut_on: date | None
    relies_on: tuple[Reliance, ...]
    refusal: str

    @property
    def rule(self) -> str:
        return self.provision.rule

    @property
    def authority(self) -> str:
        return self.provision.authority

    @property
    def key(self) -> tuple[str, str, str]:
        """Names the duty within a case: rule, limb and the event that began it."""
        return (self.provision.rule, self.provision.limb, self.started_by)

    @property
    def needs_lawyer(self) -> bool:
        """Whether the rule is still to be checked by the authority's lawyer."""
        return not self.provision.status.is_confirmed

    @property
    def cautious_on(self) -> date | None:
        """The day by which staff aim to be done: one day earlier where counting is disputed (T5)."""
        limit = self.provision.limit
        if self.due_on is None or limit is None or not limit.earlier_by_caution():
            return self.due_on
        ends_a_short_month = (
            limit.length.unit is Unit.MONTHS and self.due_on.day < self.started_on.day
        )
        return self.due_on if ends_a_short_month else self.due_on - _DAY

    @property
    def not_before(self) -> date | None:
        """The first day after time that somebody has to be left; None for other duties.

        An answer that comes earlier ends that time.
        """
        if self.provision.force is not Force.AT_LEAST or self.due_on is None:
            return None
        return self.due_on + _DAY

    @property
    def reason(self) -> str:
        """Where the date comes from, in a sentence."""
        start = f"{day_in_words(self.started_on)}, when {self.started_means}"
        limit = self.provision.limit
        if self.provision.not_before_move and self.due_on == self.started_on:
            return f"The day of the move, {start}."
        match self.provision.counted:
            case Counted.AFTER:
                return f"{limit and limit.length} from {start}{self._or_else}."
            case Counted.BEGINNING:
                return f"{limit and limit.length} beginning with {start}{self._or_else}."
            case Counted.BEFORE:
                return f"{limit and limit.length} before {day_in_words(self.started_on)}: {self.started_means}."
            case Counted.DAY_BEFORE:
                return f"The last day in time in the year of the transfer: {self.started_means}."
            case Counted.SAME_DAY:
                return f"The same day, when {self.started_means}."
            case Counted.NO_DATE:
                return f"As soon as practicable from {start}."
        assert_never(self.provision.counted)

    @property
    def _or_else(self) -> str:
        """What else has a say in the day."""
        told = ""
        if other := self.provision.or_later:
            told += f", or {other.in_words}, whichever is later"
        if self.provision.not_before_move:
            told += ", and not before the day of the move"
        if self.provision.tribunal_time:
            told += ". If the tribunal does not work on that day, its next working day counts"
        return told
