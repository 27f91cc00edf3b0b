"""What an auditor fills in: the questions of one section, what shows an answer, and the grade of the whole."""

from collections.abc import Collection, Mapping
from typing import Any, cast

from django.http import QueryDict

from alongside.kernel.refusals import Changed, Refusal
from alongside.quality.operations.marking import NewAnswer
from alongside.quality.queries.values import AnswerRow
from alongside.quality.rules.answering import fingerprint
from alongside.quality.rules.grading import marks_of
from alongside.quality.rules.tools import Question
from alongside.quality.words import GRADES, mark_words
from alongside.web.forms import (
    ChoiceField,
    FileField,
    HiddenField,
    HouseForm,
    LongTextField,
    VersionField,
    choices_of,
)

MARK, WORDS, KEPT, THEIRS = "mark-", "words-", "kept-", "theirs"
NOTHING = AnswerRow(mark="", words="")
APART = "you answered this in another page since. Choose which of the two to keep."
MUST_BE_MET = "This must be met. If it is absent, the whole is Inadequate."


class SectionForm(HouseForm):
    """Two boxes for each question: the mark, and in words why. Any may wait. What the page showed goes along
    as a fingerprint, so that an answer of another page is never lost. ``apart`` is what differs from it.
    """

    all_optional = True

    def __init__(
        self,
        *args: Any,
        questions: tuple[Question, ...],
        kept: Mapping[str, AnswerRow],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._questions = questions
        self.apart: tuple[tuple[str, str, str], ...] = ()
        self.apart_codes = ""
        for each in questions:
            self._ask(each, kept.get(each.code, NOTHING))

    def answers(self) -> Mapping[str, NewAnswer]:
        """Those that can be read, without those for which somebody chose to keep what another page saved."""
        given, theirs = self.cleaned_data, self.data.get(THEIRS, "").split(",")
        return {
            each.code: NewAnswer(
                given[MARK + each.code] or "", given[WORDS + each.code], given[KEPT + each.code]
            )
            for each in self._questions
            if each.code not in theirs and {MARK + each.code, WORDS + each.code} <= given.keys()
        }

    def settle(
        self, kept: Mapping[str, AnswerRow], apart: Collection[str], *, is_typing: bool
    ) -> None:
        """What stands now is what the next save knows. What differs is known only to whoever was shown both."""
        fresh = cast(QueryDict, self.data).copy()
        for code, mine in self.answers().items():
            there = kept.get(code, NOTHING)
            stands = fingerprint(there.mark, there.words)
            if stands == fingerprint(mine.mark, mine.words) or (code in apart and not is_typing):
                fresh[KEPT + code] = stands
        self._tell_apart(kept, apart)
        self.data = fresh

    def _tell_apart(self, kept: Mapping[str, AnswerRow], apart: Collection[str]) -> None:
        mine, asked = self.answers(), [each for each in self._questions if each.code in apart]
        self.apart_codes = ",".join(each.code for each in asked)
        self.apart = tuple(
            (each.code, _told(each, kept.get(each.code, NOTHING)), _told(each, mine[each.code]))
            for each in asked
        )
        for each in asked:
            self.refuse(Refusal(f"{each.code}: {APART}", field=MARK + each.code))

    def _ask(self, each: Question, there: AnswerRow) -> None:
        self.fields[MARK + each.code] = ChoiceField(
            label=f"{each.code}. {each.asks}",
            help_text=" ".join([MUST_BE_MET, *each.criteria] if each.is_blocker else each.criteria),
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
        self.fields[KEPT + each.code] = HiddenField(
            required=False, initial=fingerprint(there.mark, there.words)
        )


def _told(question: Question, answer: AnswerRow | NewAnswer) -> str:
    told = (mark_words(question.scale, answer.mark), answer.words.strip())
    return ". ".join(each for each in told if each) or "Nothing"


class EvidenceForm(HouseForm):
    upload = FileField(label="File")
    about = LongTextField(
        label="What does it show?", help_text="No name of a child.", rows=2, max_length=200
    )


class SubmitForm(HouseForm):
    grade = ChoiceField(label="Which grade is right for the whole?", choices=choices_of(GRADES))
    words = LongTextField(
        label="Why is this grade right?",
        help_text="Needed below Good, and where you choose another grade than the answers give. The author reads it.",
        rows=5,
        required=False,
    )
    expected_version = VersionField()

    def _note_conflict(self, changed: Changed) -> None:
        """An answer changed since: the sentence says so, and there are no two versions of this page."""
        super()._note_conflict(changed)
        self.conflict = None


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
