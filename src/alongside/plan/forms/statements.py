"""What is asked for about the document itself, its weaknesses and who answers for it."""

from datetime import timedelta
from typing import Any

from alongside.plan.commands import StatementDetails
from alongside.plan.queries.values import StatementHead
from alongside.plan.rules.codes import Partner, StatementKind
from alongside.plan.words import PARTNERS, STATEMENT_KINDS
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    HouseForm,
    LongTextField,
    TextField,
    VersionField,
    WholeNumberField,
    choices_of,
)

_DAY = timedelta(days=1)
SAME_NAMED = (
    "title",
    "inspected_from",
    "report_published_on",
    "judged_fit_on",
    "fit_judge",
    "due_on",
    "submitted_on",
    "timescale_months",
    "timescale_text",
    "embedded_review_points",
)


class StatementForm(HouseForm):
    """``inspected_until`` asks for the last day; the records hold the day after."""

    title = TextField(label="Title", max_length=300)
    inspected_from = DayField(label="First day of the inspection", required=False)
    inspected_until = DayField(label="Last day of the inspection", required=False)
    report_published_on = DayField(label="Day the inspection report was published", required=False)
    due_on = DayField(label="Day it was due with the inspectors", required=False)
    submitted_on = DayField(label="Day it was submitted", required=False)
    judged_fit_on = DayField(label="Day it was judged fit for purpose", required=False)
    fit_judge = TextField(label="Who judged it fit?", required=False)
    timescale_months = WholeNumberField(
        label="How many months was it written for?", required=False, min_value=1, max_value=600
    )
    timescale_text = LongTextField(label="What does it say of its time?", required=False, rows=2)
    embedded_review_points = WholeNumberField(
        label="Review points in a row for “embedded”",
        min_value=1,
        max_value=24,
        initial=3,
        help_text=(
            "After completion, a measure has to meet its target at this many review points in a "
            "row before anybody can record embedded. Usually 3. Only the chair lowers it."
        ),
    )

    def details(self) -> StatementDetails:
        cleaned = self.cleaned_data
        last = cleaned["inspected_until"]
        return StatementDetails(
            inspected_until=last + _DAY if last else None,
            **{name: cleaned[name] for name in SAME_NAMED},
        )


class NewStatementForm(StatementForm):
    kind = ChoiceField(label="What kind of document is it?", choices=choices_of(STATEMENT_KINDS))
    field_order = ("kind",)

    @property
    def chosen_kind(self) -> StatementKind:
        return StatementKind(self.cleaned_data["kind"])


class EditStatementForm(StatementForm):
    expected_version = VersionField()

    @staticmethod
    def initial_of(head: StatementHead) -> dict[str, Any]:
        until = head.inspected_until
        return {
            "inspected_until": until - _DAY if until else None,
            "expected_version": head.version,
            **{name: getattr(head, name) for name in SAME_NAMED},
        }


class ReviewPointsForm(HouseForm):
    points = WholeNumberField(
        label="How many review points in a row are enough?", min_value=1, max_value=24
    )
    reason = LongTextField(
        label="Why are fewer enough?",
        rows=3,
        help_text="Everybody who reads the action plan sees the reason under what changed.",
        error_messages={"required": "Say why fewer review points are enough"},
    )
    expected_version = VersionField()


class PartnersForm(HouseForm):
    partners = ChoicesField(
        label="Which partners must have a lead for every outcome and action?",
        choices=choices_of(PARTNERS),
        help_text="The council and health always must.",
    )

    def chosen(self) -> tuple[Partner, ...]:
        return tuple(Partner(code) for code in self.cleaned_data["partners"])


class WeaknessForm(HouseForm):
    title = TextField(label="Title", max_length=300)
    text = LongTextField(label="What did the inspectors find?", required=False)


class NewWeaknessForm(WeaknessForm):
    number = WholeNumberField(
        label="Number", min_value=1, max_value=999, help_text="As in the inspectors’ letter."
    )
    field_order = ("number",)


class EditWeaknessForm(WeaknessForm):
    expected_version = VersionField()
