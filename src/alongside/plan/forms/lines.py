"""What is asked for when lines, their words, leads and milestones are added or changed."""

from typing import Any

from alongside.plan.commands import NewLine
from alongside.plan.forms.dates import MONTH_ONLY
from alongside.plan.rules.codes import LineKind, Partner
from alongside.plan.words import PARTNERS
from alongside.web.forms import (
    ChoiceField,
    DayField,
    HouseForm,
    LongTextField,
    PartialDateField,
    SelectField,
    TextField,
    VersionField,
    choices_of,
)

_PROMISE: dict[str, Any] = {
    "label": "What is promised?",
    "error_messages": {"required": "Say what is promised"},
}


class LineForm(HouseForm):
    """Boxes that every line has."""

    reference = TextField(
        label="Reference", max_length=30, width=10, help_text="As it is printed, such as 2.1-A."
    )
    text = LongTextField(**_PROMISE)
    start = PartialDateField(label="Start", required=False, help_text=MONTH_ONLY)
    end = PartialDateField(label="End", required=False, help_text=MONTH_ONLY)

    def _new_line(self, kind: LineKind, **more: Any) -> NewLine:
        cleaned = self.cleaned_data
        return NewLine(
            kind=kind,
            reference=cleaned["reference"],
            text=cleaned["text"],
            start=cleaned["start"],
            end=cleaned["end"],
            **more,
        )


class TopLineForm(LineForm):
    """An outcome or a priority. ``weakness`` is left out of a document without weaknesses."""

    kind = ChoiceField(
        label="What do you add?",
        choices=[(LineKind.OUTCOME.value, "Outcome"), (LineKind.PRIORITY.value, "Priority")],
        hints={
            LineKind.OUTCOME.value: "Something that will be different for children and families.",
            LineKind.PRIORITY.value: "An aim of a strategy, with objectives below it.",
        },
    )
    weakness = SelectField(
        label="Under which weakness?",
        required=False,
        empty_words="None",
        help_text="For an outcome.",
    )
    field_order = ("kind", "reference", "text", "weakness", "start", "end")

    def new_line(self) -> NewLine:
        number = self.cleaned_data.get("weakness")
        kind = LineKind(self.cleaned_data["kind"])
        return self._new_line(kind, weakness_number=int(number) if number else None)


class LowerLineForm(LineForm):
    """What stands below another line. ``part`` is for actions, ``workstream`` for tasks."""

    part = TextField(
        label="Part",
        required=False,
        max_length=10,
        width=3,
        help_text="The letter of the part, such as A, if the action has parts.",
    )
    workstream = SelectField(label="Workstream", required=False, empty_words="None")
    field_order = ("reference", "part", "text", "start", "end", "workstream")

    def new_line(self, kind: LineKind, *, parent_ref: str) -> NewLine:
        return self._new_line(
            kind,
            parent_ref=parent_ref,
            part=self.cleaned_data.get("part", ""),
            workstream_ref=self.cleaned_data.get("workstream", ""),
        )


class RewordForm(HouseForm):
    text = LongTextField(**_PROMISE)
    reason = LongTextField(
        label="Why do the words change?",
        rows=3,
        help_text="The old words are kept with this reason.",
        error_messages={"required": "Say why the words change. The old ones are kept."},
    )
    expected_version = VersionField()


class OutcomeLinkForm(HouseForm):
    outcome = SelectField(
        label="Which outcome does it serve?",
        help_text="An outcome of another action plan of this area.",
    )


class LeadForm(HouseForm):
    partner = ChoiceField(
        label="For which partner?",
        choices=choices_of(PARTNERS),
        error_messages={"required": "Choose the partner"},
    )
    post = SelectField(
        label="Which post leads?",
        help_text="A post leads, so that the lead stays when its holder leaves.",
    )
    lead_from = DayField(
        label="From which day?", required=False, help_text="Leave empty when it is not known."
    )

    def answers(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "partner": Partner(cleaned["partner"]),
            "post_ref": cleaned["post"],
            "lead_from": cleaned["lead_from"],
        }


class EndLeadForm(HouseForm):
    lead_until = DayField(
        label="Until which day?", help_text="The first day on which the post no longer leads it."
    )


class MilestoneForm(HouseForm):
    text = LongTextField(
        label="What is done at this milestone?",
        rows=3,
        error_messages={"required": "Say what is done at this milestone"},
    )
    due = PartialDateField(label="When is it due?", required=False, help_text=MONTH_ONLY)


class CompleteMilestoneForm(HouseForm):
    done_on = DayField(label="On which day was it done?", help_text="For example, 27 3 2021.")
    expected_version = VersionField()
