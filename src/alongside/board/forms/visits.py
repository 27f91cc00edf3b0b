"""What is asked for about visits, their papers and their outcome letters."""

from typing import Any

from django.core.exceptions import ValidationError

from alongside.board.operations.visits import NewPaper, VisitDetails
from alongside.kernel.actor import Actor
from alongside.plan.forms.waiting_files import FILE, KeepsFile
from alongside.web.forms import (
    DayField,
    FileField,
    HouseForm,
    LongTextField,
    TextField,
    VersionField,
)

USUAL_VISITORS = "Department for Education and NHS England"
KIND = "A PDF, a Word document, a spreadsheet or a picture."
CHOOSE = "Choose the file."


class VisitForm(HouseForm):
    held_on = DayField(label="On which day is the visit?")
    visitors = TextField(label="Who visits?", max_length=300)
    focus = LongTextField(label="What does the visit look at?", required=False, rows=3)
    freezes_on = DayField(
        label="Freeze the evidence earlier?",
        required=False,
        help_text="Leave this empty to freeze it two weeks before the visit.",
    )

    def details(self) -> VisitDetails:
        cleaned = self.cleaned_data
        return VisitDetails(
            held_on=cleaned["held_on"],
            visitors=cleaned["visitors"],
            focus=cleaned["focus"],
            freezes_on=cleaned["freezes_on"],
        )


class ChangeVisitForm(VisitForm):
    expected_version = VersionField()


class CallOffForm(HouseForm):
    why = LongTextField(
        label="Why does the visit not take place?",
        rows=3,
        error_messages={"required": "Say why the visit is called off"},
    )


class TakeOutForm(HouseForm):
    why = LongTextField(
        label="Why is the paper taken out?",
        rows=3,
        error_messages={"required": "Say why the paper is taken out"},
    )


class _NeedsFile(KeepsFile):
    """A file must be chosen, or wait from the last time the form was sent."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get(FILE) and FILE not in self.errors:
            self.add_error(FILE, ValidationError(CHOOSE))
        return cleaned


class PaperForm(_NeedsFile):
    """``why_late`` is asked for only once the evidence is frozen."""

    title = TextField(label="What is the paper called?", help_text="As people know it.")
    file = FileField(label="File", help_text=KIND, error_messages={"required": CHOOSE})
    why_late = LongTextField(
        label="Why does the paper come late?",
        rows=3,
        help_text="Readers see this beside the paper.",
        error_messages={"required": "Say why the paper comes after the evidence was frozen"},
    )

    def __init__(self, *args: Any, actor: Actor, is_frozen: bool, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        if not is_frozen:
            del self.fields["why_late"]

    def new_paper(self) -> NewPaper:
        cleaned = self.cleaned_data
        return NewPaper(cleaned["title"], cleaned[FILE], cleaned.get("why_late", ""))


class LetterForm(_NeedsFile):
    file = FileField(label="The letter", help_text=KIND, error_messages={"required": CHOOSE})
    letter_on = DayField(label="Date of the letter", help_text="For example, 12 10 2022.")
    outcome = LongTextField(
        label="What does the letter say, in a few sentences?",
        error_messages={"required": "Say in a sentence or two what the letter says"},
    )
