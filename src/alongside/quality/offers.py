"""What this room has for others: what needs an auditor or a lead today, and the ways in."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from django.urls import reverse

from alongside.casework import perms as casework
from alongside.kernel.actor import Actor
from alongside.law.words import days_in_words
from alongside.ledger.remembering import remembered
from alongside.quality import computed, computed_put_right, perms
from alongside.quality.learning_offers import (
    BOARD,
    beside_the_board,
    learning_cards,
    reads_results,
)
from alongside.quality.pages.consenting import door_to_consent
from alongside.quality.pages.put_right_parts import TITLE as TO_PUT_RIGHT
from alongside.quality.pages.trail import at
from alongside.quality.put_right_offers import put_right_cards, put_right_items, told_doors
from alongside.quality.queries.marking import AUDITS, MyAudit, my_audits
from alongside.quality.queries.rounds import rounds
from alongside.quality.queries.values import RoundRow
from alongside.quality.rules.codes import RoundState
from alongside.quality.rules.marking import days_late
from alongside.quality.words import ONE, ROUND_COLOURS, ROUND_STATES
from alongside.web.components import Door, RecordedItem
from alongside.web.offers import Beside, CardRow, HomeCard, NavigationLink, Offers
from alongside.web.writing import day

CASE, FAMILY = "casework.case", "casework.family"
MOST_ROWS = 5


def home_cards(actor: Actor, today: date) -> Sequence[HomeCard]:
    return remembered(("quality.cards", actor, today), lambda: tuple(_cards(actor, today)))


def navigation(actor: Actor) -> Sequence[NavigationLink]:
    if actor.may(perms.LEAD):
        return (NavigationLink("Audits", at(actor, "rounds"), 8),)
    if any(actor.may(each) for each in AUDITS):
        return (NavigationLink("Audits", at(actor, "mine"), 8),)
    if reads_results(actor):
        return (NavigationLink("Audits", at(actor, "results"), 8),)
    return ()


def beside(actor: Actor, subject: str, ref: str, today: date) -> Beside:
    """On the page of a case and on the family’s, which have asked whether this person may read it."""
    if subject == BOARD:
        return beside_the_board(actor, today)
    if subject == FAMILY:
        doors = told_doors(actor, ref)
        return Beside(doors=(*doors, door_to_consent(actor, ref)) if _follows(actor) else doors)
    if subject != CASE:
        return Beside()
    doors = (Door("Copy without names", at(actor, "consent", ref)),)
    return Beside(
        doors=doors if actor.may_somewhere(perms.CONSENT) else (),
        title=TO_PUT_RIGHT,
        items=put_right_items(actor, ref, today),
    )


def _follows(actor: Actor) -> bool:
    return actor.may_somewhere(casework.FAMILY)


def rows_behind(
    actor: Actor, counted_as: str, keys: Collection[str]
) -> Sequence[RecordedItem] | None:
    """None for a figure of another room, and for whoever stops at the counts."""
    found = computed.rows_behind(actor, counted_as, keys)
    return computed_put_right.rows_behind(actor, counted_as, keys) if found is None else found


def _cards(actor: Actor, today: date) -> Iterator[HomeCard]:
    if any(actor.may(each) for each in AUDITS):
        yield _mine(actor, today)
    if actor.may(perms.LEAD):
        yield _rounds(actor)
    yield from put_right_cards(actor, today)
    yield from learning_cards(actor, today)


def _mine(actor: Actor, today: date) -> HomeCard:
    waiting = [each for each in my_audits(actor) if each.is_open]
    return HomeCard(
        title="Your audits",
        order=3,
        rows=[_audit(actor, each, today) for each in waiting[:MOST_ROWS]],
        total_count=len(waiting),
        more_address=reverse("quality:mine", args=[actor.area_slug]),
        empty="Nothing waits for you to audit.",
    )


def _rounds(actor: Actor) -> HomeCard:
    open_ones = [each for each in rounds(actor) if each.state is not RoundState.CLOSED]
    return HomeCard(
        title="Audits",
        order=3,
        rows=[_round(actor, each) for each in open_ones[:MOST_ROWS]],
        total_count=len(open_ones),
        more_address=reverse("quality:rounds", args=[actor.area_slug]),
        empty="No round of audits is open.",
    )


def _audit(actor: Actor, each: MyAudit, today: date) -> CardRow:
    late = days_late(each.due_on, today)
    return CardRow(
        text=f"{ONE[each.about]} {each.position}",
        address=at(actor, "audit", each.ref),
        note=f"due {day(each.due_on)}",
        tag=f"Late by {days_in_words(late)}" if late else "",
        tag_colour="red" if late else "",
    )


def _round(actor: Actor, each: RoundRow) -> CardRow:
    return CardRow(
        text=each.title,
        address=at(actor, "round", each.ref),
        note=f"{each.graded_count} of {each.drawn_count} graded, due {day(each.due_on)}",
        tag=ROUND_STATES[each.state],
        tag_colour=ROUND_COLOURS[each.state],
    )


OFFERS = Offers(
    room="quality",
    home_cards=home_cards,
    navigation=navigation,
    beside=beside,
    indicators=(*computed.INDICATORS, *computed_put_right.INDICATORS),
    computed_in=computed.COMPUTED_IN,
    rows_behind=rows_behind,
)
