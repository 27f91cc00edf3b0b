"""What may be said of an assurance, and whether the board has seen all that speaks against it."""

from datetime import UTC, date, datetime

import pytest

from alongside.board.rules.assurances import (
    Said,
    Weight,
    as_sentence,
    check_may_say,
    has_newer_against,
)
from alongside.board.rules.codes import Assured, Weighs
from alongside.kernel.refusals import Refusal

JUNE_10 = date(2020, 6, 10)


def at(day: int) -> datetime:
    return datetime(2020, 6, day, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("printed", "sentence"),
    [
        ("families are heard;", "Families are heard."),
        ("Families are heard.", "Families are heard."),
        ("  Are families heard?  ", "Are families heard?"),
        (" ; ", ""),
    ],
)
def test_the_words_of_a_list_become_a_sentence(printed: str, sentence: str) -> None:
    assert as_sentence(printed) == sentence


def test_words_and_a_day_that_has_come_are_needed() -> None:
    with pytest.raises(Refusal, match="in a sentence") as refused:
        check_may_say(" ", on=JUNE_10, today=JUNE_10, on_field="judged_on")
    assert refused.value.field == "text"
    with pytest.raises(Refusal, match="has not come yet") as refused:
        check_may_say("Yes.", on=date(2020, 6, 11), today=JUNE_10, on_field="judged_on")
    assert refused.value.field == "judged_on"


@pytest.mark.parametrize(
    ("assured", "weight", "newer"),
    [
        (Assured.ASSURED, Weight(Weighs.AGAINST, date(2020, 6, 11), at(11)), True),
        (Assured.ASSURED, Weight(Weighs.AGAINST, date(2020, 5, 1), at(11)), True),
        (Assured.ASSURED, Weight(Weighs.AGAINST, date(2020, 6, 10), at(9)), False),
        (Assured.ASSURED, Weight(Weighs.FOR, date(2020, 6, 11), at(11)), False),
        (Assured.PARTLY, Weight(Weighs.AGAINST, date(2020, 6, 11), at(11)), False),
        (Assured.NOT_ASSURED, Weight(Weighs.AGAINST, date(2020, 6, 11), at(11)), False),
    ],
)
def test_evidence_against_that_the_board_has_not_weighed_is_newer(
    assured: Assured, weight: Weight, newer: bool
) -> None:
    assert has_newer_against(Said(assured, JUNE_10, at(10)), [weight]) is newer


def test_nothing_is_newer_than_what_was_never_said() -> None:
    assert not has_newer_against(None, [Weight(Weighs.AGAINST, JUNE_10, at(10))])
