"""What a letter must say, when it ends the visits, and which reference is free."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.board.rules.codes import ProgressCode
from alongside.board.rules.revisits import (
    LONGEST_REFERENCE,
    check_finding,
    check_letter,
    check_may_complete,
    check_may_write,
    check_reference,
    ends_visits,
    next_reference,
    sentences_of,
)
from alongside.kernel.refusals import Refusal
from tests.board.visiting import FACTS, FINDING

TODAY = date(2020, 6, 15)
GOOD, BAD = ProgressCode.SUFFICIENT, ProgressCode.INSUFFICIENT


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"overall_judgement": ""}, "overall_judgement"),
        ({"inspectorates": ()}, "inspectorates"),
        ({"visited_last": date(2020, 5, 31)}, "visited_last"),
        ({"letter_on": date(2020, 6, 2)}, "letter_on"),
        ({"letter_on": date(2020, 6, 16)}, "letter_on"),
    ],
)
def test_a_letter_that_cannot_be_so_is_refused(change: dict[str, object], field: str) -> None:
    check_letter(FACTS, today=TODAY)
    with pytest.raises(Refusal) as refused:
        check_letter(replace(FACTS, **change), today=TODAY)  # type: ignore[arg-type]
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": 2}, "number"),
        ({"weakness_text": " "}, "weakness_text"),
        ({"judgement": ""}, "judgement"),
    ],
)
def test_a_finding_that_cannot_be_so_is_refused(change: dict[str, object], field: str) -> None:
    check_finding(FINDING, taken={2})
    with pytest.raises(Refusal) as refused:
        check_finding(replace(FINDING, **change), taken={2})  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_complete_letter_is_a_document() -> None:
    check_may_write(is_complete=False)
    check_may_complete(is_complete=False, finding_count=1)
    for is_complete, count in ((True, 1), (False, 0)):
        with pytest.raises(Refusal):
            check_may_complete(is_complete=is_complete, finding_count=count)


@pytest.mark.parametrize(
    ("consequence", "codes", "expected"),
    [
        ("The visits will cease.", [GOOD, GOOD], True),
        ("The visits will go on.", [GOOD, BAD], False),
        ("", [GOOD, GOOD], False),
        ("The visits will cease.", [], False),
        ("The visits will cease.", [GOOD, ""], False),
    ],
)
def test_visits_end_when_progress_is_sufficient_everywhere(
    consequence: str, codes: list[str], expected: bool
) -> None:
    assert ends_visits(consequence, codes) is expected


def test_the_next_free_reference_is_proposed() -> None:
    assert next_reference("4.2", set()) == "4.2-r1"
    assert next_reference("4.2", {"4.2-r1", "4.2-r2", "4.1-r3"}) == "4.2-r3"
    check_reference("r" * LONGEST_REFERENCE)
    with pytest.raises(Refusal):
        check_reference("r" * (LONGEST_REFERENCE + 1))


def test_sentences_stand_one_on_a_line() -> None:
    assert sentences_of("One.\r\n\r\n  Two.  \nThree.") == ("One.", "Two.", "Three.")
