"""What is asked for when a date is asked to move, is given for the first time, or is answered."""

from typing import Any

from django.core.exceptions import ValidationError

from alongside.web.forms import (
    ChoiceField,
    HouseForm,
    LongTextField,
    PartialDateField,
    VersionField,
)

CONSENT, REFUSE = "consent", "refuse"
ANSWERS = [
    (CONSENT, "Consent to the new date"),
    (REFUSE, "Refuse: the date stays as it is"),
]
MONTH_ONLY = "If you know only the month, leave the day empty."


class FirstDateForm(HouseForm):
    """The choices of ``which`` are the dates that the line does not have."""

    which = ChoiceField(label="Which date?")
    new_date = PartialDateField(label="Date", help_text=MONTH_ONLY)
    expected_version = VersionField()


class DateChangeForm(HouseForm):
    """The choices of ``which`` are the dates that the line has."""

    which = ChoiceField(label="Which date has to change?")
    new_date = PartialDateField(label="New date", help_text=MONTH_ONLY)
    reason = LongTextField(
        label="Why does it have to change?",
        help_text="The chair reads this before answering. It stays with the old date.",
        rows=4,
        error_messages={"required": "Say why the date has to change"},
    )
    expected_version = VersionField()


class DecisionForm(HouseForm):
    """The chair's answer, which is shown again before it counts."""

    answer = ChoiceField(
        label="What is your answer?",
        choices=ANSWERS,
        label_size="m",
        error_messages={"required": "Choose consent or refuse"},
    )
    note = LongTextField(
        label="Note",
        required=False,
        rows=3,
        help_text="Needed when you refuse. Whoever asked reads it.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("answer") == REFUSE and not cleaned.get("note", "").strip():
            self.add_error("note", ValidationError("Say why the date stays as it is."))
        return cleaned

    @property
    def consents(self) -> bool:
        return bool(self.cleaned_data["answer"] == CONSENT)
