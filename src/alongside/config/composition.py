"""Which rooms this installation has, and what each offers to the others. The one list."""

from alongside.web.offers import Offers

OFFERS: tuple[Offers, ...] = ()
