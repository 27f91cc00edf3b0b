"""What is asked for about follow-ups: giving one, moving it, and recording it as done."""

from alongside.board.operations.follow_ups import NewFollowUp
from alongside.web.forms import DayField, HouseForm, LongTextField, SelectField, VersionField


class FollowUpForm(HouseForm):
    text = LongTextField(
        label="What is to be followed up?",
        rows=3,
        max_length=2000,
        error_messages={"required": "Say what is to be followed up"},
    )
    owner = SelectField(
        label="Which post looks after it?",
        help_text="A vacant post may have it. The page says so until somebody holds it.",
    )
    due_on = DayField(label="By which day?")
    item = SelectField(
        label="Under which item of the agenda?", required=False, empty_words="None of them"
    )

    def new_follow_up(self) -> NewFollowUp:
        cleaned = self.cleaned_data
        return NewFollowUp(
            text=cleaned["text"],
            owner_ref=cleaned["owner"],
            due_on=cleaned["due_on"],
            item_ref=cleaned.get("item", ""),
        )


class MoveFollowUpForm(HouseForm):
    owner = SelectField(label="Which post looks after it?")
    due_on = DayField(label="By which day?")
    why = LongTextField(
        label="Why is it moved?", rows=3, error_messages={"required": "Say why it is moved"}
    )
    expected_version = VersionField()


class CloseFollowUpForm(HouseForm):
    done_on = DayField(
        label="On which day is it said to have been done?",
        help_text="It counts from today, when it is recorded here. Both days are shown.",
    )
    done_words = LongTextField(
        label="What was done?",
        rows=4,
        max_length=2000,
        error_messages={"required": "Say what was done"},
    )
    expected_version = VersionField()
