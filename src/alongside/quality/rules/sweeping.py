"""What a sweep looks for in one EHC plan. It finds candidates; whether health advice is appropriate is a clinician’s
to say, and whether a section D that is missing matters is social care’s.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.kernel.refusals import Refusal, Refusals
from alongside.quality.rules.codes import Judged, Judges, SweepRule

_HEALTH_ROLE = re.compile(
    r"\b(?:p(?:a)?ediatric\w*|doctor|gp|consultant|nurs\w+|midwi\w+|health visitor|medical|hospital|nhs|"
    r"speech|physio\w*|occupational|camhs|psychiatr\w*|clinical psycholog\w*|audiolog\w*|dieti[ct]\w*|"
    r"orthopt\w*|optometr\w*|ophthalm\w*|neurolog\w*|health)\b",
    re.IGNORECASE,
)
_NOT_HEALTH = re.compile(r"\b(?:education\w*|teacher|forces)\b", re.IGNORECASE)
HAS_TO_BE_PUT_RIGHT = (
    "It was judged as not appropriate, so that it has to be put right. Whoever has the case closes that, also "
    "where nothing is needed after all."
)
WAS_JUDGED = {
    Judged.APPROPRIATE: "appropriate",
    Judged.NOT_APPROPRIATE: "not appropriate",
    Judged.NONE_NEEDED: "not needed",
}


@dataclass(frozen=True, slots=True)
class ListedAdvice:
    """One entry of section K. ``is_of_health``: the event by which it came says so."""

    role: str
    given_on: date | None
    is_of_health: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """One EHC plan as it stands. ``accepted_on`` are the days on which health advice was accepted here.
    ``says_of_d``: section D holds a need, or that none was found.
    """

    advice: Sequence[ListedAdvice]
    accepted_on: Sequence[date]
    says_of_d: bool
    is_review_overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSweep:
    """``issued_from``: only versions issued on that day or later; every one without it."""

    title: str
    rules: tuple[SweepRule, ...]
    target_on: date
    older_than_on: date | None = None
    issued_from: date | None = None


def check_sweep(new: NewSweep, *, today: date) -> None:
    """Raises Refusals."""
    found = []
    if not new.title.strip():
        found.append(Refusal("Give the sweep a title.", field="title"))
    if not new.rules:
        found.append(Refusal("Choose at least one thing to look for.", field="rules"))
    if SweepRule.OLD_HEALTH_ADVICE in new.rules and new.older_than_on is None:
        found.append(
            Refusal("Say which day health advice must not be older than.", field="older_than_on")
        )
    if new.older_than_on is not None and new.older_than_on > today:
        found.append(Refusal("This day is still to come.", field="older_than_on"))
    if new.target_on < today:
        found.append(Refusal("The target is a day that is still to come.", field="target_on"))
    if found:
        raise Refusals(found)


def found_by(
    swept: Swept, rules: Collection[SweepRule], *, older_than_on: date | None
) -> tuple[SweepRule, ...]:
    """In the order of the rules. Empty when nothing was found."""
    return tuple(each for each in _found(swept, older_than_on) if each in rules)


def is_of_health(entry: ListedAdvice) -> bool:
    """By the event by which it came, or by the role of its author. In doubt it is not, so that a person looks."""
    if entry.is_of_health:
        return True
    return bool(_HEALTH_ROLE.search(entry.role)) and not _NOT_HEALTH.search(entry.role)


def newest_health_advice(
    listed: Sequence[ListedAdvice], accepted_on: Sequence[date]
) -> date | None:
    """Of section K and of what was accepted here; None where no day is known."""
    days = [each.given_on for each in listed if is_of_health(each) and each.given_on]
    return max([*days, *accepted_on], default=None)


def age_in_words(given_on: date, *, on: date) -> str:
    """
    >>> age_in_words(date(2023, 5, 4), on=date(2026, 3, 2))
    '2 years and 9 months'
    >>> age_in_words(date(2026, 2, 20), on=date(2026, 3, 2))
    'less than a month'
    """
    months = (on.year - given_on.year) * 12 + on.month - given_on.month - (on.day < given_on.day)
    years, rest = divmod(max(0, months), 12)
    parts = [
        f"{count} {word}{'s' if count > 1 else ''}"
        for count, word in ((years, "year"), (rest, "month"))
        if count
    ]
    return " and ".join(parts) or "less than a month"


def _found(swept: Swept, older_than_on: date | None) -> Iterator[SweepRule]:
    listed = [each for each in swept.advice if is_of_health(each)]
    if not listed and not swept.accepted_on:
        yield SweepRule.NO_HEALTH_ADVICE
    elif older_than_on is not None:
        newest = newest_health_advice(listed, swept.accepted_on)
        if newest is None or newest < older_than_on:
            yield SweepRule.OLD_HEALTH_ADVICE
    if not swept.says_of_d:
        yield SweepRule.NO_SECTION_D
    if swept.is_review_overdue:
        yield SweepRule.REVIEW_OVERDUE


def judges_of(rules: Collection[SweepRule]) -> Judges:
    """Social care where a missing section D is all that was found; else a clinician.

    >>> judges_of([SweepRule.NO_SECTION_D]).value
    'social_care'
    >>> judges_of([SweepRule.NO_HEALTH_ADVICE, SweepRule.NO_SECTION_D]).value
    'health'
    """
    return Judges.SOCIAL_CARE if set(rules) == {SweepRule.NO_SECTION_D} else Judges.HEALTH


def check_may_judge(before: Judged | None) -> None:
    """What was judged by mistake is judged again; but not what has to be put right since. Raises Refusal."""
    if before is Judged.NOT_APPROPRIATE:
        raise Refusal(HAS_TO_BE_PUT_RIGHT)


def check_judgement(judged: Judged, *, before: Judged | None, is_as_read: bool, why: str) -> None:
    """``is_as_read``: nobody judged it since the page was opened. Raises Refusal."""
    if not is_as_read:
        raise Refusal("Somebody has judged it already. Go back, and read what they said.")
    check_may_judge(before)
    if judged is before:
        raise Refusal("It was judged so already.", field="judged")
    if not why.strip():
        raise Refusal("Say why.", field="why")


def why_again(why: str, *, before: Judged | None, before_on: date | None, before_why: str) -> str:
    """The reason, with what was judged before below it."""
    if before is None or before_on is None:
        return why.strip()
    told = f"{before_on.day} {before_on:%B %Y}"
    return f"{why.strip()}\nBefore that, on {told}, it was judged as {WAS_JUDGED[before]}: {before_why}"
