"""What may be offered when social care does not know a child, and what the family has to have said."""

from datetime import date

import pytest

from alongside.advice.rules.codes import Act, Side
from alongside.advice.rules.offering import (
    FamilySays,
    Help,
    check_answer,
    check_offer,
    may_offer,
)
from alongside.kernel.refusals import Refusal

OFFERED, TODAY = date(2025, 5, 6), date(2025, 5, 20)
WAITING, AGREED, DECLINED = FamilySays


@pytest.mark.parametrize(
    ("side", "acts", "may"),
    [
        (Side.SOCIAL_CARE, {Act.ASK, Act.NOT_KNOWN}, True),
        (Side.SOCIAL_CARE, {Act.NOT_KNOWN, Act.GIVE}, True),
        (Side.SOCIAL_CARE, {Act.ASK, Act.RECEIVE}, False),
        (Side.HEALTH, {Act.NOT_KNOWN}, False),
        (Side.EDUCATION, {Act.NOT_KNOWN}, False),
    ],
)
def test_it_is_offered_by_social_care_once_it_said_that_it_does_not_know_the_child(
    side: Side, acts: set[Act], may: bool
) -> None:
    assert may_offer(side, acts) is may


@pytest.mark.parametrize("kind", [Help.SECTION_17, Help.DISABLED_PERSONS])
@pytest.mark.parametrize("says", list(FamilySays))
def test_an_assessment_is_offered_whatever_the_family_says(kind: Help, says: FamilySays) -> None:
    check_offer(kind, says)


@pytest.mark.parametrize("says", [WAITING, DECLINED])
def test_early_help_is_refused_unless_the_family_agreed(says: FamilySays) -> None:
    check_offer(Help.EARLY_HELP, AGREED)
    with pytest.raises(Refusal, match="needs the family’s agreement"):
        check_offer(Help.EARLY_HELP, says)


@pytest.mark.parametrize(
    ("says", "on", "words", "problem"),
    [
        (AGREED, None, "His mother.", "on which day"),
        (DECLINED, date(2025, 5, 21), "His mother.", "still to come"),
        (AGREED, date(2025, 5, 5), "His mother.", "before the offer"),
        (AGREED, OFFERED, " ", "who in the family"),
    ],
)
def test_an_answer_has_its_day_and_who_gave_it(
    says: FamilySays, on: date | None, words: str, problem: str
) -> None:
    with pytest.raises(Refusal, match=problem):
        check_answer(says, words, answered_on=on, offered_on=OFFERED, today=TODAY)


def test_while_nobody_answered_nothing_more_is_asked() -> None:
    assert check_answer(WAITING, "", answered_on=None, offered_on=OFFERED, today=TODAY) is None
    assert check_answer(AGREED, "Ann", answered_on=TODAY, offered_on=OFFERED, today=TODAY) == TODAY
