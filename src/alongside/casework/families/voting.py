"""By which digest somebody of a family votes on a word: each person counts once, and nobody is named."""

from django.utils.crypto import salted_hmac

from alongside.casework.families.door import Viewer
from alongside.casework.models import FamilyAccess
from alongside.casework.rules.family_codes import Way

SALT = "alongside.casework.words"


def voters_of(viewer: Viewer) -> tuple[str, ...]:
    """By which digests this person may have voted: the first is how they do now. Somebody let in by link and
    by account, or to the cases of two children, is one person.
    """
    case, contact = viewer.case, viewer.contact
    rows = FamilyAccess.objects.in_area(case.area_id).filter(case=case, contact=contact)
    ways = rows.filter(way=Way.ACCOUNT.value).exclude(person=None)
    people = sorted(set(ways.values_list("person", flat=True)))
    own = f"young person {case.child_id}" if contact is None else f"contact {contact.pk}"
    return tuple(_digest(case.area_id, each) for each in (*(f"person {p}" for p in people), own))


def _digest(area_id: int, who: str) -> str:
    """With the secret of the installation, so that a copy of the records alone names nobody."""
    return salted_hmac(SALT, f"{area_id} {who}", algorithm="sha256").hexdigest()
