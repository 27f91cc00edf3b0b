"""When the terms of an area begin: its own days where it has given them, and else counted. Pure.

The area's own days are known from the first of them to the end of the term that begins with the last. Beyond
that nothing is guessed from them: terms are counted again, and every page says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.casework.rules.worklists import Season, Term, term_of
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal

_DAY = timedelta(days=1)
_MAY_BEGIN = {
    Season.AUTUMN: ((8, 15), (9, 30)),
    Season.SPRING: ((1, 1), (1, 31)),
    Season.SUMMER: ((3, 20), (5, 5)),
}
_THEN = {
    Season.AUTUMN: Season.SPRING,
    Season.SPRING: Season.SUMMER,
    Season.SUMMER: Season.AUTUMN,
}


@dataclass(frozen=True, slots=True)
class OwnTerms:
    """Of an area: each term in order, without a gap between them."""

    terms: tuple[Term, ...]

    @property
    def known_from(self) -> date:
        return self.terms[0].begins

    @property
    def known_until(self) -> date:
        """The first day of which nothing is known."""
        return self.terms[-1].until

    def holds(self, day: date) -> bool:
        return self.known_from <= day < self.known_until


def own_terms(begins: Sequence[date]) -> OwnTerms:
    """From the first day of each term. The last ends where the next would be counted to begin.

    Raises Refusal for a day on which no term begins, and for one that does not follow the one before.
    """
    if not begins:
        raise Refusal("There is no day in the list.")
    seasons = [_season(day) for day in begins]
    for before, day, season in zip(begins, begins[1:], seasons[1:], strict=False):
        _check_follows(before, day, season)
    ends = [*begins[1:], _counted_end(begins[-1], seasons[-1])]
    return OwnTerms(
        tuple(Term(*each) for each in zip(seasons, begins, ends, strict=True)),
    )


def _season(day: date) -> Season:
    for season, (first, last) in _MAY_BEGIN.items():
        if first <= (day.month, day.day) <= last:
            return season
    raise Refusal(
        f"No term begins on {day_in_words(day)}. The autumn term begins from 15 August to "
        "30 September, the spring term in January, and the summer term from 20 March to 5 May."
    )


def _check_follows(before: date, day: date, season: Season) -> None:
    expected = _THEN[_season(before)]
    if day == before:
        raise Refusal(
            f"{day_in_words(day)} stands twice. After that term comes the {expected.value} term."
        )
    is_near = _DAY * 60 < day - before < _DAY * 200
    if season is not expected or not is_near:
        raise Refusal(
            f"After the term that begins on {day_in_words(before)} comes the {expected.value} term. "
            f"{day_in_words(day)} does not begin it. Give every term, the earliest first."
        )


def _counted_end(begins: date, season: Season) -> date:
    """The first day after it on which a term of the season that follows is counted to begin."""
    term = term_of(begins)
    while term.season is not _THEN[season] or term.begins <= begins:
        term = term.following
    return term.begins


def terms_from(today: date, own: OwnTerms | None, count: int = 4) -> tuple[Term, ...]:
    """The term that holds the day, and those after it, without a gap."""
    found = [_holding(today, own)]
    while len(found) < count:
        found.append(_holding(found[-1].until, own))
    return tuple(found)


def _holding(day: date, own: OwnTerms | None) -> Term:
    if own is None:
        return term_of(day)
    if own.holds(day):
        return next(each for each in own.terms if each.begins <= day < each.until)
    lead = _before_the_first(own.terms[0])
    return lead if lead.begins <= day < lead.until else term_of(day)


def _before_the_first(first: Term) -> Term:
    """The counted term that the area's first one ends. The holidays before the first belong to it."""
    counted = term_of(first.begins)
    if counted.season is first.season:
        counted = term_of(counted.begins - _DAY)
    return Term(counted.season, counted.begins, first.begins)
