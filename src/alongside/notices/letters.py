"""The e-mail itself: that something changed, and where to look. Nothing about what or whom."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse

from alongside.notices.outbox import Envelope

SUBJECT = "Something changed in Alongside"


def letter_for(envelope: Envelope, connection: BaseEmailBackend) -> EmailMessage:
    area = envelope.first.area
    address: str = settings.ENVIRONMENT.address
    page = {
        "area_name": area.name,
        "count": len(envelope.messages),
        "notices": f"{address}{reverse('notices:notices', args=[area.slug])}",
        "settings": f"{address}{reverse('notices:settings', args=[area.slug])}",
    }
    return EmailMessage(
        subject=SUBJECT,
        body=render_to_string("notices/letter.txt", {"page": page}),
        to=[envelope.first.notice.person.email],
        headers={
            "Message-ID": message_id(envelope),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
        connection=connection,
    )


def message_id(envelope: Envelope) -> str:
    """The same messages always give the same id, so that a second copy can be dropped."""
    refs = " ".join(message.notice.ref for message in envelope.messages)
    name = hashlib.sha256(refs.encode()).hexdigest()[:32]
    return f"<{name}@{urlsplit(settings.ENVIRONMENT.address).hostname}>"
