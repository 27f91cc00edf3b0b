"""The pages of a letter: importing it, reading it, writing it down, and acting on what remains."""

# ruff: noqa: F811 - fixtures of the plan's pages are asked for by name

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from alongside.board.models import PointAction, Revisit
from alongside.web import clock
from tests.board.visiting import (
    YORK_LETTER,
    Document,
    bring_letter,
    noon,
    remaining_of,
    with_weaknesses,
    write_letter,
    york_letter,
)
from tests.plan.factories import Place, make_outcome, make_place, make_statement
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


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def january_2023(june_2020: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """York's letter has come."""
    monkeypatch.setattr(clock, "now", lambda: noon(date(2023, 1, 9)))
    monkeypatch.setattr(clock, "today", lambda: date(2023, 1, 9))


@pytest.fixture
def letter(shared_data: Path) -> Document:
    return york_letter(shared_data)


def to(name: str, *args: str) -> str:
    return reverse(f"board:{name}", args=["york", *args])


def _only(place: Place) -> Revisit:
    found: Revisit = Revisit.objects.in_area(place.area.pk).get()
    return found


def _file(document: Document | bytes, name: str = "letter.json") -> ContentFile:  # type: ignore[type-arg]
    content = document if isinstance(document, bytes) else json.dumps(document, indent=1).encode()
    return ContentFile(content, name=name)


def test_before_any_letter_the_page_says_so_kindly(
    forum: Client,
    officer: Client,
) -> None:
    said = words(forum.get(to("revisits")))
    assert "No letter yet" in said
    assert "Import a letter" not in said
    assert "Import a letter" in words(officer.get(to("revisits")))


def test_york_is_imported_on_the_page_and_read(
    january_2023: None,
    officer: Client,
    forum: Client,
    place: Place,
    shared_data: Path,
) -> None:
    with_weaknesses(place, make_statement(place))
    content = (shared_data / YORK_LETTER).read_bytes()
    response = officer.post(to("import_revisit"), {"file": _file(content)}, follow=True)
    ref = _only(place).ref
    assert response.redirect_chain == [(to("revisit", ref), 302)]
    said = words(forum.get(to("revisit", ref)))
    for expected in (
        "The area has made sufficient progress in addressing all of the significant weaknesses",
        "will cease",
        "1. Leadership & Governance",
        "Social care partners do not contribute fully to the strategic SEND partnership.",
        "Although a fairly new initiative",
        "Maxine Squire, Local Area Nominated Officer, City of York Council",
        "14 November 2022 to 16 November 2022",
        "No action yet 7 of 7 that remain",
    ):
        assert expected in said, expected
    for remark in ("Notes", "librarian", "caveats", "001_", ".txt", ", from "):
        assert remark not in said, remark
    assert "7 of 7 have no action yet" in words(forum.get(to("revisits")))
    exported = forum.get(to("revisit_export", ref))
    assert json.loads(exported.content) == json.loads(content)
    again = officer.post(to("import_revisit"), {"file": _file(content)}, follow=True)
    assert "Nothing changed" in words(again)


def test_what_is_wrong_with_the_file_is_listed_with_its_place(
    january_2023: None,
    officer: Client,
    place: Place,
    letter: Document,
) -> None:
    with_weaknesses(place, make_statement(place))
    letter["findings"][0]["wsoa_area"] = 9
    del letter["overall_judgement"]
    response = officer.post(to("import_revisit"), {"file": _file(letter)})
    said = words(response)
    assert response.status_code == 422
    assert "the file has 2 problems" in said
    assert "The action plan has no weakness 9." in said
    assert "findings[0].wsoa_area" in said
    assert not Revisit.objects.in_area(place.area.pk).exists()


def test_a_changed_letter_shows_what_differs(
    january_2023: None,
    officer: Client,
    place: Place,
    letter: Document,
) -> None:
    with_weaknesses(place, make_statement(place))
    bring_letter(place.officer, letter)
    response = officer.post(
        to("import_revisit"), {"file": _file(letter | {"consequence": "Visits go on."})}
    )
    said = words(response)
    assert response.status_code == 422
    assert "Record a corrected letter under its own date." in said
    assert "What differs from the letter of that day" in said
    assert "Visits go on." in said


def test_the_action_plan_is_asked_for_where_there_are_several(
    january_2023: None,
    officer: Client,
    place: Place,
    letter: Document,
) -> None:
    with_weaknesses(place, make_statement(place))
    other = with_weaknesses(place, make_statement(place, "Accelerated progress plan"))
    response = officer.post(to("import_revisit"), {"file": _file(letter)})
    assert response.status_code == 422
    assert "“letter.json” is kept" in words(response)
    waits = response.context["form"].data["waiting_file"]
    response = officer.post(to("import_revisit"), {"into": other.ref, "waiting_file": waits})
    assert response.status_code == 302
    assert _only(place).statement == other


def test_one_submit_turns_a_sentence_into_an_action(
    officer: Client,
    forum: Client,
    place: Place,
) -> None:
    outcome = make_outcome(place, make_statement(place))
    letter = write_letter(place, outcome.statement)
    point = remaining_of(place, letter)[0]
    assert "Turn into an action" in words(officer.get(to("revisit", letter.ref)))
    address = to("turn_into_action", point.ref)
    form = officer.get(address).context["form"]
    assert (form.initial["text"], form.initial["reference"]) == ("Waits are long.", "2.1-r1")
    answers = {**form.initial, "text": "Shorten the waits.", "lead_council": ""}
    refused = officer.post(address, answers)
    assert refused.status_code == 422
    assert "Shorten the waits." in words(refused)
    post = place.post("Head of SEND")
    sent = {**answers, **boxes("end", "", 6, 2021), "lead_council": post.ref}
    response = officer.post(address, sent, follow=True)
    assert response.redirect_chain == [(to("revisit", letter.ref), 302)]
    line = PointAction.objects.in_area(place.area.pk).get().line
    assert (line.reference, line.text, line.leads.get().post) == (
        "2.1-r1",
        "Shorten the waits.",
        post,
    )
    said = words(forum.get(to("revisit", letter.ref)))
    assert "No status recorded 2.1-r1 Shorten the waits. To end by June 2021" in said
    assert "No action yet 1 of 2 that remain" in said


def test_a_proposal_follows_the_outcome_that_is_chosen(
    officer: Client,
    place: Place,
) -> None:
    outcome = make_outcome(place, make_statement(place))
    other = make_outcome(place, outcome.statement, "2.2")
    point = remaining_of(place, write_letter(place, outcome.statement))[0]
    form = officer.get(to("turn_into_action", point.ref)).context["form"]
    assert (form.initial["outcome"], form.initial["reference"]) == ("", "")
    unchosen = {
        "seen_count": "0",
        "text": "Do it.",
        "outcome": "",
        "reference": "",
        **boxes("end", "", 6, 2021),
    }
    assert officer.post(to("turn_into_action", point.ref), unchosen).status_code == 422
    sent = {
        "seen_count": "0",
        "text": "Do it.",
        "outcome": other.ref,
        "reference": "2.1-r1",
        **boxes("end", "", 6, 2021),
    }
    officer.post(to("turn_into_action", point.ref), sent)
    assert PointAction.objects.in_area(place.area.pk).get().line.reference == "2.2-r1"


def test_the_chair_is_told_who_may_and_can_name_an_action(
    chair: Client,
    place: Place,
) -> None:
    outcome = make_outcome(place, make_statement(place))
    letter = write_letter(place, outcome.statement)
    point = remaining_of(place, letter)[0]
    said = words(chair.get(to("revisit", letter.ref)))
    assert "Turn into an action" not in said
    assert "Head of SEND Local Area Nominated Officer" in said
    address = to("turn_into_action", point.ref)
    for response in (chair.get(address), chair.post(address, {"text": "Do it."})):
        assert (response.status_code, "Ask one of them" in words(response)) == (200, True)
    assert not PointAction.objects.in_area(place.area.pk).exists()
    page = chair.get(to("link_action", point.ref))
    assert page.status_code == 200


@pytest.mark.parametrize(
    "content", [b"{broken", '{"document": 1}'.encode("utf-16"), b"%PDF-1.7 nothing", b""]
)
def test_a_file_that_cannot_be_read_is_not_kept(
    officer: Client, place: Place, content: bytes
) -> None:
    with_weaknesses(place, make_statement(place))
    response = officer.post(to("import_revisit"), {"file": _file(content)})
    assert response.status_code == 422
    assert "is kept until you save" not in words(response)
    assert not response.context["form"].data.get("waiting_file")


def test_a_letter_of_the_future_is_refused_on_the_page(
    officer: Client, january_2023: None, place: Place, letter: Document
) -> None:
    with_weaknesses(place, make_statement(place))
    response = officer.post(
        to("import_revisit"), {"file": _file(letter | {"letter_date": "2031-01-01"})}
    )
    assert "1 January 2031 has not come yet." in words(response)
    assert not Revisit.objects.in_area(place.area.pk).exists()


def test_a_demonstration_held_before_the_letter_says_that_it_has_not_come(
    forum: Client, place: Place, letter: Document
) -> None:
    with_weaknesses(place, make_statement(place))
    bring_letter(place.officer, letter)
    said = words(forum.get(to("revisit", _only(place).ref)))
    assert "This letter is dated 16 December 2022, which has not come yet" in said
    assert "ended the formal visits" not in words(forum.get(to("visits")))


def test_a_letter_is_withdrawn_on_its_page_and_stays_readable(
    chair: Client, forum: Client, place: Place
) -> None:
    ref = write_letter(place, make_statement(place)).ref
    assert "Withdraw the letter" in words(chair.get(to("revisit", ref)))
    assert "Withdraw the letter" not in words(forum.get(to("revisit", ref)))
    response = chair.post(to("withdraw_letter", ref), {"why": ""})
    assert "Say why the letter is withdrawn" in words(response)
    chair.post(to("withdraw_letter", ref), {"why": "It is another area’s."})
    said = words(forum.get(to("revisit", ref)))
    assert "and no longer counts. It is another area’s." in said
    assert "Withdrawn on" in words(forum.get(to("revisits")))
    assert "ended the formal visits" not in words(forum.get(to("visits")))
