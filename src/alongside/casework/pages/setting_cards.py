"""What somebody who works for a school finds on the home page, and in the menu."""

from collections.abc import Iterator, Sequence
from datetime import date

from alongside.casework import perms
from alongside.casework.pages.setting_parts import DUTIES
from alongside.casework.pages.setting_trail import PUPILS, at_pupils
from alongside.casework.queries.setting_values import SchoolDuty
from alongside.casework.queries.settings import school_work
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.law.words import days_in_words
from alongside.ledger.remembering import remembered
from alongside.web.offers import CardRow, HomeCard, NavigationLink

MOST_ROWS = 5


def school_cards(actor: Actor, today: date) -> Sequence[HomeCard]:
    """Read once while nothing changes."""
    if not actor.may_somewhere(perms.SCHOOL):
        return ()
    return remembered(("casework.school_cards", actor, today), lambda: tuple(_cards(actor, today)))


def school_links(actor: Actor) -> Sequence[NavigationLink]:
    """Runs no query."""
    if not actor.may_somewhere(perms.SCHOOL):
        return ()
    return (NavigationLink(PUPILS, at_pupils(actor, "pupils"), 1),)


def _cards(actor: Actor, today: date) -> Iterator[HomeCard]:
    found = school_work(actor, today=today)
    yield HomeCard(
        title="Our pupils: what is due next",
        order=1,
        rows=[_row(actor, each, today) for each in found[:MOST_ROWS]],
        total_count=len(found),
        more_address=at_pupils(actor, "pupils"),
        empty="Nothing is due for a pupil on your roll.",
    )


def _row(actor: Actor, each: SchoolDuty, today: date) -> CardRow:
    late = (today - each.due_on).days
    return CardRow(
        text=f"{each.name}: {DUTIES[each.rule].partition(',')[0].lower()}",
        address=at_pupils(actor, "pupil", each.ref),
        note=f"due {day_in_words(each.due_on)}",
        tag=f"Late by {days_in_words(late)}" if late > 0 else "",
        tag_colour="red" if late > 0 else "",
    )
