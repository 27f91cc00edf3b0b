"""Addresses of a family's pages: inside an area for whoever signs in; outside, and without any name of the
case, for a visitor who came by link.
"""

from dataclasses import dataclass

from django.urls import reverse

from alongside.web.components import Crumb
from alongside.web.pages import PageRequest

HOME = "Where things are"


@dataclass(frozen=True, slots=True)
class Ways:
    slug: str
    case_ref: str
    by_link: bool

    def to(self, name: str, *parts: str) -> str:
        """The address of one of the pages, such as "tell"; empty for the page of the case itself."""
        if self.by_link:
            return reverse(f"family:{name or 'case'}", args=parts)
        full = f"casework:family_{name}" if name else "casework:family"
        return reverse(full, args=[self.slug, self.case_ref, *parts])

    def crumbs(self, *further: Crumb) -> tuple[Crumb, ...]:
        return (Crumb(HOME, self.to("")), *further)


def ways_of(request: PageRequest, case_ref: str) -> Ways:
    return Ways(request.actor.area_slug, case_ref, bool(getattr(request, "came_by_link", False)))
