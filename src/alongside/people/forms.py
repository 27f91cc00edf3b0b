"""What is asked for on the pages of organisations, people and posts."""

from collections.abc import Iterable
from typing import Any

from alongside.people.models import Organisation, Person
from alongside.people.words import KIND_LABELS, PARTNER_LABELS
from alongside.web.context import BRANDS
from alongside.web.forms import (
    DayField,
    EmailField,
    FilterForm,
    HouseForm,
    SelectField,
    TextField,
    TickField,
    VersionField,
)

NOT_LISTED = "None"


def organisation_choices(found: Iterable[Organisation]) -> list[tuple[str, str]]:
    return [(organisation.ref, organisation.name) for organisation in found]


class PersonForm(HouseForm):
    name = TextField(label="Full name", max_length=120)
    email = EmailField(
        label="E-mail address",
        required=False,
        help_text="For messages. It does not let them sign in.",
    )


class ChangePersonForm(PersonForm):
    expected_version = VersionField()


class OrganisationForm(HouseForm):
    name = TextField(label="Name")
    kind = SelectField(label="Kind", choices=list(KIND_LABELS.items()))
    ods_code = TextField(
        label="ODS code",
        required=False,
        max_length=20,
        width=10,
        help_text="For NHS organisations.",
    )
    dfe_code = TextField(
        label="DfE code",
        required=False,
        max_length=20,
        width=10,
        help_text="A council has 3 digits. A school has its 6-digit unique reference number.",
    )
    parent = SelectField(label="Part of", required=False, empty_words=NOT_LISTED)

    def __init__(self, *args: Any, others: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = organisation_choices(others)  # type: ignore[attr-defined]


class ChangeOrganisationForm(OrganisationForm):
    expected_version = VersionField()


class SuccessionForm(HouseForm):
    successor = SelectField(label="Which organisation followed it?")
    followed_on = DayField(
        label="From which day?",
        help_text="The first day on which the other organisation answers for its promises.",
    )

    def __init__(self, *args: Any, others: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].choices = organisation_choices(others)  # type: ignore[attr-defined]


class PartnerForm(HouseForm):
    organisation = SelectField(label="Organisation")
    partner = SelectField(label="Partner", choices=list(PARTNER_LABELS.items()))
    abbreviation = TextField(
        label="Abbreviation",
        required=False,
        max_length=20,
        width=10,
        help_text="As it is printed in the action plan.",
    )
    partner_from = DayField(label="Partner from", required=False)

    def __init__(self, *args: Any, others: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = organisation_choices(others)  # type: ignore[attr-defined]


class EndPartnerForm(HouseForm):
    partner_until = DayField(
        label="Until which day?", help_text="The first day on which it is no longer a partner."
    )


class PostForm(HouseForm):
    title = TextField(label="Title of the post")
    team = TextField(
        label="Team",
        help_text="Results of audits are told by team, never by post. Leave it empty if there is none.",
        max_length=100,
        required=False,
    )
    organisation = SelectField(label="Organisation")

    def __init__(self, *args: Any, others: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = organisation_choices(others)  # type: ignore[attr-defined]


class ChangePostForm(PostForm):
    closed_on = DayField(
        label="Closed on", required=False, help_text="Only when the post no longer exists."
    )
    expected_version = VersionField()


class AppointForm(HouseForm):
    person = SelectField(label="Who holds the post?")
    held_from = DayField(
        label="From which day?", required=False, help_text="Leave empty when it is not known."
    )
    held_until = DayField(
        label="Until which day?",
        required=False,
        help_text="The first day on which they no longer hold it. Leave empty while they do.",
    )
    initials = TextField(
        label="Initials",
        required=False,
        max_length=12,
        width=5,
        help_text="As a document prints them. They are a label only.",
    )
    is_job_share = TickField(label="This is a job share", required=False)

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            (person.ref, f"{person.name} ({person.email})" if person.email else person.name)
            for person in people
        ]


class EndHoldingForm(HouseForm):
    held_until = DayField(
        label="Until which day?", help_text="The first day on which they no longer hold the post."
    )


class AreaForm(HouseForm):
    name = TextField(label="Name of the local area")
    short_name = TextField(label="Short name", max_length=60)
    word_for_coproduction = TextField(
        label="Your word for co-production",
        max_length=60,
        help_text="York says “joint partnership working”.",
    )
    brand = SelectField(
        label="Colour",
        required=False,
        empty_words="The usual one",
        choices=[(name, name.capitalize()) for name in BRANDS],
    )
    expected_version = VersionField()


class ListFilters(FilterForm):
    q = TextField(label="Name", max_length=100)


class OrganisationSearch(FilterForm):
    q = TextField(
        label="Is the organisation not in the list below?",
        max_length=100,
        help_text="Look for part of its name, at least three letters. Another area may have added it.",
    )
