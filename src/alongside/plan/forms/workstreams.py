"""What is asked for about workstreams, their members and their tasks."""

from typing import Any

from django.core.exceptions import ValidationError

from alongside.plan.forms.dates import MONTH_ONLY
from alongside.plan.rules.codes import MemberSide
from alongside.plan.words import MEMBER_SIDES
from alongside.web.forms import (
    ChoiceField,
    DayField,
    HouseForm,
    LongTextField,
    PartialDateField,
    SelectField,
    TextField,
    VersionField,
    choices_of,
)


class WorkstreamForm(HouseForm):
    title = TextField(label="Title", max_length=300)
    officer = SelectField(
        label="Which post is responsible for it?", required=False, empty_words="None yet"
    )


class NewWorkstreamForm(WorkstreamForm):
    weakness = SelectField(
        label="Which weakness does it work on?", required=False, empty_words="None"
    )

    @property
    def weakness_number(self) -> int | None:
        number = self.cleaned_data.get("weakness")
        return int(number) if number else None


class EditWorkstreamForm(WorkstreamForm):
    expected_version = VersionField()


class MemberForm(HouseForm):
    side = ChoiceField(label="For whom do they speak?", choices=choices_of(MEMBER_SIDES))
    post = SelectField(
        label="Post",
        required=False,
        empty_words="None",
        help_text="Choose a post when its next holder should follow.",
    )
    person = SelectField(
        label="Person",
        required=False,
        empty_words="None",
        help_text="Choose a person when they come as themselves, such as a parent.",
    )
    member_from = DayField(label="From which day?", help_text="For example, 27 3 2021.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("post") and not cleaned.get("person") and not self.errors:
            self.add_error("post", ValidationError("Choose a post or a person."))
        return cleaned

    def answers(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "side": MemberSide(cleaned["side"]),
            "post_ref": cleaned["post"],
            "person_ref": cleaned["person"],
            "member_from": cleaned["member_from"],
        }


class EndMemberForm(HouseForm):
    member_until = DayField(
        label="Until which day?", help_text="The first day on which they no longer belong to it."
    )


class TaskForm(HouseForm):
    action = SelectField(label="Which action does the task carry out?")
    text = LongTextField(
        label="What is to be done?", rows=3, error_messages={"required": "Say what is to be done"}
    )
    start = PartialDateField(label="Start", required=False, help_text=MONTH_ONLY)
    end = PartialDateField(label="End", required=False, help_text=MONTH_ONLY)
