"""What is asked for when a panel is set up, meets and advises."""

from alongside.casework.words import PANEL_KINDS, SIDES
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    choices_of,
)


class PanelForm(HouseForm):
    name = TextField(label="Name of the panel", max_length=120)
    kind = ChoiceField(label="What does it advise on?", choices=choices_of(PANEL_KINDS))


class SeatForm(HouseForm):
    post = SelectField(label="Which post sits on the panel?")
    side = ChoiceField(label="For whom?", choices=choices_of(SIDES))


class EndSeatForm(HouseForm):
    """One button."""


class MeetingForm(HouseForm):
    meets_on = DayField(label="On which day does it meet?")


class CancelForm(HouseForm):
    why = LongTextField(label="Why does it not meet?", rows=2)


class AgendaForm(HouseForm):
    cases = ChoicesField(label="Which cases does the panel advise on?")


class TakeOffForm(HouseForm):
    """One button."""


class WhoCameForm(HouseForm):
    seats = ChoicesField(
        label="Who came, or sent somebody?",
        help_text="Tick nobody if nobody came.",
        required=False,
    )


class AdviceForm(HouseForm):
    """Its choices are worded by what was asked."""

    advice = ChoiceField(label="What did the panel advise?")
    reasons = LongTextField(
        label="Reasons",
        help_text="The officer who decides reads these words. So may the family.",
        rows=4,
        max_length=2000,
    )
