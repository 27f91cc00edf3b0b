"""How somebody who comes in by link may be reached, as the rule about news asks for it."""

from alongside.access.letters import is_set_up
from alongside.casework.models import FamilyAccess, FamilyNews
from alongside.casework.rules.family_news import NOT_SENT_HERE, Receiver, why_no_email


def receiver_of(access: FamilyAccess) -> Receiver:
    """Of a way in that was read with its contact and its news."""
    contact = access.contact
    news: FamilyNews | None = getattr(access, "news", None)
    return Receiver(
        email=contact.email if contact else "",
        safe_contact=contact.safe_contact if contact else "",
        choice=news.choice if news else "",
    )


def why_not_mailed(access: FamilyAccess) -> str:
    """Empty where they are told by e-mail: the one answer for the family's own page and for staff."""
    news: FamilyNews | None = getattr(access, "news", None)
    found = why_no_email(receiver_of(access)) or (news.trouble if news else "")
    return found or ("" if is_set_up() else NOT_SENT_HERE)
