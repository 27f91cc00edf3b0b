"""What is asked for when somebody says by hand how an EHC plan was sent."""

from alongside.casework.forms.recording import HOW_SENT
from alongside.web.forms import DayField, HouseForm, LongTextField


class PlanSentForm(HouseForm):
    sent_on = DayField(label="On which day was it sent to the family?")
    note = LongTextField(label=HOW_SENT, rows=3)
