"""What families and those who work with them find on the home page, and in the menu."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from alongside.casework import perms
from alongside.casework.families.words import SAID
from alongside.casework.pages.family.trail import at_family, said_address
from alongside.casework.queries.asked import RequestView, requests_waiting
from alongside.casework.queries.families import own_cases
from alongside.casework.queries.family_side import alerts_waiting, waiting, waiting_rows
from alongside.casework.queries.family_values import AlertView, WaitingRow
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.law.words import days_in_words
from alongside.ledger.remembering import remembered
from alongside.web import clock
from alongside.web.offers import CardRow, HomeCard, NavigationLink

MOST_ROWS = 5


def family_cards(actor: Actor, today: date) -> Sequence[HomeCard]:
    """Read once while nothing changes."""
    return remembered(("casework.family_cards", actor, today), lambda: tuple(_cards(actor, today)))


def family_links(actor: Actor) -> Sequence[NavigationLink]:
    """Runs no query. Somebody who follows several cases chooses on the home page."""
    holdings = [each for each in actor.holdings if perms.FAMILY in each.permissions]
    followed = [each.scope.case_ref for each in holdings if each.scope.case_ref]
    if len(followed) == 1:
        return (NavigationLink("Where things are", at_family(actor, "family", followed[0]), 1),)
    if actor.may_somewhere(perms.ALERTS):
        address = reverse("casework:alerts", args=[actor.area_slug])
        return (NavigationLink("Safety", address, 7),)
    return ()


def _cards(actor: Actor, today: date) -> Iterator[HomeCard]:
    if actor.may_somewhere(perms.FAMILY):
        yield _own(actor)
    if actor.may_somewhere(perms.ALERTS):
        yield _alerts(actor, today)
    if any(actor.may_somewhere(each) for each in perms.READS):
        yield _waiting(actor, today)
    if actor.may_somewhere(perms.REGISTER):
        yield _requests(actor, today)


def _own(actor: Actor) -> HomeCard:
    found = own_cases(actor, at=clock.now())
    return HomeCard(
        title="Where things are",
        order=1,
        rows=[CardRow(name, at_family(actor, "family", ref)) for ref, name in found],
        total_count=len(found),
        empty="No case is open to you.",
    )


def _alerts(actor: Actor, today: date) -> HomeCard:
    found = alerts_waiting(actor, today=today)
    return HomeCard(
        title="Worries about safety: answer today",
        order=1,
        rows=[_alert(actor, each, today) for each in found[:MOST_ROWS]],
        total_count=len(found),
        more_address=reverse("casework:alerts", args=[actor.area_slug]),
        empty="No worry about a child’s safety waits for you.",
    )


def _waiting(actor: Actor, today: date) -> HomeCard:
    found = waiting(actor, today=today)
    rows = waiting_rows(actor, found, today=today, shown=(0, MOST_ROWS))
    return HomeCard(
        title="Families waiting for an answer",
        order=6,
        rows=[_waiting_row(actor, each, today) for each in rows],
        total_count=found.count(),
        more_address=reverse("casework:inbox", args=[actor.area_slug]),
        empty="No family waits for an answer.",
    )


def _requests(actor: Actor, today: date) -> HomeCard:
    found = requests_waiting(actor)
    return HomeCard(
        title="Requests from the public page",
        order=6,
        rows=[_request_row(actor, each, today) for each in found[:MOST_ROWS]],
        total_count=len(found),
        more_address=reverse("casework:requests", args=[actor.area_slug]),
        empty="No request waits to be filed.",
    )


def _request_row(actor: Actor, each: RequestView, today: date) -> CardRow:
    due_on = each.answers[0].due_on
    late = (today - due_on).days
    return CardRow(
        text=each.child,
        address=at_family(actor, "request", each.ref),
        note=f"came on {day_in_words(each.received_on)}, decision due {day_in_words(due_on)}",
        tag=f"Late by {days_in_words(late)}" if late > 0 else "",
        tag_colour="red" if late > 0 else "",
    )


def _alert(actor: Actor, each: AlertView, today: date) -> CardRow:
    is_late = each.due_on < today
    return CardRow(
        text=f"Case {each.number}",
        address=at_family(actor, "alert", each.ref),
        tag="Not answered on its day" if is_late else "Today",
        tag_colour="red",
    )


def _waiting_row(actor: Actor, each: WaitingRow, today: date) -> CardRow:
    late = (today - each.due_on).days
    return CardRow(
        text=f"{each.name}: {SAID[each.said].lower()}",
        address=said_address(actor, each.ref),
        note=f"answer due {day_in_words(each.due_on)}",
        tag=f"Late by {days_in_words(late)}" if late > 0 else "",
        tag_colour="red" if late > 0 else "",
    )
