"""What a school, early years setting or college may send about a pupil, and which decisions it sees. Pure.
Its advice in an assessment is asked for and given in the room of advice.

A decision is shown to it once the family was told: what is only decided is an event of another kind.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.casework.rules.bodies import BUDGETS, TELLS
from alongside.casework.rules.folding import CaseFact
from alongside.casework.rules.recording import SOON
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.law.events import IN_ERROR


class Sent(StrEnum):
    """In the order in which a school meets them."""

    MEETING = "meeting"
    INVITED = "invited"
    PAPERS = "papers"
    HELD = "held"
    REPORT = "report"
    REQUEST = "request"


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilStands:
    """What decides what may be sent. The days are those of the review that is under way; ``begun_on`` is the
    last of them. ``plan_on`` is the day of the EHC plan or of its last review, ``joined_on`` that on which
    the pupil came. ``owed_on`` is that of a meeting of which the report is owed after the decision.
    """

    may_be_asked_for: bool = False
    has_plan: bool = False
    plan_on: date | None = None
    joined_on: date | None = None
    begun_on: date | None = None
    meets_on: date | None = None
    invited_on: date | None = None
    papers_on: date | None = None
    held_on: date | None = None
    report_on: date | None = None
    owed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """``meeting_on`` is the day for which a meeting is set, or on which it was held."""

    text: str = ""
    has_file: bool = False
    meeting_on: date | None = None


HAS_PLAN = "There is an EHC plan already. Ask for an early review instead."
NO_PLAN = "No EHC plan is in force that could be reviewed."
UNDER_WAY = "An assessment is under way, or was asked for already."
NO_MEETING = "First write down the day for which the review meeting is set."
SENT_ALREADY = "The papers were sent on {day}."
INVITED_ALREADY = "Everybody was invited on {day}."
HELD_ALREADY = "The meeting of {day} is recorded. It is the council’s turn now."
NOT_HELD = "First record that the review meeting was held."
REPORTED = "The report was sent on {day}."
SAID_ALREADY = "You said already that this is wrong. The council looks at it."
OVER = "The council has put this right already."
BEFORE_PLAN = "The EHC plan, or its last review, is of {day}. A meeting before that was part of another review."
BEFORE_JOINING = (
    "They came to you on {day}. Whoever had them before tells the council of a meeting then."
)
BEFORE_BEGUN = (
    "The last step before this meeting was recorded on {day}. The meeting was not before that. "
    "If that step is wrong, say so where you sent it, or ring the council."
)


def why_not(sent: Sent, stands: PupilStands) -> str:
    """A sentence; empty for what may be sent today."""
    match sent:
        case Sent.REQUEST if stands.has_plan:
            return HAS_PLAN
        case Sent.REQUEST:
            return "" if stands.may_be_asked_for else UNDER_WAY
        case Sent.REPORT:
            return _why_no_report(stands)
        case _:
            return _why_no_meeting(sent, stands)


def may_send(stands: PupilStands) -> tuple[Sent, ...]:
    return tuple(each for each in Sent if not why_not(each, stands))


def check_may_send(sent: Sent, stands: PupilStands, content: Content, *, today: date) -> None:
    """Raises Refusal."""
    if sentence := why_not(sent, stands):
        raise Refusal(sentence)
    for refusal in _lacking(sent, content, today):
        raise refusal
    if sent is Sent.HELD and content.meeting_on is not None:
        _check_of_this_review(content.meeting_on, stands)


def _check_of_this_review(held_on: date, stands: PupilStands) -> None:
    """Raises Refusal for a meeting that was not part of the review that is under way."""
    for first, sentence in (
        (stands.plan_on, BEFORE_PLAN),
        (stands.joined_on, BEFORE_JOINING),
        (stands.begun_on, BEFORE_BEGUN),
    ):
        if first is not None and held_on < first:
            raise Refusal(sentence.format(day=day_in_words(first)), field="meeting_on")


def check_may_say_wrong(*, is_said: bool, is_over: bool) -> None:
    """Raises Refusal."""
    if sentence := why_not_wrong(is_said=is_said, is_over=is_over):
        raise Refusal(sentence)


def why_not_wrong(*, is_said: bool, is_over: bool) -> str:
    """A sentence; empty where a school may say that what it sent is wrong. The council takes it back."""
    if is_over:
        return OVER
    return SAID_ALREADY if is_said else ""


def days_written_late(sent: Sent, meeting_on: date | None, on: date) -> int:
    """How long after a meeting it was recorded; none where that was soon."""
    if sent is not Sent.HELD or meeting_on is None or on - meeting_on <= SOON:
        return 0
    return (on - meeting_on).days


def why_no_findings(stands: PupilStands) -> str:
    """A sentence; empty where a school may write down what a review found: once it held the meeting."""
    return "" if stands.held_on is not None or stands.owed_on is not None else NOT_HELD


def check_may_write_findings(stands: PupilStands) -> None:
    """Raises Refusal."""
    if sentence := why_no_findings(stands):
        raise Refusal(sentence)


def _why_no_report(stands: PupilStands) -> str:
    if stands.held_on is None:
        return "" if stands.owed_on is not None else NOT_HELD
    if stands.report_on is not None:
        return REPORTED.format(day=day_in_words(stands.report_on))
    return ""


def _why_no_meeting(sent: Sent, stands: PupilStands) -> str:
    if not stands.has_plan:
        return NO_PLAN
    if stands.held_on is not None:
        return HELD_ALREADY.format(day=day_in_words(stands.held_on))
    if sent in (Sent.INVITED, Sent.PAPERS) and stands.meets_on is None:
        return NO_MEETING
    if sent is Sent.INVITED and stands.invited_on is not None:
        return INVITED_ALREADY.format(day=day_in_words(stands.invited_on))
    if sent is Sent.PAPERS and stands.papers_on is not None:
        return SENT_ALREADY.format(day=day_in_words(stands.papers_on))
    return ""


def _lacking(sent: Sent, content: Content, today: date) -> Iterator[Refusal]:
    on = content.meeting_on
    if sent in (Sent.MEETING, Sent.HELD) and on is None:
        yield Refusal("Write the day of the meeting.", field="meeting_on")
    if sent is Sent.MEETING and on is not None and on < today:
        yield Refusal("This day has passed. Record that the meeting was held.", field="meeting_on")
    if sent is Sent.HELD and on is not None and on > today:
        yield Refusal("This day is still to come.", field="meeting_on")
    if sent is Sent.PAPERS and not content.has_file:
        yield Refusal("Choose the file with the papers.", field="upload")
    is_said = content.has_file or content.text.strip()
    if sent is Sent.REPORT and not is_said:
        yield Refusal("Write it, or choose a file.", field="text")
    if sent is Sent.REQUEST and not content.text.strip():
        yield Refusal("Say why you ask, and what was tried.", field="text")


SHOWN = (TELLS - BUDGETS) | {
    "draft_sent",
    "final_plan_sent",
    "amendment_notice_sent",
    "amended_plan_sent",
    "plan_ceased",
    "others_notified_of_consideration",
    "others_notified_of_decision",
    "others_notified_of_no_plan",
    "review_meeting_arranged",
    "review_invited",
    "review_papers_circulated",
    "review_held",
    "review_report_received",
}
"""The kinds of events that a school sees: what the family was told or sent, and reviews. Never what a
family said, asked for or disputes, and never what is decided and not told.
"""


def shown_to_school(facts: Sequence[CaseFact]) -> tuple[CaseFact, ...]:
    """The newest first."""
    found = [fact for fact in _standing(facts) if fact.kind in SHOWN]
    return tuple(sorted(found, key=lambda fact: fact.happened_on, reverse=True))


def _standing(facts: Sequence[CaseFact]) -> list[CaseFact]:
    replaced = {fact.corrects for fact in facts if fact.corrects}
    return [fact for fact in facts if fact.ref not in replaced and fact.kind != IN_ERROR]
