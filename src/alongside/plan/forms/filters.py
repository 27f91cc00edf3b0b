"""Which lines to show, and since when: kept in the address."""

from collections.abc import Mapping, Sequence
from typing import Self

from alongside.plan.queries.filters import DUE_CHOICES, STATUS_CHOICES_BEYOND_STEPS
from alongside.plan.queries.statements import FilterChoice, StatementPage
from alongside.plan.rules.codes import Step
from alongside.plan.words import STEPS
from alongside.web.forms import DayField, FilterForm, SelectField, TextField, TickField

ANY = ("", "Any")
STATUSES = [
    ANY,
    *((step.value, STEPS[step]) for step in Step),
    *STATUS_CHOICES_BEYOND_STEPS.items(),
]


class LineFilterForm(FilterForm):
    """The filters of the whole table; the choices of the plan itself are given by ``for_page``."""

    weakness = SelectField(label="Weakness")
    lead = SelectField(label="Lead")
    organisation = SelectField(label="Organisation")
    status = SelectField(label="Status", choices=STATUSES)
    due = SelectField(label="End date", choices=[ANY, *DUE_CHOICES.items()])
    words = TextField(label="Words or reference", max_length=100)

    @classmethod
    def for_page(cls, query: Mapping[str, str], found: StatementPage) -> Self:
        form = cls(query)
        form.offer_any("weakness", found.weakness_choices)
        form.offer_any("lead", found.lead_choices)
        form.offer_any("organisation", found.organisation_choices)
        return form

    def offer_any(self, name: str, choices: Sequence[FilterChoice]) -> None:
        self.offer(name, [ANY, *((c.value, c.label) for c in choices)])


class SinceForm(FilterForm):
    since = DayField(label="Since", help_text="For example, 1 6 2022")


class UnmovedForm(SinceForm):
    finished = TickField(label="Also show completed and embedded lines")
