"""A place whose people sign in, and a client for each role."""

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from alongside.access.models import Account, Grant
from alongside.people.models import Organisation
from alongside.web import clock
from tests.plan.factories import AT, Place

SignIn = Callable[..., Client]
MORNING = datetime(2020, 6, 15, 11, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def mail_to_memory(settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def june_2020(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' clock stands on the factories' day."""
    monkeypatch.setattr(clock, "now", lambda: MORNING)
    monkeypatch.setattr(clock, "today", lambda: MORNING.date())


@pytest.fixture
def sign_in(place: Place) -> SignIn:
    def signed_in(
        name: str, role: str, place: Place = place, organisation: Organisation | None = None
    ) -> Client:
        person = place.person(name)
        account, _ = Account.objects.get_or_create(
            person=person,
            defaults={"email": f"{person.ref.lower()}@example.org", "created_at": AT},
        )
        Grant.objects.create(
            area=place.area,
            person=person,
            role=role,
            purpose="Work",
            organisation=organisation,
            granted_from=AT - timedelta(days=1),
        )
        client = Client()
        client.force_login(account)
        return client

    return signed_in


@pytest.fixture
def officer(sign_in: SignIn) -> Client:
    return sign_in("Olive Officer", "head_of_send")


@pytest.fixture
def chair(sign_in: SignIn) -> Client:
    return sign_in("Charlie Chair", "chair")


@pytest.fixture
def forum(sign_in: SignIn) -> Client:
    return sign_in("Frances Forum", "forum_officer")


def to(name: str, *args: str) -> str:
    """The address of a page of the action plan in York."""
    return reverse(f"plan:{name}", args=["york", *args])


def words(response: HttpResponse) -> str:
    """What the page says, without its markup."""
    text = response.content.decode().replace("<wbr>", "")
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def boxes(name: str, day: int | str, month: int | str, year: int | str) -> dict[str, str]:
    """Three boxes of a date."""
    return {f"{name}_day": str(day), f"{name}_month": str(month), f"{name}_year": str(year)}
