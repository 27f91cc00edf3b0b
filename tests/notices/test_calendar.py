import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import icalendar
import pytest
from django.core.cache import cache
from django.test import Client

from alongside.access.models import Account, Grant
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.ledger.models import LedgerDetail
from alongside.notices import operations
from alongside.notices.models import CalendarLink
from alongside.notices.pages import feed
from alongside.people.models import LocalArea, Person
from alongside.web import clock
from alongside.web.offers import Offers, OwnDate, install, installed
from tests.notices.conftest import actor_for, hold, holder
from tests.people.factories import AT


def _dates(actor: Actor, today: date) -> Sequence[OwnDate]:
    return [OwnDate(f"{actor.area_slug}1", today, f"{actor.roles[0]} in {actor.area_slug}", "/x/")]


@pytest.fixture(autouse=True)
def offered_dates() -> Iterator[None]:
    before = installed()
    install((Offers(room="test", dates=_dates),))
    yield
    install(before)


@pytest.fixture(autouse=True)
def empty_cache(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def make_link(area: LocalArea, person: Person) -> str:
    return operations.make_calendar_link(actor=actor_for(area, person), at=AT)


def read(secret: str) -> tuple[int, list[icalendar.Event]]:
    response = Client().get(f"/calendar/{secret}.ics")
    if response.status_code != 200:
        return response.status_code, []
    return 200, icalendar.Calendar.from_ical(response.content).events


def test_the_feed_holds_the_dates_of_every_area_as_who_one_is_there(
    york: LocalArea, leeds: LocalArea
):
    ada = holder(york)
    hold(leeds, ada, role="inspector")
    status, events = read(make_link(york, ada))
    assert status == 200
    assert sorted(str(event["SUMMARY"]) for event in events) == [
        "chair in york",
        ("inspector in leeds"),
    ]
    assert {str(event["UID"]) for event in events} == {
        "test.york1@localhost",
        "test.leeds1@localhost",
    }
    assert events[0].decoded("DTSTART") == clock.today()
    assert str(events[0]["URL"]) == "http://localhost:8000/x/"


def test_the_answer_is_private_and_not_for_search_engines(york: LocalArea):
    response = Client().get(f"/calendar/{make_link(york, holder(york))}.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, max-age=900"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies


def test_only_a_hash_of_the_secret_is_kept(york: LocalArea):
    secret = make_link(york, holder(york))
    link = CalendarLink.objects.get()
    assert link.digest == hashlib.sha256(secret.encode()).hexdigest()
    assert not any(secret in detail.content for detail in LedgerDetail.objects.all())
    assert len(secret) >= 43


def test_a_new_link_ends_the_old_one(york: LocalArea):
    ada = holder(york)
    old, new = make_link(york, ada), make_link(york, ada)
    assert (read(old)[0], read(new)[0]) == (404, 200)


def test_a_link_that_is_turned_off_answers_like_nonsense(york: LocalArea):
    ada = holder(york)
    secret = make_link(york, ada)
    operations.revoke_calendar_link(actor=actor_for(york, ada), at=AT)
    off, nonsense = Client().get(f"/calendar/{secret}.ics"), Client().get("/calendar/nonsense.ics")
    assert off.status_code == nonsense.status_code == 404
    assert off.content == nonsense.content
    with pytest.raises(Refusal, match="no calendar link"):
        operations.revoke_calendar_link(actor=actor_for(york, ada), at=AT)


def test_dates_disappear_with_the_right_to_see_them(york: LocalArea):
    ada = holder(york)
    secret = make_link(york, ada)
    Grant.objects.in_area(york.pk).update(ended_at=AT + timedelta(minutes=1))
    assert read(secret) == (200, [])


def test_the_link_of_a_blocked_account_is_not_found(york: LocalArea):
    ada = holder(york)
    secret = make_link(york, ada)
    Account.objects.filter(person=ada).update(is_active=False)
    assert read(secret)[0] == 404


def test_guessing_is_slowed_down_without_stopping_who_has_a_link(
    york: LocalArea, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(feed, "MOST_WRONG", 3)
    secret = make_link(york, holder(york))
    assert [read(f"guess{n}")[0] for n in range(5)] == [404, 404, 404, 429, 429]
    assert read(secret)[0] == 200


def test_one_link_is_not_read_without_end(york: LocalArea, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(feed, "MOST_READINGS", 2)
    secret = make_link(york, holder(york))
    assert [read(secret)[0] for _ in range(3)] == [200, 200, 429]


def test_the_feed_can_only_be_read(york: LocalArea):
    assert Client().post(f"/calendar/{make_link(york, holder(york))}.ics").status_code == 405
