"""What is asked for when an EHC plan is written: one form for each kind of part, and who asked for it."""

from collections.abc import Sequence
from dataclasses import fields as body_fields
from typing import Any, ClassVar

from django.forms.utils import ErrorDict

from alongside.casework.operations.plan_parts import Asked
from alongside.casework.plans import words as plan_words
from alongside.casework.plans.saying import names_of
from alongside.casework.rules.plans.codes import AskedBy, PartKind, Section, VersionKind
from alongside.casework.rules.plans.parts import CLASSES, Agreement, Part, PartBody, of_kind
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    HiddenField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    TickField,
    VersionField,
    choices_of,
)

LAST = ("asked_by", "why_asked")
LINKS = {"needs": PartKind.NEED, "outcomes": PartKind.OUTCOME}


class AskedForm(HouseForm):
    """Who asked comes last, after what is written."""

    asked_by = SelectField(label="Who asked for this?", choices=choices_of(plan_words.ASKERS))
    why_asked = LongTextField(label="Why, if that is worth saying", rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = {"asked_by": AskedBy.OFFICER.value, **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.order_fields([name for name in self.fields if name not in LAST])

    def asked(self) -> Asked:
        said = self.cleaned_data
        return Asked(by=AskedBy(said["asked_by"]), why=said["why_asked"])


class PartForm(AskedForm):
    """Of one kind of part. ``offer_links`` comes before anything is checked."""

    kind: ClassVar[PartKind]

    def offer_links(self, section: Section, others: Sequence[Part]) -> None:
        """The needs and outcomes of the same version to choose from; no area of need but in section B."""
        names = names_of(others)
        for box, kind in LINKS.items():
            if box in self.fields:
                rows = [(part.key, names[part.key]) for part in of_kind(others, kind)]
                self.offer_or_leave_out(box, rows)
        if "area" in self.fields and section is not Section.B:
            del self.fields["area"]

    def typed_body(self) -> PartBody:
        """As far as it can be read: for whoever looks at it before it is whole."""
        self.is_valid()
        known = {each.name for each in body_fields(CLASSES[self.kind])} & self.cleaned_data.keys()
        return CLASSES[self.kind](**{name: _kept(self.cleaned_data[name]) for name in known})

    def empty(self) -> PartBody:
        return CLASSES[self.kind]()

    def look_only(self) -> None:
        """Nothing is kept, so nothing is said about what is missing yet."""
        self._errors = ErrorDict()

    def part_body(self) -> PartBody:
        known = {each.name for each in body_fields(CLASSES[self.kind])} & self.fields.keys()
        return CLASSES[self.kind](**{name: _kept(self.cleaned_data[name]) for name in known})


class WordsForm(PartForm):
    kind = PartKind.WORDS
    whose = ChoiceField(label="Whose words are they?", choices=choices_of(plan_words.WHOSE))
    topic = ChoiceField(label="What are they about?", choices=choices_of(plan_words.TOPICS))
    words = LongTextField(
        label="The words, as they were given",
        help_text="Spelling and all. They cannot be changed later, only taken out.",
        rows=8,
        max_length=20_000,
    )
    how = TextField(
        label="How were they given, and who wrote them down?",
        help_text="In pictures at school, written down by a teaching assistant.",
    )
    given_on = DayField(label="On which day?", required=False)


class NeedForm(PartForm):
    kind = PartKind.NEED
    area = SelectField(label="Area of need", choices=choices_of(plan_words.NEED_AREAS))
    need = LongTextField(label="The need", rows=4)
    strengths = LongTextField(label="Strengths to build on", rows=3, required=False)
    now = LongTextField(
        label="How it is now",
        help_text="What can be seen or counted today, to measure by later.",
        rows=3,
        required=False,
    )
    source = TextField(label="Which advice does this come from?", required=False)


class OutcomeForm(PartForm):
    kind = PartKind.OUTCOME
    outcome = LongTextField(
        label="What will they be able to do?",
        help_text="About the child or young person, not about the help.",
        rows=3,
    )
    by_on = DayField(label="By when?")
    steps = LongTextField(label="Steps on the way", rows=3, required=False)
    needs = ChoicesField(label="Which needs does it come from?", required=False)
    adulthood = ChoicesField(
        label="From year 9: what does it prepare for?",
        choices=choices_of(plan_words.ADULTHOODS),
        required=False,
    )


class ProvisionForm(PartForm):
    kind = PartKind.PROVISION
    what = LongTextField(label="What is the help?", rows=3)
    who = TextField(label="Who gives it?", help_text="By role, not by name.")
    training = TextField(label="What training do they have?", required=False)
    how_much = TextField(label="How much each time?", help_text="30 minutes", required=False)
    how_often = TextField(label="How often?", help_text="Twice a week in term", required=False)
    how_long = TextField(label="For how long?", help_text="Three terms", required=False)
    where = TextField(
        label="Where, and with how many others?",
        help_text="In a quiet room, alone or with two others",
        required=False,
    )
    from_on = DayField(label="From which day?", required=False)
    checked = TextField(label="How is it checked, and when?", required=False)
    needs = ChoicesField(label="Which needs does it meet?", required=False)
    outcomes = ChoicesField(label="Which outcomes does it lead to?", required=False)


class NoneFoundForm(PartForm):
    kind = PartKind.NONE_FOUND
    says_who = TextField(
        label="Who found that there are none?", help_text="By role: whoever was asked and answered."
    )
    said_on = DayField(label="On which day did they say so?")


class AgreementForm(PartForm):
    kind = PartKind.AGREEMENT
    body = TextField(label="Which commissioning body agreed?")
    agreed_by = TextField(label="Who agreed for them?")
    role = TextField(label="In which role?")
    agreed_on = DayField(label="On which day?")

    def agreement(self) -> Agreement:
        said = self.cleaned_data
        return Agreement(
            body=said["body"],
            agreed_by=said["agreed_by"],
            role=said["role"],
            agreed_on=said["agreed_on"],
        )


class PlacementForm(PartForm):
    kind = PartKind.PLACEMENT
    named = ChoiceField(label="What does section I name?", choices=choices_of(plan_words.NAMED))
    institution = TextField(label="Name of the school, college or setting", required=False)
    type = TextField(
        label="Type", help_text="Mainstream primary school, special school", required=False
    )
    why = LongTextField(label="If neither: why, and what is arranged", rows=3, required=False)


class BudgetForm(PartForm):
    kind = PartKind.BUDGET
    what_for = LongTextField(label="What is the money for?", rows=3)
    amount = TextField(
        label="Amount in pounds", help_text="1250.00", required=False, width=10, max_length=20
    )
    payment = ChoiceField(label="How is it managed?", choices=choices_of(plan_words.PAYMENTS))
    needs = ChoicesField(label="Which needs does it meet?", required=False)
    outcomes = ChoicesField(label="Which outcomes does it lead to?", required=False)


class AdviceForm(PartForm):
    kind = PartKind.ADVICE
    author = TextField(label="Who gave the advice?")
    role = TextField(label="In which role?")
    given_on = DayField(label="On which day?")
    event = HiddenField(required=False)


FORMS: dict[PartKind, type[PartForm]] = {
    form.kind: form
    for form in (
        WordsForm, NeedForm, OutcomeForm, ProvisionForm, NoneFoundForm, AgreementForm, PlacementForm,
        BudgetForm, AdviceForm,
    )
}  # fmt: skip


def change_form(kind: PartKind) -> type[PartForm]:
    """The same boxes, for a part that is there already."""
    return type("ChangePartForm", (FORMS[kind],), {"expected_version": VersionField()})


class RemoveForm(AskedForm):
    expected_version = VersionField()


class BeginForm(HouseForm):
    kind = ChoiceField(label="What do you begin?", choices=choices_of(plan_words.KINDS))

    def version_kind(self) -> VersionKind:
        return VersionKind(self.cleaned_data["kind"])


class IssueForm(HouseForm):
    is_read = TickField(label="I have read it through. It goes out as it stands.")
    expected_version = VersionField()


class DiscardForm(HouseForm):
    is_meant = TickField(label="Put this version aside. Nobody was sent it.")
    expected_version = VersionField()


def _kept(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
