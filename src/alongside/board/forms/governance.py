"""What is asked for about boards, their lines, their seats and their own work."""

from typing import Any

from django.core.exceptions import ValidationError

from alongside.board.operations.governance import BoardDetails, NewSeat
from alongside.board.operations.terms import NewTerms
from alongside.board.rules.codes import (
    PARTNER_SIDES,
    BoardKind,
    LineKind,
    SeatKind,
    Side,
    Voice,
)
from alongside.board.words import BOARD_KINDS, LINE_KINDS, SEAT_KINDS, SIDES, VOICES
from alongside.plan.forms.waiting_files import FILE, KeepsFile
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    FileField,
    HouseForm,
    LongTextField,
    PartialDateField,
    SelectField,
    TextField,
    VersionField,
    WholeNumberField,
    choices_of,
)

USUAL_REPORT_DAY = 5


class BoardForm(HouseForm):
    title = TextField(label="Title", help_text="As people know it.")
    purpose = LongTextField(label="What is it for?", required=False, rows=4, max_length=4000)
    organisation = SelectField(
        label="Whose board is it?",
        required=False,
        empty_words="Several partners together",
    )
    quorum_count = WholeNumberField(
        label="How many members make a quorum?",
        required=False,
        min_value=1,
        max_value=99,
        width=3,
        help_text="The chair and the vice chair count, and so does a deputy. Leave it empty for none.",
    )
    quorum_sides = ChoicesField(
        label="From which sides must somebody be there?",
        required=False,
        choices=[(side.value, SIDES[side]) for side in PARTNER_SIDES],
    )
    report_due_day = WholeNumberField(
        label="By which day of the next month are assurance reports due?",
        min_value=1,
        max_value=28,
        width=2,
        help_text="A number from 1 to 28. Only the improvement board receives these reports.",
    )

    def details(self) -> BoardDetails:
        cleaned = self.cleaned_data
        return BoardDetails(
            title=cleaned["title"],
            purpose=cleaned["purpose"],
            organisation_ref=cleaned.get("organisation", ""),
            quorum_count=cleaned["quorum_count"],
            quorum_sides=tuple(Side(side) for side in cleaned["quorum_sides"]),
            report_due_day=cleaned.get("report_due_day", USUAL_REPORT_DAY),
        )


class NewBoardForm(BoardForm):
    kind = ChoiceField(label="What kind of board is it?", choices=choices_of(BOARD_KINDS))
    field_order = ("kind", "title", "purpose", "organisation")

    @property
    def board_kind(self) -> BoardKind:
        return BoardKind(self.cleaned_data["kind"])


class ChangeBoardForm(BoardForm):
    expected_version = VersionField()


class ReportingLineForm(HouseForm):
    lower = SelectField(label="Which board?")
    kind = ChoiceField(label="What does it do?", choices=choices_of(LINE_KINDS))
    upper = SelectField(label="Which other board?")
    line_from = DayField(label="From which day?")

    def answers(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "lower_ref": cleaned["lower"],
            "upper_ref": cleaned["upper"],
            "kind": LineKind(cleaned["kind"]),
            "line_from": cleaned["line_from"],
        }


class EndLineForm(HouseForm):
    line_until = DayField(
        label="Until which day?", help_text="The first day on which it no longer holds."
    )


class SeatForm(HouseForm):
    kind = ChoiceField(label="As what do they sit?", choices=choices_of(SEAT_KINDS))
    side = ChoiceField(label="For whom do they speak?", choices=choices_of(SIDES))
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
    voice = SelectField(
        label="Whose voice do they bring?",
        required=False,
        empty_words="None of these",
        choices=choices_of(VOICES),
        help_text="The board’s page says plainly when one of these is not heard.",
    )
    seat_from = DayField(label="From which day?")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("post") and not cleaned.get("person") and not self.errors:
            self.add_error("post", ValidationError("Choose a post or a person."))
        return cleaned

    def new_seat(self) -> NewSeat:
        cleaned = self.cleaned_data
        return NewSeat(
            kind=SeatKind(cleaned["kind"]),
            side=Side(cleaned["side"]),
            seat_from=cleaned["seat_from"],
            post_ref=cleaned["post"],
            person_ref=cleaned["person"],
            voice=Voice(cleaned["voice"]) if cleaned["voice"] else None,
        )


class EndSeatForm(HouseForm):
    seat_until = DayField(
        label="Until which day?", help_text="The first day on which it is no longer a seat."
    )


class TermsForm(KeepsFile):
    agreed_on = DayField(label="On which day were they agreed?")
    text = LongTextField(
        label="Terms of reference",
        required=False,
        rows=14,
        max_length=20000,
        help_text="Write them here, give the file, or both.",
    )
    file = FileField(label="File", required=False, help_text="A document, such as a PDF.")
    what_changed = LongTextField(
        label="What changed since the version before?", required=False, rows=3
    )

    def new_terms(self) -> NewTerms:
        cleaned = self.cleaned_data
        return NewTerms(
            agreed_on=cleaned["agreed_on"],
            text=cleaned["text"],
            upload=cleaned[FILE] or None,
            what_changed=cleaned.get("what_changed", ""),
        )


class StandingItemForm(HouseForm):
    title = TextField(label="What is the item called?")
    presenter = SelectField(label="Who presents it?", required=False, empty_words="Nobody named")
    item_from = DayField(label="From which day does it come to every meeting?")


class EndStandingItemForm(HouseForm):
    item_until = DayField(
        label="Until which day?", help_text="The first day on which it no longer comes."
    )


class ForwardItemForm(HouseForm):
    title = TextField(label="What will the board come to?", max_length=300)
    due = PartialDateField(
        label="When?", help_text="If you know only the month, leave the day empty."
    )
    owner = SelectField(label="Who looks after it?", required=False, empty_words="Nobody named")


class WithdrawForwardItemForm(HouseForm):
    why = LongTextField(
        label="Why will the board not come to it?",
        rows=3,
        error_messages={"required": "Say why the item is withdrawn"},
    )
