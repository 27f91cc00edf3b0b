"""Whether this sign-in has proved two things: something known and something held."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from alongside.access.models import Account

HELD_TYPES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_proved(request: HttpRequest, account: Account) -> bool:
    """True after a code or passkey, or after a work account whose provider always asks for one."""
    methods = {record.get("method") for record in get_authentication_records(request, account)}
    if "mfa" in methods:
        return True
    return "socialaccount" in methods and bool(settings.ENVIRONMENT.oidc_second_factor)


def kinds_held(account: Account) -> set[str]:
    """Which second steps the account has set up; recovery codes alone are none."""
    found = account.authenticator_set.filter(type__in=HELD_TYPES)
    return set(found.values_list("type", flat=True))


def where_to_prove(request: HttpRequest, account: Account) -> str:
    """The address to enter a code for an account that has one, or to set one up."""
    types = kinds_held(account)
    if Authenticator.Type.TOTP in types:
        name = "mfa_reauthenticate"
    elif types:
        name = "mfa_reauthenticate_webauthn"
    else:
        name = "mine:second_factor"
    return f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}"
