"""What is asked for about monthly assurance reports."""

from typing import Any

from alongside.board.rules.codes import PARTNER_SIDES, Assured
from alongside.board.rules.reports import ReportText
from alongside.board.words import ASSURED, NO_REPORT, SIDES
from alongside.web.forms import (
    ChoiceField,
    FilterForm,
    HouseForm,
    LongTextField,
    SelectField,
    VersionField,
    choices_of,
)

LATE = "late"
MISSING = "missing"
HINTS = {
    Assured.ASSURED.value: "The work is on course, and you can show it.",
    Assured.PARTLY.value: "Part of it is on course, or you cannot show all of it.",
    Assured.NOT_ASSURED.value: "The work is off course, or you cannot tell.",
}
STATES = [*choices_of(ASSURED), (MISSING, NO_REPORT), (LATE, "Received late")]


class ReportForm(HouseForm):
    """A draft may be saved with anything still empty, but is filed whole: no box says "optional"."""

    all_optional = True

    assured = ChoiceField(
        label="How sure are you?", required=False, choices=choices_of(ASSURED), hints=HINTS
    )
    assurance = LongTextField(
        label="What are you sure of, and how do you know?", required=False, rows=6
    )
    concerns = LongTextField(label="What concerns you?", required=False, rows=6)
    asks = LongTextField(
        label="What do you ask of the board?",
        required=False,
        rows=3,
        help_text="Leave it empty if you ask for nothing.",
    )
    expected_version = VersionField()

    @property
    def text(self) -> ReportText:
        cleaned = self.cleaned_data
        return ReportText(*(cleaned[name] for name in ("assured", "assurance", "concerns", "asks")))


class CorrectForm(ReportForm):
    why = LongTextField(
        label="What was wrong?",
        rows=2,
        max_length=1000,
        help_text="It is shown beside the correction.",
        error_messages={"required": "Say what was wrong"},
    )


class FileForm(HouseForm):
    expected_version = VersionField()


class ReportsFilterForm(FilterForm):
    """Which months and workstreams the view by month shows."""

    until = SelectField(label="Twelve months to", empty_words="This month")
    side = SelectField(
        label="Officer from",
        empty_words="Any partner",
        choices=[(side.value, SIDES[side]) for side in PARTNER_SIDES],
    )
    state = SelectField(label="With a month that is", empty_words="Anything", choices=STATES)


def written(text: ReportText) -> dict[str, Any]:
    """A report's text as the boxes hold it."""
    return {
        "assured": text.assured,
        "assurance": text.assurance,
        "concerns": text.concerns,
        "asks": text.asks,
    }
