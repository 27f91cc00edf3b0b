"""What is asked for on the pages of access."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from alongside.access.rules import EMERGENCY_HOURS
from alongside.access.words import OUTCOME_LABELS
from alongside.people.forms import organisation_choices
from alongside.people.models import Organisation, Person
from alongside.web.clock import LONDON
from alongside.web.forms import (
    ChoiceField,
    DayField,
    EmailField,
    FilterForm,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
)
from alongside.web.writing import counted

WHOLE_AREA = "The whole area"
WRONG_TIME = "Write the time like 17:00."


def people_choices(found: Iterable[Person]) -> list[tuple[str, str]]:
    """Two people may have one name, so the address stands beside it."""
    return [(p.ref, f"{p.name} ({p.email})" if p.email else p.name) for p in found]


class ConfirmForm(HouseForm):
    """Nothing to fill in: the button is the answer."""


class TimeField(TextField):
    """A time of day, in London."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return time.fromisoformat(text.replace(".", ":"))
        except ValueError:
            raise ValidationError(WRONG_TIME) from None


class GrantForm(HouseForm):
    person = SelectField(label="Who needs access?", required=False)
    code = TextField(
        label="Or the code of somebody from another area",
        required=False,
        max_length=30,
        width=20,
        help_text="Ask them for it: it is on their account page. 16 letters and digits.",
    )
    role = SelectField(label="In which role?")
    organisation = SelectField(
        label="For which organisation?", required=False, empty_words=WHOLE_AREA
    )
    case_ref = TextField(
        label="For which case?",
        required=False,
        max_length=16,
        width=20,
        help_text="The public name of the case: 16 letters and digits. Only for one case.",
    )
    purpose = TextField(label="What is the access for?", help_text="The person sees this too.")
    until_day = DayField(
        label="Ends on which day?", required=False, help_text="Leave empty to end it by hand."
    )
    until_time = TimeField(
        label="At what time?",
        required=False,
        max_length=5,
        width=5,
        help_text="Like 17:00. Leave empty for the end of that day.",
    )

    def __init__(
        self,
        *args: Any,
        people: Iterable[Person],
        roles: Sequence[tuple[str, str]],
        organisations: Iterable[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["person"].choices = people_choices(people)
        fields["role"].choices = roles
        fields["organisation"].choices = organisation_choices(organisations)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("person")) == bool(cleaned.get("code")) and not self.errors:
            self.add_error("person", "Choose a person from the list, or give somebody’s code.")
        if cleaned.get("until_time") and not cleaned.get("until_day"):
            self.add_error("until_day", "Say on which day it ends.")
        return cleaned

    def until(self) -> datetime | None:
        """The first instant without access."""
        day, at = self.cleaned_data["until_day"], self.cleaned_data["until_time"]
        if day is None:
            return None
        if at is None:
            return datetime.combine(day + timedelta(days=1), time(), tzinfo=LONDON)
        return datetime.combine(day, at, tzinfo=LONDON)


class EndGrantForm(HouseForm):
    reason = TextField(label="Why does it end?", required=False)


class AccountForm(HouseForm):
    person = SelectField(label="Whose account?")
    email = EmailField(
        label="E-mail address",
        help_text="They sign in with it. A link to set a password goes there.",
    )

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people_choices(people)  # type: ignore[attr-defined]


class EmergencyForm(HouseForm):
    reason = LongTextField(
        label="Why can this not wait?",
        max_length=2000,
        help_text="Say what you need to know, about what, and what could happen otherwise. "
        "The information governance lead is told at once and reads this.",
    )
    organisation = SelectField(
        label="For which organisation?", required=False, empty_words="None: it is about one case"
    )
    case_ref = TextField(
        label="Or for which case?",
        required=False,
        max_length=16,
        width=20,
        help_text="The public name of the case: 16 letters and digits.",
    )
    hours = ChoiceField(
        label="For how long?", choices=[(str(h), counted(h, "hour")) for h in EMERGENCY_HOURS]
    )

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = organisation_choices(organisations)  # type: ignore[attr-defined]


class ReviewForm(HouseForm):
    outcome = ChoiceField(label="Was it justified?", choices=list(OUTCOME_LABELS.items()))
    note = LongTextField(label="What did you find?", max_length=2000)


class GrantFilters(FilterForm):
    q = TextField(label="Name", max_length=100)
    show = SelectField(
        label="Show", choices=[("all", "Ended ones too")], empty_words="In force or still to come"
    )
