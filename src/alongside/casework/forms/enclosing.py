"""What is asked for when something goes with a letter."""

from alongside.casework.letters.words import ENCLOSURES
from alongside.casework.operations.letter_enclosing import NewEnclosure
from alongside.web.forms import (
    ChoiceField,
    FileField,
    HouseForm,
    SelectField,
    TextField,
    VersionField,
    choices_of,
)


class EncloseForm(HouseForm):
    kind = ChoiceField(label="What is it?", choices=choices_of(ENCLOSURES))
    plan = SelectField(
        label="For an EHC plan: which one?", required=False, empty_words="Choose one"
    )
    upload = FileField(label="For anything else: the file", required=False)
    title = TextField(
        label="And how the letter names it",
        help_text="For example: Form for your answer to the draft.",
        max_length=200,
        required=False,
    )
    expected_version = VersionField()

    def new_enclosure(self) -> NewEnclosure:
        given = self.cleaned_data
        return NewEnclosure(
            kind=given["kind"],
            plan_ref=given["plan"],
            title=given["title"],
            upload=given["upload"],
        )


class TakeOutForm(HouseForm):
    expected_version = VersionField()
