"""What is asked for when a meeting is planned, changed, moved or cancelled."""

from alongside.board.forms.months import MonthField
from alongside.board.operations.meetings import MeetingDetails
from alongside.web.forms import (
    DayField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    VersionField,
)


class MeetingFactsForm(HouseForm):
    starts = TextField(
        label="At what time?", required=False, max_length=20, width=10, help_text="Such as 10am."
    )
    place = TextField(label="Where?", required=False, help_text="A room, or that it is online.")
    papers_due_on = DayField(
        label="By which day are papers due?",
        required=False,
        help_text="Leave it empty for a week before the meeting.",
    )
    reports_month = MonthField(
        label="Which month’s assurance reports does it receive?",
        required=False,
        help_text="For example, 9 2021. Leave it empty for the month before the meeting.",
    )

    def details(self) -> MeetingDetails:
        cleaned = self.cleaned_data
        month = cleaned.get("reports_month")
        return MeetingDetails(
            starts=cleaned["starts"],
            place=cleaned["place"],
            papers_due_on=cleaned["papers_due_on"],
            reports_month=month.first if month else None,
        )


class PlanMeetingForm(MeetingFactsForm):
    board = SelectField(label="Which board?")
    held_on = DayField(label="On which day?")
    field_order = ("board", "held_on", "starts", "place", "papers_due_on", "reports_month")


class ChangeMeetingForm(MeetingFactsForm):
    expected_version = VersionField()


class MoveMeetingForm(HouseForm):
    held_on = DayField(label="To which day?")
    papers_due_on = DayField(
        label="By which day are papers due?",
        required=False,
        help_text="Leave it empty for a week before the meeting.",
    )
    expected_version = VersionField()


class CancelMeetingForm(HouseForm):
    why = LongTextField(
        label="Why is it cancelled?",
        rows=3,
        error_messages={"required": "Say why the meeting is cancelled"},
    )
