"""Embedded needs so many review points in a row: raised freely, lowered by the chair with a reason."""

import pytest

from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.plan import operations
from alongside.plan.commands import StatementDetails
from alongside.plan.models import ReviewPointChange, Statement
from tests.plan.factories import AT, Place, make_statement

pytestmark = pytest.mark.django_db


def edit(place: Place, statement: Statement, points: int) -> None:
    statement.refresh_from_db()
    operations.edit_statement(
        actor=place.officer,
        at=AT,
        statement_ref=statement.ref,
        expected_version=statement.version,
        details=StatementDetails("A plan", embedded_review_points=points),
    )


def lower(place: Place, statement: Statement, points: int, reason: str = "Two are enough") -> None:
    statement.refresh_from_db()
    operations.lower_review_points(
        actor=place.chair,
        at=AT,
        statement_ref=statement.ref,
        expected_version=statement.version,
        points=points,
        reason=reason,
    )


def changes(statement: Statement) -> list[tuple[int, int, str]]:
    rows = ReviewPointChange.objects.in_area(statement.area_id).filter(statement=statement)
    return list(rows.order_by("id").values_list("old_points", "new_points", "reason"))


@pytest.mark.both_engines
def test_whoever_edits_the_plan_raises_them_and_does_not_lower_them(place: Place) -> None:
    statement = make_statement(place)
    edit(place, statement, 4)
    with pytest.raises(Refusal, match="Only the chair or vice chair may lower it"):
        edit(place, statement, 1)
    statement.refresh_from_db()
    assert statement.embedded_review_points == 4
    assert changes(statement) == [(3, 4, "")]


@pytest.mark.both_engines
def test_the_chair_lowers_them_with_a_reason(place: Place) -> None:
    statement = make_statement(place)
    lower(place, statement, 2)
    statement.refresh_from_db()
    assert statement.embedded_review_points == 2
    assert changes(statement) == [(3, 2, "Two are enough")]
    entry = LedgerEntry.objects.get(verb="plan.lower_review_points")
    assert entry.detail.words["facts"] == {"before": 3, "after": 2}


@pytest.mark.parametrize(
    ("points", "reason", "sentence"),
    [(2, " ", "Say why"), (3, "x", "Give a number below 3"), (0, "x", "Give a number below 3")],
)
def test_without_a_reason_or_a_lower_number_nothing_changes(
    place: Place, points: int, reason: str, sentence: str
) -> None:
    statement = make_statement(place)
    with pytest.raises(Refusal, match=sentence):
        lower(place, statement, points, reason)
    assert changes(statement) == []


def test_others_cannot_lower_them(place: Place) -> None:
    statement = make_statement(place)
    asked = {"at": AT, "statement_ref": statement.ref, "points": 1, "reason": "x"}
    for actor in (place.officer, place.forum):
        with pytest.raises(Hidden):
            operations.lower_review_points(actor=actor, expected_version=1, **asked)
    with pytest.raises(Changed):
        operations.lower_review_points(actor=place.chair, expected_version=7, **asked)
