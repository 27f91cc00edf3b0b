"""What is asked for when a day, or the whole of a step, was written down wrongly."""

from alongside.advice.operations.correcting import NewDay
from alongside.web.forms import DayField, HouseForm, LongTextField


class CorrectDayForm(HouseForm):
    instead = {"happened_on": "on", "note": "shown_by"}
    on = DayField(label="Which day is right?")
    why = LongTextField(label="What was wrong?", rows=2)
    shown_by = LongTextField(
        label="What shows the right day?",
        help_text="A dated letter, an e-mail or a receipt, and where it is kept.",
        rows=2,
    )

    def new_day(self) -> NewDay:
        given = self.cleaned_data
        return NewDay(on=given["on"], why=given["why"], shown_by=given["shown_by"])


class TakeBackForm(HouseForm):
    why = LongTextField(
        label="Why is it taken back?",
        help_text="What was recorded stays readable with this.",
        rows=2,
    )
