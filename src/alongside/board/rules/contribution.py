"""What each partner contributed: meetings attended of those expected, reports and answers in time,
and how many of the actions it leads are late, today and at each month's end. Facts first, each with its base.

What is not due to any of the four partners counts for the council, where a post of the council
names no service, or for others. An answer counts by the day on which it was recorded.

Pure. A partner attended a meeting when at least one of its members' seats was filled, by the member
or a deputy. A meeting at which nobody recorded a partner's attendance is missing, not missed. An answer
that is not due yet is left out.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.board.rules.codes import Presence, Side
from alongside.board.rules.governance import COUNCIL
from alongside.kernel.proportion import Proportion

CAME = frozenset({Presence.ATTENDED, Presence.DEPUTY})
NONE_EXPECTED = "None expected"
NO_SEAT = "No member’s seat"
NOT_COUNTED = "The seats of scrutineers and of those who only attend are not counted."


class Group(StrEnum):
    """For whom something counts: the four partners, the council without a service, or others."""

    EDUCATION = "education"
    HEALTH = "health"
    SOCIAL_CARE = "social_care"
    FAMILIES = "families"
    COUNCIL = "council"
    OTHER = "other"


def group_of(side: Side, partner: str) -> Group:
    """``partner`` is that of the organisation of the post.

    >>> group_of(Side.OTHER, "council")
    <Group.COUNCIL: 'council'>
    """
    if side is Side.OTHER and partner == COUNCIL:
        return Group.COUNCIL
    return Group(side.value)


class InTime(StrEnum):
    """How something that was due came."""

    IN_TIME = "in_time"
    LATE = "late"
    MISSING = "missing"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class SeatFact:
    """One seat at one meeting that was held. ``presence`` is None when nobody recorded it."""

    side: Group
    month: date
    meeting: int
    presence: Presence | None


@dataclass(frozen=True, slots=True)
class DueFact:
    """A report or an answer that was due from a partner in, or for, a month."""

    side: Group
    month: date
    came: InTime


@dataclass(frozen=True, slots=True)
class LeadFact:
    """An action that a partner leads, today or at the end of ``month``. ``is_late``: delayed, or
    past its end date.
    """

    side: Group
    is_late: bool
    is_done: bool
    month: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """``leads`` are those of today, ``led`` those at each month's end."""

    seats: tuple[SeatFact, ...] = ()
    reports: tuple[DueFact, ...] = ()
    answers: tuple[DueFact, ...] = ()
    leads: tuple[LeadFact, ...] = ()
    led: tuple[LeadFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Dues:
    """``in_time`` of what was due; its ``excluded`` are not due yet."""

    in_time: Proportion
    late_count: int
    missing_count: int


@dataclass(frozen=True, slots=True)
class Contribution:
    """``late_actions`` is the part of the led actions that is late, so a small one is good.
    ``held_count``: how many meetings were held, whoever had a seat there.
    """

    side: Group
    held_count: int
    meetings: Proportion
    deputy_count: int
    reports: Dues
    answers: Dues
    late_actions: Proportion
    done_count: int

    @property
    def is_nothing(self) -> bool:
        """Nothing was expected of this side at all."""
        parts = (self.meetings, self.reports.in_time, self.answers.in_time, self.late_actions)
        return not any(p.denominator or p.excluded or p.missing for p in parts)


def contribution_of(side: Group, facts: Facts) -> Contribution:
    leads = [lead for lead in facts.leads if lead.side == side]
    meetings, deputies = _meetings([seat for seat in facts.seats if seat.side == side])
    return Contribution(
        side=side,
        held_count=len({seat.meeting for seat in facts.seats}),
        meetings=meetings,
        deputy_count=deputies,
        reports=_dues(facts.reports, side),
        answers=_dues(facts.answers, side),
        late_actions=Proportion(sum(lead.is_late for lead in leads), len(leads)),
        done_count=sum(lead.is_done for lead in leads),
    )


def of_month(facts: Facts, month: date) -> Facts:
    """What belongs to one month, with the actions led at its end."""
    return Facts(
        seats=tuple(seat for seat in facts.seats if seat.month == month),
        reports=tuple(each for each in facts.reports if each.month == month),
        answers=tuple(each for each in facts.answers if each.month == month),
        leads=tuple(each for each in facts.led if each.month == month),
    )


def base_words(part: Proportion) -> str:
    """ "4 of 9"; what was not expected is not a nought.

    >>> base_words(Proportion(0, 0))
    'None expected'
    """
    return str(part) if part.denominator else NONE_EXPECTED


def meeting_words(one: Contribution) -> str:
    """The base of the meetings: a partner without a member's seat is told from one that stayed away."""
    if one.held_count and not one.meetings.denominator and not one.meetings.missing:
        return NO_SEAT
    return base_words(one.meetings)


def nobody_words(part: Proportion) -> str:
    """What nobody leads is nobody's contribution, and is said apart. Empty when there is none."""
    late, count = part.numerator, part.denominator
    if not count:
        return ""
    if count == 1:
        is_late = "late" if late else "not late"
        return f"1 action has nobody who leads it, so it counts for no partner. It is {is_late}."
    rest = f"{late} of them {'is' if late == 1 else 'are'} late" if late else "None of them is late"
    return f"{count} actions have nobody who leads them, so they count for no partner. {rest}."


def sentences(name: str, one: Contribution) -> tuple[str, ...]:
    """What to say of a partner first: "Social care attended 4 of 9 meetings."."""
    lowered = lower(name)
    return (
        *_meeting_sentences(name, lowered, one),
        *_due_sentences(one.reports, f"{name} filed", "report", "No report", lowered),
        *_due_sentences(one.answers, f"{name} answered", "challenge", "No answer", lowered),
        action_sentence(lowered, one),
    )


def lower(name: str) -> str:
    """A partner's name inside a sentence: "social care"."""
    return f"{name[:1].lower()}{name[1:]}"


def _meetings(seats: Sequence[SeatFact]) -> tuple[Proportion, int]:
    """Meetings attended of those expected, and at how many only a deputy came."""
    by_meeting: dict[int, set[Presence | None]] = defaultdict(set)
    for seat in seats:
        by_meeting[seat.meeting].add(seat.presence)
    recorded = [found - {None} for found in by_meeting.values()]
    known = [found for found in recorded if found]
    attended = [found for found in known if found & CAME]
    deputies = sum(Presence.ATTENDED not in found for found in attended)
    return Proportion(len(attended), len(known), missing=len(recorded) - len(known)), deputies


def _dues(facts: Sequence[DueFact], side: Group) -> Dues:
    came = [each.came for each in facts if each.side == side]
    waiting = came.count(InTime.NOT_DUE)
    return Dues(
        Proportion(came.count(InTime.IN_TIME), len(came) - waiting, excluded=waiting),
        came.count(InTime.LATE),
        came.count(InTime.MISSING),
    )


def _meeting_sentences(name: str, lowered: str, one: Contribution) -> list[str]:
    if not one.meetings.denominator and not one.meetings.missing:
        if not one.held_count:
            return ["No meeting was held in this time."]
        return [f"No member’s seat speaks for {lowered}. {NOT_COUNTED}"]
    said = []
    if one.meetings.denominator:
        said.append(f"{name} attended {_of(one.meetings, 'meeting')}.")
    if one.deputy_count:
        said.append(f"Only a deputy came to {one.deputy_count} of them.")
    if one.meetings.missing:
        said.append(f"For {_count(one.meetings.missing, 'meeting')} nobody recorded who came.")
    return said


def _due_sentences(dues: Dues, verb: str, noun: str, none: str, lowered: str) -> list[str]:
    if not dues.in_time.denominator:
        return [f"{none} was due from {lowered}."]
    said = [f"{verb} {_of(dues.in_time, noun)} in time."]
    rest = [f"{dues.late_count} came late"] if dues.late_count else []
    rest += [f"{dues.missing_count} did not come"] if dues.missing_count else []
    return said + ([f"{' and '.join(rest)}."] if rest else [])


def action_sentence(lowered: str, one: Contribution) -> str:
    """ "5 of the 14 actions led by social care are late."."""
    late, led = one.late_actions.numerator, one.late_actions.denominator
    if not led:
        return f"No action is led by {lowered}."
    if led == 1:
        return f"The one action led by {lowered} is {'late' if late else 'not late'}."
    if not late:
        return f"None of the {led} actions led by {lowered} is late."
    return f"{late} of the {led} actions led by {lowered} {'is' if late == 1 else 'are'} late."


def _of(part: Proportion, noun: str) -> str:
    return f"{part} {noun}" if part.denominator == 1 else f"{part} {noun}s"


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
