"""What is asked for each thing that can be done with a request."""

from collections.abc import Mapping

from alongside.advice.keeping import Said
from alongside.advice.operations.standing_in import NewCover
from alongside.advice.rules.codes import Act
from alongside.advice.words import EXCEPTIONS, GROUNDS
from alongside.casework.rules.codes import Source
from alongside.casework.words import SOURCES
from alongside.web.forms import (
    ChoiceField,
    DayField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    choices_of,
)

LATE = (
    "Written down more than a week later? Say what shows the day: a letter, an e-mail, a receipt."
)


class StepForm(HouseForm):
    """``on``, ``source`` and ``note`` stand in those forms that ask for them."""

    def said(self) -> Said:
        given = self.cleaned_data
        source = given.get("source") or Source.OWN_WORK.value
        return Said(on=given["on"], source=source, note=given.get("note", ""))


class ReceiveForm(StepForm):
    on = DayField(label="On which day did it reach the body?")
    source = SelectField(label="How?", choices=choices_of(SOURCES))
    note = LongTextField(label="Note", help_text=LATE, rows=2, required=False)


class TakeOnForm(StepForm):
    on = DayField(label="On which day was it taken on?")
    note = LongTextField(label="Note", rows=2, required=False)


class NotKnownForm(StepForm):
    on = DayField(label="On which day was that answered?")
    source = SelectField(label="How?", choices=choices_of(SOURCES))
    note = LongTextField(
        label="What was found",
        help_text="Where it was looked, and what could be offered instead.",
        rows=3,
        required=False,
    )


class DeclineForm(StepForm):
    ground = ChoiceField(
        label="Why is it declined?",
        help_text="The law has the first two grounds and no other.",
        choices=choices_of(GROUNDS),
    )
    on = DayField(label="On which day was that written?")
    source = SelectField(label="How did it come?", choices=choices_of(SOURCES))
    note = LongTextField(label="The reasons, in writing", rows=5)


class NotBroughtForm(StepForm):
    on = DayField(label="On which day was the appointment?")
    note = LongTextField(
        label="Note", help_text="What is known of why, and the next day offered.", rows=3
    )


class RelyForm(StepForm):
    ground = ChoiceField(label="What is relied on?", choices=choices_of(EXCEPTIONS))
    on = DayField(label="On which day did it happen or begin?")
    because = LongTextField(label="Why was it impractical to keep the time?", rows=3)
    evidence = TextField(label="What shows it?")
    authorised_by = TextField(label="Who authorised it?", help_text="By role.")


class HandOverForm(HouseForm):
    post = SelectField(label="To which post?")
    note = LongTextField(label="What they need to know", rows=3, required=False)


class CoverForm(HouseForm):
    post = SelectField(label="Which post covers?")
    until = DayField(label="What is the first day after the cover?")


class CoverPostForm(HouseForm):
    post = SelectField(label="Which post stands in?")
    since = DayField(label="From which day?")
    until = DayField(label="What is the first day after it?")

    def new_cover(self, away_ref: str) -> NewCover:
        given = self.cleaned_data
        return NewCover(
            away_ref=away_ref, post_ref=given["post"], since=given["since"], until=given["until"]
        )


class ChaseForm(HouseForm):
    note = LongTextField(label="Note for the record", rows=2, required=False)


class EscalateForm(HouseForm):
    post = SelectField(
        label="To which post?",
        help_text="The next by the framework is chosen already, if there is one.",
    )
    note = LongTextField(label="What do you ask of them?", rows=3)


class WithdrawForm(StepForm):
    on = DayField(label="From which day?")
    note = LongTextField(label="Why is it withdrawn?", rows=3)


class OpenAgainForm(HouseForm):
    note = LongTextField(
        label="Why is it opened again?",
        help_text="What was wrong about how it ended. It stays readable with this.",
        rows=3,
    )


FORMS: Mapping[Act, type[HouseForm]] = {
    Act.RECEIVE: ReceiveForm,
    Act.TAKE_ON: TakeOnForm,
    Act.NOT_KNOWN: NotKnownForm,
    Act.DECLINE: DeclineForm,
    Act.NOT_BROUGHT: NotBroughtForm,
    Act.RELY: RelyForm,
    Act.HAND_OVER: HandOverForm,
    Act.COVER: CoverForm,
    Act.CHASE: ChaseForm,
    Act.ESCALATE: EscalateForm,
    Act.WITHDRAW: WithdrawForm,
    Act.OPEN_AGAIN: OpenAgainForm,
}
