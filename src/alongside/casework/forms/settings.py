"""What a school is asked for when it sends something about a pupil."""

from collections.abc import Mapping
from typing import Any, ClassVar

from alongside.casework.operations.settings import NewSending
from alongside.casework.rules.children import ChildFacts
from alongside.casework.rules.settings import Sent
from alongside.casework.words import SEXES
from alongside.web.forms import (
    ChoiceField,
    DayField,
    FileField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    choices_of,
)

TEXTS = {
    Sent.MEETING: "Anything that the council has to know",
    Sent.INVITED: "A note about the invitations",
    Sent.PAPERS: "A note about the papers",
    Sent.HELD: "A note about the meeting",
    Sent.REPORT: "The report, unless it is in the file",
    Sent.REQUEST: "Why do you ask? What was tried, and what came of it?",
}
DAYS = {
    Sent.MEETING: "For which day is the meeting set?",
    Sent.HELD: "On which day was the meeting held?",
}
FILES = {
    Sent.PAPERS: "The papers, as one file",
    Sent.REPORT: "The report as a file",
    Sent.REQUEST: "A file with what shows it",
}


LACKING = {
    "meeting_on": "Write the day of the meeting.",
    "upload": "Choose the file with the papers.",
}


class SendingForm(HouseForm):
    """Made for one kind by ``sending_form``."""

    meeting_on = DayField(label="On which day?")
    text = LongTextField(label="What do you want to say?", required=False, rows=8)
    upload = FileField(label="A file", required=False)

    instead: ClassVar = {"happened_on": "meeting_on"}
    sent: Sent

    def new_sending(self) -> NewSending:
        given = self.cleaned_data
        return NewSending(
            sent=self.sent,
            text=given["text"],
            meeting_on=given.get("meeting_on"),
            upload=given.get("upload"),
        )


def sending_form(sent: Sent, **options: Any) -> SendingForm:
    """Only the boxes that this kind needs."""
    form = SendingForm(**options)
    form.sent = sent
    form.fields["text"].label = TEXTS[sent]
    form.fields["upload"].required = sent is Sent.PAPERS
    for name, labels in (("meeting_on", DAYS), ("upload", FILES)):
        if sent in labels:
            form.fields[name].label = labels[sent]
            form.fields[name].error_messages["required"] = LACKING[name]
        else:
            del form.fields[name]
    return form


class WrongForm(HouseForm):
    why = LongTextField(label="What is wrong with it?", rows=3)


class NewPupilForm(HouseForm):
    """A request for somebody of whom the council has no case."""

    school = SelectField(label="At which school?")
    given_names = TextField(label="Given names")
    family_name = TextField(label="Family name")
    born_on = DayField(label="Date of birth")
    sex = ChoiceField(label="Sex", choices=choices_of(SEXES))
    parent = TextField(
        label="Name of a parent or carer",
        help_text="The council has to write to the family. A young person over school age can be named here.",
    )
    reach = TextField(
        label="How can the council reach them?",
        help_text="A phone number, an e-mail address or a postal address.",
        max_length=300,
    )
    text = LongTextField(label=TEXTS[Sent.REQUEST], rows=8)
    upload = FileField(label=FILES[Sent.REQUEST], required=False)

    def offer_schools(self, schools: Mapping[str, str]) -> None:
        """Whoever works for one school is not asked which."""
        self.only = next(iter(schools), "") if len(schools) == 1 else ""
        self.offer_or_leave_out("school", () if self.only else list(schools.items()))

    only = ""

    @property
    def school_ref(self) -> str:
        return self.only or str(self.cleaned_data["school"])

    def facts(self) -> ChildFacts:
        given = self.cleaned_data
        return ChildFacts(
            **{name: given[name] for name in ("given_names", "family_name", "born_on", "sex")}
        )

    def new_sending(self) -> NewSending:
        given = self.cleaned_data
        said = (
            given["text"].strip(),
            f"Parent or carer: {given['parent']}",
            f"How to reach them: {given['reach']}",
        )
        return NewSending(sent=Sent.REQUEST, text="\n\n".join(said), upload=given["upload"])
