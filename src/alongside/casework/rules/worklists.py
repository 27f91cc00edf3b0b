"""Terms, and which moves to another phase of education are at risk today. Pure.

A term begins on the day after the three days by which the law counts compulsory school age: 31 August,
31 December and 31 March. No law of reviews says when a term begins: an authority may count otherwise.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from alongside.casework.rules.children import school_year_of
from alongside.kernel.dates import day_in_words

BEFORE_TERM = timedelta(weeks=2)
NOTICE, FOR_THE_FAMILY = timedelta(weeks=2), timedelta(days=15)
TO_FINISH, WHOLE = timedelta(weeks=8), timedelta(weeks=12)
LOOKS_BACK = timedelta(days=365)
"""A review that was held earlier than a year before the last day is not the one that prepares the move."""


class Season(StrEnum):
    AUTUMN = "autumn"
    SPRING = "spring"
    SUMMER = "summer"


_BEGINS = {Season.AUTUMN: (9, 1), Season.SPRING: (1, 1), Season.SUMMER: (4, 1)}
_NEXT = {
    Season.AUTUMN: Season.SPRING,
    Season.SPRING: Season.SUMMER,
    Season.SUMMER: Season.AUTUMN,
}


@dataclass(frozen=True, slots=True)
class Term:
    """``until`` is the first day of the term after it. ``list_by`` is two weeks before it begins: by then
    each setting is to know the reviews that are due in it.
    """

    season: Season
    begins: date
    until: date

    @property
    def code(self) -> str:
        """ "2022-autumn"."""
        return f"{self.begins.year}-{self.season.value}"

    @property
    def list_by(self) -> date:
        return self.begins - BEFORE_TERM

    @property
    def following(self) -> "Term":
        return term_of(self.until)


def term_of(day: date) -> Term:
    """The term that holds the day.

    >>> term_of(date(2022, 9, 12)).code, term_of(date(2022, 8, 31)).code
    ('2022-autumn', '2022-summer')
    """
    season = max(_BEGINS, key=lambda each: ((day.month, day.day) >= _BEGINS[each], _BEGINS[each]))
    begins = date(day.year, *_BEGINS[season])
    following = _NEXT[season]
    year = begins.year + 1 if season is Season.AUTUMN else begins.year
    return Term(season, begins, date(year, *_BEGINS[following]))


def terms_ahead(today: date, count: int = 4) -> tuple[Term, ...]:
    """This term and those after it."""
    found = [term_of(today)]
    while len(found) < count:
        found.append(found[-1].following)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class MoveByAge:
    """Who is born from ``born_from`` and before ``born_until`` goes on to another phase in the September
    that follows. Moves from infant or middle schools are known by the school, not by the age.
    """

    rule: str
    born_from: date
    born_until: date
    due_on: date

    def is_of(self, born_on: date) -> bool:
        return self.born_from <= born_on < self.born_until


_BEFORE_SCHOOL, _LAST_OF_PRIMARY, _LAST_OF_SCHOOL = -1, 6, 11
_BY_AGE = (
    ("REV-PT-S", _BEFORE_SCHOOL, (2, 14)),
    ("REV-PT-S", _LAST_OF_PRIMARY, (2, 14)),
    ("REV-PT-16", _LAST_OF_SCHOOL, (3, 30)),
)
"""Rule, year group, and the last lawful day: the day before 15 February, and before 31 March."""


def moves_by_age(today: date) -> tuple[MoveByAge, ...]:
    """Those of this school year.

    >>> [str(each.born_from) for each in moves_by_age(date(2022, 9, 12))]
    ['2018-09-01', '2011-09-01', '2006-09-01']
    """
    return _moves_of(school_year_of(today))


YEARS_BACK = 3
"""So many school years ago somebody may have been missed, and is still looked for."""


def moves_missed(today: date) -> tuple[MoveByAge, ...]:
    """Those of the school years before, the latest year first: whose move was not recorded then was missed.

    >>> [str(each.due_on) for each in moves_missed(date(2022, 9, 12))][:3]
    ['2022-02-14', '2022-02-14', '2022-03-30']
    """
    year = school_year_of(today)
    return tuple(move for back in range(1, YEARS_BACK + 1) for move in _moves_of(year - back))


def moves_past(since: date, today: date) -> tuple[MoveByAge, ...]:
    """Every move whose last lawful day has gone by, from that day on.

    >>> [str(each.due_on) for each in moves_past(date(2022, 2, 15), date(2023, 2, 15))]
    ['2022-03-30', '2023-02-14', '2023-02-14']
    """
    years = range(school_year_of(since), school_year_of(today) + 1)
    moves = (move for year in years for move in _moves_of(year))
    return tuple(move for move in moves if since <= move.due_on < today)


def _moves_of(year: int) -> tuple[MoveByAge, ...]:
    """Of the school year that begins in that September."""
    return tuple(
        MoveByAge(
            rule, date(year - group - 5, 9, 1), date(year - group - 4, 9, 1), date(year + 1, *last)
        )
        for rule, group, last in _BY_AGE
    )


class Risk(StrEnum):
    """``BEYOND``: there is no lawful way left to be in time. ``AT_RISK``: with the time that the law
    leaves for each step it would be late.
    """

    LATE = "late"
    BEYOND = "beyond"
    AT_RISK = "at_risk"
    ON_COURSE = "on_course"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """How far the review that prepares a move has come: each day is None while it has not happened.

    ``meets_on`` is the day for which a meeting is set, ``noticed_on`` that on which changes were proposed.
    """

    due_on: date
    meets_on: date | None = None
    held_on: date | None = None
    noticed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    risk: Risk
    reason: str


def judge_transfer(told: Prepared, *, today: date) -> Judged:
    """Whether the next place can still be named in time, with the reason.

    >>> judge_transfer(Prepared(due_on=date(2023, 2, 14)), today=date(2023, 2, 15)).risk.value
    'late'
    """
    if today > told.due_on:
        days = (today - told.due_on).days
        return Judged(
            Risk.LATE, f"The last lawful day was {day_in_words(told.due_on)}, {_days(days)} ago."
        )
    what, least, usual = _steps_left(told, today)
    if least > told.due_on:
        told_of = (
            f"{what} The earliest lawful end is {day_in_words(least)}, after the last lawful day."
        )
        return Judged(Risk.BEYOND, told_of)
    if usual > told.due_on:
        until = day_in_words(usual)
        return Judged(
            Risk.AT_RISK, f"{what} With all the time that the law leaves, it ends on {until}."
        )
    return Judged(Risk.ON_COURSE, what)


def _steps_left(told: Prepared, today: date) -> tuple[str, date, date]:
    """What stands, the earliest day on which it can be finished lawfully, and the day by the law's limits."""
    if told.noticed_on is not None:
        least = max(today, told.noticed_on + FOR_THE_FAMILY)
        return _noticed(told.noticed_on), least, max(today, told.noticed_on + TO_FINISH)
    if told.held_on is not None:
        held = f"The review was held on {day_in_words(told.held_on)}; no changes are proposed yet."
        return held, today + FOR_THE_FAMILY, max(today + FOR_THE_FAMILY, told.held_on + WHOLE)
    if told.meets_on is not None and told.meets_on >= today:
        held = f"The review meeting is set for {day_in_words(told.meets_on)}."
        return held, told.meets_on + FOR_THE_FAMILY, told.meets_on + WHOLE
    what = "No review meeting is set."
    if told.meets_on is not None:
        what = f"The review meeting of {day_in_words(told.meets_on)} is not recorded as held."
    first = today + NOTICE
    return what, first + FOR_THE_FAMILY, first + WHOLE


def _noticed(day: date) -> str:
    return f"Changes were proposed on {day_in_words(day)}; the EHC plan is not final yet."


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"
