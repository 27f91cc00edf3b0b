"""What is asked for when two cases may be of one child."""

from alongside.web.forms import HouseForm, LongTextField, TextField, TickField, VersionField


class TwoNumbersForm(HouseForm):
    first = TextField(label="Number of the case to keep", max_length=12, width=10)
    second = TextField(label="Number of the other", max_length=12, width=10)


class MergeForm(HouseForm):
    why = LongTextField(
        label="How do you know that they are the same child?",
        help_text="It is kept with both cases.",
        rows=3,
    )
    is_school_known = TickField(label="", required=False)
    expected_version = VersionField()
    other_version = VersionField()

    def ask_of_school(self, name: str) -> None:
        """Where only the school itself says so. Without a name, nothing is asked."""
        if name:
            self.fields["is_school_known"].label = f"I made sure that the child attends {name}"
        else:
            del self.fields["is_school_known"]


class DifferentForm(HouseForm):
    """One button."""
