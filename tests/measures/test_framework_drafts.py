"""A draft of the outcomes framework: its statements change places, and it can be thrown away."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.measures import operations
from alongside.measures.codes import Direction
from alongside.measures.models import (
    Descriptor,
    OutcomeService,
    OutcomesFramework,
    OutcomeStatement,
)
from alongside.measures.queries.framework import framework_page
from alongside.measures.rules.frameworks import changed_places
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.outcomes import MAY, SAFE, begin, in_use, measure, use, write
from tests.plan.factories import Place, make_place

SAYINGS = ("I am safe", "I am well", "I belong")


@pytest.fixture(autouse=True)
def may_2021(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: MAY)
    monkeypatch.setattr(clock, "today", lambda: MAY.date())


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def draft(place: Place) -> OutcomesFramework:
    made = begin(place.officer)
    for text in SAYINGS:
        write(place.officer, made, replace(SAFE, text=text))
    return made


@pytest.fixture
def analyst(place: Place) -> Client:
    return client_of(place, "data_analyst")


def statement(place: Place, text: str) -> OutcomeStatement:
    return OutcomeStatement.objects.in_area(place.area.pk).get(text=text)


def move(place: Place, text: str, direction: Direction) -> None:
    operations.move_statement(
        actor=place.officer,
        at=MAY,
        statement_ref=statement(place, text).ref,
        direction=direction,
    )


def discard(place: Place, framework: OutcomesFramework, seen: int | None = None) -> None:
    framework.refresh_from_db()
    operations.discard_framework(
        actor=place.officer,
        at=MAY,
        framework_ref=framework.ref,
        expected_version=framework.version if seen is None else seen,
    )


def texts(place: Place, framework: OutcomesFramework) -> list[str]:
    return [each.text for each in framework_page(place.officer, framework.ref).statements]


@pytest.mark.parametrize(
    ("moved", "direction", "expected"),
    [
        (8, Direction.UP, (8, 7)),
        (8, Direction.DOWN, (8, 9)),
        (9, Direction.UP, (9, 8)),
        (7, Direction.DOWN, (7, 8)),
    ],
)
def test_a_statement_changes_places_with_its_neighbour(
    moved: int, direction: Direction, expected: tuple[int, int]
) -> None:
    assert changed_places([7, 8, 9], moved, direction) == expected


@pytest.mark.parametrize(
    ("moved", "direction", "end"), [(7, Direction.UP, "first"), (9, Direction.DOWN, "last")]
)
def test_beyond_either_end_there_is_no_place(moved: int, direction: Direction, end: str) -> None:
    with pytest.raises(Refusal, match=f"stands {end} already"):
        changed_places([7, 8, 9], moved, direction)


@pytest.mark.both_engines
def test_statements_of_a_draft_change_places_and_the_ledger_says_so(
    place: Place, draft: OutcomesFramework
) -> None:
    move(place, "I belong", Direction.UP)
    move(place, "I am safe", Direction.DOWN)
    assert texts(place, draft) == ["I belong", "I am safe", "I am well"]
    events = LedgerEntry.objects.filter(verb="measures.move_statement", subject_ref=draft.ref)
    told = [event.detail.words["facts"]["direction"] for event in events.order_by("seq")]
    assert told == ["up", "down"]


def test_whoever_looked_before_the_move_does_not_put_the_draft_in_use(
    place: Place, draft: OutcomesFramework
) -> None:
    draft.refresh_from_db()
    seen = draft.version
    move(place, "I belong", Direction.UP)
    with pytest.raises(Changed):
        operations.put_in_use(
            actor=place.officer,
            at=MAY,
            framework_ref=draft.ref,
            expected_version=seen,
            from_on=MAY.date(),
        )


def test_the_next_statement_still_comes_last(place: Place, draft: OutcomesFramework) -> None:
    move(place, "I belong", Direction.UP)
    write(place.officer, draft, replace(SAFE, text="I am heard"))
    assert texts(place, draft)[-1] == "I am heard"


def test_a_version_that_was_adopted_keeps_its_order_and_is_not_thrown_away(
    place: Place, draft: OutcomesFramework
) -> None:
    used = use(place.officer, draft, date(2021, 5, 17))
    for attempt in (
        lambda: move(place, "I belong", Direction.UP),
        lambda: discard(place, used),
    ):
        with pytest.raises(Refusal, match="This version is in use"):
            attempt()
    assert texts(place, used) == list(SAYINGS)


def test_a_draft_is_thrown_away_whole_and_the_ledger_keeps_what_it_said(
    place: Place, draft: OutcomesFramework
) -> None:
    shown = measure(place)
    operations.change_statement(
        actor=place.officer,
        at=MAY,
        statement_ref=statement(place, "I am well").ref,
        expected_version=1,
        new=replace(SAFE, text="I am well", measures=(shown.ref,)),
    )
    discard(place, draft)
    for model in (OutcomesFramework, OutcomeStatement, Descriptor, OutcomeService):
        assert not model.objects.in_area(place.area.pk).exists()
    facts = LedgerEntry.objects.get(verb="measures.discard_framework").detail.words["facts"]
    assert (facts["number"], facts["title"]) == (1, "What we hope for")
    assert facts["statements"] == list(SAYINGS)


def test_after_a_draft_is_thrown_away_another_is_begun_from_what_is_in_use(place: Place) -> None:
    used = in_use(place.officer)
    draft = begin(place.officer)
    write(place.officer, draft, replace(SAFE, text="I am well"))
    discard(place, draft)
    again = begin(place.officer)
    assert (again.number, texts(place, again)) == (2, ["I am safe"])
    assert texts(place, used) == ["I am safe"]


def test_a_draft_that_changed_since_it_was_looked_at_is_not_thrown_away(
    place: Place, draft: OutcomesFramework
) -> None:
    with pytest.raises(Changed):
        discard(place, draft, seen=1)
    assert texts(place, draft) == list(SAYINGS)


def test_those_who_only_read_and_other_areas_neither_move_nor_throw_away(
    place: Place, draft: OutcomesFramework
) -> None:
    ref = statement(place, "I belong").ref
    for actor in (place.chair, make_place("leeds", "Leeds").officer):
        with pytest.raises(Hidden):
            operations.move_statement(
                actor=actor, at=MAY, statement_ref=ref, direction=Direction.UP
            )
        with pytest.raises(Hidden):
            operations.discard_framework(
                actor=actor, at=MAY, framework_ref=draft.ref, expected_version=1
            )


def test_the_buttons_beside_each_statement_move_it_without_javascript(
    place: Place, draft: OutcomesFramework, analyst: Client
) -> None:
    address = to("framework_version", draft.ref)
    page = analyst.get(address).content.decode()
    assert page.count("Move up<") == page.count("Move down<") == len(SAYINGS) - 1
    moves = re.findall(r'<form class="measures-outcome__move[^>]* action="([^"]+)"', page)
    assert len(moves) == len(SAYINGS)
    answer = analyst.post(moves[2], {"direction": "up"}, follow=True)
    assert answer.redirect_chain == [(address, 302)]
    assert texts(place, draft) == ["I am safe", "I belong", "I am well"]


@pytest.mark.parametrize(
    ("text", "sent", "sentence"),
    [
        ("I am safe", {"direction": "up"}, "This outcome statement stands first already."),
        ("I belong", {"direction": "down"}, "This outcome statement stands last already."),
        ("I belong", {"direction": "left"}, "Say whether the outcome statement moves up or down."),
        ("I belong", {}, "Say whether the outcome statement moves up or down."),
    ],
)
def test_a_move_that_cannot_be_says_so(
    place: Place,
    draft: OutcomesFramework,
    analyst: Client,
    text: str,
    sent: dict[str, str],
    sentence: str,
) -> None:
    page = analyst.post(to("move_statement", statement(place, text).ref), sent, follow=True)
    assert sentence in words(page)
    assert texts(place, draft) == list(SAYINGS)


def test_a_draft_is_thrown_away_after_a_second_look(
    place: Place, draft: OutcomesFramework, analyst: Client
) -> None:
    draft.refresh_from_db()
    address = to("discard_framework", draft.ref)
    assert to("discard_framework", draft.ref) in (
        analyst.get(to("framework_version", draft.ref)).content.decode()
    )
    shown = words(analyst.get(address))
    assert "Throw this draft away" in shown
    assert "I am well" in shown
    done = analyst.post(address, {"expected_version": str(draft.version)}, follow=True)
    assert done.redirect_chain == [(to("framework"), 302)]
    assert "The draft has been thrown away." in words(done)


def test_readers_see_no_buttons(place: Place, draft: OutcomesFramework) -> None:
    page = words(client_of(place, "chair").get(to("framework_version", draft.ref)))
    for button in ("Move up", "Move down", "Throw this draft away"):
        assert button not in page


def test_what_is_in_use_says_why_it_is_not_thrown_away(place: Place, analyst: Client) -> None:
    used = in_use(place.officer)
    page = words(analyst.get(to("discard_framework", used.ref)))
    assert "This version is in use" in page
