"""What is asked about an early notification: the notice, each later step, what it says, and health's list."""

from alongside.advice.early_cases import NEW, CaseChoice
from alongside.advice.operations.early import NewDecision, NewNotice
from alongside.advice.rules.early import EarlyStep
from alongside.advice.words import SAYS
from alongside.casework.words import SEXES
from alongside.web.forms import (
    ChoiceField,
    DayField,
    FileField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    choices_of,
)

BEGUN_WITH = (EarlyStep.OPINION, EarlyStep.INFORMED, EarlyStep.OFFERED, EarlyStep.DISCUSSED)


class BeginForm(HouseForm):
    """Steps that come later are recorded on the page of the notice."""

    body = SelectField(label="Which health body notifies?")
    given_names = TextField(label="Given names of the child", max_length=200)
    family_name = TextField(label="Family name", max_length=200)
    born_on = DayField(label="Date of birth")
    nhs_number = TextField(
        label="NHS number",
        help_text="Without it the notice cannot be matched to health’s list.",
        required=False,
    )
    opinion = LongTextField(
        label="What is the opinion?",
        help_text="That the child has or probably has special educational needs or a disability.",
        rows=4,
    )
    basis = LongTextField(label="On what does it rest?", rows=2, required=False)
    opinion_on = DayField(label="On which day was the opinion formed?")
    informed_on = DayField(
        label="On which day was the parent told of it, and of the duty to notify?", required=False
    )
    offered_on = DayField(
        label="On which day was the parent given an opportunity to discuss it?", required=False
    )
    discussed_on = DayField(label="If they discussed it: on which day?", required=False)

    def new_notice(self) -> NewNotice:
        given = self.cleaned_data
        names = ("given_names", "family_name", "born_on", "opinion", "nhs_number", "basis")
        days = {each: given[f"{each.value}_on"] for each in BEGUN_WITH}
        return NewNotice(
            body_ref=given["body"],
            days={each: on for each, on in days.items() if on},
            **{name: given[name] for name in names},
        )


class EarlyStepForm(HouseForm):
    on = DayField(label="On which day?")
    note = LongTextField(label="Note", rows=3, required=False)


class DecideEarlyForm(HouseForm):
    says = ChoiceField(label="What does the notice say?", choices=choices_of(SAYS))
    reasons = LongTextField(label="Why do you read it so?", rows=3)
    case = ChoiceField(label="Whose case is it?", required=False)
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

    def offer_cases(self, alike: list[tuple[str, str]]) -> None:
        none = ("", "None: the notice does not say that there are needs")
        self.offer("case", [*alike, (NEW, "Somebody new: register them"), none])

    def new_decision(self) -> NewDecision:
        given = self.cleaned_data
        case = CaseChoice(ref=given["case"], post_ref=given["post"], sex=given["sex"])
        return NewDecision(says=given["says"], reasons=given["reasons"], case=case)


class BringListForm(HouseForm):
    upload = FileField(
        label="The list",
        help_text="CSV or Excel, with the columns NHS number, Date of birth, Identified on and Body.",
    )
    listed_until = DayField(label="Up to which day does it go?")
