"""What is asked of somebody who says when a school is closed."""

from collections.abc import Sequence
from datetime import date

from alongside.casework.rules.closures import HOW
from alongside.web.forms import DayField, HouseForm, LongTextField, SelectField


class ClosuresForm(HouseForm):
    school = SelectField(label="Which school or college?")
    known_from = DayField(label="From which day is your list complete?")
    known_to = DayField(label="Up to which day?")
    closed = LongTextField(
        label="When is it closed?",
        help_text=f"{HOW} The last day is the last day closed.",
        required=False,
        rows=6,
    )

    only = ""

    def offer_schools(self, schools: Sequence[tuple[str, str]]) -> None:
        """Whoever works for one school is not asked which."""
        self.only = schools[0][0] if len(schools) == 1 else ""
        self.offer_or_leave_out("school", () if self.only else list(schools))

    @property
    def school_ref(self) -> str:
        return self.only or str(self.cleaned_data["school"])

    @property
    def known(self) -> tuple[date, date]:
        return self.cleaned_data["known_from"], self.cleaned_data["known_to"]
