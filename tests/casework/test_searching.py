"""Finding a case by the beginnings of words, among those that one may read."""

import pytest

from alongside.casework import operations
from alongside.casework.queries import searching
from alongside.casework.queries.searching import cases_called
from alongside.casework.rules.children import ChildFacts
from alongside.kernel.actor import Actor
from alongside.people.models import Post
from tests.casework.factories import AT, BORN, TODAY, make_case, make_officer
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> tuple[Actor, Post]:
    return make_officer(make_area())


def found(actor: Actor, words: str) -> list[str]:
    return [case.given_names for case in cases_called(actor, words, today=TODAY)]


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("Zoë", True),
        ("zoe", True),
        ("ONEILL", False),
        ("neill", True),
        ("ne zo", True),
        ("zoe smith", False),
        ("943 476 5870", True),
        ("9434765870", True),
        ("2025-00001", True),
        ("z", False),
        ("' OR 1=1 --", False),
        ("%", False),
    ],
)
def test_each_word_has_to_begin_one_that_is_kept(
    desk: tuple[Actor, Post], words: str, is_found: bool
) -> None:
    make_case(
        *desk, given_names="Zoë", family_name="O'Neill", nhs_number="9434765870", nhs_status="02"
    )
    assert (found(desk[0], words) == ["Zoë"]) is is_found


def test_words_that_everybody_has_still_find_somebody(
    desk: tuple[Actor, Post], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "MOST", 2)
    for number in range(6):
        make_case(*desk, given_names="Ada", family_name=f"Common{number}")
    assert len(found(desk[0], "ada common")) == 2
    assert len(found(desk[0], "ada common4")) == 1


def test_another_name_is_found_once_it_is_changed(desk: tuple[Actor, Post]) -> None:
    case = make_case(*desk)
    facts = ChildFacts(given_names="Ada", family_name="Renamed", born_on=BORN, sex="F")
    operations.change_child(
        actor=desk[0], at=AT, case_ref=case.ref, expected_version=1, facts=facts, school_ref=""
    )
    assert found(desk[0], "renam") == ["Ada"]
    assert found(desk[0], "testly") == []


def test_nobody_finds_a_case_that_they_may_not_read(desk: tuple[Actor, Post]) -> None:
    other, post = make_officer(make_area("shire", "Shire"), "Otto Other")
    make_case(other, post)
    assert found(desk[0], "testly") == []
