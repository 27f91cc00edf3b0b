"""What is asked for at a meeting: who came, what they declared, the minutes, the signature."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.core.exceptions import ValidationError

from alongside.board.operations.attendance import Mark
from alongside.board.queries.governance import SeatHolder
from alongside.board.rules.codes import Presence
from alongside.board.words import PRESENCES
from alongside.web.forms import (
    ChoiceField,
    HiddenField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    TickField,
    VersionField,
    choices_of,
)
from alongside.web.forms.house import Refused


class AttendanceForm(HouseForm):
    """For every seat one question, and a box that names the deputy."""

    expected_version = VersionField()

    def __init__(self, *args: Any, seats: Sequence[SeatHolder], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats
        for seat in seats:
            self._ask(seat)

    def _ask(self, seat: SeatHolder) -> None:
        held = seat.holder_words if seat.title else "as themselves"
        self.fields[f"presence_{seat.ref}"] = ChoiceField(
            label=seat.words,
            choices=choices_of(PRESENCES),
            help_text=f"{seat.kind_label}, {seat.side_label.lower()}: {held}",
            error_messages={"required": f"Say whether {seat.words} came"},
        )
        self.fields[f"who_{seat.ref}"] = TextField(
            label=f"Who came for {seat.words}?", required=False, max_length=120
        )

    def marks(self) -> tuple[Mark, ...]:
        return tuple(
            Mark(
                seat.ref,
                Presence(self.cleaned_data[f"presence_{seat.ref}"]),
                self.cleaned_data[f"who_{seat.ref}"],
            )
            for seat in self.seats
        )


def marks_recorded(marks: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """What the form begins with when it corrects: seat -> (presence, who)."""
    presences = {f"presence_{ref}": presence for ref, (presence, _) in marks.items()}
    return presences | {f"who_{ref}": who for ref, (_, who) in marks.items()}


class DeclarationForm(HouseForm):
    seat = SelectField(label="Who declared an interest?")
    interest = LongTextField(
        label="What is the interest?",
        rows=3,
        max_length=2000,
        error_messages={"required": "Say what the interest is"},
    )
    what_was_done = LongTextField(
        label="What was done about it?",
        rows=3,
        max_length=2000,
        help_text="Such as: they left the room for item 4.",
        error_messages={"required": "Say what was done about it"},
    )


class MinutesForm(HouseForm):
    minutes = LongTextField(
        label="Minutes",
        required=False,
        rows=14,
        max_length=20000,
        help_text="What was said and agreed. Leave out anything that could tell who a child is.",
    )
    expected_version = VersionField()


class SignForm(HouseForm):
    """``seen`` is the fingerprint of what stands on the page, so that nothing else is signed."""

    agreed = TickField(
        label="I have read these minutes and they are a true record of the meeting.",
        error_messages={"required": "Tick the box to sign the minutes"},
    )
    seen = HiddenField()

    def refuse(self, refused: Refused) -> None:
        """The page shows the record as it is now, so the next signature is for that."""
        super().refuse(refused)
        changed = cast(dict[str, Any], cast(Any, self.data).copy())
        changed["seen"] = self.initial["seen"]
        changed.pop("agreed", None)
        self.data = changed

    def clean_seen(self) -> str:
        seen = str(self.cleaned_data["seen"])
        if len(seen) != 64:
            raise ValidationError("This form is out of date. Open the page again, then sign.")
        return seen
