"""Files of a revisit letter that cannot be taken: every fault is told, and nothing is kept."""

import json
from datetime import date
from pathlib import Path

import pytest

from alongside.board.models import Revisit
from alongside.board.queries.visits import visits_page
from alongside.board.transfer import (
    export_revisit,
)
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal, Refusals
from alongside.plan.models import Statement
from alongside.plan.transfer import DocumentRefused
from alongside.web import clock
from tests.board.visiting import Document, bring_letter, noon, with_weaknesses, york_letter
from tests.plan.factories import Place, make_place, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def statement(place: Place) -> Statement:
    """An action plan with York's four weaknesses."""
    return with_weaknesses(place, make_statement(place))


@pytest.fixture
def officer(place: Place, statement: Statement) -> Actor:
    return place.officer


@pytest.fixture
def letter(shared_data: Path) -> Document:
    return york_letter(shared_data)


def _letters(actor: Actor) -> int:
    return int(Revisit.objects.in_area(actor.area_id).count())


def test_every_fault_is_told_at_once_and_nothing_is_kept(officer: Actor, letter: Document) -> None:
    del letter["overall_judgement"]
    letter["letter_date"] = "2022-12"
    letter["revisit_dates"]["to"] = "2022-11-31"
    letter["findings"][1]["wsoa_area"] = 9
    letter["findings"][2]["number"] = 1
    letter["findings"][3]["judgement_code"] = "good"
    letter["findings"][3]["strengths"][0] = 7
    letter["replaces"] = "another"
    with pytest.raises(Refusals) as refused:
        bring_letter(officer, json.dumps(letter, indent=1).encode())
    told = [refusal.sentence for refusal in refused.value.refusals]
    wanted = (
        "overall_judgement” is missing",
        "the day is missing. Write the whole date",
        "There is no 31 November 2022",
        "the action plan has no weakness 9.",
        "the number 1 stands twice.",
        "“good” is not one of the known words.",
        "a text is expected here.",
        "no name “replaces”",
    )
    assert len(told) == len(wanted)
    for words in wanted:
        assert any(words in sentence and sentence.startswith("Line ") for sentence in told), words
    assert _letters(officer) == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"revisit_dates": {"from": "2022-11-16", "to": "2022-11-14"}}, "ends before it begins"),
        ({"letter_date": "2022-11-15"}, "from before the end of the revisit"),
        ({"findings": []}, "“findings” is missing or empty"),
        ({"inspectorates": []}, "“inspectorates” is missing or empty"),
        ({"schema_version": 2}, "2 is not between 1 and 1"),
        ({"findings": ["x"]}, "an object is expected here"),
    ],
)
def test_a_letter_that_cannot_be_so_is_refused(
    officer: Actor, letter: Document, changes: Document, words: str
) -> None:
    with pytest.raises(Refusals, match=words):
        bring_letter(officer, letter | changes)
    assert _letters(officer) == 0


HOSTILE: dict[str, tuple[bytes, str]] = {
    "an empty file": (b"", "The file is empty."),
    "malformed": (b'{"document": "x",}', "comma too many"),
    "truncated": (b'{"document": "x", "findings": [{"number": 1', "Line 1"),
    "another encoding": ('{"document": "é"}'.encode("latin-1"), "not in UTF-8"),
    "UTF-16": ('{"document": "x"}'.encode("utf-16"), "UTF-16"),
    "a key twice": (b'{"document": "a", "document": "b"}', "stands twice"),
    "no number": (b'{"schema_version": NaN}', "NaN is not a number"),
    "nested too deep": (b'{"document": ' + b"[" * 2_000 + b"]" * 2_000 + b"}", "nested more than"),
    "a null character": (b'{"document": "a\\u0000b"}', "U+0000"),
    "50 MB": (b'{"document": "' + b"x" * 50 * 1024 * 1024 + b'"}', "larger than 10 MB"),
    "a list": (b"[]", "the document is not an object"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_with_a_reason(officer: Actor, kind: str) -> None:
    content, reason = HOSTILE[kind]
    with pytest.raises((Refusal, Refusals)) as caught:
        bring_letter(officer, content)
    assert reason in str(caught.value)
    assert _letters(officer) == 0


def test_another_kind_of_file_is_refused(officer: Actor) -> None:
    with pytest.raises(Refusal, match="Choose a JSON file"):
        bring_letter(officer, b"{}", name="letter.pdf")


def test_the_action_plan_must_be_there_and_be_named_among_several(
    place: Place, letter: Document
) -> None:
    with pytest.raises(Refusal, match="no action plan with weaknesses"):
        bring_letter(place.officer, letter)
    with_weaknesses(place, make_statement(place))
    other = with_weaknesses(place, make_statement(place, "Accelerated progress plan"))
    with pytest.raises(Refusal, match="several action plans"):
        bring_letter(place.officer, letter)
    bring_letter(place.officer, letter, into=other.ref)
    assert Revisit.objects.in_area(place.area.pk).get().statement == other


def test_importing_needs_the_right_to_run_the_board(
    place: Place, officer: Actor, letter: Document
) -> None:
    with pytest.raises(Hidden):
        bring_letter(place.actor("Wanda Works", "workstream_officer"), letter)
    ref = bring_letter(place.chair, letter).revisit_ref
    elsewhere = make_place("shire", "Example Shire")
    for actor in (elsewhere.officer, place.actor("Sena Senco", "senco")):
        with pytest.raises(Hidden):
            export_revisit(actor=actor, ref=ref)


def test_a_letter_whose_date_has_not_come_is_refused(
    place: Place, statement: Statement, letter: Document
) -> None:
    with pytest.raises(DocumentRefused) as refused:
        bring_letter(place.officer, letter | {"letter_date": "2031-01-01"})
    assert [each.what for each in refused.value.problems] == ["1 January 2031 has not come yet."]
    assert refused.value.problems[0].mend == "Give the date of the letter."
    assert not Revisit.objects.in_area(place.area.pk).exists()


def test_the_demonstration_takes_a_letter_that_is_real_but_after_the_day_it_shows(
    place: Place, statement: Statement, letter: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends no visit before its day; what is later than the real day is refused there too."""
    really, shown = noon(date(2023, 1, 9)), noon(date(2022, 9, 12))
    monkeypatch.setattr(clock, "moved_by", lambda: shown - really)
    with pytest.raises(DocumentRefused):
        bring_letter(place.officer, letter | {"letter_date": "2031-01-01"}, at=shown)
    bring_letter(place.officer, letter, at=shown)
    assert visits_page(place.chair, today=date(2022, 9, 12)).ended_on is None
    assert visits_page(place.chair, today=date(2022, 12, 16)).letter is not None
