"""What is asked for about risks and issues: what they are, how likely and how bad, and their end."""

from alongside.plan.commands import Assessment, RiskDetails
from alongside.plan.rules.codes import RiskKind
from alongside.plan.words import LIKELIHOODS, RISK_KINDS, SEVERITIES
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    VersionField,
    choices_of,
)

LIKELY = [(str(number), f"{number}. {words}") for number, words in LIKELIHOODS.items()]
SEVERE = [(str(number), f"{number}. {words}") for number, words in SEVERITIES.items()]
NUMBERS = ("likelihood_before", "impact_before", "likelihood_after", "impact_after")


class AssessmentForm(HouseForm):
    """Four choices from 1 to 5: before anything is done about it, and with what is done."""

    likelihood_before = SelectField(
        label="How likely would it be if nothing were done?", choices=LIKELY
    )
    impact_before = SelectField(label="How bad would it be then?", choices=SEVERE)
    likelihood_after = SelectField(label="How likely is it with what is done?", choices=LIKELY)
    impact_after = SelectField(label="How bad is it with what is done?", choices=SEVERE)
    assessed_on = DayField(label="Date of this assessment", help_text="For example, 27 3 2021.")
    note = LongTextField(label="Note on the assessment", required=False, rows=3)

    def assessment(self) -> Assessment:
        cleaned = self.cleaned_data
        numbers = {name: int(cleaned[name]) for name in NUMBERS}
        return Assessment(assessed_on=cleaned["assessed_on"], note=cleaned["note"], **numbers)


class RiskDetailsForm(HouseForm):
    kind = ChoiceField(
        label="Is it a risk or an issue?",
        choices=choices_of(RISK_KINDS),
        hints={
            RiskKind.RISK.value: "Something that could go wrong.",
            RiskKind.ISSUE.value: "Something that has gone wrong.",
        },
    )
    title = TextField(label="Title")
    description = LongTextField(label="What may happen, and why?", required=False, rows=3)
    mitigation = LongTextField(label="What is done about it?", required=False, rows=3)
    owner = SelectField(
        label="Which post looks after it?", required=False, empty_words="Nobody yet"
    )
    review_on = DayField(label="When is it looked at again?", required=False)
    lines = ChoicesField(
        label="Which lines of the action plan does it touch?",
        required=False,
        template_name="plan/changing/touched_lines.html",
    )

    def details(self) -> RiskDetails:
        cleaned = self.cleaned_data
        return RiskDetails(
            kind=RiskKind(cleaned["kind"]),
            title=cleaned["title"],
            description=cleaned["description"],
            mitigation=cleaned["mitigation"],
            owner_post_ref=cleaned["owner"],
            review_on=cleaned["review_on"],
            line_refs=tuple(cleaned.get("lines", ())),
        )


class RaiseRiskForm(RiskDetailsForm, AssessmentForm):
    field_order = ("kind", "title", "description", "mitigation", *NUMBERS, "assessed_on", "note")


class EditRiskForm(RiskDetailsForm):
    expected_version = VersionField()


class CloseRiskForm(HouseForm):
    closed_on = DayField(label="On which day did it end?", help_text="For example, 27 3 2021.")
    closing_words = LongTextField(
        label="Why is it closed?", rows=3, error_messages={"required": "Say why it is closed"}
    )
    expected_version = VersionField()
