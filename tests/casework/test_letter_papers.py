"""Each letter set on paper once: tagged PDF, and a file for Word."""

import io

import docx
import pypdfium2
import pytest

from alongside.casework.rules.letters import Template
from alongside.documents.pdf import pdf_of
from alongside.documents.word import word_of
from tests.casework.letter_paths import FATHER, PATHS
from tests.casework.written_letters import BOOK, due_at_end, written
from tests.documents.making import squeezed


def first_of(template: Template):
    """The letter to somebody with a restriction where it goes to the family."""
    kind = next(kind for kind in PATHS if kind in template.follows)
    found = [each for each in due_at_end(kind) if each.template is template]
    due = next((each for each in found if each.recipient.contact_ref == FATHER.ref), found[0])
    later = 200 if template.only_with == "late" else 2
    return written(due, kind, later=later).document


@pytest.mark.parametrize("template", BOOK.templates, ids=lambda each: each.code)
def test_each_letter_is_set_as_pdf(template: Template) -> None:
    document = first_of(template)
    pages = pypdfium2.PdfDocument(pdf_of(document, footer="Our reference 2025-00001").bytes)
    text = squeezed("".join(page.get_textpage().get_text_range() for page in pages))
    assert squeezed(document.title) in text
    assert squeezed("Yours sincerely,") in text
    assert squeezed("Our reference 2025-00001") in text


@pytest.mark.parametrize("code", ["refused_to_assess", "final_plan", "advice_asked"])
def test_a_letter_is_made_for_word(code: str) -> None:
    document = first_of(next(each for each in BOOK.templates if each.code == code))
    made = docx.Document(io.BytesIO(word_of(document)))
    text = [each.text for each in made.paragraphs]
    assert text[0] == document.title
    assert any(each.startswith("Yours sincerely,") for each in text)
    assert made.core_properties.author == document.author
