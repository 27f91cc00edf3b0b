"""Which results are shown."""

from alongside.quality.result_words import MONTHS
from alongside.quality.rules.codes import About
from alongside.quality.words import ABOUT
from alongside.web.forms import FilterForm, SelectField, choices_of

USUAL = {"about": About.PLAN.value, "months": "24"}
"""What is shown before anybody chooses."""


class ResultsForm(FilterForm):
    about = SelectField(label="What was audited", choices=choices_of(ABOUT))
    months = SelectField(label="Issued, held or accepted in", choices=choices_of(MONTHS))

    def chosen_about(self) -> About:
        return About(self.chosen().get("about", About.PLAN.value))

    def chosen_months(self) -> int:
        return int(self.chosen().get("months", 12))
