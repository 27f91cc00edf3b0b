"""The codes of the messages, their words, and the map between our stages and the states of a FHIR
Task.

Each list is closed: a code that is not here is refused, never guessed. Which stage may follow which
is for the room that keeps the request.
"""

from enum import StrEnum
from typing import TypeVar

E = TypeVar("E", bound=StrEnum)


class Worded(StrEnum):
    """A code and the words that stand beside it in a message."""

    words: str

    def __new__(cls, code: str, words: str) -> "Worded":
        member = str.__new__(cls, code)
        member._value_ = code
        member.words = words
        return member


class AdviceKind(Worded):
    """Whose advice it is, by the letter of regulation 6(1)."""

    EDUCATION = "reg6-1-b", "Educational advice"
    MEDICAL = "reg6-1-c", "Medical advice"
    PSYCHOLOGY = "reg6-1-d", "Advice of an educational psychologist"
    SOCIAL_CARE = "reg6-1-e", "Social care advice"
    OTHER = "reg6-1-f", "Advice of another person the authority thinks appropriate"
    ADULTHOOD = "reg6-1-g", "Advice on preparing for adulthood"
    FAMILY_ASKED = "reg6-1-h", "Advice of a person whom the family reasonably asks for"


class Purpose(Worded):
    ASSESSMENT = "assessment", "An assessment of education, health and care needs"
    REASSESSMENT = "reassessment", "A re-assessment"
    ORDER = "order", "An assessment or re-assessment that the tribunal ordered"
    REVIEW = "review", "A review of an EHC plan"
    MEDIATION = "mediation", "Mediation"
    APPEAL = "appeal", "An appeal to the tribunal"


class Gender(Worded):
    FEMALE = "female", "Female"
    MALE = "male", "Male"
    OTHER = "other", "Other"
    UNKNOWN = "unknown", "Not known"


class NhsNumberStatus(Worded):
    """How far the NHS number was traced, in the codes of the NHS Data Dictionary."""

    VERIFIED = "01", "Number present and verified"
    NOT_TRACED = "02", "Number present but not traced"
    TRACE_REQUIRED = "03", "Trace required"
    NO_MATCH = "04", "Trace attempted - No match or multiple match found"
    CONFLICT = "05", "Trace needs to be resolved - (NHS Number or patient detail conflict)"
    IN_PROGRESS = "06", "Trace in progress"
    ABSENT = "07", "Number not present and trace not required"
    POSTPONED = "08", "Trace postponed (baby under six weeks old)"


class ConsentKind(Worded):
    SHARING = "sharing", "Information may be shared with the services that are asked"
    REUSE_BY_ADVISER = "reuse-adviser", "Existing advice is sufficient: the adviser agrees"
    REUSE_BY_AUTHORITY = "reuse-authority", "Existing advice is sufficient: the authority agrees"
    REUSE_BY_FAMILY = "reuse-family", "Existing advice is sufficient: the family agrees"


class DocumentKind(Worded):
    REPORT = "report", "Report of advice"
    REQUEST = "request", "Request for an assessment"
    FAMILY_VIEWS = "family-views", "The family’s views"
    FAMILY_EVIDENCE = "family-evidence", "The family’s own evidence"
    EXISTING_ADVICE = "existing-advice", "Existing advice"
    OTHER = "other", "Another document"


class ProvisionKind(Worded):
    SPECIAL_EDUCATIONAL = "special-educational", "Special educational provision"
    HEALTH = "health", "Other health provision"
    SOCIAL_CARE = "social-care", "Social care provision"


class RemarkKind(Worded):
    STRENGTH = "strength", "What the child does well and enjoys"
    VIEW = "view", "What the child says"
    ADULTHOOD = "adulthood", "What prepares for adult life"


class NoteKind(Worded):
    ACKNOWLEDGEMENT = "acknowledgement", "Acknowledgement"
    REMINDER = "reminder", "Reminder"
    QUESTION = "question", "Question"
    ANSWER = "answer", "Answer to a question"
    NOTICE = "notice", "Notice"
    AMENDMENT = "amendment", "What is to be amended"


class ReasonCode(Worded):
    INCOMPATIBLE = "incompatible", "Section 31: answering is incompatible with the body’s duties"
    ADVERSE = "adverse", "Section 31: answering would have an adverse effect on its functions"
    EXCEPTIONAL = "8A", "Exceptional circumstances of the child or the parent"
    ABSENT = "8B", "The child or the parent was away from the area for at least four weeks together"
    NOT_BROUGHT = "8C", "The child was not brought to an examination or appointment"
    NOT_KNOWN = "not-known", "The child is not known to the service"
    NOT_POSSIBLE = "not-possible", "The advice could not be given"
    UNLIKE_FRAMEWORK = "unlike-framework", "It does not answer what was asked"
    UNCLEAR = "unclear", "It is not specific, or not clear"
    NOT_NEEDED = "not-needed", "The advice is not needed any more"


class TaskState(StrEnum):
    """The states of a FHIR Task that are taken and sent."""

    REQUESTED = "requested"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    IN_PROGRESS = "in-progress"
    ON_HOLD = "on-hold"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Stage(Worded):
    """Where a request stands, in the words of the field. ``NOT_KNOWN`` is an answer, not advice."""

    ASKED = "asked", "Asked for"
    RECEIVED = "received", "The request was received: the six weeks run"
    TRIAGED = "triaged", "Accepted and looked through"
    DECLINED = "declined", "Declined in writing on a ground of section 31"
    ALLOCATED = "allocated", "Given to a service or person"
    AWAITING_CONTACT = "awaiting-contact", "Waiting for contact with the family"
    APPOINTMENT_BOOKED = "appointment-booked", "An appointment is booked"
    NOT_BROUGHT = "missed-appointment", "The child was not brought"
    DRAFTED = "drafted", "Drafted"
    EXCEPTION = "exception", "An exception is recorded; the date stays"
    GIVEN = "quality-check", "Advice given, being checked"
    SENT_BACK = "returned", "Sent back for amendment"
    ACCEPTED = "accepted", "Accepted after the check"
    WITHDRAWN = "withdrawn", "Not asked for any more"
    NOT_GIVEN = "not-given", "Answered without advice"


TASK_OF_STAGE: dict[Stage, tuple[TaskState, bool]] = {
    Stage.ASKED: (TaskState.REQUESTED, False),
    Stage.RECEIVED: (TaskState.RECEIVED, False),
    Stage.TRIAGED: (TaskState.ACCEPTED, True),
    Stage.DECLINED: (TaskState.REJECTED, False),
    Stage.ALLOCATED: (TaskState.IN_PROGRESS, True),
    Stage.AWAITING_CONTACT: (TaskState.IN_PROGRESS, True),
    Stage.APPOINTMENT_BOOKED: (TaskState.IN_PROGRESS, True),
    Stage.NOT_BROUGHT: (TaskState.IN_PROGRESS, True),
    Stage.DRAFTED: (TaskState.IN_PROGRESS, True),
    Stage.EXCEPTION: (TaskState.ON_HOLD, False),
    Stage.GIVEN: (TaskState.IN_PROGRESS, True),
    Stage.SENT_BACK: (TaskState.IN_PROGRESS, True),
    Stage.ACCEPTED: (TaskState.COMPLETED, False),
    Stage.WITHDRAWN: (TaskState.CANCELLED, False),
    Stage.NOT_GIVEN: (TaskState.FAILED, False),
}
"""The state of the Task, and whether the stage itself stands beside it as its business status."""

_ALONE = {
    **{state: stage for stage, (state, has_own) in TASK_OF_STAGE.items() if not has_own},
    TaskState.ACCEPTED: Stage.TRIAGED,
    TaskState.IN_PROGRESS: Stage.ALLOCATED,
}

REASONS: dict[Stage, tuple[ReasonCode, ...]] = {
    Stage.DECLINED: (ReasonCode.INCOMPATIBLE, ReasonCode.ADVERSE),
    Stage.EXCEPTION: (ReasonCode.EXCEPTIONAL, ReasonCode.ABSENT, ReasonCode.NOT_BROUGHT),
    Stage.SENT_BACK: (ReasonCode.UNLIKE_FRAMEWORK, ReasonCode.UNCLEAR),
    Stage.NOT_GIVEN: (ReasonCode.NOT_KNOWN, ReasonCode.NOT_POSSIBLE),
    Stage.WITHDRAWN: (ReasonCode.NOT_NEEDED,),
}
"""The stages that need a reason, and the reasons each may have."""

WORDS_NEEDED = frozenset({Stage.DECLINED, Stage.SENT_BACK})
"""The stages whose reason is also told in words: section 31 asks for it in writing."""


class Event(Worded):
    """What a message is for; ``stages`` are those that its Task may have."""

    ASKED = "advice-asked", "Advice is asked for"
    PROGRESS = "advice-progress", "How far the request is"
    GIVEN = "advice-given", "Advice is given"


STAGES_OF_EVENT: dict[Event, tuple[Stage, ...]] = {
    Event.ASKED: (Stage.ASKED,),
    Event.PROGRESS: tuple(Stage),
    Event.GIVEN: (Stage.GIVEN, Stage.ACCEPTED),
}

NOTE_NEEDED = frozenset({Stage.ASKED, Stage.GIVEN})
"""The stages that progress does not bring about: a message about them has something else to say."""


def task_of(stage: Stage) -> tuple[TaskState, Stage | None]:
    """State and business status of the Task.

    >>> task_of(Stage.GIVEN)[0].value
    'in-progress'
    """
    state, has_own = TASK_OF_STAGE[stage]
    return state, stage if has_own else None


def stage_of(state: TaskState, own: Stage | None) -> Stage | None:
    """None when the business status does not belong to the state. Without one the plainest stage of
    the state is meant.
    """
    if own is None:
        return _ALONE[state]
    return own if TASK_OF_STAGE[own] == (state, True) else None


def of_code(kind: type[E], code: str) -> E | None:
    return next((member for member in kind if member.value == code), None)
