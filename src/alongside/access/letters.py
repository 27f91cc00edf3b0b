"""The one letter this room sends: a link with which a person sets their own password.

The link works once, for three days, and holds nothing about the person.
"""

import logging
from smtplib import SMTPException

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from alongside.access.models import Account

log = logging.getLogger(__name__)
SUBJECT = "Set your password for Alongside"
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


def is_set_up() -> bool:
    """Whether this installation sends e-mail."""
    return settings.EMAIL_BACKEND != NO_MAIL


def sends_email(request: HttpRequest) -> dict[str, bool]:
    """Context processor: pages that promise a letter ask whether one can be sent."""
    return {"sends_email": is_set_up()}


class LetterNotSentError(Exception):
    """The letter did not go out; the sentence says what to do."""


def password_link(account: Account) -> str:
    """The full address of the one-time link. Whoever has it can set the password."""
    key = default_token_generator.make_token(account)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(account), "key": key},
    )
    return f"{settings.ENVIRONMENT.address}{path}"


def send_password_link(account: Account) -> None:
    """Send the link now. Raises LetterNotSentError with a sentence when it did not go out."""
    if not is_set_up():
        raise LetterNotSentError(
            "This installation sends no e-mail. Ask its operator to print the link with "
            "“alongside account link”."
        )
    body = render_to_string("access/letters/password_link.txt", {"address": password_link(account)})
    try:
        send_mail(SUBJECT, body, None, [account.email])
    except (SMTPException, OSError):
        log.exception("A password link could not be sent to account %s", account.ref)
        raise LetterNotSentError(
            "The e-mail could not be sent. Try “Send a new link” in a few minutes."
        ) from None
