"""The stable codes that the records of the written statement of action keep. Labels stand in
``plan.words``.
"""

from enum import StrEnum

AS_IMPORTED = "as_imported"
"""The section of passages in which an importer remembers what a source brought, by name."""


class StatementKind(StrEnum):
    WRITTEN_STATEMENT = "written_statement_of_action"
    ACCELERATED_PROGRESS = "accelerated_progress_plan"
    PRIORITY_ACTION = "priority_action_plan"
    STRATEGY = "strategy"


class LineKind(StrEnum):
    """An outcome or a priority stands at the top; the others stand below a line."""

    OUTCOME = "outcome"
    PRIORITY = "priority"
    OBJECTIVE = "objective"
    ACTION = "action"
    TASK = "task"


TOP_KINDS = (LineKind.OUTCOME, LineKind.PRIORITY)


class Step(StrEnum):
    """York's progress scale, in its order."""

    NOT_STARTED = "not_started"
    STARTED_DELAYED = "started_delayed"
    PROGRESSING_DELAYED = "progressing_delayed"
    ON_TRACK = "on_track"
    COMPLETED = "completed"
    EMBEDDED = "embedded"


DELAYED = frozenset({Step.STARTED_DELAYED, Step.PROGRESSING_DELAYED})
FINISHED = frozenset({Step.COMPLETED, Step.EMBEDDED})


class Partner(StrEnum):
    COUNCIL = "council"
    HEALTH = "health"
    EDUCATION = "education"
    SOCIAL_CARE = "social_care"
    FAMILIES = "families"
    OTHER = "other"


class MemberSide(StrEnum):
    """Whom a member of a workstream speaks for."""

    EDUCATION = "education"
    HEALTH = "health"
    CARE = "care"
    FAMILIES = "families"


class MeasureKind(StrEnum):
    QUANTIFIED = "quantified"
    MILESTONE = "milestone"
    QUALITATIVE = "qualitative"


class PrintedComparator(StrEnum):
    """What the document printed: a plain number, or "over" or "above"."""

    EQ = "eq"
    GT = "gt"


class DateRole(StrEnum):
    BY = "by"
    FROM = "from"


class EvidenceKind(StrEnum):
    FILE = "file"
    ADDRESS = "address"
    DOCUMENT = "document"


class WhichDate(StrEnum):
    START = "start"
    END = "end"


class Verdict(StrEnum):
    """What the board judged, or the forum sees."""

    YES = "yes"
    PARTLY = "partly"
    NOT_YET = "not_yet"


class AnswerKind(StrEnum):
    """What answers an impact statement."""

    EVIDENCE = "evidence"
    BOARD = "board"
    FORUM = "forum"


class RiskKind(StrEnum):
    RISK = "risk"
    ISSUE = "issue"


class QuestionKind(StrEnum):
    AMBIGUOUS_INITIALS = "ambiguous_initials"
    OTHER_ORGANISATION = "other_organisation"
    UNKNOWN_INITIALS = "unknown_initials"
    UNCLEAR_DATE = "unclear_date"


class QuestionField(StrEnum):
    """Which part of the line the question is about."""

    LEAD = "lead"
    START = "start"
    END = "end"


class SourceKind(StrEnum):
    STATEMENT = "statement"
    PUBLISHED_PROGRESS = "published_progress"
    TABLE = "table"


class LeaderList(StrEnum):
    STRATEGIC = "strategic"
    OPERATIONAL = "operational"
    SIGNATORY = "signatory"
