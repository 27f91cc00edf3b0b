"""What is asked for when the board's judgement, the forum's view or an answer to an impact is
recorded.
"""

from typing import Any

from alongside.plan.commands import ImpactReply
from alongside.plan.rules.codes import AnswerKind, Verdict
from alongside.plan.words import VERDICTS
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    HouseForm,
    LongTextField,
    SelectField,
    VersionField,
    choices_of,
)

_VERDICT: dict[str, Any] = {
    "choices": choices_of(VERDICTS),
    "label_size": "m",
    "error_messages": {"required": "Choose yes, partly or not yet"},
}


class JudgementForm(HouseForm):
    verdict = ChoiceField(label="Is it making a difference?", **_VERDICT)
    judged_on = DayField(label="When did the board judge?", help_text="For example, 14 9 2021.")
    text = LongTextField(
        label="What did the board judge?",
        rows=4,
        error_messages={"required": "Say in a sentence or two what the board judged"},
    )
    evidence = ChoicesField(
        label="On which evidence?",
        required=False,
        help_text="A judgement that it is making a difference names its evidence.",
    )

    def answers(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "verdict": Verdict(cleaned["verdict"]),
            "judged_on": cleaned["judged_on"],
            "text": cleaned["text"],
            "evidence_refs": tuple(cleaned.get("evidence", ())),
        }


class ForumViewForm(HouseForm):
    verdict = ChoiceField(label="Do families feel a difference?", **_VERDICT)
    viewed_on = DayField(
        label="When did the forum give its view?", help_text="For example, 14 9 2021."
    )
    text = LongTextField(
        label="What is the forum’s view?",
        rows=4,
        help_text="Leave out anything that could tell readers who a child or family is.",
        error_messages={"required": "Say in a sentence or two what the forum’s view is"},
    )

    def answers(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "verdict": Verdict(cleaned["verdict"]),
            "viewed_on": cleaned["viewed_on"],
            "text": cleaned["text"],
        }


class ImpactForm(HouseForm):
    text = LongTextField(
        label="What will be different for children and families?",
        rows=4,
        error_messages={"required": "Say what will be different"},
    )


class LinkImpactForm(HouseForm):
    told_in = SelectField(
        label="Which page of evidence shows it?",
        required=False,
        empty_words="None: it points to no page yet",
    )
    expected_version = VersionField()


class ImpactEvidenceForm(HouseForm):
    """An answer by evidence: what it is and what it shows."""

    evidence = SelectField(
        label="Which evidence answers it?",
        help_text="Evidence that is attached to this impact or to its outcome.",
    )
    answered_on = DayField(label="Date of this answer", help_text="For example, 14 9 2021.")
    text = LongTextField(label="What does it show?", required=False, rows=4)

    def reply_of(self, kind: AnswerKind) -> ImpactReply:
        cleaned = self.cleaned_data
        return ImpactReply(
            kind=kind,
            answered_on=cleaned["answered_on"],
            text=cleaned["text"],
            evidence_ref=cleaned["evidence"],
        )


class ImpactVerdictForm(HouseForm):
    """An answer by the board or the forum."""

    verdict = ChoiceField(label="Has it become so?", **_VERDICT)
    answered_on = DayField(label="Date of this answer", help_text="For example, 14 9 2021.")
    text = LongTextField(
        label="In a sentence or two",
        rows=4,
        help_text="Leave out anything that could tell readers who a child or family is.",
        error_messages={"required": "Say it in a sentence or two"},
    )
    evidence = SelectField(label="On which evidence?", required=False, empty_words="None named")

    def reply_of(self, kind: AnswerKind) -> ImpactReply:
        cleaned = self.cleaned_data
        return ImpactReply(
            kind=kind,
            answered_on=cleaned["answered_on"],
            verdict=Verdict(cleaned["verdict"]),
            text=cleaned["text"],
            evidence_ref=cleaned.get("evidence", ""),
        )
