"""What the house works out of an EHC plan itself: how many rows of help are specific, and whether it is plain."""

from dataclasses import replace

import pytest

from alongside.casework.rules.plans.codes import Section
from alongside.casework.rules.plans.parts import Need, Part, PartBody, Provision
from alongside.language import glossary
from alongside.quality.rules.plan_effects import is_plain, specific_share

WHOLE = Provision(
    what="A programme of understanding language",
    who="A teaching assistant",
    how_much="20 minutes",
    how_often="Three times a week",
)
PLAIN = "He likes to build towers with his sister. " * 30


def part(key: str, section: Section, body: PartBody) -> Part:
    return Part(key=key, section=section, position=1, body=body)


@pytest.mark.parametrize(
    ("row", "share"),
    [
        (WHOLE, 1.0),
        (replace(WHOLE, how_often=""), 0.0),
        (replace(WHOLE, how_often="Regularly, as required"), 0.0),
        (replace(WHOLE, what="Access to a programme of language"), 0.0),
        (Provision(what="One 45-minute session a week by a speech therapist."), 1.0),
    ],
)
def test_a_row_is_specific_when_nothing_in_it_is_to_be_mended(row: Provision, share: float) -> None:
    assert specific_share([part("f1", Section.F, row)]) == share


def test_rows_of_every_section_of_help_are_shared_out() -> None:
    vague = replace(WHOLE, how_much="", how_often="")
    rows = [
        part("f1", Section.F, WHOLE),
        part("g1", Section.G, WHOLE),
        part("h1", Section.H1, vague),
        part("h2", Section.H2, WHOLE),
    ]
    assert specific_share(rows) == 0.75


def test_without_a_row_of_help_there_is_no_share() -> None:
    assert specific_share([part("b1", Section.B, Need(need="Reading is hard."))]) is None


@pytest.mark.parametrize(
    ("need", "plain"),
    [
        (PLAIN, True),
        (PLAIN + "He is dysregulated. SEMH is a worry.", False),
        ("Reading is hard.", None),
    ],
)
def test_hard_words_are_counted_against_the_length(need: str, plain: bool | None) -> None:
    assert is_plain([part("b1", Section.B, Need(need=need))], glossary()) is plain
