"""What is asked for when the letter of a revisit is imported, written down, or acted on."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from django.core.exceptions import ValidationError

from alongside.board.operations.revisits import NewAction
from alongside.board.queries.remaining import PointToTurn
from alongside.board.rules.codes import LetterRole, ProgressCode
from alongside.board.rules.revisits import (
    LONGEST_REFERENCE,
    FindingFacts,
    LetterFacts,
    PrintedPerson,
    sentences_of,
)
from alongside.board.words import LETTER_ROLES, PROGRESS_CODES
from alongside.plan.forms.dates import MONTH_ONLY
from alongside.plan.forms.waiting_files import FILE, KeepsFile
from alongside.plan.rules.codes import Partner
from alongside.plan.words import PARTNERS
from alongside.web.forms import (
    ChoiceField,
    DayField,
    FileField,
    HiddenField,
    HouseForm,
    LongTextField,
    PartialDateField,
    SelectField,
    TextField,
    VersionField,
    WholeNumberField,
    choices_of,
)

CHOOSE = "Choose the file."
A_LINE_EACH = "One on each line."
A_SENTENCE_EACH = "Word for word, one sentence on each line."
LONG = 20_000


class _NeedsFile(KeepsFile):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get(FILE) and FILE not in self.errors:
            self.add_error(FILE, ValidationError(CHOOSE))
        return cleaned


class ImportLetterForm(_NeedsFile):
    """``into`` is left out where there is only one action plan."""

    file = FileField(
        label="File",
        error_messages={"required": CHOOSE},
        help_text="JSON (.json), in the documented format.",
    )
    into = SelectField(label="Which action plan is the letter about?")


class LetterFileForm(_NeedsFile):
    file = FileField(
        label="The letter",
        error_messages={"required": CHOOSE},
        help_text="The letter as it came, such as a PDF.",
    )


class WithdrawLetterForm(HouseForm):
    why = LongTextField(
        label="Why is the letter withdrawn?",
        rows=3,
        help_text="Readers see this beside the letter.",
        error_messages={"required": "Say why the letter is withdrawn"},
    )


class LetterFactsForm(HouseForm):
    """The boxes carry the names of ``LetterFacts``."""

    title = TextField(label="Title of the letter", max_length=300)
    letter_on = DayField(label="Date of the letter", help_text="For example, 16 12 2022.")
    visited_from = DayField(label="First day of the revisit")
    visited_last = DayField(label="Last day of the revisit")
    inspectorates = LongTextField(
        label="Who inspected?", rows=2, initial="Ofsted\nCare Quality Commission",
        help_text=A_LINE_EACH,
    )  # fmt: skip
    overall_judgement = LongTextField(
        label="Overall judgement", rows=3, help_text="Word for word, as the letter has it."
    )
    consequence = LongTextField(
        label="What follows from it",
        required=False,
        rows=3,
        help_text="Word for word, such as whether formal visits will cease.",
    )
    legal_basis = TextField(label="Legal basis", required=False, max_length=300)
    report_published_on = DayField(label="First inspection report published", required=False)
    judged_fit_on = DayField(label="Action plan declared fit for purpose", required=False)
    inspection_year = WholeNumberField(
        label="Year of the first inspection", required=False, min_value=1990, max_value=2199
    )
    copied_to = LongTextField(label="Copied to", required=False, rows=4, help_text=A_LINE_EACH)
    notes = LongTextField(label="Notes of your own", required=False, rows=3, help_text=A_LINE_EACH)

    def facts(self) -> LetterFacts:
        names = [field.name for field in fields(LetterFacts)]
        cleaned = {name: self.cleaned_data[name] for name in names}
        for name in ("inspectorates", "copied_to", "notes"):
            cleaned[name] = sentences_of(cleaned[name])
        return LetterFacts(**cleaned)


class NewLetterForm(LetterFactsForm):
    statement = SelectField(label="Which action plan is the letter about?")
    field_order = ("statement",)


class ChangeLetterForm(LetterFactsForm):
    expected_version = VersionField()


class LetterPersonForm(HouseForm):
    listed_in = ChoiceField(
        label="Where does the letter name them?",
        choices=choices_of(LETTER_ROLES),
        error_messages={"required": "Choose where the letter names them"},
    )
    name = TextField(label="Name, as printed", max_length=120)
    role = TextField(label="Role, as printed", required=False, max_length=300)
    organisation = TextField(label="Organisation, as printed", required=False)

    def person(self) -> PrintedPerson:
        cleaned = self.cleaned_data
        return PrintedPerson(
            listed_in=LetterRole(cleaned["listed_in"]),
            name=cleaned["name"],
            role=cleaned["role"],
            organisation=cleaned["organisation"],
        )


class FindingForm(HouseForm):
    number = WholeNumberField(label="Number of the finding", min_value=1, max_value=200, width=3)
    weakness = SelectField(
        label="Which weakness of the action plan is it about?",
        required=False,
        empty_words="None of them",
    )
    title = TextField(label="Short title", required=False, max_length=300)
    weakness_text = LongTextField(
        label="The weakness as the letter words it",
        rows=3,
        error_messages={"required": "Write the weakness as the letter words it"},
    )
    strengths = LongTextField(
        label="What has improved", required=False, rows=8, max_length=LONG,
        help_text=A_SENTENCE_EACH,
    )  # fmt: skip
    remaining = LongTextField(
        label="What remains", required=False, rows=5, max_length=LONG, help_text=A_SENTENCE_EACH
    )
    caveats = LongTextField(
        label="What to bear in mind",
        required=False,
        rows=3,
        max_length=LONG,
        help_text="Limiting remarks that are no weakness. One sentence on each line.",
    )
    judgement = LongTextField(
        label="The judgement, word for word",
        rows=2,
        error_messages={"required": "Write the letter’s judgement of this weakness"},
    )
    judgement_code = ChoiceField(
        label="Is the progress sufficient?",
        choices=choices_of(PROGRESS_CODES),
        error_messages={"required": "Choose whether the progress is sufficient"},
    )

    def facts(self) -> FindingFacts:
        cleaned = self.cleaned_data
        weakness = cleaned.get("weakness")
        return FindingFacts(
            number=cleaned["number"],
            weakness_text=cleaned["weakness_text"],
            judgement=cleaned["judgement"],
            title=cleaned["title"],
            weakness_number=int(weakness) if weakness else None,
            judgement_code=ProgressCode(cleaned["judgement_code"]),
            strengths=sentences_of(cleaned["strengths"]),
            remaining=sentences_of(cleaned["remaining"]),
            caveats=sentences_of(cleaned["caveats"]),
        )


class ChangeFindingForm(FindingForm):
    expected_version = VersionField()


class CompleteForm(HouseForm):
    """``seen`` is the state of the letter that the person checked."""

    seen = HiddenField()


class TurnForm(HouseForm):
    """One box for the lead of each partner, after the boxes that an action has."""

    instead = {"parent": "outcome"}

    text = LongTextField(
        label="What is promised?", error_messages={"required": "Say what is promised"}
    )
    outcome = SelectField(label="Below which outcome?")
    reference = TextField(
        label="Reference",
        required=False,
        max_length=LONGEST_REFERENCE,
        width=10,
        help_text="Leave it empty to get the next free one of the outcome you choose.",
    )
    end = PartialDateField(
        label="By when?",
        help_text=MONTH_ONLY,
        error_messages={"required": "Give the day or the month by which it ends"},
    )

    seen_count = HiddenField()

    def __init__(
        self,
        *args: Any,
        point: PointToTurn,
        posts: Mapping[str, Sequence[tuple[str, str]]],
        **kwargs: Any,
    ) -> None:
        """``posts``: partner -> those that may lead for it."""
        only = point.outcomes[0][0] if len(point.outcomes) == 1 else ""
        proposed = {
            "text": point.text,
            "outcome": only,
            "reference": point.proposals.get(only, ""),
            "seen_count": str(len(point.made)),
        }
        super().__init__(*args, initial=proposed, **kwargs)
        self.point = point
        self.offer("outcome", point.outcomes)
        for partner in point.partners:
            self.fields[f"lead_{partner}"] = SelectField(
                label=f"{PARTNERS[partner]} lead",
                required=False,
                empty_words="None yet",
                choices=posts.get(partner, ()),
            )

    def new_action(self) -> NewAction:
        cleaned = self.cleaned_data
        return NewAction(
            outcome_ref=cleaned["outcome"],
            text=cleaned["text"],
            end=cleaned["end"],
            reference=self._reference(cleaned["outcome"], cleaned["reference"]),
            leads=self._leads(cleaned),
            seen_count=int(cleaned["seen_count"]) if cleaned["seen_count"].isdigit() else 0,
        )

    def _reference(self, outcome: str, typed: str) -> str:
        """A proposal of another outcome that was left standing gives way to the right one."""
        others = {ref: words for ref, words in self.point.proposals.items() if ref != outcome}
        return "" if typed in others.values() else typed

    def _leads(self, cleaned: Mapping[str, Any]) -> dict[Partner, str]:
        chosen = {partner: cleaned.get(f"lead_{partner}", "") for partner in self.point.partners}
        return {partner: post for partner, post in chosen.items() if post}


class LinkActionForm(HouseForm):
    line = SelectField(label="Which action answers it?")
