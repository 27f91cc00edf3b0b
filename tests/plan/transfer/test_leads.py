"""Printed leads: certain ones are assigned, everything else is asked and nothing is guessed."""

from typing import Any

import pytest

from alongside.kernel.actor import Actor
from alongside.people.models import LocalArea
from alongside.plan.models import ImportQuestion, Lead
from alongside.plan.transfer.printed_cells import unread_words
from alongside.plan.transfer.printed_dates import printed_date
from tests.plan.transfer.conftest import Document, Importing

Asked = dict[str, Any]


@pytest.fixture
def area(york_is_here: LocalArea, db: None) -> LocalArea:
    return york_is_here


@pytest.fixture
def asked(progress: Document, importing: Importing, officer: Actor) -> Any:
    """The questions and leads of one cell, printed for the outcome 1.2."""

    def ask(cell: str) -> tuple[list[ImportQuestion], list[tuple[str, str]]]:
        progress["rows"] = [progress["rows"][1] | {"lead_printed": cell}]
        importing(progress, name="progress.json")
        questions = list(ImportQuestion.objects.in_area(officer.area_id).order_by("id"))
        leads = Lead.objects.in_area(officer.area_id).order_by("id")
        return questions, [(lead.partner, lead.post.title) for lead in leads]

    return ask


def test_the_four_questions_of_yorks_table(
    progress: Document, importing: Importing, officer: Actor
) -> None:
    importing(progress, name="progress.json")
    questions = ImportQuestion.objects.in_area(officer.area_id).order_by("line__reference", "id")
    found = [(q.line.reference, q.kind, q.about, q.printed) for q in questions]
    assert found == [
        ("1.2", "other_organisation", "lead", "M.S"),
        ("2.1-A", "unknown_initials", "lead", "S.D"),
        ("2.1-A", "other_organisation", "lead", "P.C"),
        ("2.1-A", "unclear_date", "end", "March 2-21"),
    ]


def test_exact_single_matches_in_the_printed_organisation_are_assigned(
    progress: Document, importing: Importing, officer: Actor
) -> None:
    importing(progress, name="progress.json")
    leads = Lead.objects.in_area(officer.area_id).order_by("line__reference", "partner")
    found = [(x.line.reference, x.partner, x.post.title) for x in leads]
    quality = "Senior Quality Lead: Children and Young People"
    assert found == [
        ("1.1", "council", "Assistant Director – Education and Skills"),
        ("1.1", "health", quality),
        ("2.1-A", "health", "Commissioning Specialist"),
        ("3.1-A", "council", "Local Offer and Participation Officer"),
        ("3.1-A", "health", quality),
        ("3.1-B", "council", "Local Offer and Participation Officer"),
        ("3.1-B", "health", quality),
        ("4.1", "health", quality),
    ]


@pytest.mark.scenario(37)
def test_ambiguous_initials_ask_which_of_the_two_and_unknown_ones_are_queued(asked: Any) -> None:
    questions, leads = asked("CYC (S.D) (S.S)")
    unknown, ambiguous = questions
    assert (unknown.kind, unknown.printed, unknown.candidates.count()) == (
        "unknown_initials",
        "S.D",
        0,
    )
    assert ambiguous.kind == "ambiguous_initials"
    names = [c.leader.name for c in ambiguous.candidates.all()]
    assert names == ["Sally Smith", "Sharon Stoltz"]
    assert leads == []


def test_with_an_organisation_one_match_is_proposed_and_never_applied(asked: Any) -> None:
    questions, leads = asked("CCG (S.S)")
    proposed = [c.leader.name for c in questions[0].candidates.all() if c.proposed]
    assert proposed == ["Sally Smith"]
    assert leads == []


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("CYC (S.W)", {"Sophie Wales", "Sheena White"}),
        ("(M.B) YTHFT", {"Mike Barugh", "Magda Boruszkowska"}),
        ("YTHFT (J.T)", {"Jamie Todd", "John Thompson", "Jenna Tucker"}),
        ("CYC (JT)", {"Jamie Todd", "John Thompson", "Jenna Tucker"}),
    ],
)
def test_each_of_yorks_ambiguous_initials_is_asked(asked: Any, cell: str, names: set[str]) -> None:
    questions, leads = asked(cell)
    assert [q.kind for q in questions] == ["ambiguous_initials"]
    assert {c.leader.name for c in questions[0].candidates.all()} == names
    assert leads == []


def test_two_matches_in_one_organisation_propose_nobody(asked: Any) -> None:
    questions, _ = asked("YTHFT (J.T)")
    assert not questions[0].candidates.filter(proposed=True).exists()


def test_a_match_in_another_organisation_is_a_question(asked: Any) -> None:
    questions, leads = asked("(M.S) CCG")
    question = questions[0]
    assert (question.kind, question.organisation, question.partner) == (
        "other_organisation",
        "CCG",
        "health",
    )
    assert [c.leader.name for c in question.candidates.all()] == ["Maxine Squire"]
    assert leads == []


def test_an_organisation_that_nobody_knows_is_no_reason_to_guess(asked: Any) -> None:
    questions, leads = asked("XYZ (M.S)")
    assert [(q.kind, q.organisation, q.partner) for q in questions] == [
        ("other_organisation", "XYZ", "")
    ]
    assert leads == []


def test_words_without_initials_are_asked_and_not_dropped(asked: Any) -> None:
    questions, leads = asked("CYC (L.B) CCG")
    assert [(q.kind, q.printed) for q in questions] == [("unknown_initials", "CCG")]
    assert leads == [("council", "Local Offer and Participation Officer")]


@pytest.mark.parametrize(
    ("cell", "left"),
    [
        ("", ()),
        ("All partners", ("All partners",)),
        ("CYC CCG (A.B)", ()),
        ("(A.B) CYC (C.D)", ()),
        ("()", ()),
    ],
)
def test_words_of_a_cell_that_name_no_initials(cell: str, left: tuple[str, ...]) -> None:
    assert unread_words(cell) == left


@pytest.mark.parametrize(
    ("row", "known", "unclear"),
    [
        ({"end_date": "2020-07", "end_date_printed": "July 2020"}, "2020-07", ""),
        ({"end_date": None, "end_date_printed": "July 2020"}, "2020-07", ""),
        ({"end_date": None, "end_date_printed": "March 2-21"}, None, "March 2-21"),
        ({"end_date": None, "end_date_printed": "30 February 2021"}, None, "30 February 2021"),
        ({"end_date": None, "end_date_printed": "May 21"}, None, "May 21"),
        ({"end_date": "2021-03", "end_date_printed": "March 2-21"}, "2021-03", ""),
        ({"end_date": "2020-07", "end_date_printed": "August 2020"}, None, "August 2020"),
        ({"end_date": None, "end_date_printed": None}, None, ""),
    ],
)
def test_a_printed_date_is_read_kept_or_asked(
    row: dict[str, Any], known: str | None, unclear: str
) -> None:
    found = printed_date(row, "end")
    assert (found.known.iso if found.known else None, found.unclear) == (known, unclear)
