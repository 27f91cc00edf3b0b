"""What is asked for when a series is set up and when a figure is entered or corrected."""

from datetime import date, timedelta
from typing import Any

from alongside.kernel.dates import add_months
from alongside.measures.codes import PERCENT, Better
from alongside.measures.operations import NewFigure, SeriesDetails
from alongside.measures.queries import SeriesPage
from alongside.measures.words import BETTER
from alongside.web.forms import (
    ChoiceField,
    DayField,
    DecimalField,
    HouseForm,
    LongTextField,
    TextField,
    TickField,
    VersionField,
    WholeNumberField,
)

_DAY = timedelta(days=1)
_OF_A_SHARE = ("left_out", "missing")


class SeriesForm(HouseForm):
    title = TextField(label="What is counted, in a few words?", max_length=300)
    unit = TextField(
        label="Unit",
        max_length=40,
        width=20,
        help_text=(
            "Write percent for a share of a number: each figure is then entered as so many of so "
            "many. Otherwise what is counted, such as projects."
        ),
    )
    source = TextField(
        label="Where do the figures come from?",
        max_length=300,
        help_text="A system, a survey or a published table.",
    )
    counts_what = LongTextField(
        label="What exactly counts, and what does not?", required=False, rows=3
    )
    counted_by = TextField(label="Who counts?", required=False)
    publisher = TextField(
        label="Who published the figures?",
        required=False,
        max_length=200,
        help_text="For example, the Department for Education. Leave empty when nobody did.",
    )
    every_months = WholeNumberField(
        label="How many months lie between two figures?",
        required=False,
        min_value=1,
        max_value=24,
        help_text="1 for monthly, 3 for each quarter. Leave empty when it is irregular.",
    )
    better = ChoiceField(
        label="Which way is good?",
        choices=[(code.value, words) for code, words in BETTER.items()],
        initial=Better.HIGHER.value,
    )

    def details(self) -> SeriesDetails:
        cleaned = self.cleaned_data
        return SeriesDetails(
            title=cleaned["title"],
            unit=cleaned["unit"],
            source=cleaned["source"],
            counts_what=cleaned["counts_what"],
            counted_by=cleaned["counted_by"],
            publisher=cleaned["publisher"],
            every_months=cleaned["every_months"],
            better=Better(cleaned["better"]),
        )


class EditSeriesForm(SeriesForm):
    expected_version = VersionField()


class FigureForm(HouseForm):
    """A percentage asks for both its numbers and anything else for its value.

    ``period_until`` asks for the last day; the records hold the day after.
    """

    period_from = DayField(label="First day of the period", help_text="For example, 1 3 2021.")
    period_until = DayField(label="Last day of the period", help_text="For example, 31 3 2021.")
    numerator = WholeNumberField(label="How many were counted?")
    denominator = WholeNumberField(label="Out of how many?")
    value = DecimalField(label="Figure", help_text="Digits only, like 12 or 3.5.")
    is_shorter_meant = TickField(
        label="The count is really of a shorter time, such as January of each year", required=False
    )
    left_out = WholeNumberField(
        label="How many were left out by rule?",
        required=False,
        help_text="Leave empty when nobody has told.",
    )
    missing = WholeNumberField(
        label="Of how many is it not known?",
        required=False,
        help_text="Leave empty when nobody has told.",
    )
    made_from = TextField(
        label="Where is the evidence?",
        required=False,
        max_length=200,
        help_text="A report, minute or register in which this figure can be checked. Name no child.",
    )
    note = LongTextField(
        label="Note",
        required=False,
        rows=3,
        help_text="Anything a reader has to know, such as who is left out.",
    )

    def __init__(
        self, *args: Any, unit: str, every_months: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        unused = ["value"] if unit == PERCENT else ["numerator", "denominator", *_OF_A_SHARE]
        if unit == PERCENT or every_months in (None, 1):
            unused.append("is_shorter_meant")
        for name in unused:
            del self.fields[name]

    def figure(self) -> NewFigure:
        cleaned = self.cleaned_data
        return NewFigure(
            period_from=cleaned["period_from"],
            period_until=cleaned["period_until"] + _DAY,
            value=cleaned.get("value"),
            numerator=cleaned.get("numerator"),
            denominator=cleaned.get("denominator"),
            left_out=cleaned.get("left_out") or 0,
            missing=cleaned.get("missing") or 0,
            made_from=cleaned["made_from"].strip(),
            note=cleaned["note"],
            is_shorter_meant=cleaned.get("is_shorter_meant", False),
        )


class CorrectFigureForm(FigureForm):
    note = LongTextField(
        label="What was wrong?",
        rows=3,
        help_text="The figure before stays readable, with this note beside the new one.",
        error_messages={"required": "Say what was wrong"},
    )


def next_period(page: SeriesPage) -> dict[str, date]:
    """The period after the latest one, for a regular series; empty for the first and for others."""
    latest = page.figures[0].point if page.figures else None
    if latest is None or page.every_months is None:
        return {}
    until = add_months(latest.period_until, page.every_months)
    return {"period_from": latest.period_until, "period_until": until - _DAY}
