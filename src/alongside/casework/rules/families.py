"""Who of a family may see and act in a case, and by when the council answers them.

From the end of compulsory school age the rights are the young person's own: what a parent may do then
rests on the young person's choice, or on being a recorded representative. That day, and how capacity is
recorded, are to be checked by the authority's lawyer.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from alongside.casework.rules.codes import Relation
from alongside.casework.rules.family_codes import Reach, Said
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.law.calendars import Calendar

CARES = frozenset(
    {Relation.CARER.value, Relation.FOSTER_CARER.value, Relation.GRANDPARENT.value,
     Relation.ADVOCATE.value}
)  # fmt: skip
"""Who may be given access without parental responsibility: they care for the child, or represent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """Who asks. ``reach`` is what the young person chose for them, as it stands."""

    is_young_person: bool
    rights_pass_on: date
    is_ended: bool = False
    reach: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """``why`` is said to the person: why they see no case, or why they only look."""

    may_see: bool
    may_act: bool
    why: str = ""


ENDED = "The council’s record says that you are no longer in contact. Ring us if that is wrong."
ONLY_LOOKS = "The young person chose that you see this page. They, or somebody they choose, act."


def standing_of(who: Somebody, *, today: date) -> Standing:
    if who.is_young_person:
        return Standing(may_see=True, may_act=True)
    if who.is_ended:
        return Standing(may_see=False, may_act=False, why=ENDED)
    if today < who.rights_pass_on:
        return Standing(may_see=True, may_act=True)
    return _after_the_rights_passed(who)


def _after_the_rights_passed(who: Somebody) -> Standing:
    if not who.reach:
        since = day_in_words(who.rights_pass_on)
        why = (
            f"Since {since} the rights are the young person’s own. The law says so: it was the end of "
            "their compulsory school age. You can see this page again when they choose that you may. "
            "If they cannot decide this for themselves, ask the council how a representative is recorded."
        )
        return Standing(may_see=False, may_act=False, why=why)
    match Reach(who.reach):
        case Reach.SEES:
            return Standing(may_see=True, may_act=False, why=ONLY_LOOKS)
        case Reach.ACTS | Reach.REPRESENTS:
            return Standing(may_see=True, may_act=True)
        case never:
            assert_never(never)


def check_may_be_given(
    *, relation: str, has_responsibility: bool, is_ended: bool, rights_passed: bool, reach: str
) -> None:
    """Raises Refusal with the reason why somebody is given no access."""
    if is_ended:
        raise Refusal("This person is no longer in contact.", field="contact")
    if rights_passed and not reach:
        raise Refusal(
            "The rights are the young person’s own. Record first what they chose for this person, or "
            "that this person represents them.",
            field="contact",
        )
    if not rights_passed and not has_responsibility and relation not in CARES:
        raise Refusal(
            "This person has no parental responsibility and is not recorded as a carer. Change the "
            "contact first, if that is wrong.",
            field="contact",
        )


def check_may_act(standing: Standing) -> None:
    """Raises Refusal in words for the person."""
    if not standing.may_act:
        raise Refusal(standing.why)


@dataclass(frozen=True, slots=True)
class ReplyDays:
    """In working days, as the area has set them."""

    question: int = 5
    not_happening: int = 5


MOST_DAYS = 20


def check_reply_days(days: ReplyDays) -> None:
    """No setting lets an answer wait longer than four weeks."""
    for name in ("question", "not_happening"):
        if not 1 <= getattr(days, name) <= MOST_DAYS:
            raise Refusal(f"Write from 1 to {MOST_DAYS} working days.", field=f"{name}_days")


def reply_due_on(said: Said, received_on: date, days: ReplyDays, calendar: Calendar) -> date | None:
    """The last day on which an answer is in time; None for what needs no answer of its own.

    A request for everything held has one month by data protection law, to the same day of the next
    month: to be checked by the authority's lawyer. Raises Refusal outside the calendar.
    """
    match said:
        case Said.QUESTION | Said.SCHOOL:
            return _working_days(calendar, received_on, days.question)
        case Said.NOT_HAPPENING:
            return _working_days(calendar, received_on, days.not_happening)
        case Said.EVERYTHING:
            return one_month_after(received_on)
        case Said.VIEWS | Said.DRAFT | Said.ASSESSMENT:
            return None
    assert_never(said)


def _working_days(calendar: Calendar, start: date, count: int) -> date:
    return calendar.nth_working_day(start, count, first_day_counts=False, for_tribunal=False)


def one_month_after(day: date) -> date:
    """The same day of the next month, or its last day.

    >>> one_month_after(date(2025, 1, 31))
    datetime.date(2025, 2, 28)
    """
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    last = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
    return date(year, month, min(day.day, last))


def cues_in(text: str, cues: Iterable[str]) -> tuple[str, ...]:
    """The plain words of worry that stand in the text. They suggest; a person decides.

    >>> cues_in("He HITS me.", ["hits me", "scared"])
    ('hits me',)
    """
    words = " ".join(re.findall(r"[\w’']+", text.lower().replace("’", "'")))
    return tuple(cue for cue in cues if re.search(rf"\b{re.escape(cue)}\b", words))


def check_said(said: Said, text: str, *, has_file: bool, about: str) -> None:
    """Raises Refusal when there is nothing to read, hear or see, or not what it is about."""
    if said is Said.NOT_HAPPENING and not about.strip():
        raise Refusal("Say which help is not happening.", field="about")
    if said is Said.SCHOOL and not about.strip():
        raise Refusal("Write the name of the school or college.", field="about")
    if said in NEEDS_NO_WORDS or text.strip() or (said in TAKES_FILES and has_file):
        return
    raise Refusal("Write something, or add a picture or a recording.", field="text")


NEEDS_NO_WORDS = frozenset({Said.EVERYTHING, Said.SCHOOL, Said.NOT_HAPPENING, Said.ASSESSMENT})
TAKES_FILES = frozenset({Said.VIEWS, Said.DRAFT, Said.NOT_HAPPENING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whoever of a family reads what was said, and how they stand to whoever said it."""

    is_author: bool
    is_young_person: bool = False
    is_restricted: bool = False
    rights_passed: bool = False


def may_read(reader: Reader, *, by_young_person: bool, is_private: bool) -> bool:
    """Each reads their own words. Parents also read a child's, until the rights pass, unless the child
    asked that they are not shown; nobody reads another parent's.
    """
    if reader.is_author:
        return True
    if reader.is_young_person or reader.is_restricted or reader.rights_passed:
        return False
    return by_young_person and not is_private


class Clock(StrEnum):
    """How the reply clock of something that was said stands."""

    NONE = "none"
    WAITING = "waiting"
    LATE = "late"
    ANSWERED = "answered"
    ANSWERED_LATE = "answered_late"


def clock_of(due_on: date | None, answered_on: date | None, *, today: date) -> tuple[Clock, int]:
    """With how many days are left, or how many it is or was late.

    >>> clock_of(date(2025, 3, 10), None, today=date(2025, 3, 12))
    (<Clock.LATE: 'late'>, 2)
    """
    if due_on is None:
        return (Clock.NONE if answered_on is None else Clock.ANSWERED), 0
    late = ((answered_on or today) - due_on).days
    if answered_on is not None:
        return (Clock.ANSWERED_LATE, late) if late > 0 else (Clock.ANSWERED, 0)
    return (Clock.LATE, late) if late > 0 else (Clock.WAITING, -late)
