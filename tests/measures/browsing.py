"""Somebody signed in with one role, and what a page of the measures says."""

import html
import re
from datetime import timedelta

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from alongside.access.models import Account, Grant
from tests.plan.factories import AT, Place


def client_of(place: Place, role: str) -> Client:
    person = place.person(f"A {role}")
    email = f"{role}@{place.area.slug}.example"
    account = Account.objects.create(person=person, email=email, created_at=AT)
    Grant.objects.create(
        area=place.area,
        person=person,
        role=role,
        purpose="Work",
        granted_from=AT - timedelta(days=1),
    )
    client = Client()
    client.force_login(account)
    return client


def to(name: str, *args: str) -> str:
    """The address of a page of the measures in York."""
    return reverse(f"measures:{name}", args=["york", *args])


def words(response: HttpResponse) -> str:
    """What the page says, without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())
