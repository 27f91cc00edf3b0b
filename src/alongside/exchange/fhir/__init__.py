"""Advice asked for and given, as FHIR R4 messages with UK Core identifiers.

    content = write_message(message, names=Names("https://alongside.example"))
    taken = read_message(content, names=names)      # raises MessageRefused, with its outcome
    if turn_of(taken.stamp, taken_before) is Turn.NEXT: ...

No national service is called and none is assumed: a message is bytes, however it travels. Which
stage of a request may follow which is for the room that keeps the request.
"""

from alongside.exchange.fhir.capability import capability_statement
from alongside.exchange.fhir.codes import (
    REASONS,
    AdviceKind,
    ConsentKind,
    DocumentKind,
    Event,
    Gender,
    NhsNumberStatus,
    NoteKind,
    ProvisionKind,
    Purpose,
    ReasonCode,
    RemarkKind,
    Stage,
    TaskState,
    stage_of,
    task_of,
)
from alongside.exchange.fhir.model import (
    AdviceProgress,
    AdviceReply,
    AdviceRequest,
    Answer,
    Body,
    Child,
    Consent,
    Document,
    Framework,
    Message,
    Need,
    Note,
    Organisation,
    Outcome,
    Post,
    Provision,
    Question,
    Reason,
    Remark,
    Service,
)
from alongside.exchange.fhir.names import Names
from alongside.exchange.fhir.ordering import SENTENCES as TURN_SENTENCES
from alongside.exchange.fhir.ordering import Stamp, Turn, turn_of
from alongside.exchange.fhir.outcomes import (
    Issue,
    IssueCode,
    MessageRefused,
    OperationOutcome,
    Severity,
    outcome_of_refusal,
    outcome_of_turn,
)
from alongside.exchange.fhir.reading import Reading, read_message, stamp_of
from alongside.exchange.fhir.writing import write_message

__all__ = [
    "REASONS",
    "TURN_SENTENCES",
    "AdviceKind",
    "AdviceProgress",
    "AdviceReply",
    "AdviceRequest",
    "Answer",
    "Body",
    "Child",
    "Consent",
    "ConsentKind",
    "Document",
    "DocumentKind",
    "Event",
    "Framework",
    "Gender",
    "Issue",
    "IssueCode",
    "Message",
    "MessageRefused",
    "Names",
    "Need",
    "NhsNumberStatus",
    "Note",
    "NoteKind",
    "OperationOutcome",
    "Organisation",
    "Outcome",
    "Post",
    "Provision",
    "ProvisionKind",
    "Purpose",
    "Question",
    "Reading",
    "Reason",
    "ReasonCode",
    "Remark",
    "RemarkKind",
    "Service",
    "Severity",
    "Stage",
    "Stamp",
    "TaskState",
    "Turn",
    "capability_statement",
    "outcome_of_refusal",
    "outcome_of_turn",
    "read_message",
    "stage_of",
    "stamp_of",
    "task_of",
    "turn_of",
    "write_message",
]
