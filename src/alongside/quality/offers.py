"""What this room has for others: what needs an auditor or a lead today, and the ways in."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.law.words import days_in_words
from alongside.ledger.remembering import remembered
from alongside.quality import perms
from alongside.quality.pages.trail import at
from alongside.quality.queries.marking import AUDITS, MyAudit, my_audits
from alongside.quality.queries.rounds import rounds
from alongside.quality.queries.values import RoundRow
from alongside.quality.rules.codes import RoundState
from alongside.quality.rules.marking import days_late
from alongside.quality.words import ONE, ROUND_COLOURS, ROUND_STATES
from alongside.web.components import Door
from alongside.web.offers import Beside, CardRow, HomeCard, NavigationLink, Offers
from alongside.web.writing import day

CASE = "casework.case"
MOST_ROWS = 5


def home_cards(actor: Actor, today: date) -> Sequence[HomeCard]:
    return remembered(("quality.cards", actor, today), lambda: tuple(_cards(actor, today)))


def navigation(actor: Actor) -> Sequence[NavigationLink]:
    if actor.may(perms.LEAD):
        return (NavigationLink("Audits", at(actor, "rounds"), 8),)
    if any(actor.may(each) for each in AUDITS):
        return (NavigationLink("Audits", at(actor, "mine"), 8),)
    return ()


def beside(actor: Actor, subject: str, ref: str, today: date) -> Beside:
    """On the page of a case, which has asked whether this person may read it."""
    if subject != CASE or not actor.may_somewhere(perms.CONSENT):
        return Beside()
    return Beside(doors=(Door("Copy without names", at(actor, "consent", ref)),))


def _cards(actor: Actor, today: date) -> Iterator[HomeCard]:
    if any(actor.may(each) for each in AUDITS):
        yield _mine(actor, today)
    if actor.may(perms.LEAD):
        yield _rounds(actor)


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


OFFERS = Offers(room="quality", home_cards=home_cards, navigation=navigation, beside=beside)
