"""What is asked for when letters are written, checked, sent, served and ended."""

from alongside.casework.letters.words import WAYS
from alongside.casework.operations.letter_details import LABELS, Details
from alongside.casework.operations.letter_sending import NewSending
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    FileField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    TickField,
    VersionField,
    choices_of,
)

Key = tuple[str, str, str]


def key_of(text: str) -> Key:
    """The key of a letter from the value of its box."""
    root, template, recipient = text.split("|", 2)
    return (root, template, recipient)


class WriteForm(HouseForm):
    letters = ChoicesField(label="Which letters?")

    def wanted(self) -> tuple[Key, ...]:
        return tuple(key_of(each) for each in self.cleaned_data["letters"])


class LeaveOutForm(HouseForm):
    letter = SelectField(label="Which letter?")
    why = LongTextField(
        label="Why is it not needed?",
        help_text="Such as: sent on 3 May 2025 from the earlier system. The reason is kept.",
        rows=2,
    )

    def key(self) -> Key:
        return key_of(self.cleaned_data["letter"])


class AgainForm(HouseForm):
    expected_version = VersionField()


class OwnWordsForm(AgainForm):
    free_text = LongTextField(
        label="Your own words",
        help_text="They stand in the letter as you write them. An empty line begins a new paragraph.",
        required=False,
        rows=8,
    )


class CheckForm(AgainForm):
    is_read = TickField(label="I have read the letter below, to its end, as it goes out")


class SendForm(AgainForm):
    way = ChoiceField(label="How was it sent?", choices=choices_of(WAYS))
    sent_on = DayField(label="On which day did it leave?")
    proof = TextField(
        label="What shows it?",
        help_text="The number of a signed-for item, a receipt, who handed it over.",
        required=False,
        max_length=300,
    )
    proof_file = FileField(label="A file that shows it", required=False)

    def sending(self) -> NewSending:
        return NewSending(
            way=self.cleaned_data["way"],
            sent_on=self.cleaned_data["sent_on"],
            proof=self.cleaned_data["proof"],
            proof_file=self.cleaned_data["proof_file"],
        )


class GivenForm(AgainForm):
    given_on = DayField(label="On which day did they have it?")
    known = TextField(
        label="What were they given, and how do you know?",
        help_text="Such as: the large print, posted with the letter; read to them in Polish on the phone.",
        max_length=300,
    )


class ServedForm(AgainForm):
    served_on = DayField(label="On which day did it reach them?")
    known = TextField(
        label="How do you know?",
        help_text="Such as: signed for, they answered, they said so on the phone.",
        max_length=300,
    )


class WithdrawForm(AgainForm):
    why = LongTextField(label="Why is it withdrawn?", rows=2)


class DetailsForm(HouseForm):
    council = TextField(label=LABELS["council"])
    council_contact = TextField(
        label=LABELS["council_contact"],
        help_text="On one line, as it is printed after “Write to”: the team, e-mail and phone.",
        max_length=300,
    )
    mediation_contact = TextField(
        label=LABELS["mediation_contact"], help_text="Name, phone and e-mail.", max_length=300
    )
    disagreement_contact = TextField(label=LABELS["disagreement_contact"], max_length=300)
    local_offer = TextField(
        label=LABELS["local_offer"],
        help_text="The address on the web, and how to get it on paper.",
        max_length=300,
    )
    commissioner = TextField(
        label=LABELS["commissioner"], help_text="To whom letters to health go."
    )
    social_care = TextField(
        label=LABELS["social_care"], help_text="To whom letters to social care go."
    )
    expected_version = VersionField()

    def details(self) -> Details:
        return Details(**{name: self.cleaned_data[name] for name in LABELS})
