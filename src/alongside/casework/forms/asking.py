"""What somebody without an account is asked for, and an officer who files it."""

from datetime import date

from alongside.casework.families.words import ON_BEHALF, WHO
from alongside.casework.operations.families.asking import Filing
from alongside.casework.rules.asking import (
    OTHER,
    PARENT,
    RELATIVES,
    SCHOOL,
    YOUNG_PERSON,
    NewRequest,
    check_who,
    is_for_another,
)
from alongside.casework.rules.children import rights_pass_on
from alongside.casework.words import RELATIONS, SEXES
from alongside.kernel.dates import day_in_words
from alongside.web.forms import (
    ChoiceField,
    DayField,
    EmailField,
    HiddenField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    TickField,
    choices_of,
)

NEW = "new"


class WhoForm(HouseForm):
    """The first step: what the second one asks follows from it."""

    asker = ChoiceField(label="Who are you?", choices=choices_of(WHO))
    born_on = DayField(
        label="When was the child or young person born?",
        help_text="If you ask for yourself, write your own date of birth.",
    )

    def check_who(self, *, today: date) -> None:
        """Raises Refusals."""
        check_who(self.cleaned_data["asker"], self.cleaned_data["born_on"], today=today)


class AskForm(HouseForm):
    """The second step, with the boxes that whoever asks has to fill in, for somebody of that age."""

    asker = HiddenField()
    born_on = HiddenField()
    relation = ChoiceField(
        label="Who are you to them?", choices=[(each.value, RELATIONS[each]) for each in RELATIVES]
    )
    name = TextField(label="Your name", max_length=200)
    place = TextField(label="The school or college", max_length=200)
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
    given_names = TextField(label="Given names of the child", max_length=200)
    family_name = TextField(label="Their family name", max_length=200)
    on_behalf = ChoiceField(
        label="Why do you ask for the young person?", choices=choices_of(ON_BEHALF)
    )
    text = LongTextField(
        label="What is difficult, and what worries you?",
        help_text="In your own words. A few lines are enough. You can tell us more later.",
        required=False,
        rows=6,
    )

    def about(self, asker: str, born_on: date, *, today: date) -> None:
        """Leaves out what is not asked of this person."""
        passed_on = rights_pass_on(born_on)
        if not is_for_another(asker, born_on, today):
            del self.fields["on_behalf"]
        else:
            self.fields[
                "on_behalf"
            ].help_text = (
                f"Since {day_in_words(passed_on)} the right to ask is the young person’s own."
            )
        if asker != PARENT:
            del self.fields["relation"]
        if asker == OTHER:
            self.fields["place"].label = "Who are you to them?"
            self.fields[
                "place"
            ].help_text = "Such as: their aunt, a neighbour, their health visitor."
        elif asker != SCHOOL:
            del self.fields["place"]
        if asker == YOUNG_PERSON:
            del self.fields["name"]
            self.fields["given_names"].label = "Your given names"
            self.fields["family_name"].label = "Your family name"
        elif today >= passed_on:
            self.fields["given_names"].label = "Given names of the young person"

    def new_request(self, *, asker: str, born_on: date) -> NewRequest:
        given = {**self.cleaned_data, "asker": asker, "born_on": born_on}
        given["asker"] = given.pop("relation", asker)
        given.setdefault("name", f"{given['given_names']} {given['family_name']}")
        return NewRequest(**given)


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
