"""Recording that a ground is relied on: what it needs, and which limits it may reach."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.casework.rules.bodies import Relied
from alongside.casework.rules.relying import limits_with_grounds, reliance_refusals
from alongside.casework.the_law import clock_of_the_law

RULES = clock_of_the_law().rules
ON = date(2025, 5, 1)
WHOLE = Relied(ground="EXC-C", because="Ill.", evidence="A letter.", authorised_by="The head.")


@pytest.mark.parametrize(
    ("relied", "sentences"),
    [
        (WHOLE, []),
        (replace(WHOLE, rules=("FINAL-20W", "DEC-6W")), []),
        (replace(WHOLE, ground="EXC-8C", rules=("ADV-6W",), body="health"), []),
        (
            replace(WHOLE, ground="EXC-8C", rules=("ADV-6W", "FINAL-20W")),
            [
                "A missed appointment during the six weeks for advice (EXC-8C) is no ground for this "
                "limit: final EHC plan (FINAL-20W). Choose another ground, or leave this limit out."
            ],
        ),
        (replace(WHOLE, rules=("REV-4W",)), ["Choose the limits from the list."]),
        (
            replace(WHOLE, evidence=" ", authorised_by=""),
            [
                "An exception needs evidence and the name of who authorised it. Record it too.",
            ],
        ),
    ],
)
@pytest.mark.scenario(3)
def test_a_ground_needs_its_papers_and_reaches_only_its_limits(
    relied: Relied, sentences: list[str]
) -> None:
    assert [each.sentence for each in reliance_refusals(relied, ON, RULES)] == sentences


def test_limits_without_a_ground_are_not_offered() -> None:
    offered = limits_with_grounds(RULES)
    assert {"DEC-6W", "ADV-6W", "NOPLAN-16W", "FINAL-20W", "REASS-14W"} <= offered.keys()
    assert "REV-4W" not in offered
    assert all(each.grounds for each in offered.values())
