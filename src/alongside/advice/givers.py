"""From whom of a family something came."""

from django.db.models import Q

from alongside.casework.families.door import Viewer


def given_by(viewer: Viewer) -> Q:
    """What this person gave, by themselves or through somebody who wrote down from whom it came."""
    if viewer.contact is None:
        return Q(is_young_persons=True)
    return Q(contact=viewer.contact)
