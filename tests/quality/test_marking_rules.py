"""Who may mark, when an audit may be submitted, whose marks are read, and which grade counts."""

from typing import Any

import pytest

from alongside.kernel.refusals import Refusal, Refusals
from alongside.quality.rules.codes import AuditState, CopyState, Grade, RoundState, Seat
from alongside.quality.rules.marking import (
    MAY_KNOW,
    NO_CONSENT,
    NOT_RELEASED,
    OWN_WORK,
    AuditFacts,
    SeatFacts,
    check_may_assign,
    check_may_submit,
    check_may_write,
    grade_that_counts,
    may_read_grade,
    needs_moderation,
    steps_apart,
)

ME = 7
FREE: dict[str, Any] = {
    "state": RoundState.DRAWN, "is_double": True, "taken": frozenset(), "marks_already": frozenset(),
    "worked_on_it": frozenset(), "has_consent": True, "copy": CopyState.RELEASED,
}  # fmt: skip
OPEN: dict[str, Any] = {
    "round_state": RoundState.DRAWN, "state": AuditState.ASSIGNED, "seat": Seat.FIRST,
    "has_no_conflict": True, "has_consent": True, "copy": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("seat", "changed", "sentence"),
    [
        (Seat.FIRST, {}, None),
        (Seat.SECOND, {}, None),
        (Seat.FAMILY, {}, None),
        (Seat.FIRST, {"worked_on_it": {ME}}, OWN_WORK),
        (Seat.FAMILY, {"may_know": {ME}}, MAY_KNOW),
        (
            Seat.SECOND,
            {"marks_already": {ME}, "taken": {Seat.FIRST}},
            "This person marks it already.",
        ),
        (Seat.FIRST, {"taken": {Seat.FIRST}}, "Somebody marks this in that place already."),
        (
            Seat.SECOND,
            {"is_double": False},
            "This one is marked once. One in five is marked twice, as drawn.",
        ),
        (
            Seat.FIRST,
            {"state": RoundState.PLANNED},
            "Draw the sample first. A closed round is not marked.",
        ),
        (
            Seat.FIRST,
            {"state": RoundState.CLOSED},
            "Draw the sample first. A closed round is not marked.",
        ),
        (Seat.FAMILY, {"has_consent": False}, NO_CONSENT),
        (Seat.FAMILY, {"copy": CopyState.MADE}, NOT_RELEASED),
        (Seat.FAMILY, {"copy": None}, NOT_RELEASED),
        (Seat.FAMILY, {"worked_on_it": {ME}}, OWN_WORK),
    ],
)
def test_who_may_be_given_an_item(
    seat: Seat, changed: dict[str, Any], sentence: str | None
) -> None:
    facts = SeatFacts(**{**FREE, **changed})
    if sentence is None:
        check_may_assign(facts, seat=seat, person_id=ME)
        return
    with pytest.raises(Refusal) as caught:
        check_may_assign(facts, seat=seat, person_id=ME)
    assert caught.value.sentence == sentence


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({}, None),
        ({"round_state": RoundState.CLOSED}, "This round is closed. Its grades stand."),
        (
            {"state": AuditState.SUBMITTED},
            "You have handed in this audit. It is not changed any more.",
        ),
        ({"state": AuditState.GIVEN_BACK}, "This audit was taken back."),
        ({"seat": Seat.FAMILY, "copy": CopyState.RELEASED}, None),
        ({"seat": Seat.FAMILY, "copy": CopyState.TAKEN_BACK}, NOT_RELEASED),
        ({"seat": Seat.FAMILY, "copy": CopyState.RELEASED, "has_consent": False}, NO_CONSENT),
        (
            {"seat": Seat.FAMILY, "copy": CopyState.RELEASED, "has_no_conflict": False},
            "Say first that you do not know this family.",
        ),
    ],
)
def test_when_an_audit_may_be_written(changed: dict[str, Any], sentence: str | None) -> None:
    facts = AuditFacts(**{**OPEN, **changed})
    if sentence is None:
        check_may_write(facts)
        return
    with pytest.raises(Refusal) as caught:
        check_may_write(facts)
    assert caught.value.sentence == sentence


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({}, []),
        ({"unanswered": ("B1", "B2")}, [""]),
        ({"grade": None}, ["grade"]),
        ({"is_blocked": True, "proposed": Grade.INADEQUATE}, ["grade"]),
        ({"grade": Grade.REQUIRES_IMPROVEMENT, "words": " "}, ["words"]),
        ({"grade": Grade.OUTSTANDING, "words": ""}, ["words"]),
        ({"grade": Grade.OUTSTANDING, "words": "Every section excels."}, []),
        ({"grade": Grade.GOOD, "words": ""}, []),
        (
            {
                "grade": Grade.INADEQUATE,
                "proposed": Grade.INADEQUATE,
                "is_blocked": True,
                "words": "No section F.",
            },
            [],
        ),
    ],
)
def test_when_an_audit_may_be_submitted(changed: dict[str, Any], fields: list[str]) -> None:
    usual: dict[str, Any] = {
        "unanswered": (), "grade": Grade.GOOD, "proposed": Grade.GOOD, "is_blocked": False,
        "words": "",
    }  # fmt: skip
    if not fields:
        check_may_submit(**{**usual, **changed})
        return
    with pytest.raises(Refusals) as caught:
        check_may_submit(**{**usual, **changed})
    assert [each.field or "" for each in caught.value.refusals] == fields


@pytest.mark.scenario(22)
@pytest.mark.parametrize(
    ("seat", "first", "second", "read"),
    [
        (Seat.FIRST, AuditState.SUBMITTED, AuditState.ASSIGNED, {Seat.FIRST}),
        (Seat.SECOND, AuditState.SUBMITTED, AuditState.ASSIGNED, {Seat.SECOND}),
        (Seat.SECOND, AuditState.SUBMITTED, AuditState.SUBMITTED, {Seat.FIRST, Seat.SECOND}),
        (None, AuditState.SUBMITTED, AuditState.ASSIGNED, set()),
        (None, AuditState.SUBMITTED, AuditState.SUBMITTED, {Seat.FIRST, Seat.SECOND}),
        (Seat.FAMILY, AuditState.SUBMITTED, AuditState.SUBMITTED, {Seat.FAMILY}),
    ],
)
def test_nobody_reads_the_others_marks_before_both_have_submitted(
    seat: Seat | None, first: AuditState, second: AuditState, read: set[Seat]
) -> None:
    states = {Seat.FIRST: first, Seat.SECOND: second}
    assert may_read_grade(seat=seat, states=states, is_double=True) == read


@pytest.mark.scenario(23)
@pytest.mark.parametrize(
    ("first", "second", "counts", "apart"),
    [
        (Grade.GOOD, Grade.GOOD, Grade.GOOD, False),
        (Grade.GOOD, Grade.OUTSTANDING, None, True),
        (Grade.GOOD, Grade.INADEQUATE, None, True),
        (Grade.GOOD, None, None, False),
    ],
)
def test_two_who_differ_are_moderated_and_no_grade_counts_before(
    first: Grade, second: Grade | None, counts: Grade | None, apart: bool
) -> None:
    grades = {Seat.FIRST: first, **({Seat.SECOND: second} if second else {})}
    assert grade_that_counts(grades, is_double=True) is counts
    assert needs_moderation(grades) is apart


def test_a_familys_grade_stands_beside_and_is_never_the_one_that_counts() -> None:
    assert grade_that_counts({Seat.FAMILY: Grade.INADEQUATE}, is_double=False) is None
    both = {Seat.FAMILY: Grade.INADEQUATE, Seat.FIRST: Grade.GOOD}
    assert grade_that_counts(both, is_double=False) is Grade.GOOD


def test_good_and_inadequate_are_two_grades_apart() -> None:
    assert steps_apart(Grade.GOOD, Grade.INADEQUATE) == 2
