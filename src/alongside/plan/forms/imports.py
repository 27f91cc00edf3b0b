"""What is asked for when an action plan is imported from a file."""

from typing import Any

from django.core.exceptions import ValidationError

from alongside.plan.forms.waiting_files import FILE, KeepsFile
from alongside.plan.rules.codes import StatementKind
from alongside.plan.transfer import ImportChoice
from alongside.plan.words import STATEMENT_KINDS
from alongside.web.forms import FileField, HiddenField, SelectField, TextField, choices_of

CHOOSE = "Choose the file to import."


class ImportForm(KeepsFile):
    """``accepted`` is the digest of the differences that the person saw and accepts."""

    file = FileField(
        label="File",
        error_messages={"required": CHOOSE},
        help_text="JSON (.json), Excel (.xlsx) or CSV (.csv), in the documented format.",
    )
    into = SelectField(
        label="Which action plan does it belong to?",
        required=False,
        empty_words="The file says so, or a new one",
    )
    title = TextField(
        label="Title of a new action plan",
        required=False,
        max_length=300,
        help_text="Only for an Excel or CSV file that begins a new one.",
    )
    kind = SelectField(
        label="Kind of a new action plan",
        choices=choices_of(STATEMENT_KINDS),
        initial=StatementKind.WRITTEN_STATEMENT.value,
    )
    accepted = HiddenField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get(FILE) and FILE not in self.errors:
            self.add_error(FILE, ValidationError(CHOOSE))
        return cleaned

    def choice(self) -> ImportChoice:
        cleaned = self.cleaned_data
        return ImportChoice(
            into=cleaned["into"],
            title=cleaned["title"],
            accepted=cleaned["accepted"],
            kind=StatementKind(cleaned["kind"]),
        )
