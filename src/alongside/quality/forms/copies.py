"""What is asked about copies without names, and about a family’s consent."""

from alongside.casework.rules.codes import Source
from alongside.casework.words import SOURCES
from alongside.web.forms import (
    ChoiceField,
    DayField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    TickField,
    VersionField,
    choices_of,
)

HOW_FAMILIES_SAY_SO = [
    each for each in choices_of(SOURCES) if each[0] not in (Source.ONLINE, Source.OWN_WORK)
]
"""Online they choose on their own page."""


class CopyForm(HouseForm):
    words = LongTextField(
        label="Hide these words too",
        help_text="One on each line: a nickname, a club, a rare condition, a place that only one family has.",
        rows=6,
        required=False,
    )
    expected_version = VersionField()

    def hidden_words(self) -> list[str]:
        return str(self.cleaned_data["words"]).splitlines()


class ReleaseForm(HouseForm):
    is_read = TickField(
        label="I have read the copy to its end, and it tells nobody who it is about"
    )
    expected_version = VersionField()


class ConsentForm(HouseForm):
    given_by = TextField(label="Who allows it?", help_text="Their name, as it stands in the case.")
    given_on = DayField(label="On which day?")
    source = SelectField(label="How did they say so?", choices=HOW_FAMILIES_SAY_SO)


class WithdrawForm(HouseForm):
    """One button."""


class OwnConsentForm(HouseForm):
    allow = ChoiceField(
        label="May other families read a copy without names?",
        choices=[("yes", "Yes, they may"), ("no", "No")],
    )
