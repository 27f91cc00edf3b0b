"""What is asked for when people record how far a line has got, or correct what they recorded."""

from alongside.plan.commands import NewStatus
from alongside.plan.forms.evidence import GIVEN, ONE_OF, evidence_of
from alongside.plan.forms.waiting_files import KeepsFile
from alongside.plan.words import STEP_HINTS, STEPS
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    FileField,
    LongTextField,
    PartialDateField,
    TextField,
    VersionField,
    choices_of,
)


class StatusForm(KeepsFile):
    """New evidence is attached together with the status when any of its boxes is filled."""

    instead = {"evidence": "title"}
    conflict_words = "Record mine as well"

    code = ChoiceField(
        label="How far has it got?",
        choices=choices_of(STEPS),
        hints={str(step): hint for step, hint in STEP_HINTS.items()},
        label_size="m",
        error_messages={"required": "Choose how far it has got"},
    )
    status_on = DayField(
        label="Date of this status",
        help_text="The day on which this was so. For example, 27 3 2021.",
    )
    note = LongTextField(label="What has happened?", required=False)
    forecast = PartialDateField(
        label="When do you now expect it to be done?",
        required=False,
        help_text="For a delay. If you know only the month, leave the day empty.",
    )
    evidence = ChoicesField(
        label="Which evidence shows it?",
        required=False,
        help_text="Completed needs evidence. Tick what is attached already, or add new below.",
    )
    title = TextField(
        label="What is the new evidence called?",
        required=False,
        template_name="plan/changing/new_evidence.html",
    )
    file = FileField(label="File", required=False, help_text=ONE_OF)
    address = TextField(label="Web address", required=False, max_length=1000)
    document_reference = TextField(
        label="Where the document is kept",
        required=False,
        max_length=300,
        help_text="Its reference there, such as SIB/2020/07.",
    )
    dated_on = DayField(label="Date of the evidence", required=False)
    expected_version = VersionField()

    def new_status(self) -> NewStatus:
        answers = self.cleaned_data
        has_new = any(answers[name] for name in GIVEN)
        return NewStatus(
            code=answers["code"],
            status_on=answers["status_on"],
            note=answers["note"],
            forecast=answers["forecast"],
            evidence_refs=tuple(answers.get("evidence", ())),
            new_evidence=(evidence_of(answers),) if has_new else (),
        )


class CorrectStatusForm(StatusForm):
    note = LongTextField(
        label="What was wrong?",
        help_text="The status before stays readable, with this note beside the new one.",
        error_messages={"required": "Say what was wrong"},
    )
