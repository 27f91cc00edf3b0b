"""What is asked of the commissioning body about section G."""

from alongside.advice.operations.agreements import Answerer
from alongside.web.forms import HouseForm, LongTextField, TextField, VersionField


class AgreeForm(HouseForm):
    expected_version = VersionField()
    body = TextField(label="For which commissioning body do you answer?")
    role = TextField(label="In which role?")

    def by(self) -> Answerer:
        return Answerer(body=self.cleaned_data["body"], role=self.cleaned_data["role"])


class RefuseForm(AgreeForm):
    reasons = LongTextField(
        label="What do you not agree to, and why?",
        help_text="The officer of the case reads this.",
        rows=4,
    )
