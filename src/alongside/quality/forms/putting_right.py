"""What is asked to see to something that has to be put right, and to raise what cannot wait."""

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
    VersionField,
    choices_of,
)


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
    way = ChoiceField(label="How was it put right?", choices=choices_of(WAYS))
    review = SelectField(label="Which review?", required=False)
    version = SelectField(label="Which version?", required=False)
    reason = LongTextField(
        label="What came of it, or why nothing is needed",
        help_text="The family reads it. Name no address and no school.",
        rows=4,
        required=False,
    )
    expected_version = VersionField()

    def closing(self) -> Closing:
        given = self.cleaned_data
        way = Way(given["way"])
        done_by = {Way.REVIEW: "review", Way.AMENDMENT: "version"}.get(way, "")
        return Closing(
            way=way,
            done_by=given.get(done_by) or "" if done_by else "",
            reason=given["reason"],
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
