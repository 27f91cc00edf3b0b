"""Looking for an organisation of another area, on a page whose form asks for one.

The words stand in the address, so that the choice is still there when the form is sent.
"""

from collections.abc import Sequence

from alongside.people.dealing import organisations_to_choose
from alongside.people.forms import OrganisationSearch
from alongside.people.models import Organisation
from alongside.web.pages import PageRequest

WITH_SEARCH = "people/with_search.html"


def look_for_organisations(
    request: PageRequest,
) -> tuple[OrganisationSearch, Sequence[Organisation]]:
    """The box to look with, and what the form may offer."""
    search = OrganisationSearch(request.GET)
    return search, organisations_to_choose(request.actor, search.chosen().get("q", ""))
