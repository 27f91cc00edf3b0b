"""A revisit letter that is written down by hand in the browser."""

# ruff: noqa: F811 - fixtures of the plan's pages are asked for by name

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.board.models import Finding, LetterPerson, Revisit
from alongside.board.queries.letters import state_of_letter
from tests.board.visiting import (
    Document,
    file,
    write_letter,
    york_letter,
)
from tests.plan.factories import Place, make_place, make_statement
from tests.plan.pages_changing.conftest import (  # noqa: F401
    SignIn,
    boxes,
    chair,
    forum,
    june_2020,
    mail_to_memory,
    officer,
    sign_in,
    words,
)

pytestmark = pytest.mark.django_db
FACTS = {
    "title": "Revisit of 2020",
    "inspectorates": "Ofsted\nCare Quality Commission",
    "overall_judgement": "Sufficient progress.",
    "consequence": "The visits will cease.",
    **boxes("letter_on", 12, 6, 2020),
    **boxes("visited_from", 1, 6, 2020),
    **boxes("visited_last", 3, 6, 2020),
}
FINDING = {
    "number": "1",
    "weakness": "2",
    "weakness_text": "Joint commissioning is not established.",
    "strengths": "There is a strategy.\nThere are principles.",
    "remaining": "Waits are long.",
    "judgement": "Sufficient.",
    "judgement_code": "sufficient_progress",
}


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def letter(shared_data: Path) -> Document:
    return york_letter(shared_data)


def to(name: str, *args: str) -> str:
    return reverse(f"board:{name}", args=["york", *args])


def _only(place: Place) -> Revisit:
    found: Revisit = Revisit.objects.in_area(place.area.pk).get()
    return found


def test_a_letter_is_written_down_by_hand(
    chair: Client,
    forum: Client,
    place: Place,
) -> None:
    statement = make_statement(place)
    chair.post(to("begin_letter"), {**FACTS, "statement": statement.ref})
    letter = _only(place)
    assert forum.get(to("revisit", letter.ref)).status_code == 404
    chair.post(to("add_finding", letter.ref), FINDING)
    chair.post(
        to("add_letter_person", letter.ref),
        {"listed_in": "signed_by", "name": "Ann Inspector", "role": "HMI"},
    )
    page = chair.get(to("revisit", letter.ref))
    assert "still being written down" in words(page)
    assert "Change this finding" in words(page)
    check = chair.get(to("complete_letter", letter.ref))
    assert "Nothing in the letter can be changed afterwards." in words(check)
    chair.post(to("complete_letter", letter.ref), {"seen": state_of_letter(_only(place))})
    said = words(forum.get(to("revisit", letter.ref)))
    assert "Ann Inspector, HMI" in said
    assert "There are principles." in said
    refused = chair.post(to("add_finding", letter.ref), {**FINDING, "number": "2"})
    assert (refused.status_code, "no longer changes" in words(refused)) == (422, True)


def test_what_was_typed_by_hand_is_kept_and_mended(
    chair: Client,
    place: Place,
) -> None:
    statement = make_statement(place)
    wrong = {**FACTS, "statement": statement.ref, **boxes("letter_on", 2, 6, 2020)}
    response = chair.post(to("begin_letter"), wrong)
    assert response.status_code == 422
    assert "The letter cannot be from before it." in words(response)
    assert "Revisit of 2020" in response.content.decode()
    letter = write_letter(place, statement, complete=False)
    response = chair.post(to("add_finding", letter.ref), {**FINDING, "judgement": ""})
    assert response.status_code == 422
    assert "There are principles." in words(response)
    finding = Finding.objects.in_area(place.area.pk).get()
    page = chair.get(to("change_finding", finding.ref)).content.decode()
    assert "Waits are long.\nData is thin." in page
    changed = {**FINDING, "remaining": "One.\nTwo.\nThree.", "expected_version": "1"}
    chair.post(to("change_finding", finding.ref), changed)
    assert finding.points.filter(kind="remaining").count() == 3
    facts = {**FACTS, "title": "Another title", "expected_version": str(letter.version)}
    chair.post(to("change_letter", letter.ref), facts)
    assert _only(place).title == "Another title"


def test_what_was_written_down_is_taken_out_again(chair: Client, place: Place) -> None:
    letter = write_letter(place, make_statement(place), complete=False)
    person = {"listed_in": "addressed_to", "name": "Ann Example"}
    chair.post(to("add_letter_person", letter.ref), person)
    made = LetterPerson.objects.in_area(place.area.pk).get()
    chair.post(to("remove_letter_person", made.ref))
    assert not letter.people.exists()
    finding = Finding.objects.in_area(place.area.pk).get()
    chair.post(to("remove_finding", finding.ref))
    assert not letter.findings.exists()
    response = chair.post(to("discard_letter", letter.ref))
    assert response["Location"] == to("revisits")
    assert not Revisit.objects.in_area(place.area.pk).exists()


def test_the_letter_itself_is_kept_and_handed_over(
    chair: Client,
    forum: Client,
    place: Place,
) -> None:
    letter = write_letter(place, make_statement(place))
    assert forum.get(to("revisit_letter", letter.ref)).status_code == 404
    chair.post(to("keep_letter_file", letter.ref), {"file": file("letter.txt")})
    assert _downloaded(forum, to("revisit_letter", letter.ref))
    assert "Download the letter itself" in words(forum.get(to("revisit", letter.ref)))


def _downloaded(client: Client, address: str) -> bytes:
    response: Any = client.get(address)
    content: bytes = response.getvalue()
    response.close()
    return content
