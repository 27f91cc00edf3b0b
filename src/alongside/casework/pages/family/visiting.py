"""The families' door for visitors by link. Behind it is the page that families with an account see."""

from datetime import datetime

from alongside.access.pages.by_link import Doorway, Visitor
from alongside.casework.families.door import link_actor
from alongside.casework.queries.family_visits import access_of_visit


def _visitor(cookie: str, at: datetime) -> Visitor | None:
    access = access_of_visit(cookie, at=at)
    if access is None:
        return None
    return Visitor(access.area, link_actor(access), {"ref": access.case.ref})


DOOR = Doorway(
    name="family",
    home="family:case",
    cookie="alongside_family",
    path="/family/",
    over="casework/family/over.html",
    visitor_of=_visitor,
)
through_link = DOOR.through
