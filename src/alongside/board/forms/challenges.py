"""What is asked for when somebody challenges, recommends, answers or asks again."""

from datetime import date
from typing import Any

from alongside.board.operations.challenges import Given, NewChallenge, NewRecommendation
from alongside.board.rules.challenges import RESPONSES, Reply
from alongside.board.rules.codes import AnswerVerdict, ChallengeKind
from alongside.board.words import ANSWER_VERDICTS
from alongside.web.forms import (
    ChoiceField,
    DayField,
    HouseForm,
    LongTextField,
    SelectField,
    VersionField,
    choices_of,
)

OWNER = "Which post is to answer?"
DUE = "By which day is the answer due?"
VACANT = (
    "Whoever holds the post is told. Somebody with “no account here” gets no message, so tell them "
    "yourself. You may ask a post that nobody holds. Then nobody is told, and the challenge waits."
)


class ChallengeForm(HouseForm):
    text = LongTextField(
        label="What is to be answered?",
        help_text="Ask one thing. Say what you saw, and what you want to know.",
        error_messages={"required": "Say what is to be answered"},
    )
    line = SelectField(
        label="Is it about a line of the action plan?", required=False, empty_words="No"
    )
    workstream = SelectField(label="Is it about a workstream?", required=False, empty_words="No")
    owner = SelectField(label=OWNER, help_text=VACANT)
    due_on = DayField(label=DUE)

    def new_challenge(self) -> NewChallenge:
        cleaned = self.cleaned_data
        return NewChallenge(
            text=cleaned["text"],
            owner_ref=cleaned["owner"],
            due_on=cleaned["due_on"],
            line_ref=cleaned.get("line", ""),
            workstream_ref=cleaned.get("workstream", ""),
        )


class RecommendationForm(HouseForm):
    from_board = SelectField(label="Which committee recommends it?")
    raised_on = DayField(label="On which day did the committee recommend it?")
    text = LongTextField(
        label="What does it recommend?",
        help_text="In the committee’s own words.",
        error_messages={"required": "Write what the committee recommends"},
    )
    owner = SelectField(label="Which member of the board is to respond?")
    due_on = DayField(label="By which day is the response due?")

    def new_recommendation(self) -> NewRecommendation:
        cleaned = self.cleaned_data
        return NewRecommendation(
            text=cleaned["text"],
            from_board_ref=cleaned["from_board"],
            owner_ref=cleaned["owner"],
            raised_on=cleaned["raised_on"],
            due_on=cleaned["due_on"],
        )


class AskAgainForm(HouseForm):
    text = LongTextField(
        label="What is still to be answered?",
        error_messages={"required": "Say what is still to be answered"},
    )
    owner = SelectField(label=OWNER, help_text=VACANT)
    due_on = DayField(label=DUE)

    def answers(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "text": cleaned["text"],
            "owner_ref": cleaned["owner"],
            "due_on": cleaned["due_on"],
        }


class AnswerForm(HouseForm):
    """Whoever holds the post answers today; for others the day is asked for."""

    verdict = ChoiceField(
        label="What is the response?",
        choices=choices_of({code: ANSWER_VERDICTS[code] for code in RESPONSES}),
    )
    text = LongTextField(label="Answer", error_messages={"required": "Write the answer"})
    answered_on = DayField(
        label="On which day is it said to have been given?",
        help_text="It counts from today, when it is recorded here. Both days are shown.",
    )

    def fit(self, kind: ChallengeKind, *, is_on_behalf: bool) -> None:
        """Leave out what is not asked. Call before anything is checked."""
        if kind is ChallengeKind.CHALLENGE:
            del self.fields["verdict"]
        else:
            self.fields["text"].label = "Response"
            self.fields["text"].help_text = "If part of it or all of it is not accepted, say why."
            self.fields["text"].error_messages["required"] = "Write the response, with reasons"
        if not is_on_behalf:
            del self.fields["answered_on"]

    def reply(self, *, today: date) -> Reply:
        cleaned = self.cleaned_data
        return Reply(
            verdict=AnswerVerdict(cleaned.get("verdict", AnswerVerdict.ANSWERED)),
            text=cleaned["text"],
            answered_on=cleaned.get("answered_on", today),
        )


class GiveForm(HouseForm):
    """Once the day has passed, the new post gets a day of its own."""

    expected_version = VersionField()
    owner = SelectField(label=OWNER, help_text=VACANT)
    due_on = DayField(
        label="By which day is the new post to answer?",
        help_text="If the first day was missed, that still counts for the post that was asked first.",
    )
    why = LongTextField(
        label="Why is another post to answer?",
        rows=3,
        max_length=1000,
        error_messages={"required": "Say why another post is to answer"},
    )

    def fit(self, *, needs_day: bool) -> None:
        """Leave the day out while it has not passed. Call before anything is checked."""
        if not needs_day:
            del self.fields["due_on"]

    def given(self) -> Given:
        cleaned = self.cleaned_data
        return Given(cleaned["owner"], cleaned["why"], cleaned.get("due_on"))


class WithdrawForm(HouseForm):
    expected_version = VersionField()
    why = LongTextField(
        label="Why is it withdrawn?",
        rows=3,
        max_length=1000,
        error_messages={"required": "Say why it is withdrawn"},
    )


class GoodForm(HouseForm):
    expected_version = VersionField()
