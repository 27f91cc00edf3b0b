"""When the evidence for a visit freezes, what a later paper is, and which quarters had no visit.

Pure: facts in, decisions or refusals out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.kernel.dates import add_months, day_in_words, first_of_month, month_in_words
from alongside.kernel.refusals import Refusal

AHEAD = timedelta(days=14)
QUARTER_MONTHS = 3


@dataclass(frozen=True, slots=True)
class VisitState:
    """``has_edition``: an edition of the visit's pack is frozen. ``is_history``: it was recorded
    when its day had come, so nothing froze by itself.
    """

    held_on: date
    freezes_on: date
    has_edition: bool = False
    has_letter: bool = False
    is_called_off: bool = False
    is_history: bool = False

    def is_frozen(self, today: date) -> bool:
        """Papers of the day of freezing still belong to the evidence, until the pack is frozen."""
        return self.has_edition or (not self.is_history and today > self.freezes_on)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of the calendar, by its first day."""

    begins_on: date

    @property
    def until(self) -> date:
        """The first day of the next quarter."""
        return add_months(self.begins_on, QUARTER_MONTHS)


@dataclass(frozen=True, slots=True)
class Gap:
    """Quarters without a visit, one after another."""

    begins_on: date
    until: date

    @property
    def quarter_count(self) -> int:
        months = (self.until.year - self.begins_on.year) * 12
        return (months + self.until.month - self.begins_on.month) // QUARTER_MONTHS

    @property
    def words(self) -> str:
        """
        >>> Gap(date(2020, 10, 1), date(2021, 7, 1)).words
        'October 2020 to June 2021'
        """
        first = month_in_words(self.begins_on)
        last = month_in_words(self.until - timedelta(days=1))
        is_one_year = first.split()[1] == last.split()[1]
        return f"{first.split()[0] if is_one_year else first} to {last}"


@dataclass(frozen=True, slots=True)
class Gaps:
    """``past``: what ended without a visit; ``running``: this quarter, without one so far."""

    past: tuple[Gap, ...] = ()
    running: Gap | None = None


def latest_freeze(held_on: date) -> date:
    """Two weeks before the visit.

    >>> latest_freeze(date(2022, 9, 28))
    datetime.date(2022, 9, 14)
    """
    return held_on - AHEAD


def is_too_late(held_on: date, freezes_on: date) -> bool:
    """Whether the visit was planned, or moved, too late to freeze two weeks ahead."""
    return freezes_on > latest_freeze(held_on)


def freeze_day(held_on: date, wanted: date | None, *, today: date) -> date:
    """The day of freezing: two weeks ahead, or an earlier day that is wanted.

    Inside the two weeks it is today. Nothing freezes for a visit whose day has come: the day that
    is kept for it then claims nothing.
    """
    if held_on <= today:
        if wanted is not None:
            raise Refusal(
                "The day of the visit has come, so nothing freezes before it. Leave this empty.",
                field="freezes_on",
            )
        return latest_freeze(held_on)
    latest = max(latest_freeze(held_on), today)
    if wanted is None:
        return latest
    _check_wanted(wanted, latest, today)
    return wanted


def _check_wanted(wanted: date, latest: date, today: date) -> None:
    if wanted < today:
        raise Refusal(
            f"{day_in_words(wanted)} has gone, so nothing can freeze then. "
            "Give today or a later day.",
            field="freezes_on",
        )
    if wanted > latest and latest == today:
        raise Refusal(
            "Less than two weeks are left, so the evidence is fixed today. Leave this empty.",
            field="freezes_on",
        )
    if wanted > latest:
        raise Refusal(
            f"The evidence freezes two weeks before the visit, on {day_in_words(latest)}. "
            "Give that day or an earlier one.",
            field="freezes_on",
        )


def check_may_change(state: VisitState) -> None:
    """Planning is open until the letter is there."""
    if state.is_called_off:
        raise Refusal("The visit was called off. Arrange another one.")
    if state.has_letter:
        raise Refusal("The outcome letter is filed, so the visit no longer changes.")


def changed_freeze_day(
    state: VisitState, held_on: date, wanted: date | None, *, today: date
) -> date:
    """The day of freezing when a visit moves. What is frozen stays frozen on its day."""
    if not state.is_frozen(today):
        if held_on <= today and not state.is_history:
            raise Refusal(
                f"The visit was planned ahead. {day_in_words(held_on)} is too early: "
                "give a day after today.",
                field="held_on",
            )
        return freeze_day(held_on, wanted, today=today)
    if wanted is not None and wanted != state.freezes_on:
        raise Refusal("The evidence is frozen. Its day no longer changes.", field="freezes_on")
    if held_on <= state.freezes_on:
        raise Refusal(
            f"The evidence froze on {day_in_words(state.freezes_on)}. "
            "Give a day for the visit after it.",
            field="held_on",
        )
    return state.freezes_on


def is_addendum(state: VisitState, *, why_late: str, today: date) -> bool:
    """Whether a paper that is added today is an addendum. Raises Refusal when it may not be."""
    if state.is_called_off:
        raise Refusal("The visit was called off, so it takes no papers.")
    if state.has_letter:
        raise Refusal("The outcome letter is filed, so the visit’s papers are closed.")
    if not state.is_frozen(today):
        return False
    if not why_late.strip():
        raise Refusal(
            "The evidence is frozen. Say why the paper comes late: it is shown apart, with a stamp.",
            field="why_late",
        )
    return True


def check_may_take_out(state: VisitState, *, today: date) -> None:
    """A paper leaves the evidence only before it freezes."""
    if state.has_letter or state.is_called_off or state.is_frozen(today):
        raise Refusal("The evidence is frozen and is never changed. Add a paper that explains.")


def check_letter(state: VisitState, *, letter_on: date, outcome: str, today: date) -> None:
    """The outcome letter of a visit that took place."""
    if state.is_called_off:
        raise Refusal("The visit was called off, so it has no outcome letter.")
    if state.has_letter:
        raise Refusal("The outcome letter is filed already. It is never replaced.")
    if letter_on < state.held_on:
        raise Refusal(
            f"The visit is on {day_in_words(state.held_on)}. The letter cannot be from before it.",
            field="letter_on",
        )
    if letter_on > today:
        raise Refusal(
            f"{day_in_words(letter_on)} has not come yet. Give the date of the letter.",
            field="letter_on",
        )
    if not outcome.strip():
        raise Refusal("Say in a sentence or two what the letter says.", field="outcome")


def quarter_of(day: date) -> Quarter:
    """
    >>> quarter_of(date(2022, 9, 12)).begins_on
    datetime.date(2022, 7, 1)
    """
    month = (day.month - 1) // QUARTER_MONTHS * QUARTER_MONTHS + 1
    return Quarter(first_of_month(day).replace(month=month))


def quarter_gaps(
    held: Iterable[date], *, since: date | None, until: date | None, today: date
) -> Gaps:
    """Quarters without a visit from the quarter of ``since`` on; ``until`` ended the visits.

    Without ``since`` the first visit begins them: before it nobody knows that they were due. The
    quarter in which they ended, and the one in which they began, owe no visit.
    """
    days = sorted(held)
    begun = min([*days[:1], *([since] if since else [])], default=None)
    if begun is None:
        return Gaps()
    visited = {quarter_of(day) for day in days}
    first = quarter_of(begun)
    missing = [each for each in _quarters(first, today) if each not in visited and each != first]
    owed = [each for each in missing if until is None or each.until <= until]
    running = [Gap(each.begins_on, each.until) for each in owed if each.until > today]
    past = [each for each in owed if each.until <= today]
    return Gaps(tuple(_joined(past)), next(iter(running), None))


def _joined(quarters: Iterable[Quarter]) -> Iterator[Gap]:
    """Quarters that follow one another are one gap."""
    gap: Gap | None = None
    for each in quarters:
        if gap is not None and gap.until == each.begins_on:
            gap = Gap(gap.begins_on, each.until)
            continue
        if gap is not None:
            yield gap
        gap = Gap(each.begins_on, each.until)
    if gap is not None:
        yield gap


def _quarters(first: Quarter, today: date) -> Iterator[Quarter]:
    here = first
    while here.begins_on <= today:
        yield here
        here = Quarter(here.until)
