"""The family’s own evidence: what it is, how it was considered, and whether advisers may read it."""

from alongside.advice.operations.family_reports import GivenReport, NewReport, NewSharing
from alongside.advice.use_words import BOUGHT, BOUGHT_BY_US, CONSIDERED
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
    contact = SelectField(
        label="Is that somebody in the record?",
        help_text="Then they see it on their own page, with how it was considered.",
        required=False,
        empty_words="Nobody in the record",
    )
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
            "bought_words", "upload",
        )  # fmt: skip
        return NewReport(
            **{name: given[name] for name in names},
            late_request=given.get("late_request") or "",
            contact_ref=given.get("contact") or "",
        )


class GiveForm(HouseForm):
    """By somebody of the family, on their own page."""

    title = TextField(
        label="What is it?", help_text="A report by a speech therapist, for instance."
    )
    author = TextField(label="Who wrote it, if you know?", required=False)
    dated_on = DayField(label="Of which day is it, if you know?", required=False)
    upload = FileField(
        label="The file, or a photo of it",
        help_text="We take out of a photo where and when it was made.",
    )
    bought = ChoiceField(
        label="Did you pay for it because our advice was late or missing?",
        choices=choices_of(BOUGHT_BY_US),
    )
    late_request = SelectField(
        label="If so: whose advice was late or missing?",
        required=False,
        empty_words="I do not know",
    )
    bought_words = LongTextField(label="If so: what was late or missing?", rows=3, required=False)
    may_share = ChoiceField(
        label="May the people who are asked for advice read it?",
        help_text="Health, social care or the school, for instance. Tell us if that changes.",
        choices=[("yes", "Yes"), ("no", "No, only the council")],
    )

    def new_report(self) -> GivenReport:
        given = self.cleaned_data
        names = ("title", "author", "dated_on", "bought", "bought_words", "upload")
        return GivenReport(
            **{name: given[name] for name in names},
            late_request=given.get("late_request") or "",
            may_share=given["may_share"] == "yes",
        )


class OwnSharingForm(HouseForm):
    may_share = ChoiceField(
        label="May the people who are asked for advice read it?",
        help_text="Health, social care or the school, for instance.",
        choices=[("yes", "Yes"), ("no", "No, only the council")],
    )

    def agreed(self) -> bool:
        return bool(self.cleaned_data["may_share"] == "yes")


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
