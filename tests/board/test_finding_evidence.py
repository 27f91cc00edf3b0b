"""Finding evidence in a form whose list is long: nothing typed is lost and nothing is saved by looking."""

# ruff: noqa: F811

import pytest
from django.test import Client
from django.urls import reverse

from alongside.board.forms.finding_evidence import HOW, found_words, matching
from alongside.board.models import AssuranceEvidence, Decision, Meeting
from alongside.plan import operations as plan
from alongside.plan.commands import NewEvidence
from alongside.plan.queries.for_forms import EvidenceChoice
from tests.board.deciding import Desk, held_meeting, make_assurance, make_desk
from tests.plan.factories import AT, Place, make_line, make_place
from tests.plan.pages_changing.conftest import (  # noqa: F401
    SignIn,
    boxes,
    june_2020,
    mail_to_memory,
    sign_in,
    words,
)

EVERY = (
    EvidenceChoice("a", "Minutes of the board", "2.1-A, document, 3 May 2020", "2.1-A"),
    EvidenceChoice("b", "Survey of families", "1.2-B, figures, 4 May 2020", "1.2-B"),
    EvidenceChoice("c", "Minutes of the forum", "1.2-A, document, 5 May 2020", "1.2-A"),
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", "abc"),
        ("minutes", "ac"),
        ("FORUM minutes", "c"),
        ("1.2", "bc"),
        ("document may", "ac"),
        ("nowhere", ""),
    ],
)
def test_every_word_must_stand_somewhere(typed: str, found: str) -> None:
    assert "".join(each.ref for each in matching(EVERY, typed)) == found


def test_how_much_is_offered_of_how_much_is_said() -> None:
    assert found_words(12, 12, "").startswith("The newest 10 of 12 pieces are offered above.")
    assert found_words(1, 12, "forum") == "1 of 12 pieces holds “forum”."
    assert found_words(0, 12, "x") == "0 of 12 pieces hold “x”."
    assert found_words(11, 12, "1.2").endswith("The newest 10 are offered above.")


pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def desk(place: Place) -> Desk:
    return make_desk(place)


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    return held_meeting(desk)


@pytest.fixture
def chair(desk: Desk, sign_in: SignIn) -> Client:
    return sign_in("Charlie Chair", "chair")


@pytest.fixture
def address(meeting: Meeting) -> str:
    return reverse("board:record_decision", args=["york", meeting.ref])


def attach(place: Place, count: int) -> list[str]:
    """The oldest first."""
    line = make_line(place)
    return [
        plan.attach_evidence(
            actor=place.officer,
            at=AT,
            line_ref=line.ref,
            new=NewEvidence(title=f"Paper p{n:02}", document_reference=f"SIB/{n}"),
        ).ref
        for n in range(1, count + 1)
    ]


NEW = {
    "text": "Add two officers.",
    "should_change": "More plans are issued in time.",
    **boxes("look_back_on", 1, 9, 2020),
}
FIND = {"finding": "yes", "found": ""}


def test_a_short_list_needs_no_search(desk: Desk, chair: Client, address: str) -> None:
    attach(desk.place, 10)
    page = chair.get(address)
    assert "Find evidence" not in words(page)
    assert words(page).count("Paper p") == 10


def test_of_a_long_list_the_newest_are_offered_and_the_whole_is_named(
    desk: Desk, chair: Client, address: str
) -> None:
    attach(desk.place, 12)
    page = words(chair.get(address))
    assert "The newest 10 of 12 pieces are offered above." in page
    assert "Paper p12" in page
    assert "Paper p02" not in page


def test_looking_keeps_what_was_typed_and_chosen_and_saves_nothing(
    desk: Desk, chair: Client, address: str
) -> None:
    refs = attach(desk.place, 12)
    sent = {**NEW, **FIND, "evidence": [refs[11]], "find": "p02"}
    answer = chair.post(address, sent)
    content = answer.content.decode()
    assert answer.status_code == 200
    assert "Add two officers." in content
    assert 'value="2020"' in content
    assert "1 of 12 pieces holds “p02”." in words(answer)
    assert f'value="{refs[1]}"' in content
    assert f'value="{refs[11]}"' in content
    assert content.count('name="evidence"') == 2
    assert "There is a problem" not in words(answer)
    assert not Decision.objects.in_area(desk.place.area.pk).exists()
    del sent["finding"]
    saved = chair.post(address, {**sent, "found": "p02", "evidence": [refs[1], refs[11]]})
    shown = words(chair.get(saved["Location"]))
    assert "Paper p02, for" in shown
    assert "Paper p12, for" in shown


def test_enter_records_and_in_the_box_it_finds(desk: Desk, chair: Client, address: str) -> None:
    """A browser presses the first button of a form, and names none that it did not press."""
    refs = attach(desk.place, 12)
    page = chair.get(address).content.decode()
    assert page.index("Record the decision</button>") < page.index('name="finding"')
    sent = {**NEW, "evidence": [refs[11]], "find": "p02", "found": ""}
    found = chair.post(address, sent)
    assert "1 of 12 pieces holds “p02”." in words(found)
    assert "autofocus" in found.content.decode()
    assert not Decision.objects.in_area(desk.place.area.pk).exists()
    assert chair.post(address, {**sent, "find": ""}).status_code == 302


def test_looking_for_nothing_says_how_and_an_emptied_box_shows_the_newest_again(
    desk: Desk, chair: Client, address: str
) -> None:
    attach(desk.place, 12)
    nothing = chair.post(address, {**NEW, **FIND, "find": " "})
    assert nothing.status_code == 422
    assert HOW in words(nothing)
    again = chair.post(address, {**NEW, "finding": "yes", "found": "p02", "find": ""})
    assert again.status_code == 200
    assert "The newest 10 of 12 pieces are offered above." in words(again)


def test_evidence_for_an_assurance_is_found_the_same_way(desk: Desk, chair: Client) -> None:
    refs = attach(desk.place, 12)
    kept = make_assurance(desk)
    address = reverse("board:add_weight", args=["york", kept.ref])
    assert "The newest 10 of 12 pieces are offered above." in words(chair.get(address))
    found = chair.post(address, {**FIND, "text": "Seen in May.", "find": "p02"})
    assert "Seen in May." in found.content.decode()
    assert f'value="{refs[1]}"' in found.content.decode()
    assert not AssuranceEvidence.objects.in_area(desk.place.area.pk).exists()
