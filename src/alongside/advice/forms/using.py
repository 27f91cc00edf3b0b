"""Saying on what a row rests, whether it does so rightly, and what is done with an objection."""

from alongside.advice.operations.using import NewAnswer, NewSettlement
from alongside.advice.use_words import ANSWERS, SETTLED
from alongside.web.forms import (
    ChoiceField,
    HiddenField,
    HouseForm,
    LongTextField,
    SelectField,
    choices_of,
)


class SourceForm(HouseForm):
    source = SelectField(
        label="What does it rest on?",
        help_text="Its author is asked whether the row says it rightly.",
    )


class TakeBackForm(HouseForm):
    """One button."""


class AnswerForm(HouseForm):
    answer = ChoiceField(
        label="Does this row say rightly what you advised?", choices=choices_of(ANSWERS)
    )
    words = LongTextField(
        label="What is not right?",
        help_text="Only needed if you object. Say what it should say.",
        rows=4,
        required=False,
    )
    seen = HiddenField()

    def new_answer(self) -> NewAnswer:
        given = self.cleaned_data
        return NewAnswer(answer=given["answer"], words=given["words"], seen=given["seen"])


class SettleForm(HouseForm):
    settled = ChoiceField(label="What do you decide?", choices=choices_of(SETTLED))
    reason = LongTextField(
        label="Reason",
        help_text="Needed if the row stays as it is. The author reads it.",
        rows=4,
        required=False,
    )
    row = SelectField(
        label="If the draft was mended: which row says it now?",
        required=False,
        empty_words="None",
    )

    def new_settlement(self) -> NewSettlement:
        given = self.cleaned_data
        return NewSettlement(
            settled=given["settled"], reason=given["reason"], row=given.get("row") or ""
        )
