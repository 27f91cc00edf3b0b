"""The worker's part: the e-mail to somebody who comes in by link, that something changed. It says not a
word about whom or what, and holds no link: nobody here knows the link any more.
"""

import hashlib
import smtplib
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from alongside.access.letters import is_set_up
from alongside.casework import perms
from alongside.casework.families.news import may_see
from alongside.casework.families.receiving import receiver_of
from alongside.casework.models import FamilyAccess
from alongside.casework.operations.families.telling import note_family_told, note_mail_refused
from alongside.casework.rules.family_codes import Way
from alongside.casework.rules.family_news import ADDRESS_REFUSED, why_no_email
from alongside.kernel.actor import Actor, system_actor
from alongside.notices.letters import SUBJECT
from alongside.web.clock import london_day

TELLER = "the family’s news"


def mail_family(*, access_id: int, asked: str, at: datetime) -> bool:
    """Whether an e-mail left. A mail server that is down is raised, so that it is tried again; an address
    that does not work is noted for staff.
    """
    access = _stands(access_id, at)
    if access is None or why_no_email(receiver_of(access)) or not is_set_up():
        return False
    actor = _teller(access)
    try:
        _letter(access, asked).send()
    except (smtplib.SMTPRecipientsRefused, ValueError):
        note_mail_refused(actor=actor, at=at, access=access, trouble=ADDRESS_REFUSED)
        return False
    note_family_told(actor=actor, at=at, access=access)
    return True


def _stands(access_id: int, at: datetime) -> FamilyAccess | None:
    """None for a way in that ended meanwhile, and for whoever no longer sees the case."""
    found: FamilyAccess | None = (
        FamilyAccess.objects.across_areas(reason="The work names its way in.")
        .in_force(at)
        .select_related("area", "case__child", "contact", "news")
        .filter(pk=access_id, way=Way.LINK.value)
        .first()
    )
    if found is None or not may_see(found.case, found, london_day(at)):
        return None
    return found


def _letter(access: FamilyAccess, asked: str) -> EmailMessage:
    """A second copy has the same Message-ID, by which most mail programs drop it."""
    name = hashlib.sha256(f"{access.ref} {asked}".encode()).hexdigest()[:32]
    host = urlsplit(settings.ENVIRONMENT.address).hostname
    page = {"area_name": access.area.name}
    return EmailMessage(
        subject=SUBJECT,
        body=render_to_string("casework/family/news.txt", {"page": page}),
        to=[access.contact.email if access.contact else ""],
        headers={
            "Message-ID": f"<{name}@{host}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )


def _teller(access: FamilyAccess) -> Actor:
    return system_actor(
        name=TELLER,
        area_id=access.area.pk,
        area_slug=access.area.slug,
        permissions={perms.ALL, perms.RECORD},
    )
