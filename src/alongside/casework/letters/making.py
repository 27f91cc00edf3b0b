"""The worker's part: making the PDF and the Word file of a letter that was checked, from its frozen
content alone. A letter whose papers fail says so, and they can be asked for again.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from alongside.casework import perms
from alongside.casework.letters.finding import lacks_large_print
from alongside.casework.models import Letter
from alongside.casework.operations.letter_papers import (
    FROZEN,
    Papers,
    keep_letter_papers,
    tell_papers_failed,
)
from alongside.documents.content import from_json
from alongside.documents.pdf import pdf_of
from alongside.documents.word import word_of
from alongside.kernel.actor import Actor, system_actor

FAILED = "The PDF and the file for Word could not be made. Ask for them again, or print this page."
MAKER = "letter maker"


def make_papers(
    *, letter_id: int, at: datetime, progress: Callable[[int, int], None]
) -> Letter | None:
    """None when there is nothing to make any more. A fault is told on the letter, and raised again."""
    letter = (
        Letter.objects.across_areas(reason="The work names its letter.")
        .select_related("area", "case", "contact")
        .filter(pk=letter_id, state__in=[state.value for state in FROZEN])
        .first()
    )
    if letter is None or (letter.pdf_id is not None and not lacks_large_print(letter)):
        return None
    actor = _maker(letter)
    try:
        papers = _papers(letter, progress)
    except Exception:
        tell_papers_failed(actor=actor, at=at, letter_ref=letter.ref, sentence=FAILED)
        raise
    return keep_letter_papers(actor=actor, at=at, letter_ref=letter.ref, papers=papers)


def _papers(letter: Letter, progress: Callable[[int, int], None]) -> Papers:
    document = from_json(json.loads(letter.content))
    footer = f"Our reference {letter.case.number}"
    pdf = pdf_of(document, footer=footer, progress=progress)
    large = b""
    if lacks_large_print(letter):
        large = pdf_of(replace(document, is_large=True), footer=footer).bytes
    return Papers(pdf=pdf.bytes, word=word_of(document), large_print=large)


def _maker(letter: Letter) -> Actor:
    return system_actor(
        name=MAKER,
        area_id=letter.area.pk,
        area_slug=letter.area.slug,
        permissions={perms.ALL, perms.RECORD},
    )
