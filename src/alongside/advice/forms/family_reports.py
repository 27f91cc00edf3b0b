"""The family’s own evidence: what it is, how it was considered, and whether advisers may read it."""

from alongside.advice.operations.family_reports import NewReport, NewSharing
from alongside.advice.use_words import BOUGHT, CONSIDERED
from alongside.casework.words import SOURCES
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


class ReportForm(HouseForm):
    title = TextField(
        label="What is it?", help_text="A report by a speech therapist, for instance."
    )
    given_by = TextField(label="From whom did it come?")
    author = TextField(label="Who wrote it?", required=False)
    dated_on = DayField(label="Of which day is it?", required=False)
    received_on = DayField(label="On which day was it received?")
    source = SelectField(label="How did it come?", choices=choices_of(SOURCES))
    upload = FileField(label="The file", required=False)
    bought = ChoiceField(
        label="Did the family pay for it because our advice was late or missing?",
        choices=choices_of(BOUGHT),
    )
    bought_words = LongTextField(label="If so: what was late or missing?", rows=3, required=False)
    late_request = SelectField(
        label="If so: which request?", required=False, empty_words="We do not know"
    )

    def new_report(self) -> NewReport:
        given = self.cleaned_data
        names = (
            "title", "given_by", "author", "dated_on", "received_on", "source", "bought",
            "bought_words",
        )  # fmt: skip
        late = given.get("late_request") or ""
        return NewReport(
            **{name: given[name] for name in names}, upload=given["upload"], late_request=late
        )


class ConsiderForm(HouseForm):
    outcome = ChoiceField(label="Was it used?", choices=choices_of(CONSIDERED))
    words = LongTextField(
        label="How was it used, or why not?",
        help_text="The family can read this.",
        rows=4,
    )


class SharingForm(HouseForm):
    agreed = ChoiceField(
        label="May the advisers who are asked in this case read it?",
        choices=[("yes", "Yes, the family agrees"), ("no", "No, or not any more")],
    )
    on = DayField(label="On which day did the family say so?")
    how = LongTextField(label="Who said so, and how?", rows=2)

    def new_sharing(self) -> NewSharing:
        given = self.cleaned_data
        return NewSharing(agreed=given["agreed"] == "yes", on=given["on"], how=given["how"])
