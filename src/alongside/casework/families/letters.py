"""The e-mail with a one-time code: the code, and not a word about whom or what it is for."""

import logging
from smtplib import SMTPException

from django.core.mail import send_mail
from django.template.loader import render_to_string

from alongside.access.by_link import CODE_LASTS, CodeToSend
from alongside.access.letters import is_set_up
from alongside.kernel.refusals import Refusal

log = logging.getLogger(__name__)
SUBJECT = "Your one-time code"
NOT_SET_UP = "No e-mail is sent from here. Ring us, and we tell you a code."
NOT_SENT = "The e-mail could not be sent. Try again in a few minutes, or ring us."


def check_can_send() -> None:
    """Raises Refusal where this installation sends no e-mail."""
    if not is_set_up():
        raise Refusal(NOT_SET_UP)


def send_code(made: CodeToSend) -> None:
    """Raises Refusal with a sentence when it did not go out."""
    minutes = int(CODE_LASTS.total_seconds() // 60)
    body = render_to_string("casework/family/code.txt", {"code": made.code, "minutes": minutes})
    try:
        send_mail(SUBJECT, body, None, [made.email])
    except (SMTPException, OSError):
        log.exception("A one-time code could not be sent.")
        raise Refusal(NOT_SENT) from None
