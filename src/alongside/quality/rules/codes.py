"""The stable codes of audits and learning. Labels stand in ``quality.words``."""

from enum import StrEnum

COMPARE = "quality.compare_lesson"
"""The work of comparing one lesson, as the worker knows it."""


class About(StrEnum):
    """What one audit looks at."""

    PLAN = "ehc_plan"
    REVIEW = "annual_review"
    ADVICE = "health_advice"
    COPRODUCTION = "coproduction"
    CASE = "case_management"
    FAMILY = "family"


class Grade(StrEnum):
    """From best to worst, so that their order is a rank."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    INADEQUATE = "inadequate"


class Scale(StrEnum):
    """How a question is answered: with a grade, with 0 to 3, or yes, partly and no."""

    GRADES = "grades"
    POINTS = "points"
    PLAIN = "plain"


class Agency(StrEnum):
    EDUCATION = "education"
    HEALTH = "health"
    CARE = "care"
    ALL = "all"


class Stratum(StrEnum):
    TEAM = "team"
    NEED = "need"
    STAGE = "stage"


class Exclusion(StrEnum):
    """Who is never in the population, or may be left out of it."""

    DISPUTED = "disputed"
    AUDITED_BEFORE = "audited_before"
    CEASED = "ceased"


class RoundState(StrEnum):
    PLANNED = "planned"
    DRAWN = "drawn"
    CLOSED = "closed"


class Seat(StrEnum):
    """In which place somebody marks an item: the first, the second who is blind to it, or a family's."""

    FIRST = "first"
    SECOND = "second"
    FAMILY = "family"


class AuditState(StrEnum):
    """``GIVEN_BACK``: the auditor left, or may not mark it. What they wrote stays, and counts nowhere."""

    ASSIGNED = "assigned"
    SUBMITTED = "submitted"
    GIVEN_BACK = "given_back"


class Present(StrEnum):
    """As whom somebody took part in moderation."""

    PARENT = "parent"
    YOUNG_PERSON = "young_person"
    FORUM = "forum"
    AUDITOR = "auditor"
    HEALTH = "health"
    CARE = "care"
    SCHOOL = "school"
    COUNCIL = "council"


class CopyState(StrEnum):
    """Of a redacted copy: made by pattern, looked through by a person and released, or taken back."""

    MADE = "made"
    RELEASED = "released"
    TAKEN_BACK = "taken_back"


class Because(StrEnum):
    """Why something is to be put right."""

    GRADE = "grade"
    URGENT = "urgent"
    SWEEP = "sweep"


class PutRightState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Way(StrEnum):
    """How a put-right was closed: the law's own ways, or a recorded decision. ``HELP`` was arranged at once
    after an urgent concern, with what is decided about the EHC plan itself.
    """

    REVIEW = "review"
    AMENDMENT = "amendment"
    HELP = "help"
    NO_NEED = "no_need"


class FindingKind(StrEnum):
    STRENGTH = "strength"
    WEAKNESS = "weakness"


class LessonState(StrEnum):
    """``WRITTEN`` has no change that was made yet; the board keeps, changes or drops what was tried."""

    WRITTEN = "written"
    ACTED_ON = "acted_on"
    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"


class ChangeKind(StrEnum):
    TEMPLATE = "template"
    TRAINING = "training"
    GUIDANCE = "guidance"
    FRAMEWORK = "advice_framework"
    CONVERSATION = "conversation"


class Effect(StrEnum):
    """What is compared before and after a change: answers to one question of a tool, or what the house
    works out of every EHC plan or review itself.
    """

    QUESTION = "question"
    SPECIFIC_HELP = "specific_help"
    PLAIN_WORDS = "plain_words"
    REVIEW_IN_TIME = "review_in_time"
    REVIEW_VOICE = "review_voice"


class Verdict(StrEnum):
    BETTER = "better"
    WORSE = "worse"
    NO_EVIDENCE = "no_evidence"
    TOO_EARLY = "too_early"


class SweepRule(StrEnum):
    NO_HEALTH_ADVICE = "no_health_advice"
    OLD_HEALTH_ADVICE = "old_health_advice"
    NO_SECTION_D = "no_section_d"
    REVIEW_OVERDUE = "review_overdue"


class SweepState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Judges(StrEnum):
    """Whose it is to say whether what a sweep found is appropriate."""

    HEALTH = "health"
    SOCIAL_CARE = "social_care"


class Judged(StrEnum):
    """What a clinician says of the health advice in an EHC plan, or social care of what it says of social care."""

    APPROPRIATE = "appropriate"
    NOT_APPROPRIATE = "not_appropriate"
    NONE_NEEDED = "none_needed"


WORSE_THAN_GOOD = frozenset({Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE})
RANK = {grade: rank for rank, grade in enumerate(reversed(Grade))}
"""0 for inadequate to 3 for outstanding."""
