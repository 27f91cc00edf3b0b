"""How allauth behaves in this house: closed sign-up, lock-out by account, and what is recorded.

Work accounts open existing accounts only: nobody and nothing is created by signing in.
"""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from alongside.access import sessions
from alongside.access.actors import account_actor, sign_in_actor
from alongside.access.front_door import first_address
from alongside.access.models import Account
from alongside.access.operations.accounts import set_own_password
from alongside.access.operations.sign_in import (
    record_failed_sign_in,
    record_lock_out,
    record_second_factor_change,
    record_sign_in,
    record_sign_out,
)
from alongside.access.queries import own_grants
from alongside.access.roles import role_of
from alongside.web import clock

LOCKED = (
    "There have been too many failed tries to sign in. Wait 15 minutes and try again, "
    "or ask your administrator to reset your password."
)
WRONG = "The e-mail address or the password is not right. Check both, then try again."
NOT_THE_ONE_IN_USE = "That is not the password you use now. Check it, then try again."
LOCK_SECONDS = 900
UNKNOWN_WORK_ACCOUNT = (
    "Your work account is not known here. "
    "Ask the administrator of your local area to make you an account."
)
NO_CONNECTING = "Work accounts are joined by signing in with them, not from here."
TRUE = (True, "true")
KEEP_SECOND_FACTOR = (
    "Your work needs a second step at sign-in. Set up another way first, then remove this one."
)
SECOND_FACTOR_CHANGES = {
    "mfa/email/totp_activated": "authenticator app set up",
    "mfa/email/totp_deactivated": "authenticator app removed",
    "mfa/email/webauthn_added": "passkey added",
    "mfa/email/webauthn_removed": "passkey removed",
    "mfa/email/recovery_codes_generated": "recovery codes made",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": LOCKED,
        "email_password_mismatch": WRONG,
        "incorrect_password": NOT_THE_ONE_IN_USE,
        "enter_current_password": NOT_THE_ONE_IN_USE,
        "invalid_password_reset": "This link no longer works. Ask for a new one.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """The account alone: allauth would also count by host name, which a visitor chooses."""
        return str(credentials.get("email", "")).strip().lower()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            self._record_lock_out(str(credentials.get("email", "")))
            raise

    def _record_lock_out(self, email: str) -> None:
        """Once for each lock-out: later tries within it say nothing new."""
        name = hashlib.sha256(email.strip().lower().encode()).hexdigest()
        if cache.add(f"access.locked.{name}", "y", LOCK_SECONDS):
            record_lock_out(actor=sign_in_actor(), at=clock.now(), email=email)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        email = str(credentials.get("email", ""))
        record_failed_sign_in(actor=sign_in_actor(), at=clock.now(), email=email, method="password")

    def login(self, request: HttpRequest, user: Account) -> None:
        super().login(request, user)
        at = clock.now()
        sessions.begin(request.session, at=at)
        record_sign_in(
            actor=account_actor(user),
            at=at,
            account=user,
            session_key=request.session.session_key or "",
            device=sessions.device_words(request),
            methods=[str(r.get("method")) for r in get_authentication_records(request, user)],
        )

    def logout(self, request: HttpRequest) -> None:
        account = request.user
        if isinstance(account, Account):
            record_sign_out(
                actor=account_actor(account),
                at=clock.now(),
                account=account,
                session_key=request.session.session_key or "",
                reason="asked",
            )
        super().logout(request)

    def set_password(self, user: Account, password: str) -> None:
        """Called when a person changes, sets or resets their own password. Other sessions end."""
        with transaction.atomic():
            set_own_password(
                actor=account_actor(user), at=clock.now(), account=user, password=password
            )
            sessions.end_sessions_of(user, keep_session_key=self.request.session.session_key or "")

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        account: Any = request.user
        return first_address(account, at=clock.now())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mine:page")

    def send_notification_mail(self, template: str, user: Account, **rest: Any) -> None:
        """allauth calls this whenever a second factor changes; here it is also recorded."""
        change = SECOND_FACTOR_CHANGES.get(template)
        if change:
            record_second_factor_change(
                actor=account_actor(user), at=clock.now(), account=user, change=change
            )
        super().send_notification_mail(template, user, **rest)


class WorkAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: Any) -> tuple[Account, str] | None:
        """An existing, open account with an address that the provider says it verified.

        Some providers write the mark as text, so "false" must not count as true.
        """
        for address in sociallogin.email_addresses:
            if address.verified in TRUE:
                found = Account.objects.filter(email=address.email.lower(), is_active=True).first()
                if found is not None:
                    return found, address.email.lower()
        return None

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.state.get("process") == "connect":
            raise self._turned_away(request, NO_CONNECTING)
        _forget_claims(sociallogin.account)
        if not sociallogin.is_existing:
            record_failed_sign_in(
                actor=sign_in_actor(), at=clock.now(), email="", method="work account"
            )
            raise self._turned_away(request, UNKNOWN_WORK_ACCOUNT)

    def _turned_away(self, request: HttpRequest, sentence: str) -> ImmediateHttpResponse:
        messages.error(request, sentence)
        return ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": KEEP_SECOND_FACTOR,
        "incorrect_code": "That code is not right, or is too old. Enter the newest one.",
    }

    def encrypt(self, text: str) -> str:
        """So that a copy of the database alone cannot make anybody's codes."""
        return _locksmith().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _locksmith().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if not (settings.SECOND_FACTOR_REQUIRED and _is_staff(authenticator.user)):
            return True
        others = authenticator.user.authenticator_set.exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def generate_authenticator_name(self, user: Account, type: str) -> str:  # noqa: A002 - allauth's name
        count = user.authenticator_set.filter(type=type).count()
        return f"Passkey {count + 1}"

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": user.person.name}


def _forget_claims(account: Any) -> None:
    """What the provider told about the person is not kept; the link by its own number is enough."""
    account.extra_data = {}
    if account.pk:
        account.save(update_fields=["extra_data"])


def _is_staff(account: Account) -> bool:
    roles = (role_of(grant.role) for grant in own_grants(account, at=clock.now()))
    return any(role is not None and role.is_staff_role for role in roles)


def _locksmith() -> Fernet:
    key = hashlib.sha256(b"second factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
