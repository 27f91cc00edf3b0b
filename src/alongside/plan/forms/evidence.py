"""What is asked for when people attach or withdraw evidence."""

from typing import Any

from alongside.plan.commands import NewEvidence
from alongside.plan.forms.waiting_files import FILE, KeepsFile
from alongside.web.forms import DayField, FileField, HouseForm, LongTextField, TextField

GIVEN = ("title", FILE, "address", "document_reference")
PARTS = (*GIVEN, "description", "dated_on", "author")
ONE_OF = "Give one of these three: a file, a web address, or where the document is kept."


class EvidenceForm(KeepsFile):
    """The boxes carry the names of ``NewEvidence``, so that its refusals find them."""

    title = TextField(label="What is the evidence called?", help_text="As people know it.")
    file = FileField(
        label="File", required=False, help_text=f"{ONE_OF} A document, a table or a picture."
    )
    address = TextField(
        label="Web address",
        required=False,
        max_length=1000,
        help_text="For something that is published. It begins with https://.",
    )
    document_reference = TextField(
        label="Where the document is kept",
        required=False,
        max_length=300,
        help_text="For a document that stays elsewhere: its reference there, such as SIB/2020/07.",
    )
    description = LongTextField(label="What does it show?", required=False, max_length=2000, rows=3)
    dated_on = DayField(
        label="Date of the evidence", required=False, help_text="For example, 27 3 2021."
    )
    author = TextField(label="Who wrote it?", required=False)

    def new_evidence(self) -> NewEvidence:
        return evidence_of(self.cleaned_data)


def evidence_of(answers: dict[str, Any]) -> NewEvidence:
    return NewEvidence(
        title=answers["title"],
        description=answers.get("description", ""),
        upload=answers[FILE] or None,
        address=answers["address"],
        document_reference=answers["document_reference"],
        dated_on=answers["dated_on"],
        author=answers.get("author", ""),
    )


class WithdrawForm(HouseForm):
    reason = LongTextField(
        label="Why is it withdrawn?",
        rows=3,
        error_messages={"required": "Say why the evidence is withdrawn"},
    )
