"""What is asked for when limits are worked out anew or as before, a note is made, and the story told."""

from alongside.web.forms import DayField, HouseForm, LongTextField, SelectField, TextField


class RecalculateForm(HouseForm):
    from_on = SelectField(label="From which period?")
    cause = LongTextField(
        label="What changed?",
        rows=3,
        help_text="A real change with a known cause, that has lasted. Limits never move by themselves.",
    )
    approved_by = SelectField(
        label="Who approved it?",
        help_text="Somebody else who holds a post and reads measures. They are told at once, and can withdraw it.",
    )


class FreezeForm(HouseForm):
    until_on = SelectField(
        label="Up to which period do the limits rest on the figures?",
        help_text="Later figures are judged by these limits and do not move them.",
    )
    why = LongTextField(
        label="Why?",
        rows=3,
        help_text="For example, these are the figures before something new began.",
    )


class WithdrawRecalculationForm(HouseForm):
    why = LongTextField(
        label="Why were the limits not to change after all?",
        rows=3,
        help_text="For example, the change did not last, or it had another cause.",
    )
    approved_by = SelectField(
        label="Who approved this?", help_text="Somebody else who holds a post."
    )


class NotApprovedForm(HouseForm):
    """For whoever is said to have approved the new limits: nobody else is asked."""

    why = LongTextField(
        label="Why are the limits not to change?",
        rows=3,
        help_text="For example, you did not approve it, or the change did not last.",
    )


class AnnotateForm(HouseForm):
    on = DayField(label="On which day?")
    text = TextField(label="What happened?", max_length=200)


class StoryForm(HouseForm):
    text = LongTextField(
        label="What lies behind these figures?",
        rows=8,
        help_text="Why they are as they are, what helps and what stands in the way.",
    )
    partners = LongTextField(label="Who has a part in turning them?", required=False, rows=3)
