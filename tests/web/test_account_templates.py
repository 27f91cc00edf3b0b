"""The sign-in pages are ours: our layout, our words, and nothing personal in a letter."""

from pathlib import Path

import pytest
from django.template.loader import get_template, render_to_string

import alongside.access

TEMPLATES = Path(alongside.access.__file__).parent / "templates"
OURS = sorted(
    str(path.relative_to(TEMPLATES))
    for folder in ("account", "mfa", "socialaccount", "allauth")
    for path in (TEMPLATES / folder).rglob("*.*")
)


@pytest.mark.parametrize("name", OURS)
def test_our_template_is_the_one_that_is_used(name: str) -> None:
    assert Path(get_template(name).origin.name) == TEMPLATES / name


def test_the_letter_with_a_new_password_link_holds_the_link_and_no_person() -> None:
    context = {
        "password_reset_url": "https://alongside.example/x?a=1&b=2",
        "username": "Priya",
        "user": "Priya",
    }
    letter = render_to_string("account/email/password_reset_key_message.txt", context)
    assert "https://alongside.example/x?a=1&b=2" in letter
    assert "Priya" not in letter
    assert "&amp;" not in letter


def test_a_letter_about_a_change_does_not_say_from_where() -> None:
    context = {"ip": "192.0.2.7", "user_agent": "Mozilla", "timestamp": "now"}
    letter = render_to_string("mfa/email/totp_activated_message.txt", context)
    assert "An authenticator app was set up." in letter
    assert "192.0.2.7" not in letter
    assert "tell the administrator" in letter


def test_signing_in_brings_no_message_of_its_own() -> None:
    assert render_to_string("account/messages/logged_in.txt", {}).strip() == ""


@pytest.mark.urls("tests.web.urls")
def test_the_demonstration_accounts_are_shown_where_there_are_some() -> None:
    account = {"role": "Chair", "email": "chair@example.org", "password": "try it out"}
    with_them = render_to_string("account/login.html", {"demonstration_accounts": [account]})
    without = render_to_string("account/login.html", {})
    assert [word in with_them for word in account.values()] == [True] * 3
    assert "Try it as one of these" not in without
