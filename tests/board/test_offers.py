"""What the board has for the home page and for search: its waiting work, most urgent first."""

from datetime import date

import pytest

from alongside.board.models import Challenge, ChallengeAnswer, Decision, FollowUp, Visit
from alongside.board.offers import OFFERS
from alongside.kernel.actor import Actor
from alongside.web import clock
from alongside.web.offers import HomeCard
from tests.board.factories import make_meeting
from tests.board.reporting import Desk, make_desk, noon
from tests.plan.factories import AT, make_place

pytestmark = pytest.mark.django_db
TODAY = date(2020, 9, 12)


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk(make_place())


@pytest.fixture(autouse=True)
def twelfth_of_september(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: noon(2020, 9, 12))
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def card(actor: Actor, title: str) -> HomeCard | None:
    found = [each for each in OFFERS.home_cards(actor, TODAY) if each.title == title]
    return found[0] if found else None


def waits(actor: Actor) -> list[str]:
    found = card(actor, "The board waits for")
    return [row.text for row in found.rows] if found else ["no card"]


def challenge(desk: Desk, number: str, due_on: date, **more: object) -> Challenge:
    made: Challenge = Challenge.objects.create(
        area=desk.place.area, board=desk.board, kind="challenge", number=number,
        raised_on=date(2020, 6, 15), text="Why is it late?",
        owner=desk.place.post("Chief Nurse", holder="Nora Nurse"), due_on=due_on, recorded_at=AT,
        **{"by_seat": "chair", **more},
    )  # fmt: skip
    return made


@pytest.fixture
def full(desk: Desk) -> Desk:
    """One of everything for which the board waits; its workstream filed no report."""
    held = make_meeting(desk.place, desk.board, date(2020, 6, 17), held_at=AT)
    facts = {"area": desk.place.area, "meeting": held, "recorded_at": AT}
    challenge(desk, "C1", date(2020, 7, 10))
    challenge(desk, "C2", date(2020, 9, 20))
    nurse = desk.place.post("Chief Nurse", holder="Nora Nurse")
    FollowUp.objects.create(text="Bring the figures", owner=nurse, due_on=date(2020, 9, 9), **facts)
    Decision.objects.create(
        number="D1", text="Hire two people", should_change="Advice comes in time",
        look_back_on=date(2020, 9, 1), was_quorate=True, **facts,
    )  # fmt: skip
    Visit.objects.create(
        area=desk.place.area, board=desk.board, held_on=date(2020, 9, 28),
        freezes_on=date(2020, 9, 14), visitors="DfE and NHS England", created_at=AT,
    )  # fmt: skip
    return desk


def test_the_card_names_the_waiting_work_with_the_most_urgent_first(full: Desk) -> None:
    scrutineer = full.place.actor("Iris Independent", "independent_scrutineer")
    expected = [
        "Visit by DfE and NHS England",
        "C1 Why is it late?",
        "Joint commissioning, July 2020",
        "D1 Hire two people",
        "Joint commissioning, August 2020",
    ]
    for actor in (full.chair, scrutineer, full.place.officer):
        assert waits(actor) == expected
        found = card(actor, "The board waits for")
        assert found is not None
        assert (found.total_count, found.order) == (6, 10)


def test_each_row_says_what_its_day_means(full: Desk) -> None:
    found = card(full.chair, "The board waits for")
    assert found is not None
    assert [(row.note, row.tag) for row in found.rows] == [
        ("its evidence freezes on 14 September 2020", "Freezes soon"),
        ("answer due 10 July 2020", "Late"),
        ("report due 5 August 2020", "No report received"),
        ("to look back on since 1 September 2020", "Look back"),
        ("report due 5 September 2020", "No report received"),
    ]


def test_a_member_has_no_such_card_and_an_empty_one_says_so(full: Desk) -> None:
    assert waits(full.reader) == ["no card"]
    quiet = make_desk(make_place("shire", "Shire"))
    quiet.board.created_at = noon(2020, 9, 1)
    quiet.board.save()
    found = card(quiet.chair, "The board waits for")
    assert found is not None
    assert (found.rows, found.empty) == (
        [],
        "Nothing is late, and nothing waits to be looked back on.",
    )


def test_what_was_withdrawn_waits_for_nobody(full: Desk) -> None:
    rows = Challenge.objects.in_area(full.place.area.pk)
    rows.update(withdrawn_at=AT, withdrawn_why="Sent twice.")
    assert "C1 Why is it late?" not in waits(full.chair)
    nurse = full.place.actor("Nora Nurse", "board_member")
    own = card(nurse, "The board asks you")
    assert own is not None
    assert [row.text for row in own.rows] == ["Bring the figures"]


def test_an_answer_waits_for_the_office_that_asked_and_not_for_who_gave_it(full: Desk) -> None:
    asked = challenge(full, "C3", date(2020, 9, 20), by_seat="independent_scrutineer")
    recorder = full.place.person("Charlie Chair")
    ChallengeAnswer.objects.create(
        area=full.place.area, challenge=asked, verdict="answered", answered_on=TODAY,
        text="Because.", answered_at=noon(2020, 9, 12), answered_by=recorder,
    )  # fmt: skip
    title = "Answered: decide whether it is enough"
    scrutineer = full.place.actor("Ivo Independent", "independent_scrutineer")
    found = card(scrutineer, title)
    assert found is not None
    assert [row.text for row in found.rows] == ["C3 Why is it late?"]
    assert card(full.chair, title) is None
    assert card(full.place.actor("Charlie Chair", "independent_scrutineer"), title) is None


def test_an_adviser_of_the_department_sees_the_visit_that_comes(full: Desk) -> None:
    adviser = full.place.actor("Ada Adviser", "department_adviser")
    found = card(adviser, "The board")
    assert found is not None
    assert [(row.text, row.note) for row in found.rows] == [
        ("DfE and NHS England", "visit on 28 September 2020")
    ]


def hits(actor: Actor, words: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.title) for hit in OFFERS.search(actor, words)]


def test_search_finds_decisions_by_number_and_words_and_follow_ups_by_words(full: Desk) -> None:
    for words in ("D1", "d1", "two people", "advice comes"):
        assert hits(full.reader, words) == [("Decision", "D1 Hire two people")]
    assert hits(full.reader, "figures") == [("Follow-up", "Bring the figures")]
    assert hits(full.reader, "C1") == [("Challenge", "C1 Why is it late?")]


def test_who_reads_only_packs_finds_neither(full: Desk) -> None:
    scrutiny = full.place.actor("Sam Scrutiny", "scrutiny_member")
    assert hits(scrutiny, "D1") == []
    assert hits(scrutiny, "figures") == []
    assert hits(make_desk(make_place("shire", "Shire")).reader, "D1") == []
