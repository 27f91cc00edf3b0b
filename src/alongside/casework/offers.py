"""What this room has for others: what needs an officer today, search, and the way in."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from alongside.casework import perms
from alongside.casework.pages.trail import case_address, queue_address
from alongside.casework.queries.queue import QueueChoice, name_of, queue, queue_rows
from alongside.casework.queries.searching import cases_called
from alongside.casework.queries.values import QueueRow
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.law.words import days_in_words
from alongside.ledger.remembering import remembered
from alongside.web import clock
from alongside.web.offers import CardRow, HomeCard, NavigationLink, Offers, SearchHit

MOST_ROWS = 5
OURS = QueueChoice(whose="ours")


def home_cards(actor: Actor, today: date) -> Sequence[HomeCard]:
    if not _reads(actor):
        return ()
    return remembered(("casework.cards", actor, today), lambda: (_due_next(actor, today),))


def _due_next(actor: Actor, today: date) -> HomeCard:
    found = queue(actor, today=today, choice=OURS)
    shown = found.page(0, MOST_ROWS)
    rows = queue_rows(actor, shown, today=today, choice=OURS)
    return HomeCard(
        title="Cases: what is due next",
        order=5,
        rows=[_card_row(actor, each, today) for each in rows],
        total_count=found.total,
        more_address=queue_address(actor),
        empty="Nothing is due in the cases that are with you.",
    )


def search(actor: Actor, words: str) -> Sequence[SearchHit]:
    """By name, number or school."""
    words = words.strip()
    if not _reads(actor) or not words:
        return ()
    return tuple(
        SearchHit(
            title=f"{name_of(case.child)}, {case.number}",
            address=case_address(actor, case.ref),
            kind="Case",
            excerpt=case.child.school.name if case.child.school else "",
        )
        for case in cases_called(actor, words, today=clock.today())
    )


def navigation(actor: Actor) -> Sequence[NavigationLink]:
    if not _reads(actor):
        return ()
    return (NavigationLink("Cases", reverse("casework:queue", args=[actor.area_slug]), 5),)


def _reads(actor: Actor) -> bool:
    return any(actor.may_somewhere(each) for each in perms.READS)


def _card_row(actor: Actor, each: QueueRow, today: date) -> CardRow:
    due_on = each.due_on or today
    late = (today - due_on).days
    return CardRow(
        text=f"{each.name}: {each.due_title}",
        address=case_address(actor, each.ref),
        note=f"due {day_in_words(due_on)}",
        tag=f"Late by {days_in_words(late)}" if late > 0 else "",
        tag_colour="red" if late > 0 else "",
    )


OFFERS = Offers(room="casework", home_cards=home_cards, search=search, navigation=navigation)
