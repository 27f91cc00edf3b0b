"""A corrected day under attack: what cannot have been is refused, and nothing is kept by halves."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from alongside.advice import on_the_case
from alongside.advice.models import AdviceRequest, DayCorrected
from alongside.advice.operations import correcting, giving
from alongside.advice.operations.asking import NewRequest, ask_for_advice
from alongside.advice.operations.checking import NewReuse, reuse_advice
from alongside.advice.operations.giving import Written
from alongside.advice.queries.due import due_on_of
from alongside.advice.reminders import remind
from alongside.advice.rules.codes import Act
from alongside.casework.models import CaseEvent
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.notices.models import Notice
from tests.advice.factories import (
    ASKED,
    DUE,
    RECEIVED,
    Place,
    after,
    asked_and_received,
    check,
    give,
    make_place,
    noon,
    said_on,
)
from tests.advice.happenings import duty
from tests.advice.test_correcting import correct, day_of
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place(make_area())


def kept(place: Place, request: AdviceRequest) -> tuple[Any, ...]:
    """Whatever a correction would change, in either room."""
    request.refresh_from_db()
    area = place.area.pk
    return (
        request.received_on,
        duty(place).due_on,
        list(CaseEvent.objects.in_area(area).order_by("id").values_list("kind", "corrected_by")),
        DayCorrected.objects.in_area(area).count(),
        LedgerEntry.objects.count(),
        Notice.objects.in_area(area).count(),
    )


@pytest.mark.parametrize(
    ("room", "name"),
    [
        (on_the_case, "correct_day_of_event"),
        (correcting, "redated"),
        (correcting, "_tell"),
    ],
)
def test_a_crash_between_the_two_rooms_keeps_nothing_of_either(
    place: Place, monkeypatch: pytest.MonkeyPatch, room: Any, name: str
) -> None:
    request = asked_and_received(place)
    before = kept(place, request)
    real: Callable[..., Any] = getattr(room, name)

    def crash(*args: Any, **named: Any) -> None:
        real(*args, **named)
        raise RuntimeError("The power went.")

    monkeypatch.setattr(room, name, crash)
    with pytest.raises(RuntimeError, match="The power went"):
        correct(place.officer.actor, request, Act.RECEIVE, ASKED)
    assert kept(place, request) == before


def test_the_same_correction_sent_twice_is_kept_once(place: Place) -> None:
    request = asked_and_received(place)
    correct(place.officer.actor, request, Act.RECEIVE, ASKED)
    before = kept(place, request)
    with pytest.raises(Refusal, match="14 April 2025 is the day that it has already"):
        correct(place.officer.actor, request, Act.RECEIVE, ASKED)
    assert kept(place, request) == before


def test_no_advice_was_asked_for_before_anything_was_under_way(place: Place) -> None:
    early = date(2025, 3, 2)
    new = NewRequest(
        adviser="health", post_ref=place.point.post.ref, said=said_on(early, "An e-mail.")
    )
    with pytest.raises(Refusal, match="On 2 March 2025 nothing was under way"):
        ask_for_advice(actor=place.officer.actor, at=noon(ASKED), case_ref=place.case.ref, new=new)
    request = asked_and_received(place)
    before = kept(place, request)
    with pytest.raises(Refusal, match="it began on 3 March 2025"):
        correct(place.officer.actor, request, Act.ASK, early)
    assert kept(place, request) == before


def test_earlier_advice_is_not_used_again_before_its_request_was_received(place: Place) -> None:
    request = asked_and_received(place)
    new = NewReuse(
        title="A report", author="Sal", dated_on=ASKED, how="By e-mail.",
        provider_on=after(1), authority_on=after(1), family_on=after(1),
    )  # fmt: skip
    reuse_advice(
        actor=place.officer.actor,
        at=noon(after(6)),
        request_ref=request.ref,
        new=new,
        said=said_on(after(6)),
    )
    before = kept(place, request)
    with pytest.raises(Refusal, match="cannot be before 15 April 2025"):
        correct(place.officer.actor, request, Act.REUSE, ASKED)
    assert kept(place, request) == before


def test_what_is_being_written_goes_on_while_a_day_is_corrected(place: Place) -> None:
    request = asked_and_received(place)
    writing = giving.save_writing(
        actor=place.point.actor,
        at=noon(after(3)),
        request_ref=request.ref,
        expected_version=0,
        new=Written(text="He needs", author_name="P", author_role="Q"),
    )
    correct(place.officer.actor, request, Act.RECEIVE, ASKED)
    given = giving.give_advice(
        actor=place.point.actor,
        at=noon(after(9)),
        request_ref=request.ref,
        expected_version=writing.version,
        new=Written(text="He needs a lot", author_name="P", author_role="Q"),
    )
    assert given.given_on == day_of(place, "advice_returned") == after(9)


def test_a_corrected_receipt_reminds_of_the_day_that_counts_now(place: Place) -> None:
    request = asked_and_received(place)

    def told(today: date) -> list[str]:
        remind(at=noon(today), today=today)
        rows = Notice.objects.in_area(place.area.pk).filter(key__startswith="advice.remind")
        return [each.sentence for each in rows.order_by("id")]

    assert told(DUE - timedelta(days=3)) == ["Advice that you were asked for is due: 27 May 2025."]
    correct(place.officer.actor, request, Act.RECEIVE, after(7), today=DUE - timedelta(days=3))
    later = DUE + timedelta(days=7)
    assert due_on_of(place.officer.actor, request) == later
    assert told(later - timedelta(days=3))[1:] == [
        "Advice that you were asked for is due: 3 June 2025."
    ]


def test_a_corrected_check_moves_no_day_of_the_law(place: Place) -> None:
    request = asked_and_received(place)
    check(place.doctor, give(place.point, request, after(9)), after(12), "accepted")
    correct(place.doctor.actor, request, Act.CHECK, after(11))
    assert duty(place).done_on == after(9)
    with pytest.raises(Hidden):
        correct(place.officer.actor, request, Act.CHECK, after(10))
    correct(place.officer.actor, request, Act.RECEIVE, after(3))
    assert due_on_of(place.officer.actor, request) == DUE + timedelta(days=3)
    assert duty(place).done_on == after(9)


def test_another_area_finds_no_day_to_correct(place: Place) -> None:
    request = asked_and_received(place)
    other = make_place(make_area("leeds", "Leeds"))
    for who in (other.officer, other.doctor, other.point, other.head):
        with pytest.raises(Hidden):
            correct(who.actor, request, Act.RECEIVE, ASKED)
    request.refresh_from_db()
    assert request.received_on == RECEIVED
