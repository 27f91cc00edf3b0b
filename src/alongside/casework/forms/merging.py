"""What is asked for when two cases may be of one child."""

from alongside.web.forms import HouseForm, LongTextField, TextField, VersionField


class TwoNumbersForm(HouseForm):
    first = TextField(label="Number of the case to keep", max_length=12, width=10)
    second = TextField(label="Number of the other", max_length=12, width=10)


class MergeForm(HouseForm):
    why = LongTextField(
        label="How do you know that they are the same child?",
        help_text="It is kept with both cases.",
        rows=3,
    )
    expected_version = VersionField()
    other_version = VersionField()


class DifferentForm(HouseForm):
    """One button."""
