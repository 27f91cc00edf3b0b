"""Labels of what this room stores as codes."""

from datetime import date

from alongside.kernel.dates import day_in_words

KIND_LABELS = {
    "council": "Council",
    "health": "NHS commissioner",
    "provider": "NHS provider",
    "school": "School or college",
    "forum": "Parent carer forum",
    "voluntary": "Voluntary organisation",
    "national": "National body",
}
PARTNER_LABELS = {
    "council": "Council",
    "health": "Health",
    "education": "Education",
    "social_care": "Social care",
    "families": "Families",
    "other": "Other partner",
}
PARTNER_OF_KIND = {
    "council": "council",
    "health": "health",
    "provider": "health",
    "school": "education",
    "forum": "families",
    "voluntary": "other",
    "national": "other",
}
START_NOT_KNOWN = "start not known"


def partner_of_kind(kind: str) -> str:
    """For which partner an organisation of this kind speaks, unless the area says otherwise.

    >>> partner_of_kind("provider")
    'health'
    """
    return PARTNER_OF_KIND[kind]


def period_words(start: date | None, until: date | None, today: date) -> str:
    """When somebody held a post. ``until`` is the first day they no longer did.

    >>> period_words(date(2020, 6, 1), None, date(2021, 1, 1))
    'Since 1 June 2020'
    """
    began = day_in_words(start) if start else START_NOT_KNOWN
    if until is not None:
        return f"{began[:1].upper()}{began[1:]} until {day_in_words(until)}"
    if start is None:
        return "Start not known"
    return f"From {began}" if start > today else f"Since {began}"
