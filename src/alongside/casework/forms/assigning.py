"""What is asked for when a case changes hands."""

from alongside.web.forms import DayField, HouseForm, SelectField


class GiveForm(HouseForm):
    post = SelectField(label="Which post works on the case from today?")


class CoverForm(HouseForm):
    post = SelectField(label="Which post covers?")
    until = DayField(label="On which day does the cover end?")
