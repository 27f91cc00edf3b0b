"""What this room has for others."""

from alongside.web.offers import Offers

OFFERS = Offers(room="quality")
