"""The password of the demonstration is known to everybody, so it must open nothing real."""

from django.contrib.auth.hashers import check_password, make_password
from pytest_django.fixtures import Settings

from alongside.config.hashing import KnownPasswordHasher

PRODUCTION = ["django.contrib.auth.hashers.ScryptPasswordHasher"]


def test_a_demonstration_password_is_checked() -> None:
    kept = make_password("demonstration-only")
    assert kept.startswith("scrypt_known$")
    assert check_password("demonstration-only", kept)
    assert not check_password("something else", kept)


def test_a_demonstration_account_cannot_sign_in_to_production(settings: Settings) -> None:
    kept = KnownPasswordHasher().encode("demonstration-only", "a-salt-that-is-long-enough")
    settings.PASSWORD_HASHERS = PRODUCTION
    assert not check_password("demonstration-only", kept)
