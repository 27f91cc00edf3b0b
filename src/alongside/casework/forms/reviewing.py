"""What is asked of a review: of each row of the EHC plan how it stands, and what was said about adulthood."""

from collections.abc import Mapping, Sequence
from typing import Any

from alongside.casework.rules.reviewing import Looked, NewFindings
from alongside.casework.words import GIVEN, PROGRESS
from alongside.web.forms import ChoiceField, HouseForm, LongTextField, VersionField, choices_of

OUTCOME, HELP = "outcome_", "help_"
ALONE = "What did the review find?"


class FindingsForm(HouseForm):
    """Made for the rows of one EHC plan by ``findings_form``."""

    expected_version = VersionField()

    def new_findings(self) -> NewFindings:
        given = self.cleaned_data
        return NewFindings(
            outcomes=_of(given, OUTCOME),
            helps=_of(given, HELP),
            adulthood=given.get("adulthood", ""),
            note=given["note"],
        )


def _of(given: dict[str, str], prefix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix): value
        for name, value in given.items()
        if name.startswith(prefix) and value
    }


def findings_form(looked: Looked) -> type[FindingsForm]:
    made = {
        **_fields(OUTCOME, looked.outcomes, PROGRESS, "How far has it come?"),
        **_fields(HELP, looked.helps, GIVEN, "Is it given?"),
    }
    if looked.looks_at_adulthood:
        made["adulthood"] = LongTextField(
            label="What was said about adulthood?",
            help_text="Work or study, a home, friends and community, and health. From year 9 on each review "
            "looks at it.",
            rows=4,
        )
    made["note"] = LongTextField(
        label="Anything else that the review found" if looked.has_rows else ALONE,
        required=not looked.has_rows,
        rows=4,
    )
    return type("FindingsFormOfAPlan", (FindingsForm,), made)


def _fields(
    prefix: str, rows: Sequence[tuple[str, str]], labels: Mapping[Any, str], hint: str
) -> dict[str, object]:
    return {
        f"{prefix}{key}": ChoiceField(label=row, help_text=hint, choices=choices_of(labels))
        for key, row in rows
    }
