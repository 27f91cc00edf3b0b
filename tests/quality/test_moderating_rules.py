"""Meetings, what they may agree, and how far auditors agreed before them."""

from datetime import date

import pytest

from alongside.kernel.refusals import Refusal, Refusals
from alongside.quality.rules.agreeing import agreement_of
from alongside.quality.rules.codes import Grade, Present
from alongside.quality.rules.moderating import (
    NewMeeting,
    check_may_agree,
    check_meeting,
    takes_part,
)

DRAWN, TODAY = date(2025, 9, 1), date(2025, 10, 1)
ORIGINALS = {"first": Grade.GOOD, "second": Grade.INADEQUATE}


def meeting(day: date = date(2025, 9, 20), **present: int) -> NewMeeting:
    return NewMeeting(held_on=day, present={Present(who): count for who, count in present.items()})


def test_a_meeting_has_two_people_on_a_day_after_the_draw() -> None:
    check_meeting(meeting(parent=1, auditor=2), drawn_on=DRAWN, today=TODAY)
    for wrong, field in (
        (meeting(auditor=1), "council"),
        (meeting(date(2025, 8, 31), auditor=2), "held_on"),
        (meeting(date(2025, 10, 2), auditor=2), "held_on"),
    ):
        with pytest.raises(Refusals) as caught:
            check_meeting(wrong, drawn_on=DRAWN, today=TODAY)
        assert [each.field for each in caught.value.refusals] == [field]


@pytest.mark.parametrize(
    ("present", "families", "partners"),
    [
        ({Present.PARENT: 1, Present.AUDITOR: 2}, True, False),
        ({Present.HEALTH: 1, Present.FORUM: 1}, True, True),
        ({Present.COUNCIL: 4, Present.PARENT: 0}, False, False),
    ],
)
def test_who_took_part_is_told_by_what_they_came_as(
    present: dict[Present, int], families: bool, partners: bool
) -> None:
    assert takes_part(present) == (families, partners)


def test_a_meeting_agrees_once_with_a_reason_after_both_have_submitted() -> None:
    check_may_agree(
        ORIGINALS, agreed=Grade.REQUIRES_IMPROVEMENT, why="Section F is vague.", has_agreed=False
    )
    for originals, why, has_agreed in (
        (ORIGINALS, "", False),
        (ORIGINALS, "Section F is vague.", True),
        ({"first": Grade.GOOD}, "Section F is vague.", False),
    ):
        with pytest.raises(Refusal):
            check_may_agree(originals, agreed=Grade.GOOD, why=why, has_agreed=has_agreed)


def test_a_grade_that_neither_gave_needs_more_than_a_word() -> None:
    with pytest.raises(Refusal, match="at more length"):
        check_may_agree(ORIGINALS, agreed=Grade.OUTSTANDING, why="We agree.", has_agreed=False)
    check_may_agree(
        ORIGINALS,
        agreed=Grade.OUTSTANDING,
        why="Both had read an older version of it.",
        has_agreed=False,
    )


@pytest.mark.scenario(23)
def test_agreement_is_told_with_its_number_and_interval() -> None:
    pairs = (
        [(Grade.GOOD, Grade.GOOD)] * 7
        + [(Grade.GOOD, Grade.INADEQUATE)] * 2
        + [(Grade.GOOD, Grade.OUTSTANDING)]
    )
    found = agreement_of(pairs)
    assert found is not None
    assert found.items == 10
    assert found.gwet.lower < found.gwet.value < found.gwet.upper <= 1
    assert "10 items" in found.sentence
    assert agreement_of([]) is None
