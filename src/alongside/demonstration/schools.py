"""Where the invented children learn: in places that do not exist, one for each age."""

from datetime import date

from alongside.demonstration import content
from alongside.demonstration.stage import NotInContentError
from alongside.people import queries as people

DAYS_OF_A_YEAR = 365.25


def school_ref(born_on: date, on: date) -> str:
    """Of the place for somebody of that age; empty for the youngest, who go nowhere yet."""
    facts = content.read("places")
    years = (on - born_on).days / DAYS_OF_A_YEAR
    if years < facts["schools_from"]:
        return ""
    key = next(key for until, key in facts["schools"] if years < until)
    name = next(each["name"] for each in facts["organisations"] if each["key"] == key)
    found = people.organisations_named(name)
    if not found:
        raise NotInContentError(name)
    return str(found[0].ref)
