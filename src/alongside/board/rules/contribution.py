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
NOTHING = Proportion(0, 0)
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
    """One seat at one meeting that was held. ``presence`` is None when nobody recorded it;
    ``is_late`` when it was recorded long after the meeting.
    """

    side: Group
    month: date
    meeting: int
    presence: Presence | None
    is_late: bool = False


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
    ``held_count``: how many meetings were held, whoever had a seat there. ``late_recorded_count``:
    of how many of them it was recorded long afterwards that the partner came, or did not.
    """

    side: Group
    held_count: int
    meetings: Proportion
    deputy_count: int
    reports: Dues
    answers: Dues
    late_actions: Proportion
    done_count: int
    late_recorded_count: int = 0

    @property
    def is_nothing(self) -> bool:
        """Nothing was expected of this side at all."""
        parts = (self.meetings, self.reports.in_time, self.answers.in_time, self.late_actions)
        return not any(p.denominator or p.excluded or p.missing for p in parts)


def contribution_of(side: Group, facts: Facts) -> Contribution:
    leads = [lead for lead in facts.leads if lead.side == side]
    seats = [seat for seat in facts.seats if seat.side == side]
    meetings, deputies = _meetings(seats)
    return Contribution(
        side=side,
        held_count=len({seat.meeting for seat in facts.seats}),
        meetings=meetings,
        deputy_count=deputies,
        reports=_dues(facts.reports, side),
        answers=_dues(facts.answers, side),
        late_actions=Proportion(sum(lead.is_late for lead in leads), len(leads)),
        done_count=sum(lead.is_done for lead in leads),
        late_recorded_count=len({seat.meeting for seat in seats if seat.is_late}),
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


def late_recorded_words(one: Contribution) -> str:
    """ "1 of 11 was recorded long afterwards"; empty when each was recorded in time."""
    count = one.late_recorded_count
    if not count:
        return ""
    was = "was" if count == 1 else "were"
    return f"{count} of {one.meetings.denominator} {was} recorded long afterwards"


@dataclass(frozen=True, slots=True)
class Leaderless:
    """How many actions of those that no post leads are late. ``not_published``: nobody here can know
    whether somebody leads them, since the document that brought them printed no lead.
    """

    no_lead: Proportion = NOTHING
    not_published: Proportion = NOTHING


def nobody_words(found: Leaderless) -> str:
    """What nobody is known to lead is nobody's contribution, and is said apart. Empty when there is
    none.

    >>> nobody_words(Leaderless(Proportion(0, 6), Proportion(2, 15)))
    '6 actions have no lead; none of them is late. For 15 actions no lead was published; 2 of them \
are late. They count for no partner.'
    """
    said = []
    if found.no_lead.denominator:
        have = "has" if found.no_lead.denominator == 1 else "have"
        count = _count(found.no_lead.denominator, "action")
        said.append(f"{count} {have} no lead; {_late_of(found.no_lead)}.")
    if found.not_published.denominator:
        count = _count(found.not_published.denominator, "action")
        said.append(f"For {count} no lead was published; {_late_of(found.not_published)}.")
    whole = found.no_lead.denominator + found.not_published.denominator
    counts = "It counts" if whole == 1 else "They count"
    return " ".join([*said, f"{counts} for no partner."]) if said else ""


def _late_of(part: Proportion) -> str:
    late, count = part.numerator, part.denominator
    if count == 1:
        return "it is late" if late else "it is not late"
    if not late:
        return "none of them is late"
    return f"{late} of them {'is' if late == 1 else 'are'} late"


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
