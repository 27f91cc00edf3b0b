"""How somebody who comes in by link may be reached, as the rule about news asks for it."""

from alongside.casework.models import FamilyAccess, FamilyNews
from alongside.casework.rules.family_news import Receiver


def receiver_of(access: FamilyAccess) -> Receiver:
    """Of a way in that was read with its contact and its news."""
    contact = access.contact
    news: FamilyNews | None = getattr(access, "news", None)
    return Receiver(
        email=contact.email if contact else "",
        safe_contact=contact.safe_contact if contact else "",
        choice=news.choice if news else "",
    )
