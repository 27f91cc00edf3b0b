"""Letters that nobody can see do not get in, and a table with nothing in it has no headings."""

import pytest

from alongside.web.components import Column, Table
from alongside.web.forms import LongTextField, TextField
from alongside.web.markup import table


@pytest.mark.parametrize("letter", ["\u200b", "\u202e", "\u2066", "\u2060", "\ufeff"])
@pytest.mark.parametrize("field", [TextField(label="Text"), LongTextField(label="Text")])
def test_an_invisible_letter_is_taken_out(field: TextField, letter: str) -> None:
    assert field.clean(f"Why is{letter} it late?") == "Why is it late?"


def test_a_joiner_stays() -> None:
    family = "\U0001f469\u200d\U0001f467"
    assert TextField(label="Text").clean(family) == family


def test_a_table_with_nothing_in_it_has_no_headings() -> None:
    columns = (Column("Post"), Column("Held by"))
    empty = table(Table("Seats", columns, (), empty="Nobody has a seat on this board yet."))
    assert "<thead" not in empty
    assert "Nobody has a seat" in empty
    assert "<thead" in table(Table("Seats", columns, [("Chair", "Ann Alder")]))
