"""Words that are no names, names that are words too, and what ends the name of a school or a street.

The long lists stand in ``data/redacting-words.toml``.
"""

import tomllib
from importlib.resources import files

_TOLD = tomllib.loads(
    files("alongside.quality").joinpath("data", "redacting-words.toml").read_text(encoding="utf-8")
)


def _listed(name: str) -> frozenset[str]:
    return frozenset(_TOLD[name].split())


SMALL = _listed("small")
ALSO_WORDS = _listed("also_words")
PARTICLES = _listed("particles")
TITLES = _listed("titles")
ROLE_WORDS = _listed("role_words")
SCHOOL_WORDS = _listed("school_words")
SHORT_FORMS = _listed("short_forms")
USUAL_CAPITALS = _listed("usual_capitals")
LANGUAGES = _listed("languages")
SCHOOL_ENDS = ("school", "academy", "college", "nursery", "pre-school", "preschool", "playgroup")
PLACE_ENDS = ("hospital", "surgery", "clinic", "centre", "practice", "hospice")

STREETS = {
    "street": "st", "road": "rd", "lane": "ln", "avenue": "ave", "close": "cl", "drive": "dr",
    "crescent": "cres", "court": "ct", "place": "pl", "terrace": "ter", "gardens": "gdns", "grove": "gr",
    "square": "sq", "way": "way", "mews": "mews", "walk": "walk", "park": "pk", "hill": "hill",
    "view": "view", "row": "row", "green": "grn", "rise": "rise", "garth": "garth", "croft": "croft",
    "wynd": "wynd", "gate": "gate", "parade": "pde", "villas": "villas", "yard": "yard",
}  # fmt: skip
