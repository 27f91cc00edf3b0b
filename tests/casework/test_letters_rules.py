"""Letters as data: every one whole for every legal path, with no gap left empty."""

import re
from dataclasses import replace

import pytest

from alongside.casework.rules.letters_writing import texts_of, write_letter
from alongside.kernel.refusals import Refusals
from tests.casework.letter_paths import CHILD, OWN, PATHS
from tests.casework.written_letters import (
    BOOK,
    OWN_WORDS,
    due_at_end,
    every_letter,
    letter_of,
    material_of,
    words_of,
    written,
)

ANOTHER_VOICE = re.compile(
    r"\b[Tt]he (council|(local )?authority) (has|had|is|was|will|says|sends)\b"
)


@pytest.mark.parametrize(("kind", "whose", "name"), list(every_letter()))
def test_every_letter_is_whole_for_every_legal_path(kind: str, whose: str, name: str) -> None:
    due, parties = letter_of(kind, whose, name)
    later = 200 if due.template.only_with == "late" else 2
    found = written(due, kind, parties, later)
    text = words_of(found)
    assert "{" not in text
    assert "}" not in text
    assert "…" not in text
    assert "None" not in text
    assert all(each.strip() for each in texts_of(found.document) if each)
    assert OWN_WORDS in text
    assert f"Dear {due.recipient.name}," in text or "Dear colleague," in text
    assert text.count("\n# ") == 0
    assert not ANOTHER_VOICE.search(text), "A letter of ours says “we”"


def test_a_gap_that_cannot_be_filled_is_a_refusal_and_never_an_empty_field() -> None:
    due = next(each for each in due_at_end("decided_no_plan"))
    material = material_of(due, "decided_no_plan")
    bare = replace(material, own={**OWN, "mediation_contact": ""})
    with pytest.raises(Refusals) as refused:
        write_letter(bare, free_text="", book=BOOK)
    assert "mediation adviser" in refused.value.refusals[0].sentence


def test_words_that_people_wrote_become_no_headings() -> None:
    due = next(each for each in due_at_end("request_received"))
    found = write_letter(
        material_of(due, "request_received"), free_text="# Big\n\n{child} @rights", book=BOOK
    )
    assert "# Big" in words_of(found)
    assert "{child} @rights" in words_of(found)


@pytest.mark.parametrize("contact", ["ring 01632 960103", "ring 01632 960103. It rings nowhere."])
def test_words_that_end_their_own_sentence_bring_no_second_full_stop(contact: str) -> None:
    late = [
        (kind, due)
        for kind in PATHS
        for due in due_at_end(kind)
        if due.template.only_with == "late"
    ]
    kind, due = late[0]
    material = material_of(due, kind, CHILD, 200)
    own = {**material.own, "complaints_contact": contact}
    text = words_of(write_letter(replace(material, own=own), free_text=OWN_WORDS, book=BOOK))
    assert f"You can complain to us: {contact.removesuffix('.')}. If our answer" in text
