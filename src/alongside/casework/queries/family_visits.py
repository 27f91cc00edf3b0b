"""Which access a link or a visitor's cookie stands for. The secrets are compared nowhere: the database
looks up their digests, so that the time it takes says nothing.
"""

from datetime import datetime

from alongside.access.by_link import digest_of
from alongside.casework.models import FamilyAccess, FamilyVisit
from alongside.casework.rules.family_codes import Way

_REASON = "The secret says which area and which case."


def access_of_link(link: str, *, at: datetime) -> FamilyAccess | None:
    """None for nonsense, for a link that ran out, and for one that was ended: the same."""
    found: FamilyAccess | None = (
        FamilyAccess.objects.across_areas(reason=_REASON)
        .in_force(at)
        .filter(way=Way.LINK.value, digest=digest_of(link))
        .select_related("area", "contact")
        .first()
    )
    return found


def access_of_visit(cookie: str, *, at: datetime) -> FamilyAccess | None:
    """None for a visit that is over, and for one whose access ended meanwhile."""
    if not cookie:
        return None
    visit: FamilyVisit | None = (
        FamilyVisit.objects.across_areas(reason=_REASON)
        .filter(digest=digest_of(cookie), left_at=None, ends_at__gt=at)
        .select_related("access__area", "access__case")
        .first()
    )
    if visit is None:
        return None
    stands = FamilyAccess.objects.across_areas(reason=_REASON).in_force(at)
    return visit.access if stands.filter(pk=visit.access_id).exists() else None
