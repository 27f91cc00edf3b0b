"""What is asked for when limits are worked out anew, a note is made, and the story is told."""

from alongside.web.forms import DayField, HouseForm, LongTextField, SelectField, TextField


class RecalculateForm(HouseForm):
    from_on = SelectField(label="From which period?")
    cause = LongTextField(
        label="What changed?",
        rows=3,
        help_text="A real change with a known cause, that has lasted. Limits never move by themselves.",
    )
    approved_by = SelectField(label="Who approved it?", help_text="Somebody other than you.")


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
