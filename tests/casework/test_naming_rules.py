"""A place is found by every name that people call it by, and no letter is refused for everyday words."""

from dataclasses import replace

import pytest

from alongside.casework.rules.letters_reading import letter_book
from alongside.casework.rules.naming import initials_of, is_named
from alongside.casework.rules.revealing import Reader, check_reveals_nothing
from alongside.kernel.refusals import Refusal
from tests.casework.letter_paths import CHILD

PLACE = "St Mary’s CE Primary School"


@pytest.mark.parametrize(
    ("place", "words", "is_told"),
    [
        ("Example Primary School", "He goes to EPS.", True),
        ("Example Primary School", "He goes to E.P.S. now", True),
        ("Example Primary School", "he goes to eps", True),
        ("Example Primary School", "He goes to E P S now", True),
        ("Example Primary School", "He goes to E. P. S.", True),
        ("Example Primary School", "He goes to E-P-S, E/P/S", True),
        ("Example Primary School", "Since May e p s has had him", True),
        ("Example Primary School", "In group A E P S", True),
        ("Example Primary School", "Sections E F and P, as S says", False),
        ("School of the Rivers", "At S R since May", True),
        ("School of the Rivers", "At s r since May", False),
        (PLACE, "At S M P S since May", True),
        ("Example Primary School", "He goes to Example Primary.", True),
        ("Example Primary School", "He goes to Example.", True),
        ("Example Primary School", "For example: examples of steps.", True),
        ("Example Primary School", "Steps, EP, and the primary school.", False),
        (PLACE, "At ST MARYS since May", True),
        (PLACE, "At St Mary's since May", True),
        (PLACE, "At SMPS since May", True),
        (PLACE, "At SMCEPS since May", True),
        (PLACE, "With Mary since May", False),
        ("York High School", "Written in York.", False),
        ("York High School", "At York High since May", True),
        ("York High School", "At YHS since May", True),
        ("The Clinic at Example House", "Seen at Clinic at Example House", True),
        ("North Vale College", "The council of North Vale", True),
        ("East Hill College", "The EHC plan", False),
        ("School of the Rivers", "At SOTR, or SR", True),
        ("Hempland", "At Hempland", True),
        ("", "Nothing at all", False),
    ],
)
def test_a_place_is_named_by_what_people_call_it(place: str, words: str, *, is_told: bool) -> None:
    assert is_named(place, words) is is_told


def test_what_stands_in_every_letter_tells_no_place() -> None:
    assert not is_named(
        "North Vale College", "The council of North Vale", public="North Vale Council"
    )
    assert is_named("North Vale College", "At North Vale College", public="North Vale Council")


def test_the_names_of_people_are_no_names_of_places() -> None:
    father = Reader(ref="father", name="Fred Testly", restriction="Not the school.")
    at_testly = replace(CHILD, setting="Testly School", places=())
    check_reveals_nothing(
        "Dear Fred Testly, about Ada Testly", father, at_testly, what="This letter"
    )
    with pytest.raises(Refusal, match="names a school"):
        check_reveals_nothing("She goes to Testly School", father, at_testly, what="This letter")


def test_no_letter_of_ours_holds_what_could_be_initials_of_an_everyday_school() -> None:
    words = " ".join(line.text for each in letter_book().templates for line in each.lines)
    for place in (
        "Ashfield Primary School",
        "Acorn Lower Infant School",
        PLACE,
        "York High School",
    ):
        assert not is_named(place, words), (place, initials_of(place))
