"""A status whose proof was withdrawn says so wherever it stands, and so does what the forum does not see."""

from datetime import date

import pytest

from alongside.plan import operations, queries
from alongside.plan.models import Evidence, Line
from alongside.plan.pages.reading.statement import status_notes
from alongside.plan.rules.codes import Verdict
from tests.plan.factories import AT, LETTER, TODAY, Place, complete, record

pytestmark = pytest.mark.django_db
LOST = "Its evidence was withdrawn"
BOARD_LOST = "The evidence of the board’s judgement was withdrawn"


def notes(place: Place, line: Line) -> list[str]:
    page = queries.statement_page(place.chair, statement_ref=line.statement.ref, today=TODAY)
    return list(status_notes(next(each for each in page.lines if each.id == line.pk)))


def withdraw(place: Place, title: str = LETTER.title) -> None:
    for each in Evidence.objects.in_area(place.area.pk).filter(title=title, withdrawal=None):
        operations.withdraw_evidence(
            actor=place.officer, at=AT, evidence_ref=each.ref, reason="Wrong."
        )


def judge(place: Place, line: Line, verdict: Verdict) -> None:
    operations.record_judgement(
        actor=place.chair,
        at=AT,
        line_ref=line.ref,
        verdict=Verdict.YES,
        judged_on=TODAY,
        text="It works.",
        evidence_refs=[attached(place, line, "Survey")],
    )
    operations.record_forum_view(
        actor=place.forum, at=AT, line_ref=line.ref, verdict=verdict, viewed_on=TODAY, text="So."
    )


def attached(place: Place, line: Line, title: str) -> str:
    made = operations.attach_evidence(
        actor=place.officer,
        at=AT,
        line_ref=line.ref,
        new=type(LETTER)(title=title, document_reference="S/1"),
    )
    return made.ref


@pytest.mark.both_engines
def test_a_completion_says_that_its_only_evidence_was_withdrawn(place: Place, line: Line) -> None:
    complete(place, line)
    assert LOST not in notes(place, line)
    withdraw(place)
    assert LOST in notes(place, line)
    page = queries.line_page(place.chair, line_ref=line.ref, today=TODAY)
    assert page.statuses[0].evidence[0].words == "Minutes of the board (withdrawn)"
    assert "its evidence was withdrawn later" in " ".join(event.words for event in page.story)


def test_one_that_still_has_evidence_says_nothing(place: Place, line: Line) -> None:
    other = attached(place, line, "Survey")
    record(place, line, "completed", new_evidence=(LETTER,), evidence_refs=(other,))
    withdraw(place)
    assert LOST not in notes(place, line)


def test_a_completion_that_was_opened_again_is_over(place: Place, line: Line) -> None:
    complete(place, line, date(2020, 6, 1))
    record(place, line, "on_track", date(2020, 6, 2), note="Opened again.")
    withdraw(place)
    other = attached(place, line, "Survey")
    record(place, line, "completed", date(2020, 6, 3), evidence_refs=(other,))
    assert LOST not in notes(place, line)


@pytest.mark.both_engines
def test_embedded_says_that_what_it_rests_on_was_withdrawn(place: Place, line: Line) -> None:
    complete(place, line)
    judge(place, line, Verdict.NOT_YET)
    record(place, line, "embedded")
    assert {LOST, BOARD_LOST}.isdisjoint(notes(place, line))
    withdraw(place, "Survey")
    assert BOARD_LOST in notes(place, line)
    withdraw(place)
    assert LOST in notes(place, line)


def test_what_the_forum_does_not_see_stands_beside_the_status(place: Place, line: Line) -> None:
    complete(place, line)
    judge(place, line, Verdict.YES)
    assert not any("forum" in note for note in notes(place, line))
    judge(place, line, Verdict.NOT_YET)
    assert "The forum’s view: not yet, 15 June 2020" in notes(place, line)
