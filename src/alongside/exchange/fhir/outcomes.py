"""What is said about a message that is not taken: an OperationOutcome of plain sentences.

A sentence says what is wrong and its place says where. Neither repeats what the message held.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from alongside.exchange.fhir.ordering import SENTENCES, Turn
from alongside.exchange.json_documents import JSON
from alongside.kernel.refusals import Refusal, Refusals

MOST_ISSUES = 100


class IssueCode(StrEnum):
    """The codes of FHIR's list IssueType that are used here."""

    STRUCTURE = "structure"
    REQUIRED = "required"
    VALUE = "value"
    INVARIANT = "invariant"
    CODE_INVALID = "code-invalid"
    TOO_LONG = "too-long"
    NOT_SUPPORTED = "not-supported"
    NOT_FOUND = "not-found"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    SECURITY = "security"
    BUSINESS_RULE = "business-rule"
    INFORMATIONAL = "informational"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class Issue:
    """``place`` is a path such as ``Bundle.entry[2].resource.birthDate``, or empty for the whole."""

    code: IssueCode
    sentence: str
    place: str = ""
    severity: Severity = Severity.ERROR

    def to_json(self) -> JSON:
        said: dict[str, JSON] = {
            "severity": self.severity.value,
            "code": self.code.value,
            "details": {"text": self.sentence},
        }
        return {**said, "expression": [self.place]} if self.place else said


@dataclass(frozen=True, slots=True)
class OperationOutcome:
    issues: tuple[Issue, ...]

    def to_json(self) -> dict[str, JSON]:
        return {
            "resourceType": "OperationOutcome",
            "issue": [issue.to_json() for issue in self.issues],
        }


class MessageRefused(Refusals):
    """The message is not taken, and nothing of it is kept. ``outcome`` holds everything found."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        found = tuple(issues)
        self.outcome = OperationOutcome(found)
        super().__init__([Refusal(_placed(issue)) for issue in found])


def _placed(issue: Issue) -> str:
    return f"{issue.place}: {issue.sentence}" if issue.place else issue.sentence


_OF_TURN = {
    Turn.NEXT: (Severity.INFORMATION, IssueCode.INFORMATIONAL),
    Turn.DUPLICATE: (Severity.INFORMATION, IssueCode.DUPLICATE),
    Turn.ALTERED: (Severity.ERROR, IssueCode.CONFLICT),
    Turn.REPLAY: (Severity.ERROR, IssueCode.DUPLICATE),
    Turn.STALE: (Severity.ERROR, IssueCode.CONFLICT),
    Turn.EARLY: (Severity.ERROR, IssueCode.CONFLICT),
}


def outcome_of_turn(turn: Turn) -> OperationOutcome:
    severity, code = _OF_TURN[turn]
    return OperationOutcome((Issue(code, SENTENCES[turn], severity=severity),))


def outcome_of_refusal(refused: Refusal | Refusals) -> OperationOutcome:
    """For what a room refuses by a rule of its own; its sentences must hold nothing personal."""
    if isinstance(refused, MessageRefused):
        return refused.outcome
    each = refused.refusals if isinstance(refused, Refusals) else (refused,)
    return OperationOutcome(
        tuple(Issue(IssueCode.BUSINESS_RULE, refusal.sentence) for refusal in each)
    )
