"""What is asked for when somebody is registered, and of the people in a child's life."""

from alongside.casework.operations.children import ContactDetails
from alongside.casework.registering import NewChild
from alongside.casework.rules.children import ChildFacts
from alongside.casework.words import ETHNICITIES, NHS_STATUSES, RELATIONS, SEXES
from alongside.web.forms import (
    ChoiceField,
    DayField,
    EmailField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    TickField,
    VersionField,
    choices_of,
)

FACTS = (
    "given_names", "family_name", "known_as", "born_on", "sex", "nhs_number", "nhs_status", "upn", "uln", "ethnicity",
    "languages", "communication",
)  # fmt: skip


class ChildForm(HouseForm):
    given_names = TextField(label="Given names")
    family_name = TextField(label="Family name")
    known_as = TextField(label="The name they are known by, if another", required=False)
    born_on = DayField(label="Date of birth")
    sex = ChoiceField(label="Sex", choices=choices_of(SEXES))
    school = SelectField(
        label="School or setting", required=False, empty_words="None, or not known"
    )
    nhs_number = TextField(label="NHS number", required=False, width=20)
    nhs_status = SelectField(
        label="How far was the NHS number checked?",
        required=False,
        choices=choices_of(NHS_STATUSES),
        empty_words="There is no number",
    )
    upn = TextField(label="UPN: unique pupil number", required=False, width=20)
    uln = TextField(label="ULN: unique learner number", required=False, width=20)
    ethnicity = SelectField(
        label="Ethnicity, as the family says it",
        required=False,
        choices=choices_of(ETHNICITIES),
        empty_words="Not recorded",
    )
    languages = TextField(label="Languages spoken at home", required=False)
    communication = LongTextField(
        label="How do they communicate, and how is it best to communicate with them?",
        required=False,
        rows=3,
    )

    def facts(self) -> ChildFacts:
        return ChildFacts(**{name: self.cleaned_data[name] for name in FACTS})


class RegisterForm(ChildForm):
    post = SelectField(label="Which post works on the case?")
    is_somebody_else = TickField(
        label="I have looked: this is not the child or young person who is here already",
        required=False,
    )

    def new_child(self) -> NewChild:
        return NewChild(
            facts=self.facts(),
            post_ref=self.cleaned_data["post"],
            school_ref=self.cleaned_data["school"],
            is_somebody_else=self.cleaned_data["is_somebody_else"],
        )


class ChangeChildForm(ChildForm):
    expected_version = VersionField()


class ContactForm(HouseForm):
    name = TextField(label="Name")
    relation = SelectField(
        label="Who are they to the child or young person?", choices=choices_of(RELATIONS)
    )
    has_responsibility = TickField(
        label="They have parental responsibility: letters go to them separately", required=False
    )
    email = EmailField(label="E-mail", required=False)
    phone = TextField(label="Phone", required=False, max_length=40, width=20)
    address = LongTextField(label="Address", required=False, rows=3)
    asked_for = TextField(
        label="Formats and languages that they asked for",
        help_text="Large print, easy read, an interpreter.",
        required=False,
    )
    safe_contact = LongTextField(
        label="Safe ways and times to make contact",
        help_text="Whoever writes or rings reads this first.",
        required=False,
        rows=2,
    )
    restriction = LongTextField(
        label="Restrictions, such as a court’s order",
        help_text="What this person must not be told: an address, a school, a clinic.",
        required=False,
        rows=2,
    )

    def details(self) -> ContactDetails:
        known = {
            name: self.cleaned_data[name] for name in self.fields if name != "expected_version"
        }
        return ContactDetails(**known)


class ChangeContactForm(ContactForm):
    is_ended = TickField(label="They are no longer in contact", required=False)
    expected_version = VersionField()
