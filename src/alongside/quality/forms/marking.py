"""What an auditor fills in: the questions of one section, what shows an answer, and the grade of the whole."""

from collections.abc import Mapping
from typing import Any

from alongside.quality.operations.marking import NewAnswer
from alongside.quality.queries.values import AnswerRow
from alongside.quality.rules.grading import marks_of
from alongside.quality.rules.tools import Question
from alongside.quality.words import GRADES, mark_words
from alongside.web.forms import (
    ChoiceField,
    FileField,
    HouseForm,
    LongTextField,
    VersionField,
    choices_of,
)

MARK, WORDS = "mark-", "words-"


class SectionForm(HouseForm):
    """Two boxes for each question: the mark, and in words why. Any may wait."""

    all_optional = True
    expected_version = VersionField()

    def __init__(
        self,
        *args: Any,
        questions: tuple[Question, ...],
        kept: Mapping[str, AnswerRow],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._questions = questions
        for each in questions:
            there = kept.get(each.code, AnswerRow(mark="", words=""))
            self.fields[MARK + each.code] = ChoiceField(
                label=f"{each.code}. {each.asks}",
                help_text=" ".join(each.criteria),
                choices=[(mark, mark_words(each.scale, mark)) for mark in marks_of(each)],
                required=False,
                initial=there.mark,
            )
            self.fields[WORDS + each.code] = LongTextField(
                label=f"What did you see? ({each.code})",
                help_text=each.evidence,
                rows=2,
                required=False,
                initial=there.words,
            )

    def answers(self) -> Mapping[str, NewAnswer]:
        given = self.cleaned_data
        return {
            each.code: NewAnswer(mark=given[MARK + each.code] or "", words=given[WORDS + each.code])
            for each in self._questions
        }


class EvidenceForm(HouseForm):
    upload = FileField(label="File")
    about = LongTextField(
        label="What does it show?", help_text="No name of a child.", rows=2, max_length=200
    )


class SubmitForm(HouseForm):
    grade = ChoiceField(label="Which grade is right for the whole?", choices=choices_of(GRADES))
    words = LongTextField(
        label="Why?",
        help_text="Needed below Good, and where you choose another grade than the answers give. The author reads it.",
        rows=5,
        required=False,
    )
    expected_version = VersionField()


class ConflictForm(HouseForm):
    knows = ChoiceField(
        label="Do you know this family, or anybody in it?",
        help_text="Think of school, work, neighbours and friends.",
        choices=[("no", "No, I do not know them"), ("yes", "Yes, or I am not sure")],
    )


class CommentForm(HouseForm):
    words = LongTextField(
        label="What do you want to say?",
        help_text="Whoever leads the round reads it. It changes no grade.",
        rows=4,
    )
