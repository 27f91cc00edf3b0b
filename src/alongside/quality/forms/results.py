"""Which results are shown."""

from alongside.quality.result_words import MONTHS, Part
from alongside.quality.rules.codes import About
from alongside.quality.words import ABOUT
from alongside.web.forms import FilterForm, HiddenField, SelectField, choices_of

USUAL = {"about": About.PLAN.value, "months": "24", "part": Part.PROMISED.value}
"""What is shown before anybody chooses."""


class ResultsForm(FilterForm):
    about = SelectField(label="What was audited", choices=choices_of(ABOUT))
    months = SelectField(label="Issued, held or accepted in", choices=choices_of(MONTHS))
    part = HiddenField()

    def chosen_about(self) -> About:
        return About(self.chosen().get("about", About.PLAN.value))

    def chosen_part(self) -> Part:
        """The first for every word that names none."""
        chosen = self.chosen().get("part", "")
        return Part(chosen) if chosen in set(Part) else Part.PROMISED

    def chosen_months(self) -> int:
        return int(self.chosen().get("months", USUAL["months"]))
