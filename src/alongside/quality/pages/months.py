"""The results of audits month by month, on the part of the results that shows them over time."""

from dataclasses import dataclass

from alongside.disclosure.policy import Policy
from alongside.kernel.actor import Actor
from alongside.measures.pages.beside_others import ShownPicture, shown
from alongside.quality.queries.results import months_drawn
from alongside.quality.result_words import BY_MONTH, MONTH_TITLES, MONTHS_HIDDEN, NO_MONTHS
from alongside.quality.rules.codes import About
from alongside.web.writing import instant


@dataclass(frozen=True, slots=True)
class MonthsShown:
    """``title`` says what is counted. Without a ``picture``, ``words`` says why there is none."""

    title: str
    words: str
    picture: ShownPicture | None = None
    as_at: str = ""


def months_shown(actor: Actor, about: About, policy: Policy | None) -> MonthsShown:
    """The whole chart, or nothing of it: a month that is hidden could be worked out from the others and their
    limits.
    """
    found, title = months_drawn(actor, about=about), MONTH_TITLES[about]
    if found is None:
        return MonthsShown(title, NO_MONTHS)
    if not found.picture.is_open_under(policy):
        return MonthsShown(title, MONTHS_HIDDEN)
    return MonthsShown(title, BY_MONTH, shown(found.picture), instant(found.as_at))
