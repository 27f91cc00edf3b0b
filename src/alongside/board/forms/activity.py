"""What is asked for when somebody adds what was done since the inspection."""

from typing import Any

from alongside.board.forms.months import MonthField
from alongside.kernel.dates import PartialDate
from alongside.web.forms import HouseForm, LongTextField, SelectField

MONTH = "For example, 9 2021."


class ActivityForm(HouseForm):
    statement = SelectField(label="To which action plan does it belong?")
    text = LongTextField(
        label="What was done?", rows=3, max_length=1000,
        error_messages={"required": "Say what was done"},
    )  # fmt: skip
    month = MonthField(label="In which month?", required=False, help_text=MONTH)
    other_month = MonthField(label="And in another month?", required=False, help_text=MONTH)

    def answers(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        months: list[PartialDate] = [
            month for month in (cleaned["month"], cleaned["other_month"]) if month
        ]
        return {"statement_ref": cleaned["statement"], "text": cleaned["text"], "months": months}
