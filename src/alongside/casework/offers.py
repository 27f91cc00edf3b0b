"""What this room has for others: what needs an officer today, search, and the way in."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from alongside.casework import perms
from alongside.casework.facts import computed as computed
from alongside.casework.pages.family.cards import family_cards, family_links
from alongside.casework.pages.setting_cards import school_cards, school_links
from alongside.casework.pages.trail import case_address, queue_address
from alongside.casework.queries.glossary import WordView, words_waiting
from alongside.casework.queries.queue import QueueChoice, name_of, queue, queue_rows
from alongside.casework.queries.searching import cases_called
from alongside.casework.queries.values import QueueRow
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.law.words import days_in_words
from alongside.ledger.remembering import remembered
from alongside.people import queries as people
from alongside.web import clock
from alongside.web.components import Door
from alongside.web.offers import CardRow, HomeCard, NavigationLink, Offers, SearchHit
from alongside.web.writing import counted

MOST_ROWS = 5
OURS = QueueChoice(whose="ours")


def home_cards(actor: Actor, today: date) -> Sequence[HomeCard]:
    families = (*family_cards(actor, today), *school_cards(actor, today))
    if actor.may_somewhere(perms.GLOSSARY):
        words = remembered(("casework.words", actor), lambda: _words(actor))
        families = (*families, words)
    if not _reads(actor):
        return families
    own = remembered(("casework.cards", actor, today), lambda: (_due_next(actor, today),))
    return (*own, *families)


def _words(actor: Actor) -> HomeCard:
    """For whoever looks after the area’s list of words."""
    found = words_waiting(actor)
    return HomeCard(
        title="Words that families did not understand",
        order=8,
        rows=[_word_row(actor, each) for each in found[:MOST_ROWS]],
        total_count=len(found),
        more_address=reverse("casework:glossary", args=[actor.area_slug]),
        empty="No word waits for a decision.",
    )


def _word_row(actor: Actor, each: WordView) -> CardRow:
    people = counted(each.waiting, "person,people")
    address = reverse("casework:decide_word", args=[actor.area_slug, each.ref])
    return CardRow(text=each.name, address=address, note=f"{people} did not understand it")


def _due_next(actor: Actor, today: date) -> HomeCard:
    found = queue(actor, today=today, choice=OURS)
    shown = found.page(0, MOST_ROWS)
    rows = queue_rows(actor, shown, choice=OURS)
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
            title=f"{name_of(case)}, {case.number}",
            address=case_address(actor, case.ref),
            kind="Case",
            excerpt=case.school or "",
        )
        for case in cases_called(actor, words, today=clock.today())
    )


def navigation(actor: Actor) -> Sequence[NavigationLink]:
    if not _reads(actor):
        return (*family_links(actor), *school_links(actor), *_panels(actor))
    return (
        *family_links(actor),
        NavigationLink("Cases", reverse("casework:queue", args=[actor.area_slug]), 5),
    )


def public_doors() -> Sequence[Door]:
    """To the page on which anybody asks for an assessment, in each area."""
    areas = people.all_areas()
    return [
        Door(
            f"Ask for an assessment in {area.name}" if len(areas) > 1 else "Ask for an assessment",
            reverse("family:how_to_ask", args=[area.slug]),
        )
        for area in areas
    ]


def _panels(actor: Actor) -> Sequence[NavigationLink]:
    """For those who sit on a panel and read no case but those on its agenda."""
    if not actor.may_somewhere(perms.SIT):
        return ()
    return (NavigationLink("Panels", reverse("casework:panels", args=[actor.area_slug]), 5),)


def _reads(actor: Actor) -> bool:
    return any(actor.may_somewhere(each) for each in perms.READS)


def _mark(each: QueueRow) -> str:
    return ", a rule that the authority’s lawyer is still to check" if each.needs_lawyer else ""


def _card_row(actor: Actor, each: QueueRow, today: date) -> CardRow:
    due_on = each.due_on or today
    late = (today - due_on).days
    return CardRow(
        text=f"{each.name}: {each.due_title}",
        address=case_address(actor, each.ref),
        note=f"due {day_in_words(due_on)}{_mark(each)}",
        tag=f"Late by {days_in_words(late)}" if late > 0 else "",
        tag_colour="red" if late > 0 else "",
    )


OFFERS = Offers(
    room="casework",
    home_cards=home_cards,
    search=search,
    navigation=navigation,
    public_doors=public_doors,
    indicators=computed.INDICATORS,
    computed_in=computed.COMPUTED_IN,
    drawn_beside=computed.drawn_beside,
    rows_behind=computed.rows_behind,
)
