"""What is asked before somebody without an account gets a link, and of them when they come."""

from alongside.advice.operations.links import NewLink
from alongside.advice.rules.links import LASTS
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    EmailField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
)

LASTS_CHOICES = [(str(days), f"{days} days") for days in LASTS]


class AdviceLinkForm(HouseForm):
    organisation = SelectField(label="Which organisation do they work for?")
    role = TextField(
        label="In which role?",
        help_text="“Speech and language therapist”. The family sees the role and the organisation.",
        max_length=120,
    )
    email = EmailField(label="Their work address")
    checked_how = LongTextField(
        label="How was the address checked?",
        help_text="Only if it is at none of the organisation’s domains.",
        rows=2,
        required=False,
    )
    consent = LongTextField(
        label="What did the family agree to share with them?",
        help_text="They read this. Say on which day it was agreed.",
        rows=2,
    )
    shows = ChoicesField(
        label="Which advice of this case may they read?",
        help_text="Nothing that you do not choose.",
        required=False,
    )
    lasts = ChoiceField(label="How long does the link last?", choices=LASTS_CHOICES)

    def new_link(self) -> NewLink:
        given = self.cleaned_data
        return NewLink(
            email=given["email"],
            organisation_ref=given["organisation"],
            role=given["role"],
            consent=given["consent"],
            lasts=int(given["lasts"]),
            checked_how=given["checked_how"],
            shows=tuple(given.get("shows") or ()),
        )


class EndLinkForm(HouseForm):
    why = TextField(label="Why does it end?", max_length=200)


class DomainForm(HouseForm):
    organisation = SelectField(label="Organisation")
    domain = TextField(
        label="Domain of its work addresses", help_text="The part after the @.", max_length=253
    )


class EndDomainForm(HouseForm):
    """One button."""
