"""What somebody without an account is asked for, and an officer who files it."""

from alongside.casework.families.words import ON_BEHALF, WHO_ASKS
from alongside.casework.operations.families.asking import Filing
from alongside.casework.rules.asking import NewRequest
from alongside.casework.words import SEXES
from alongside.web.forms import (
    ChoiceField,
    DayField,
    EmailField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    TickField,
    choices_of,
)

NEW = "new"


class AskForm(HouseForm):
    asker = ChoiceField(label="Who are you?", choices=choices_of(WHO_ASKS))
    name = TextField(label="Your name", max_length=200)
    place = TextField(
        label="The school or college, if you ask for it", max_length=200, required=False
    )
    email = EmailField(
        label="Your e-mail address",
        help_text="We need your e-mail address or your phone number.",
        max_length=254,
        required=False,
    )
    phone = TextField(label="Your phone number", max_length=40, required=False, width=20)
    safely = TextField(
        label="How can we reach you safely, if that matters?",
        help_text="For example: only by phone, only in the morning, leave no message.",
        max_length=300,
        required=False,
    )
    given_names = TextField(
        label="Given names of the child or young person",
        help_text="Do you ask for yourself? Then write your own here and below.",
        max_length=200,
    )
    family_name = TextField(label="Their family name", max_length=200)
    born_on = DayField(label="Their date of birth")
    on_behalf = ChoiceField(
        label="If they are over compulsory school age and you ask for them: why do you?",
        help_text="It ends on the last Friday in June of the school year in which they become 16. From then "
        "on the right to ask is their own. Leave this open for a younger child, or if you ask for yourself.",
        choices=choices_of(ON_BEHALF),
        required=False,
    )
    text = LongTextField(
        label="What is difficult, and what worries you?",
        help_text="In your own words. A few lines are enough. You can tell us more later.",
        required=False,
        rows=6,
    )

    def new_request(self) -> NewRequest:
        return NewRequest(**self.cleaned_data)


class FileForm(HouseForm):
    case = ChoiceField(label="Whose request is it?")
    post = SelectField(
        label="For somebody new: which post works on the case?",
        required=False,
        empty_words="Choose a post",
    )
    sex = SelectField(
        label="For somebody new: sex",
        choices=choices_of(SEXES),
        required=False,
        empty_words="Choose one",
    )
    has_responsibility = TickField(
        label="Whoever asked has parental responsibility: I made sure", required=False
    )
    joins = TickField(
        label="An assessment is under way in that case: their words join it", required=False
    )

    def filing(self) -> Filing:
        given = self.cleaned_data
        case = given["case"]
        return Filing(
            case_ref="" if case == NEW else case,
            post_ref=given["post"],
            sex=given["sex"],
            has_responsibility=given["has_responsibility"],
            joins=given["joins"],
        )


class SetAsideForm(HouseForm):
    why = LongTextField(
        label="Why is it set aside?",
        help_text="For example: the same family asked twice. It stays on the list, with this reason.",
        max_length=300,
        rows=3,
    )
