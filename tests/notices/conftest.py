"""Two areas and people who hold roles in them, with an account each; mail goes to memory."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.conf import LazySettings
from django.test import Client

from alongside.access.actors import arrive
from alongside.access.models import Account, Grant
from alongside.kernel.actor import Actor
from alongside.people.models import LocalArea, Person
from tests.people.factories import AT, make_area, make_person

Hold = Callable[..., Person]
MEMORY = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def mail_to_memory(settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = MEMORY


@pytest.fixture
def york(db: None) -> LocalArea:
    return make_area()


@pytest.fixture
def leeds(db: None) -> LocalArea:
    return make_area("leeds", "Leeds")


def holder(
    area: LocalArea, name: str = "Ada Okafor", role: str = "chair", until: datetime | None = None
) -> Person:
    """Somebody with an account, an e-mail address and a role."""
    email = f"{name.split()[0].lower()}@example.org"
    person = make_person(area, name, email)
    Account.objects.create(person=person, email=email, created_at=AT)
    hold(area, person, role, until)
    return person


def hold(
    area: LocalArea, person: Person, role: str = "chair", until: datetime | None = None
) -> None:
    Grant.objects.create(
        area=area, person=person, role=role, purpose="Work", granted_from=AT, granted_until=until
    )


def actor_for(area: LocalArea, person: Person, at: datetime = AT) -> Actor:
    arrival = arrive(person_id=person.pk, area_slug=area.slug, at=at)
    assert arrival is not None
    return arrival.actor


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person.account)
    return client
