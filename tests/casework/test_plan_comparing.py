"""What changed between two versions: by row, by box, by word."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.rules.plans.codes import Act, Section
from alongside.casework.rules.plans.comparing import compare, pieces
from tests.casework.plan_factories import HEALTH, part, whole


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("", "", ""),
        ("Once a week", "Once a week", "Once a week"),
        ("", "Once a week", "[+Once a week+]"),
        ("Once a week", "", "[-Once a week-]"),
        (
            "Once a week, in school.",
            "Twice a week, in school.",
            "[-Once-][+Twice+] a week, in school.",
        ),
        ("30 minutes", "45 minutes", "[-30-][+45+] minutes"),
        ("She can’t read", "She can read", "She [-can’t-][+can+] read"),
        ("Daily", "Daily, with a friend", "Daily[+, with a friend+]"),
        ("one  two", "one two", "one[-  -][+ +]two"),
    ],
)
def test_words_are_marked_one_by_one(before: str, after: str, marked: str) -> None:
    signs = {"same": ("", ""), "added": ("[+", "+]"), "removed": ("[-", "-]")}
    found = pieces(before, after)
    said = "".join(f"{signs[each.mark][0]}{each.text}{signs[each.mark][1]}" for each in found)
    assert said == marked


def test_both_texts_are_whole_in_the_pieces() -> None:
    before, after = "A long walk, then tea.", "A walk and then – no tea!"
    found = pieces(before, after)
    assert "".join(each.text for each in found if each.mark != "added") == before
    assert "".join(each.text for each in found if each.mark != "removed") == after


@given(before=st.text(max_size=200), after=st.text(max_size=200))
def test_no_letter_of_either_text_is_lost(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(each.text for each in found if each.mark != "added") == before
    assert "".join(each.text for each in found if each.mark != "removed") == after


def test_rows_that_came_went_and_changed_are_told_apart() -> None:
    before = whole()
    body = before[6].body
    after = (*whole("h2", f1=replace(body, how_often="Daily")), part("g9", Section.G, HEALTH))  # type: ignore[type-var]
    found = compare(before, after)
    assert [(each.key, each.act) for each in found] == [
        ("f1", Act.CHANGED),
        ("g9", Act.ADDED),
        ("h2", Act.REMOVED),
    ]
    assert found[0].boxes == ("how_often",)


def test_the_order_of_rows_is_no_change() -> None:
    assert compare(whole(), tuple(reversed(whole()))) == ()
