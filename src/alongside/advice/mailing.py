"""The e-mail with a link for one request: not a word about whom it is for or what is asked."""

import logging
from smtplib import SMTPException

from django.core.mail import send_mail
from django.template.loader import render_to_string

from alongside.access.letters import is_set_up

log = logging.getLogger(__name__)
SUBJECT = "You are asked for advice"


def send_link(email: str, address: str, days: int) -> bool:
    """Whether it left. Where it did not, the sender passes the link on in another way."""
    if not is_set_up():
        return False
    body = render_to_string("advice/link.txt", {"address": address, "days": days})
    try:
        send_mail(SUBJECT, body, None, [email])
    except (SMTPException, OSError):
        log.exception("A link for advice could not be sent.")
        return False
    return True
