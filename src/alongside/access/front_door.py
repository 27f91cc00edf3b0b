"""Where a person goes after signing in: the one area they work in, or a choice of several."""

from datetime import datetime

from django.urls import reverse

from alongside.access.models import Account
from alongside.access.queries import areas_of


def first_address(account: Account, *, at: datetime) -> str:
    areas = areas_of(account.person_id, at=at)
    return f"/{areas[0].slug}/" if len(areas) == 1 else reverse("mine:areas")
