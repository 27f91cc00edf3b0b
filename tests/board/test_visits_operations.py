"""Visits: planning, papers before and after the freeze, the outcome letter."""

import hashlib
from datetime import date, timedelta

import pytest

from alongside.board.models import VisitPaper
from alongside.board.operations import visits as operations
from alongside.board.operations.visits import NewPaper, VisitDetails
from alongside.board.queries.visits import (
    latest_visit,
    next_visit,
    visit_page,
    visit_papers,
    visits_freezing,
    visits_page,
)
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.models import LedgerDetail, LedgerEntry
from tests.board.factories import make_board
from tests.board.visiting import (
    FREEZES_ON,
    HELD_ON,
    add_paper,
    file,
    freeze,
    make_visit,
    noon,
    write_letter,
)
from tests.plan.factories import Place, make_place, make_statement

pytestmark = pytest.mark.django_db
LATE = date(2020, 7, 3)


@pytest.fixture
def place() -> Place:
    made = make_place()
    make_board(made)
    return made


def _last_verb() -> str:
    return str(LedgerEntry.objects.order_by("-seq")[0].verb)


def test_a_planned_visit_freezes_two_weeks_ahead(place: Place) -> None:
    visit = make_visit(place, focus="Waiting times")
    assert (visit.held_on, visit.freezes_on) == (HELD_ON, FREEZES_ON)
    assert _last_verb() == "board.plan_visit"
    detail = LedgerDetail.objects.order_by("-pk")[0].content
    assert "Waiting times" not in detail


def test_there_is_one_visit_a_day_and_a_board_to_visit(place: Place) -> None:
    make_visit(place)
    with pytest.raises(Refusal, match="already a visit"):
        make_visit(place)
    elsewhere = make_place("shire", "Example Shire")
    with pytest.raises(Refusal, match="improvement board first"):
        make_visit(elsewhere)


@pytest.mark.both_engines
@pytest.mark.scenario(40)
def test_a_late_paper_is_an_addendum_with_its_own_stamp(place: Place) -> None:
    """The evidence freezes two weeks ahead; what comes later is shown apart and changes nothing."""
    visit = make_visit(place)
    first = add_paper(place, visit, FREEZES_ON, title="In time")
    before = visit_papers(place.chair, visit.pk).evidence
    late = add_paper(place, visit, LATE, title="Late", why_late="The count was wrong.")
    found = visit_papers(place.chair, visit.pk)
    assert found.evidence == before
    assert [paper.ref for paper in found.evidence] == [first.ref]
    (stamp,) = found.addenda
    assert (stamp.ref, stamp.title, stamp.why_late) == (late.ref, "Late", "The count was wrong.")
    assert (stamp.added_at, stamp.added_by) == (noon(LATE), "Olive Officer")
    assert stamp.sha256 == hashlib.sha256(b"What the paper says.\n").hexdigest()
    with pytest.raises(Refusal, match="never changed"):
        operations.take_out_paper(
            actor=place.officer, at=noon(LATE), paper_ref=first.ref, why="Wrong"
        )


@pytest.mark.scenario(40)
def test_once_the_pack_is_frozen_every_paper_is_late(place: Place) -> None:
    """Even before the day of freezing."""
    visit = make_visit(place)
    early = FREEZES_ON - timedelta(days=5)
    freeze(place, visit, early)
    with pytest.raises(Refusal, match="Say why"):
        add_paper(place, visit, early)
    assert add_paper(place, visit, early, why_late="Forgotten.").is_addendum
    row = visit_page(place.chair, visit.ref, today=early).visit
    assert (row.frozen_on, row.has_edition, row.addendum_count) == (early, True, 1)


def test_a_paper_has_a_title_and_a_sound_file(place: Place) -> None:
    visit = make_visit(place)
    for new, field in (
        (NewPaper(" ", file()), "title"),
        (NewPaper("A page", file("page.html", b"<html><script></script>")), "file"),
    ):
        with pytest.raises(Refusal) as refused:
            operations.add_visit_paper(
                actor=place.officer, at=noon(FREEZES_ON), visit_ref=visit.ref, new=new
            )
        assert refused.value.field == field
    assert not VisitPaper.objects.in_area(place.area.pk).exists()


def test_a_paper_is_taken_out_with_a_reason_before_the_freeze(place: Place) -> None:
    visit = make_visit(place)
    paper = add_paper(place, visit, FREEZES_ON)
    with pytest.raises(Refusal, match="Say why"):
        operations.take_out_paper(
            actor=place.officer, at=noon(FREEZES_ON), paper_ref=paper.ref, why=" "
        )
    operations.take_out_paper(
        actor=place.officer, at=noon(FREEZES_ON), paper_ref=paper.ref, why="It was a draft."
    )
    found = visit_papers(place.chair, visit.pk)
    assert not found.evidence
    assert [each.taken_out_why for each in found.taken_out] == ["It was a draft."]
    with pytest.raises(Refusal, match="already"):
        operations.take_out_paper(
            actor=place.officer, at=noon(FREEZES_ON), paper_ref=paper.ref, why="Again"
        )


def test_the_letter_is_filed_once_and_closes_the_papers(place: Place) -> None:
    visit = make_visit(place)
    after = HELD_ON + timedelta(days=20)
    facts = {"visit_ref": visit.ref, "letter_on": after, "outcome": "Good progress."}
    filed = operations.file_visit_letter(
        actor=place.officer, at=noon(after), upload=file("letter.txt"), **facts
    )
    assert (filed.letter_on, filed.letter.name) == (after, "letter.txt")
    assert _last_verb() == "board.file_visit_letter"
    with pytest.raises(Refusal, match="papers are closed"):
        add_paper(place, visit, after, why_late="Late")
    with pytest.raises(Refusal, match="never replaced"):
        operations.file_visit_letter(
            actor=place.officer, at=noon(after), upload=file("other.txt"), **facts
        )
    with pytest.raises(Refusal, match="no longer changes"):
        operations.call_off_visit(
            actor=place.officer, at=noon(after), visit_ref=visit.ref, why="No"
        )


@pytest.mark.both_engines
def test_two_people_change_a_visit_and_the_second_is_shown_what_changed(place: Place) -> None:
    visit = make_visit(place)
    change = {"actor": place.officer, "at": noon(date(2020, 6, 16)), "visit_ref": visit.ref}
    moved = VisitDetails(date(2020, 7, 22), "DfE and NHS England")
    changed = operations.change_visit(expected_version=1, details=moved, **change)
    assert (changed.version, changed.freezes_on) == (2, date(2020, 7, 8))
    with pytest.raises(Changed) as refused:
        operations.change_visit(
            expected_version=1, details=VisitDetails(HELD_ON, "The department"), **change
        )
    assert ("Visitors", "DfE and NHS England", "The department") in refused.value.differences


def test_a_visit_that_moves_keeps_its_frozen_evidence(place: Place) -> None:
    visit = make_visit(place)
    changed = operations.change_visit(
        actor=place.officer,
        at=noon(LATE),
        visit_ref=visit.ref,
        expected_version=1,
        details=VisitDetails(date(2020, 9, 1), "DfE and NHS England"),
    )
    assert changed.freezes_on == FREEZES_ON


def test_a_visit_is_called_off_and_its_day_is_free_again(place: Place) -> None:
    visit = make_visit(place)
    off = {"actor": place.officer, "at": noon(date(2020, 6, 16)), "visit_ref": visit.ref}
    with pytest.raises(Refusal, match="Say why"):
        operations.call_off_visit(why="", **off)
    operations.call_off_visit(why="The advisers are ill.", **off)
    again = make_visit(place)
    page = visits_page(place.chair, today=date(2020, 6, 16))
    assert [row.ref for row in page.coming] == [again.ref]
    assert [row.called_off_why for row in page.called_off] == ["The advisers are ill."]


WRONG_ROLES = ["board_member", "workstream_officer", "department_adviser", "forum_officer"]


@pytest.mark.parametrize("role", WRONG_ROLES)
def test_only_those_who_run_the_boards_business_change_visits(place: Place, role: str) -> None:
    visit = make_visit(place)
    paper = add_paper(place, visit, FREEZES_ON)
    actor, at = place.actor("Somebody Else", role), noon(FREEZES_ON)
    _check_hidden(actor, visit.ref, paper.ref, at)
    with pytest.raises(Hidden):
        operations.plan_visit(actor=actor, at=at, details=VisitDetails(HELD_ON, "DfE"))


def test_another_areas_visit_is_not_there(place: Place) -> None:
    visit = make_visit(place)
    paper = add_paper(place, visit, FREEZES_ON)
    elsewhere = make_place("shire", "Example Shire")
    make_board(elsewhere)
    _check_hidden(elsewhere.officer, visit.ref, paper.ref, noon(FREEZES_ON))
    with pytest.raises(Hidden):
        visit_page(elsewhere.officer, visit.ref, today=HELD_ON)
    assert not visit_papers(elsewhere.officer, visit.pk).evidence


def test_an_adviser_reads_the_visits_and_a_reader_of_packs_does_not(place: Place) -> None:
    visit = make_visit(place)
    adviser = place.actor("Ada Adviser", "department_adviser")
    assert [row.ref for row in visits_page(adviser, today=HELD_ON).coming] == [visit.ref]
    assert visit_page(adviser, visit.ref, today=HELD_ON).visit.ref == visit.ref
    reader = place.actor("Rita Reader", "scrutiny_member")
    for look in (
        lambda: visits_page(reader, today=HELD_ON),
        lambda: visit_page(reader, visit.ref, today=HELD_ON),
        lambda: visit_papers(reader, visit.pk),
    ):
        with pytest.raises(Hidden):
            look()


def test_what_others_ask_about_visits(place: Place) -> None:
    past = make_visit(place, date(2020, 4, 15))
    coming = make_visit(place)
    today = date(2020, 6, 26)
    assert (latest_visit(place.chair, today), next_visit(place.chair, today)) == (
        visit_page(place.chair, past.ref, today=today).visit,
        visit_page(place.chair, coming.ref, today=today).visit,
    )
    assert [row.ref for row in visits_freezing(place.chair, today)] == [coming.ref]
    freeze(place, coming, today)
    assert visits_freezing(place.chair, today) == ()


def test_gaps_begin_with_the_first_visit_and_end_with_the_letter(place: Place) -> None:
    make_visit(place, date(2019, 11, 5))
    make_visit(place, date(2020, 4, 15))
    statement = make_statement(place)
    today = date(2020, 11, 5)
    assert [gap.words for gap in visits_page(place.chair, today=today).gaps.past] == [
        "July to September 2020",
        "January to March 2020",
    ][::-1]
    write_letter(place, statement)
    ended = visits_page(place.chair, today=today)
    assert [gap.words for gap in ended.gaps.past] == ["January to March 2020"]
    assert (ended.gaps.running, ended.ended_on) == (None, date(2020, 6, 12))


def test_visits_are_due_from_the_day_the_action_plan_was_judged_fit(place: Place) -> None:
    make_statement(place, judged_fit_on=date(2020, 6, 5))
    page = visits_page(place.chair, today=date(2020, 10, 2))
    assert [gap.words for gap in page.gaps.past] == ["July to September 2020"]
    assert page.gaps.running is not None


def test_the_list_asks_the_same_number_of_questions_for_many_visits(
    place: Place, django_assert_max_num_queries: object
) -> None:
    for month in range(1, 7):
        add_paper(place, make_visit(place, date(2021, month, 20)), date(2021, month, 1))
    chair = place.chair
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        visits_page(chair, today=date(2021, 3, 1))


def _check_hidden(actor: Actor, visit_ref: str, paper_ref: str, at: object) -> None:
    both = {"actor": actor, "at": at}
    for act in (
        lambda: operations.change_visit(
            visit_ref=visit_ref,
            expected_version=1,
            details=VisitDetails(HELD_ON, "DfE"),
            **both,
        ),
        lambda: operations.call_off_visit(visit_ref=visit_ref, why="No", **both),
        lambda: operations.add_visit_paper(
            visit_ref=visit_ref, new=NewPaper("A paper", file()), **both
        ),
        lambda: operations.take_out_paper(paper_ref=paper_ref, why="No", **both),
        lambda: operations.file_visit_letter(
            visit_ref=visit_ref, upload=file(), letter_on=HELD_ON, outcome="Good", **both
        ),
    ):
        with pytest.raises(Hidden):
            act()
