"""What is asked for when a measure of success is promised, and when figures are named to count it."""

from alongside.measures.codes import Comparator
from alongside.measures.words import COMPARATORS
from alongside.plan.commands import NewMeasure
from alongside.plan.forms.dates import MONTH_ONLY
from alongside.plan.rules.codes import DateRole, MeasureKind
from alongside.plan.words import MEASURE_KINDS
from alongside.web.forms import (
    ChoiceField,
    DecimalField,
    HouseForm,
    LongTextField,
    PartialDateField,
    SelectField,
    TextField,
    TickField,
    VersionField,
    choices_of,
)
from alongside.web.writing import sentence


class MeasureForm(HouseForm):
    reference = TextField(label="Reference", max_length=30, width=10, help_text="Such as 2.1-k1.")
    text = LongTextField(
        label="What will show that it worked?",
        rows=3,
        error_messages={"required": "Say what will show that it worked"},
    )
    kind = ChoiceField(
        label="How is it shown?",
        choices=choices_of(MEASURE_KINDS),
        hints={
            MeasureKind.QUANTIFIED.value: "A number reaches a target.",
            MeasureKind.MILESTONE.value: "Something exists that did not exist before.",
            MeasureKind.QUALITATIVE.value: "People say how it is.",
        },
    )
    comparator = SelectField(
        label="The number has to be",
        required=False,
        choices=[(code, sentence(words).rstrip(".")) for code, words in choices_of(COMPARATORS)],
        empty_words="Not counted",
        help_text="A plain number means at least. “Over” and “above” mean more than.",
    )
    target_value = DecimalField(label="Target", required=False, help_text="Digits only, like 90.")
    is_all = TickField(label="The target is “all”, without a number", required=False)
    unit = TextField(
        label="Unit",
        required=False,
        max_length=40,
        width=20,
        help_text="What is counted: percent, projects, days.",
    )
    date_role = ChoiceField(
        label="Does its date say by when, or from when?",
        required=False,
        choices=[(DateRole.BY.value, "By this date"), (DateRole.FROM.value, "From this date")],
    )
    by = PartialDateField(label="Date", required=False, help_text=MONTH_ONLY)
    counted_by = TextField(label="Who counts it?", required=False)
    action = SelectField(
        label="Beside which action does it stand?",
        required=False,
        empty_words="It stands for the whole outcome",
    )

    def new_measure(self) -> NewMeasure:
        cleaned = self.cleaned_data
        target = cleaned["target_value"]
        return NewMeasure(
            reference=cleaned["reference"],
            text=cleaned["text"],
            kind=MeasureKind(cleaned["kind"]),
            target_value=target,
            unit=cleaned["unit"],
            comparator=(cleaned["comparator"] or Comparator.AT_LEAST) if target is not None else "",
            quantifier="all" if cleaned["is_all"] else "",
            by=cleaned["by"],
            date_role=cleaned["date_role"] or DateRole.BY,
            counted_by=cleaned["counted_by"],
            action_ref=cleaned.get("action", ""),
        )


class LinkMeasureForm(HouseForm):
    series = SelectField(
        label="Which figures count it?", required=False, empty_words="None: no figures count it"
    )
    expected_version = VersionField()
