"""Which twelve months the contribution of each partner is shown for."""

from alongside.web.forms import FilterForm, SelectField


class ContributionFilterForm(FilterForm):
    until = SelectField(label="Twelve months to", empty_words="This month")
