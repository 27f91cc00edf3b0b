"""What the codes of audits are called on pages."""

from collections.abc import Mapping, Sequence

from alongside.casework.plans.words import NEED_AREAS
from alongside.quality.rules.codes import (
    About,
    Agency,
    AuditState,
    CopyState,
    Exclusion,
    Grade,
    Present,
    RoundState,
    Scale,
    Seat,
    Stratum,
)
from alongside.quality.rules.drawing import NO_GROUP
from alongside.quality.rules.grading import NOT_APPLICABLE
from alongside.quality.rules.redacting.looking import Why

ABOUT: Mapping[About, str] = {
    About.PLAN: "EHC plans",
    About.REVIEW: "Annual reviews",
    About.ADVICE: "Health advice",
    About.COPRODUCTION: "Co-production in the case file",
    About.CASE: "How cases are managed",
    About.FAMILY: "EHC plans, read by families",
}
ONE: Mapping[About, str] = {
    About.PLAN: "EHC plan",
    About.REVIEW: "Annual review",
    About.ADVICE: "Health advice",
    About.COPRODUCTION: "Case file",
    About.CASE: "Case file",
    About.FAMILY: "EHC plan",
}
DAYS: Mapping[About, str] = {
    About.PLAN: "issued",
    About.REVIEW: "held",
    About.ADVICE: "accepted",
    About.COPRODUCTION: "EHC plan issued",
    About.CASE: "EHC plan issued",
    About.FAMILY: "issued",
}
GRADES: Mapping[Grade, str] = {
    Grade.OUTSTANDING: "Outstanding",
    Grade.GOOD: "Good",
    Grade.REQUIRES_IMPROVEMENT: "Requires improvement",
    Grade.INADEQUATE: "Inadequate",
}
GRADE_COLOURS: Mapping[Grade, str] = {
    Grade.OUTSTANDING: "green",
    Grade.GOOD: "green",
    Grade.REQUIRES_IMPROVEMENT: "amber",
    Grade.INADEQUATE: "red",
}
MARKS: Mapping[Scale, Mapping[str, str]] = {
    Scale.GRADES: {grade.value: words for grade, words in GRADES.items()},
    Scale.POINTS: {"0": "0: absent", "1": "1: weak", "2": "2: meets it", "3": "3: exceeds it"},
    Scale.PLAIN: {"no": "No", "partly": "Partly", "yes": "Yes"},
}
DOES_NOT_APPLY = "It does not apply"
AGENCIES: Mapping[Agency, str] = {
    Agency.EDUCATION: "Education",
    Agency.HEALTH: "Health",
    Agency.CARE: "Social care",
    Agency.ALL: "All together",
}
STRATA: Mapping[Stratum, str] = {
    Stratum.TEAM: "Team",
    Stratum.NEED: "Area of need",
    Stratum.STAGE: "Stage of education",
}
EXCLUSIONS: Mapping[Exclusion, str] = {
    Exclusion.DISPUTED: "With an open mediation or tribunal",
    Exclusion.AUDITED_BEFORE: "Graded in another round",
    Exclusion.CEASED: "Ended, or moved away",
}
ROUND_STATES: Mapping[RoundState, str] = {
    RoundState.PLANNED: "Planned",
    RoundState.DRAWN: "Being marked",
    RoundState.CLOSED: "Closed",
}
ROUND_COLOURS: Mapping[RoundState, str] = {
    RoundState.PLANNED: "grey",
    RoundState.DRAWN: "blue",
    RoundState.CLOSED: "green",
}
SEATS: Mapping[Seat, str] = {
    Seat.FIRST: "First auditor",
    Seat.SECOND: "Second auditor",
    Seat.FAMILY: "Family’s auditor",
}
AUDIT_STATES: Mapping[AuditState, str] = {
    AuditState.ASSIGNED: "Being marked",
    AuditState.SUBMITTED: "Handed in",
    AuditState.GIVEN_BACK: "Given back",
}
COPY_STATES: Mapping[CopyState, str] = {
    CopyState.MADE: "Made, not looked through yet",
    CopyState.RELEASED: "Released to families’ auditors",
    CopyState.TAKEN_BACK: "Taken back: the family no longer allows it",
}
LOOK_AT: Mapping[Why, str] = {
    Why.CAPITAL: "A capital within a sentence: a name, or a place?",
    Why.SHORT_FORM: "It may be a short form of a name.",
    Why.ALSO_WORD: "It is a name here, and a usual word elsewhere.",
    Why.LETTER: "A letter by itself: somebody’s initial?",
    Why.DAY: "A day on which something happened.",
    Why.LANGUAGE: "A language: does it tell which family it is?",
}
PRESENT: Mapping[Present, str] = {
    Present.PARENT: "Parents and carers",
    Present.YOUNG_PERSON: "Young people",
    Present.FORUM: "Parent carer forum",
    Present.AUDITOR: "Auditors",
    Present.HEALTH: "Health",
    Present.CARE: "Social care",
    Present.SCHOOL: "Schools and colleges",
    Present.COUNCIL: "Council",
}


def group_in_words(stratum: str, strata: Sequence[str]) -> str:
    """ "North; Cognition and learning; Primary": as it was grouped, in the order of its strata. Team names may
    hold a comma, so that the others are read from the end.
    """
    parts = stratum.rsplit(", ", len(strata) - 1) if strata else []
    if len(parts) != len(strata):
        return stratum
    return "; ".join(_group(Stratum(kind), part) for kind, part in zip(strata, parts, strict=True))


def _group(kind: Stratum, part: str) -> str:
    if part == NO_GROUP:
        return f"{STRATA[kind]} {NO_GROUP}"
    if kind is Stratum.NEED:
        return {each.value: words for each, words in NEED_AREAS.items()}.get(part, part)
    return part[:1].upper() + part[1:]


def mark_words(scale: Scale, mark: str) -> str:
    """ "2: meets it". Empty while it is open."""
    if not mark:
        return ""
    return DOES_NOT_APPLY if mark == NOT_APPLICABLE else MARKS[scale][mark]


def consent_words(*, has_consent: bool, was_allowed: bool) -> str:
    """What whoever leads rounds reads of a family’s consent today."""
    if has_consent:
        return "The family allows it"
    return "The family no longer allows it" if was_allowed else "The family has not allowed it"
