"""What must be known of a child or young person before a case can be kept, and how old they are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from alongside.kernel.dates import day_in_words
from alongside.kernel.identifiers import Identifier, check_nhs_number, check_uln, check_upn
from alongside.kernel.refusals import Refusal, Refusals

OLDEST = 25
"""An EHC plan may run to the end of the academic year in which somebody becomes 25."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildFacts:
    """Names as the family gives them. Numbers are kept without spaces, in capitals."""

    given_names: str
    family_name: str
    born_on: date
    sex: str
    known_as: str = ""
    nhs_number: str = ""
    nhs_status: str = ""
    upn: str = ""
    uln: str = ""
    ethnicity: str = ""
    languages: str = ""
    communication: str = ""


def checked_child(facts: ChildFacts, *, today: date) -> ChildFacts:
    """The facts as they are kept. Raises Refusals, one sentence for each box."""
    found: list[Refusal] = []
    numbers = {
        "nhs_number": _number(check_nhs_number, facts.nhs_number, "nhs_number", found),
        "upn": _number(check_upn, facts.upn, "upn", found),
        "uln": _number(check_uln, facts.uln, "uln", found),
    }
    found += _names(facts)
    found += _birth(facts.born_on, today)
    if facts.nhs_number and not facts.nhs_status:
        found.append(Refusal("Say how far the NHS number was checked.", field="nhs_status"))
    if found:
        raise Refusals(found)
    return ChildFacts(
        given_names=" ".join(facts.given_names.split()),
        family_name=" ".join(facts.family_name.split()),
        born_on=facts.born_on,
        sex=facts.sex,
        known_as=" ".join(facts.known_as.split()),
        nhs_status=facts.nhs_status if facts.nhs_number else "",
        ethnicity=facts.ethnicity,
        languages=facts.languages.strip(),
        communication=facts.communication.strip(),
        **numbers,
    )


def age_on(born_on: date, day: date) -> int:
    """In whole years. Somebody born on 29 February is a year older on 1 March of other years.

    >>> age_on(date(2012, 2, 29), date(2013, 2, 28))
    0
    """
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def school_year_of(day: date) -> int:
    """The calendar year in which the school year of that day began: it begins on 1 September."""
    return day.year if day.month >= 9 else day.year - 1


def year_group(born_on: date, day: date) -> int:
    """The year group of that age: 0 is reception, below 0 is before school, 14 is beyond year 13.

    >>> year_group(date(2012, 8, 31), date(2022, 9, 12))
    6
    """
    fourth = born_on.year + 4 if (born_on.month, born_on.day) < (9, 1) else born_on.year + 5
    return school_year_of(day) - fourth


def rights_pass_on(born_on: date) -> date:
    """The last Friday in June of the school year in which they become 16: the end of compulsory school
    age, from when the rights are the young person's. To be checked by the authority's lawyer.

    >>> rights_pass_on(date(2006, 9, 1))
    datetime.date(2023, 6, 30)
    """
    turns = born_on.year + 16
    year = turns + 1 if (born_on.month, born_on.day) >= (9, 1) else turns
    last = date(year, 6, 30)
    return date(year, 6, 30 - (last.weekday() - 4) % 7)


def _names(facts: ChildFacts) -> list[Refusal]:
    found = []
    if not facts.given_names.strip():
        found.append(Refusal("Write at least one given name.", field="given_names"))
    if not facts.family_name.strip():
        found.append(Refusal("Write the family name.", field="family_name"))
    return found


def _birth(born_on: date, today: date) -> list[Refusal]:
    if born_on > today:
        sentence = f"{day_in_words(born_on)} is still to come. Check the date of birth."
        return [Refusal(sentence, field="born_on")]
    if age_on(born_on, today) > OLDEST:
        sentence = (
            f"Somebody born on {day_in_words(born_on)} is over {OLDEST}. Check the date of birth."
        )
        return [Refusal(sentence, field="born_on")]
    return []


def _number(check: Callable[..., Identifier], text: str, field: str, found: list[Refusal]) -> str:
    if not text.strip():
        return ""
    try:
        return check(text, field=field).value
    except Refusal as refusal:
        found.append(refusal)
        return ""
