"""The terms of an area from a day on: its own where it has given them, and else counted."""

from datetime import date

from alongside.casework.models import TermDates
from alongside.casework.rules.terms import OwnTerms, own_terms, terms_from
from alongside.casework.rules.worklists import Term


def own_terms_of(area_id: int) -> OwnTerms | None:
    """None for an area that has given none."""
    begins = TermDates.objects.in_area(area_id).values_list("begins", flat=True).first()
    return own_terms([date.fromisoformat(each) for each in begins]) if begins else None


def terms_of(area_id: int, *, today: date, count: int = 4) -> tuple[Term, ...]:
    return terms_from(today, own_terms_of(area_id), count)
