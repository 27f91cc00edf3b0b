"""What is asked to see to something that has to be put right, and to raise what cannot wait."""

from typing import Any

from alongside.people.choices import Choices
from alongside.quality.put_right_words import WAYS
from alongside.quality.rules.codes import Way
from alongside.quality.rules.putting_right import Closing
from alongside.web.forms import (
    ChoiceField,
    DayField,
    FilterForm,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    VersionField,
    choices_of,
)

ONLY_WHY = "Why does nothing need to be put right?"
REASON_AFTER_HELP = "What is decided about the EHC plan itself, or why nothing is needed"


class PutRightFilter(FilterForm):
    what = SelectField(
        label="Show",
        empty_words="Everything that is open",
        choices=[
            ("late", "Late"),
            ("untold", "Of which the family is not told"),
            ("closed", "Closed"),
        ],
    )

    def what_is_chosen(self) -> str:
        return str(self.chosen().get("what") or "")


class TellForm(HouseForm):
    on = DayField(label="On which day was the family told?")
    how = LongTextField(
        label="How, and by whom?",
        help_text="It is for the record. From now on the family’s own page says what was found too.",
        rows=3,
    )
    expected_version = VersionField()


class CloseForm(HouseForm):
    """``is_urgent``: it asks what was arranged at once as well."""

    way = ChoiceField(label="How was it put right?", choices=choices_of(WAYS))
    review = SelectField(label="Which review?", required=False)
    version = SelectField(label="Which version?", required=False)
    arranged = LongTextField(
        label="What was arranged at once?", rows=3, required=False,
        help_text="Say it as it happened. It may be that somebody looked, and that all was well.",
    )  # fmt: skip
    arranged_by = TextField(label="Who arranged it?", required=False)
    arranged_on = DayField(label="On which day was it arranged?", required=False)
    reason = LongTextField(
        label="What came of it, or why nothing is needed",
        help_text="The family reads it. Name no address and no school.",
        rows=4,
        required=False,
    )
    expected_version = VersionField()

    def __init__(self, *args: Any, is_urgent: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_urgent = is_urgent
        if is_urgent:
            self.relabel("reason", REASON_AFTER_HELP)
            return
        for name in ("arranged", "arranged_by", "arranged_on"):
            del self.fields[name]

    def offer_what_was_done(self, reviews: Choices, versions: Choices) -> None:
        """A way of which there is nothing to choose is not offered."""
        self.offer_or_leave_out("review", reviews)
        self.offer_or_leave_out("version", versions)
        left_out = {
            Way.REVIEW.value: not reviews,
            Way.AMENDMENT.value: not versions,
            Way.HELP.value: not self.is_urgent,
        }
        ways = [each for each in choices_of(WAYS) if not left_out.get(each[0], False)]
        self.offer("way", ways)
        if [code for code, _ in ways] == [Way.NO_NEED.value]:
            self.relabel("reason", ONLY_WHY)
            self.fields["reason"].required = True

    def closing(self) -> Closing:
        given = self.cleaned_data
        way = Way(given["way"])
        done_by = {Way.REVIEW: "review", Way.AMENDMENT: "version"}.get(way, "")
        return Closing(
            way=way,
            done_by=given.get(done_by) or "" if done_by else "",
            reason=given["reason"],
            arranged=given.get("arranged") or "",
            arranged_by=given.get("arranged_by") or "",
            arranged_on=given.get("arranged_on"),
        )


class HandOverForm(HouseForm):
    post = SelectField(label="Which post sees to it from now on?")
    expected_version = VersionField()


class UrgentForm(HouseForm):
    what = LongTextField(
        label="What has to be seen to today?",
        help_text="Whoever has the case reads it. Say what you saw, and where.",
        rows=5,
    )
    safety = ChoiceField(
        label="Is it about a child’s safety?",
        help_text="If a child is in danger now, ring 999 first.",
        choices=[("yes", "Yes, I am worried about a child’s safety"), ("no", "No")],
    )

    def is_about_safety(self) -> bool:
        return bool(self.cleaned_data["safety"] == "yes")
