"""What is asked for when two children who were merged as one are parted."""

from alongside.web.forms import ChoicesField, HouseForm, LongTextField, VersionField


class PartForm(HouseForm):
    goes = ChoicesField(
        label="What was recorded since, and is of the child who is parted?",
        help_text="The rest stays with the kept case. What belongs to something goes with it.",
        required=False,
    )
    why = LongTextField(
        label="How do you know that they are two children?",
        help_text="It is kept with both cases.",
        rows=3,
    )
    expected_version = VersionField()
