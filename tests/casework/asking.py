"""Somebody without an account who asks for an assessment, and filing what they sent."""

from datetime import date
from typing import Any

from django.urls import reverse

from alongside.casework.rules.asking import NewRequest
from alongside.people.models import LocalArea
from tests.casework.factories import AT

TODAY = AT.date()
ASKED = {
    "asker": "mother",
    "name": "Ma Askly",
    "email": "ma@example.org",
    "given_names": "Abe",
    "family_name": "Askly",
    "born_on": date(2016, 4, 1),
    "text": "Reading is hard.",
}
TYPED = {
    **ASKED,
    "asker": "parent",
    "relation": "mother",
    "born_on": "2016-04-01",
}


def new(**changed: Any) -> NewRequest:
    return NewRequest(**{**ASKED, **changed})


def address(name: str, area: LocalArea, *parts: str) -> str:
    return reverse(name, args=[area.slug, *parts])


GROWN = date(2006, 4, 1)
"""The rights have been the young person's own since 24 June 2022."""
