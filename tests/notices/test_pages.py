import re

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client

from alongside.access.letters import NO_MAIL
from alongside.notices import queries
from alongside.notices.models import CalendarLink, OutboxMessage
from alongside.notices.telling import tell
from alongside.notices.words import DAILY
from alongside.people.models import LocalArea, Person
from tests.notices.conftest import actor_for, holder, signed_in
from tests.people.factories import AT

PAGES = ("", "settings/", "calendar/")


def told(area: LocalArea, person: Person, count: int = 1) -> None:
    for number in range(count):
        tell(
            people=[person.pk],
            area_id=area.pk,
            sentence=f"The board recorded its judgement on 2.{number}.",
            address="/york/plan/",
            at=AT,
            key=str(number),
        )


def words(response: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_for_any_role_and_not_for_a_stranger(york: LocalArea, page: str):
    address = f"/york/notices/{page}"
    assert signed_in(holder(york)).get(address).status_code == 200
    assert Client().get(address).status_code == 302


def test_a_person_of_another_area_finds_nothing(york: LocalArea, leeds: LocalArea):
    assert signed_in(holder(leeds)).get("/york/notices/").status_code == 404


def test_the_list_shows_own_messages_and_marks_them_only_by_posting(york: LocalArea):
    ada, ben = holder(york), holder(york, "Ben Example")
    told(york, ada, 2)
    client = signed_in(ada)
    page = client.get("/york/notices/")
    assert "2 unread." in words(page)
    assert "The board recorded its judgement on 2.1." in words(page)
    assert queries.unread(actor_for(york, ada)).count() == 2
    ref = queries.own_notices(actor_for(york, ada)).first().ref
    assert client.get(f"/york/notices/{ref}/read/").status_code == 405
    assert signed_in(ben).post(f"/york/notices/{ref}/read/").status_code == 404
    assert client.post(f"/york/notices/{ref}/read/").status_code == 302
    assert queries.unread(actor_for(york, ada)).count() == 1
    page = client.post("/york/notices/read/", follow=True)
    assert "Marked as read: 1 message." in words(page)
    assert "You have read every message." in words(page)


def test_the_page_is_plain_when_empty(york: LocalArea):
    assert "No messages yet" in words(signed_in(holder(york)).get("/york/notices/"))


@pytest.mark.parametrize("count", [1, 40])
def test_the_list_costs_the_same_for_few_and_many(
    york: LocalArea, count: int, django_assert_max_num_queries
):
    ada = holder(york)
    told(york, ada, count)
    client = signed_in(ada)
    with django_assert_max_num_queries(12):
        page = client.get("/york/notices/")
    assert page.content.decode().count("Mark as read<") == min(count, 30)


def test_the_choice_is_saved_and_shown(york: LocalArea):
    ada = holder(york)
    client = signed_in(ada)
    answer = client.post(
        "/york/notices/settings/", {"choice": DAILY, "expected_version": "1"}, follow=True
    )
    assert "Saved how you are told." in words(answer)
    assert queries.delivery_of(actor_for(york, ada)).choice == DAILY
    assert re.search(rf'value="{DAILY}"[^>]*checked', answer.content.decode())


def test_a_choice_that_is_none_or_old_is_refused_with_a_sentence(york: LocalArea):
    client = signed_in(holder(york))
    answer = client.post("/york/notices/settings/", {"expected_version": "1"})
    assert answer.status_code == 422
    assert "Choose how you want to be told" in words(answer)
    client.post("/york/notices/settings/", {"choice": DAILY, "expected_version": "1"})
    answer = client.post("/york/notices/settings/", {"choice": DAILY, "expected_version": "1"})
    assert answer.status_code == 422
    assert "You changed this in another window." in words(answer)


def test_a_calendar_link_is_shown_once_and_works_until_turned_off(york: LocalArea):
    ada = holder(york)
    client = signed_in(ada)
    answer = client.post("/york/notices/calendar/")
    link = re.search(
        r'value="http://localhost:8000(/calendar/[^"]+\.ics)"', answer.content.decode()
    )
    assert link is not None
    assert answer["Cache-Control"] == "no-store"
    assert Client().get(link[1]).status_code == 200
    assert link[1] not in client.get("/york/notices/calendar/").content.decode()
    answer = client.post("/york/notices/calendar/revoke/", follow=True)
    assert "The calendar link is turned off." in words(answer)
    assert Client().get(link[1]).status_code == 404
    assert CalendarLink.objects.filter(revoked_at=None).count() == 0
    answer = client.post("/york/notices/calendar/revoke/")
    assert answer.status_code == 422
    assert "You have no calendar link to turn off." in words(answer)


def test_only_an_administrator_opens_the_outbox(york: LocalArea):
    assert signed_in(holder(york)).get("/york/notices/outbox/").status_code == 404
    boss = signed_in(holder(york, "Boss Example", role="administrator"))
    assert "Every e-mail was sent." in words(boss.get("/york/notices/outbox/"))


def test_the_outbox_says_what_waits_where_no_email_is_sent(york: LocalArea, settings: LazySettings):
    settings.EMAIL_BACKEND = NO_MAIL
    boss = signed_in(holder(york, "Boss Example", role="administrator"))
    assert "No e-mail waits." in words(boss.get("/york/notices/outbox/"))
    told(york, holder(york))
    page = words(boss.get("/york/notices/outbox/"))
    assert "This installation sends no e-mail" in page
    assert "No e-mail was given up. Waiting to be sent: 1 e-mail." in page
    assert "Every e-mail was sent" not in page


def test_the_outbox_shows_why_and_tries_again(york: LocalArea):
    ada = holder(york)
    told(york, ada)
    OutboxMessage.objects.in_area(york.pk).update(state="given_up", trouble="The server is out.")
    boss = signed_in(holder(york, "Boss Example", role="administrator"))
    page = words(boss.get("/york/notices/outbox/"))
    assert "Ada Okafor" in page
    assert "The server is out." in page
    assert "Put back to be sent: 1 e-mail." in words(
        boss.post("/york/notices/outbox/again/", follow=True)
    )
    assert "No e-mail waits to be tried again." in words(
        boss.post("/york/notices/outbox/again/", follow=True)
    )


def test_the_unread_count_stands_on_the_page(york: LocalArea):
    ada = holder(york)
    told(york, ada, 3)
    assert "Messages 3 unread" in words(signed_in(ada).get("/york/notices/settings/"))
