"""Setting up a second step and signing in with it: an authenticator app, and a passkey on localhost."""

import base64
import hashlib
import hmac
import re
import struct
import time

from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.looking import axe_faults, faults_of
from tests.world import PASSWORD

ANALYST, AUDITOR = "analyst@york.example", "auditor@york.example"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
STEP = 30


def test_an_authenticator_app_is_set_up_and_then_asked_for(sign_in: SignIn) -> None:
    page = sign_in(ANALYST)
    _open(page, "/account/2fa/totp/activate/")
    assert not faults_of(page, "own-app-set-up")
    page.get_by_label("Code from your app").fill("000000")
    page.get_by_role("button", name="Set up the app").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    assert not axe_faults(page)
    secret = page.locator(".house-code").inner_text().strip()
    page.get_by_label("Code from your app").fill(_code(secret))
    page.get_by_role("button", name="Set up the app").click()
    expect(page.get_by_role("main")).to_contain_text(re.compile("recovery codes", re.IGNORECASE))
    _sign_out(page)
    _password(page, ANALYST)
    expect(page.get_by_role("heading", level=1)).to_have_text("Second step")
    assert not axe_faults(page)
    _wait_for_another_code()
    page.get_by_label("Code", exact=True).fill(_code(secret))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()


def test_a_passkey_is_added_and_then_signs_in(sign_in: SignIn) -> None:
    page = sign_in(AUDITOR)
    _give_it_a_passkey_holder(page)
    _open(page, "/account/2fa/webauthn/add/")
    assert not faults_of(page, "own-passkey-add")
    page.get_by_label("Name of this passkey").fill("Work laptop")
    alone = page.get_by_role("checkbox")
    if alone.count():
        alone.first.check()
    page.get_by_role("button", name="Add the passkey").click()
    page.wait_for_url(lambda address: not address.endswith("/add/"))
    page.goto("/account/2fa/webauthn/")
    expect(page.get_by_role("main")).to_contain_text("Work laptop")
    assert not axe_faults(page)
    _sign_out(page)
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("What needs me today?")


def _open(page: Page, address: str) -> None:
    """Who is about to change how they sign in is asked for the password once more."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm it is you")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(f"**{address}")


def _give_it_a_passkey_holder(page: Page) -> None:
    """Chromium's own virtual authenticator, which confirms by itself."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def _sign_out(page: Page) -> None:
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign out")).to_be_hidden()


def _password(page: Page, email: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mail address", exact=True).fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def _code(secret: str) -> str:
    """The six digits of RFC 6238 for this half minute."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // STEP), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def _wait_for_another_code() -> None:
    """A code counts once."""
    time.sleep(STEP - time.time() % STEP + 0.2)
