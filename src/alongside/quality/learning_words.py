"""What findings, lessons, changes and comparisons are called on pages."""

from collections.abc import Mapping

from alongside.law.words import days_in_words
from alongside.quality.rules.codes import ChangeKind, Effect, FindingKind, LessonState, Verdict
from alongside.quality.rules.learning import Standing

FINDING_KINDS: Mapping[FindingKind, str] = {
    FindingKind.WEAKNESS: "Something to mend",
    FindingKind.STRENGTH: "Something done well",
}
FINDING_COLOURS: Mapping[FindingKind, str] = {
    FindingKind.WEAKNESS: "amber",
    FindingKind.STRENGTH: "green",
}
EFFECTS: Mapping[Effect, str] = {
    Effect.QUESTION: "Answers to one question of an audit tool",
    Effect.SPECIFIC_HELP: "Rows of help in EHC plans that say who, how much and how often",
    Effect.PLAIN_WORDS: "EHC plans with few unexplained terms",
    Effect.REVIEW_IN_TIME: "Annual reviews decided within four weeks of the meeting",
    Effect.REVIEW_VOICE: "Annual reviews with the child’s or young person’s own words",
}
EFFECT_HINTS: Mapping[str, str] = {
    Effect.QUESTION.value: "Needs audits from before and after. The samples that taught the lesson do not count.",
    Effect.SPECIFIC_HELP.value: "Worked out of every EHC plan that was issued. No audit is needed.",
    Effect.PLAIN_WORDS.value: "Worked out of every EHC plan: below two unexplained terms in 1,000 words.",
    Effect.REVIEW_IN_TIME.value: "Worked out of every review whose four weeks are over.",
    Effect.REVIEW_VOICE.value: "Given from twelve weeks before the meeting until its decision was due.",
}
CHANGE_KINDS: Mapping[ChangeKind, str] = {
    ChangeKind.TEMPLATE: "A template",
    ChangeKind.TRAINING: "Training",
    ChangeKind.GUIDANCE: "Guidance",
    ChangeKind.FRAMEWORK: "The framework for advice",
    ChangeKind.CONVERSATION: "A conversation",
}
VERDICTS: Mapping[Verdict, str] = {
    Verdict.BETTER: "Better",
    Verdict.WORSE: "Worse",
    Verdict.NO_EVIDENCE: "No evidence of change",
    Verdict.TOO_EARLY: "Too early to tell",
}
VERDICT_COLOURS: Mapping[Verdict, str] = {
    Verdict.BETTER: "green",
    Verdict.WORSE: "red",
    Verdict.NO_EVIDENCE: "amber",
    Verdict.TOO_EARLY: "blue",
}
DECISIONS: Mapping[LessonState, str] = {
    LessonState.KEPT: "Keep it: what was changed stays",
    LessonState.CHANGED: "Change it: another try is written",
    LessonState.DROPPED: "Drop it: what was changed is taken back",
}
DECIDED: Mapping[LessonState, str] = {
    LessonState.KEPT: "Kept",
    LessonState.CHANGED: "To be tried in another way",
    LessonState.DROPPED: "Dropped",
}
STANDINGS: Mapping[Standing, str] = {
    Standing.NOT_ACTED_ON: "Not acted on",
    Standing.CHANGE_LATE: "A change is late",
    Standing.NOT_TRIED_AGAIN: "No other try was written",
    Standing.WORSE: "Worse since",
    Standing.DID_NOT_WORK: "No evidence that it worked",
    Standing.TRY_AGAIN: "Another try is to be written",
    Standing.CANNOT_TELL: "Cannot be told",
    Standing.WORKED: "Better since",
    Standing.BEING_TRIED_AGAIN: "Being tried again",
    Standing.NOT_READ: "Not compared yet",
    Standing.TOO_EARLY: "Too early to tell",
    Standing.WAITS: "Waits for its change",
    Standing.KEPT: "Kept",
    Standing.DROPPED: "Dropped",
    Standing.TRIED_AGAIN: "Tried in another way",
}
STANDING_COLOURS: Mapping[Standing, str] = {
    Standing.NOT_ACTED_ON: "red",
    Standing.CHANGE_LATE: "red",
    Standing.NOT_TRIED_AGAIN: "red",
    Standing.WORSE: "red",
    Standing.DID_NOT_WORK: "amber",
    Standing.TRY_AGAIN: "amber",
    Standing.CANNOT_TELL: "amber",
    Standing.WORKED: "green",
    Standing.BEING_TRIED_AGAIN: "blue",
    Standing.NOT_READ: "blue",
    Standing.TOO_EARLY: "blue",
    Standing.WAITS: "grey",
    Standing.KEPT: "green",
    Standing.DROPPED: "grey",
    Standing.TRIED_AGAIN: "grey",
}
LEFT_OUT: Mapping[str, str] = {
    "taught": "from the samples that taught the lesson",
    "meanwhile": "being written when the change came",
    "same_child": "of a child who counts already",
    "earlier": "more than two years before the change",
}
SIDES: Mapping[tuple[bool, str], str] = {
    (True, "before"): "Before the change",
    (True, "after"): "After the change",
    (False, "before"): "Other teams, before",
    (False, "after"): "Other teams, after",
}
HOW_IT_IS_JUDGED = (
    "An answer is given once 20, 40, 80 and 160 have come since the change, and at no other time. "
    "Asking every month would find a change by chance sooner or later.",
    "The plausible range of the difference is wide enough (99%) for four looks. Where nothing changed, fewer "
    "than one lesson in 20 is called better or worse.",
    "With ten EHC plans a month, a true rise from 50% to 70% is found within 18 months in about eight "
    "of ten lessons. With other teams beside it takes a rise to 80% to be found in about half.",
    "What was being written when the change came counts on neither side. Each child counts once a side.",
    "A comparison says that something changed, and not why.",
)


def said_without_numbers(verdict: Verdict) -> str:
    """The answer alone, to whoever reads no small numbers."""
    return f"{VERDICTS[verdict]}. Its numbers are not shown, because some of them are small."


def late_words(days: int) -> str:
    """ "Late by 3 days". Empty when nothing is."""
    return f"Late by {days_in_words(days)}" if days else ""
