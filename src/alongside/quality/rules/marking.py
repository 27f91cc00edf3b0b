"""Who may mark what was drawn, what an answer may be, and when an audit may be submitted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.kernel.refusals import Refusal, Refusals
from alongside.quality.rules.codes import (
    RANK,
    WORSE_THAN_GOOD,
    AuditState,
    CopyState,
    Grade,
    RoundState,
    Seat,
)

OWN_WORK = "This person wrote it or has worked on the case. Nobody marks their own work."
MAY_KNOW = (
    "This person may know the family: they are a contact of the child, the case was opened to them, "
    "or they said so."
)
NO_CONSENT = "The family has not allowed a copy without names, or no longer allows it."
OVER = "This audit was handed in or given back, and is not changed any more."
NOT_RELEASED = (
    "The copy without names is not released yet. Make it, read it to its end, and release it first."
)
DIFFERENCE_TO_MODERATE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatFacts:
    """What has to be known before somebody is given an item. ``taken`` are the seats that others have;
    ``worked_on_it`` are everybody who wrote it or whose post had the case; ``may_know`` those who belong to
    the family, or to whom its case was opened.
    """

    state: RoundState
    is_double: bool
    taken: Collection[Seat]
    marks_already: Collection[int]
    worked_on_it: Collection[int]
    may_know: Collection[int] = frozenset()
    has_consent: bool
    copy: CopyState | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFacts:
    """``has_no_conflict``: a family’s auditor has said that they do not know the family."""

    round_state: RoundState
    state: AuditState
    seat: Seat
    has_no_conflict: bool
    has_consent: bool
    copy: CopyState | None


def check_may_assign(facts: SeatFacts, *, seat: Seat, person_id: int) -> None:
    """Raises Refusal."""
    if facts.state is not RoundState.DRAWN:
        raise Refusal("Draw the sample first. A closed round is not marked.")
    if seat in facts.taken:
        raise Refusal("Somebody marks this in that place already.", field="seat")
    if seat is Seat.SECOND and not facts.is_double:
        raise Refusal(
            "This one is marked once. One in five is marked twice, as drawn.", field="seat"
        )
    if person_id in facts.marks_already:
        raise Refusal("This person marks it already.", field="auditor")
    if person_id in facts.worked_on_it:
        raise Refusal(OWN_WORK, field="auditor")
    if person_id in facts.may_know:
        raise Refusal(MAY_KNOW, field="auditor")
    if seat is Seat.FAMILY:
        check_family_copy(has_consent=facts.has_consent, copy=facts.copy)


def check_family_copy(*, has_consent: bool, copy: CopyState | None) -> None:
    """Raises Refusal unless the family allows it today and a person has released the copy."""
    if not has_consent:
        raise Refusal(NO_CONSENT)
    if copy is not CopyState.RELEASED:
        raise Refusal(NOT_RELEASED)


def check_may_clear(*, state: AuditState, is_waiting: bool) -> None:
    """Raises Refusal unless a family’s auditor said that they may know the family, and nobody decided yet."""
    if state is not AuditState.ASSIGNED:
        raise Refusal(OVER)
    if not is_waiting:
        raise Refusal(
            "This auditor did not say that they may know the family, or may go on already."
        )


def check_may_write(facts: AuditFacts) -> None:
    """Raises Refusal when the audit cannot be written now."""
    if facts.round_state is not RoundState.DRAWN:
        raise Refusal("This round is closed. Its grades stand.")
    if facts.state is AuditState.SUBMITTED:
        raise Refusal("You have handed in this audit. It is not changed any more.")
    if facts.state is AuditState.GIVEN_BACK:
        raise Refusal("This audit was taken back.")
    if facts.seat is Seat.FAMILY:
        check_family_copy(has_consent=facts.has_consent, copy=facts.copy)
        if not facts.has_no_conflict:
            raise Refusal("Say first that you do not know this family.")


def check_may_submit(
    *,
    unanswered: Sequence[str],
    grade: Grade | None,
    proposed: Grade | None,
    is_blocked: bool,
    words: str,
) -> None:
    """Raises Refusals. A blocker forces Inadequate; another grade than the answers give needs its reason."""
    found = []
    if unanswered:
        found.append(Refusal(_unanswered(unanswered)))
    if grade is None:
        found.append(Refusal("Choose the grade of the whole.", field="grade"))
    elif is_blocked and grade is not Grade.INADEQUATE:
        found.append(
            Refusal(
                "A question that must be met is not met. The whole is Inadequate.", field="grade"
            )
        )
    elif (grade in WORSE_THAN_GOOD or grade is not proposed) and not words.strip():
        found.append(Refusal("Say in your own words why this grade is right.", field="words"))
    if found:
        raise Refusals(found)


def _unanswered(questions: Sequence[str]) -> str:
    some = ", ".join(questions[:8])
    more = f" and {len(questions) - 8} more" if len(questions) > 8 else ""
    return f"Answer every question first. Open: {some}{more}."


def may_read_grade(
    *, seat: Seat | None, states: Mapping[Seat, AuditState], is_double: bool
) -> frozenset[Seat]:
    """Whose marks somebody who marks in ``seat`` may read; None for whoever leads the round.

    Both are blind until both have submitted. Whoever leads is blind too, so that nobody is told.
    """
    submitted = {each for each, state in states.items() if state is AuditState.SUBMITTED}
    pair = {Seat.FIRST, Seat.SECOND} if is_double else {Seat.FIRST}
    if seat is Seat.FAMILY:
        return frozenset({Seat.FAMILY})
    open_now = submitted if pair <= submitted else submitted - pair
    return frozenset(open_now | ({seat} if seat else set()))


def grade_that_counts(grades: Mapping[Seat, Grade], *, is_double: bool) -> Grade | None:
    """The only audit’s, or that on which both agree; None while one is missing or they differ. A family’s
    grade is told beside it and is never the authority’s.
    """
    first, second = grades.get(Seat.FIRST), grades.get(Seat.SECOND)
    if not is_double:
        return first
    return first if first is not None and first is second else None


def steps_apart(first: Grade, second: Grade) -> int:
    return abs(RANK[first] - RANK[second])


def needs_moderation(grades: Mapping[Seat, Grade]) -> bool:
    """Two professional auditors who differ."""
    first, second = grades.get(Seat.FIRST), grades.get(Seat.SECOND)
    if first is None or second is None:
        return False
    return steps_apart(first, second) >= DIFFERENCE_TO_MODERATE


def days_late(due_on: date, today: date) -> int:
    return max(0, (today - due_on).days)
