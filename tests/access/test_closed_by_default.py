"""Every page of access and people, asked for by every role: open to some, not found to others."""

import pytest
from django.test import Client
from django.urls import URLPattern

from alongside.access import perms, urls
from alongside.access.models import Account
from alongside.access.roles import ROLES, permissions_of
from alongside.people import perms as people_perms
from alongside.people import urls as people_urls
from alongside.people.models import LocalArea
from tests.access.factories import make_account

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.access.urls")]
NEEDS = {
    "grants": perms.GRANT,
    "give": perms.GRANT,
    "end": perms.GRANT,
    "accounts": perms.ADMINISTER,
    "add_account": perms.ADMINISTER,
    "account": perms.ADMINISTER,
    "reset_password": perms.ADMINISTER,
    "reset_second_step": perms.ADMINISTER,
    "new_link": perms.ADMINISTER,
    "close_account": perms.ADMINISTER,
    "open_account": perms.ADMINISTER,
    "take_emergency": perms.EMERGENCY,
    "finish_emergency": perms.EMERGENCY,
    "emergencies": perms.SEE_EMERGENCIES,
    "emergency": perms.SEE_EMERGENCIES,
}


def _rules(patterns: list[URLPattern]) -> dict[str | None, str | None]:
    return {pattern.name: pattern.callback.page_rule.needs for pattern in patterns}


def test_every_page_of_access_needs_what_is_listed() -> None:
    assert _rules(urls.urlpatterns) == NEEDS


def test_every_page_of_people_needs_to_keep_people() -> None:
    assert set(_rules(people_urls.urlpatterns).values()) == {people_perms.EDIT}


def _address(pattern: URLPattern, room: str) -> str:
    filled = (
        str(pattern.pattern)
        .replace("<str:ref>", "0123456789abcdef")
        .replace("<str:partner>", "health")
    )
    return f"/york/{room}/{filled}"


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.code)
def test_a_role_opens_its_own_pages_and_finds_no_other(
    client: Client, york: LocalArea, role: object
) -> None:
    code = role.code  # type: ignore[attr-defined]
    account: Account = make_account(york, "Some Body", "some@example.org", code)
    client.force_login(account)
    pages = [("access", pattern) for pattern in urls.urlpatterns] + [
        ("people", pattern) for pattern in people_urls.urlpatterns
    ]
    for room, pattern in pages:
        may = pattern.callback.page_rule.needs in permissions_of(code)
        names_a_record = "<" in str(pattern.pattern)
        expected = 200 if may and not names_a_record else 404
        assert client.get(_address(pattern, room)).status_code == expected, _address(pattern, room)
