"""What this room has for others: what needs an adviser or a board today, the way in, and a case’s panel."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from django.urls import reverse

from alongside.advice import computed, computed_early, computed_uses, perms
from alongside.advice.held import held_about
from alongside.advice.pages.offering import offers_door
from alongside.advice.pages.own_evidence import door_to
from alongside.advice.pages.parts import due_words
from alongside.advice.pages.trail import at
from alongside.advice.queries.agreements import agreements_waiting, refused_in
from alongside.advice.queries.by_hand import (
    by_hand_in,
    corrected_by_hand_in,
    taken_back_by_hand_in,
    where_it_stands,
)
from alongside.advice.queries.early import NoticeRow, notices_to_settle, rows_of
from alongside.advice.queries.lists import (
    Board,
    BoardChoice,
    board,
    own_requests,
    requests_of_case,
    requests_of_providers,
)
from alongside.advice.queries.unchecked import unchecked_in
from alongside.advice.queries.values import RequestRow
from alongside.advice.rules.codes import CLOSED, Adviser, Side
from alongside.advice.rules.early import EarlyStep
from alongside.advice.words import ADVISERS, STATE_COLOURS, STATES
from alongside.casework import perms as casework
from alongside.casework.queries.asked_bodies import ToAsk, is_too_early_to_ask, to_ask
from alongside.casework.recorded_elsewhere import is_mended
from alongside.casework.rules.codes import AdviceBody
from alongside.kernel.actor import Actor
from alongside.ledger.remembering import remembered
from alongside.web import clock
from alongside.web.components import Door, RecordedItem
from alongside.web.markup import tag
from alongside.web.offers import Beside, CardRow, HomeCard, NavigationLink, Offers
from alongside.web.writing import counted, day

CASE, FAMILY = "casework.case", "casework.family"
MOST_ROWS = 5


def home_cards(actor: Actor, today: date) -> Sequence[HomeCard]:
    return remembered(("advice.cards", actor, today), lambda: tuple(_cards(actor, today)))


def navigation(actor: Actor) -> Sequence[NavigationLink]:
    if _oversees(actor):
        return (NavigationLink("Advice", reverse("advice:board", args=[actor.area_slug]), 6),)
    if actor.may_somewhere(perms.ANSWER):
        return (NavigationLink("Advice", reverse("advice:mine", args=[actor.area_slug]), 6),)
    if actor.may_somewhere(perms.PROVIDER):
        return (NavigationLink("Advice", reverse("advice:provider", args=[actor.area_slug]), 6),)
    return ()


def beside(actor: Actor, subject: str, ref: str, today: date) -> Beside:
    """On the page of a case: whom it asked, and how each stands; on the family’s, the way to their own
    evidence; where something is to be corrected or taken back, the way to the request that says it too. The page
    has asked whether this person may read it.
    """
    if subject == FAMILY and actor.may_somewhere(casework.FAMILY):
        return Beside(doors=(door_to(actor, ref), *offers_door(actor, ref, clock.now())))
    if is_mended(subject):
        return Beside(doors=tuple(_mending(actor, subject, ref)))
    if subject != CASE or not actor.may_somewhere(perms.ASK):
        return Beside()
    rows = requests_of_case(actor, case_ref=ref)
    there = _to_ask(actor, rows, ref)
    asking = Door("Ask for advice", at(actor, "ask", ref))
    return Beside(
        doors=(
            *(() if there.is_too_early else (asking,)),
            Door("How advice was used", at(actor, "uses", ref)),
            Door("The family’s own evidence", at(actor, "reports", ref)),
        ),
        title="Advice",
        items=(*_not_asked(actor, there, ref), *(_item(actor, each, today) for each in rows)),
    )


def _mending(actor: Actor, step: str, ref: str) -> Iterator[Door]:
    """To the request that says what somebody is about to correct or to take back in its case."""
    there = where_it_stands(actor.area_id, step, ref) if actor.may_somewhere(perms.ASK) else ""
    if there:
        yield Door("The request for advice", at(actor, "request", there))


def in_the_way(area_id: int, step: str, ref: str) -> Sequence[str]:
    asked = (
        unchecked_in,
        refused_in,
        by_hand_in,
        taken_back_by_hand_in,
        corrected_by_hand_in,
    )
    return tuple(why for each in asked for why in each(area_id, step, ref))


def rows_behind(
    actor: Actor, counted_as: str, keys: Collection[str]
) -> Sequence[RecordedItem] | None:
    """None for a figure of another room, and for whoever stops at the counts."""
    found = computed.rows_behind(actor, counted_as, keys)
    for room in (computed_uses, computed_early):
        found = room.rows_behind(actor, counted_as, keys) if found is None else found
    return found


def _cards(actor: Actor, today: date) -> Iterator[HomeCard]:
    everything = BoardChoice()
    if actor.may_somewhere(perms.ANSWER):
        found = own_requests(actor, today=today, choice=everything)
        yield _card(actor, found, today, ("Advice asked of you", "mine"))
    if _oversees(actor):
        late = board(actor, today=today, choice=BoardChoice(what="late"))
        yield _card(actor, late, today, ("Advice that is late", "board"))
    if actor.may_somewhere(perms.PROVIDER):
        yield _of_provider(actor, today)
    if actor.may(perms.OVERSEE_HEALTH):
        yield _agreements(actor)
    if any(actor.may(each) for each in perms.EARLY):
        yield _early(actor)


def _card(actor: Actor, found: Board, today: date, words: tuple[str, str]) -> HomeCard:
    title, name = words
    return HomeCard(
        title=title,
        order=4,
        rows=[_card_row(actor, each, today) for each in found.page(0, MOST_ROWS)],
        total_count=found.total,
        more_address=at(actor, name),
        empty="No advice waits here.",
    )


def _of_provider(actor: Actor, today: date) -> HomeCard:
    """By the number of the case: no child is named, and nothing of it opens."""
    late = requests_of_providers(actor, today=today, choice=BoardChoice(what="late"))
    address = at(actor, "provider")
    return HomeCard(
        title="Advice of your organisation that is late",
        order=4,
        rows=[
            CardRow(
                text=f"{ADVISERS[each.adviser]}, case {each.case_number}",
                address=address,
                note=f"With {each.post}",
                tag=due_words(each, today)[1],
                tag_colour="red",
            )
            for each in late.page(0, MOST_ROWS)
        ],
        total_count=late.total,
        more_address=address,
        empty="No advice of your organisation is late.",
    )


def _agreements(actor: Actor) -> HomeCard:
    """Section G that the commissioning body has not agreed to, the longest waiting first."""
    waiting = agreements_waiting(actor)
    address = at(actor, "health_agreements")
    return HomeCard(
        title="Section G that waits for agreement",
        order=5,
        rows=[
            CardRow(
                text=f"{each.name}, case {each.case_number}",
                address=at(actor, "health_agreement", each.case_ref),
                note=f"{counted(len(each.rows), 'row,rows')}, since {day(each.since)}",
            )
            for each in waiting[:MOST_ROWS]
        ],
        total_count=len(waiting),
        more_address=address,
        empty="No section G waits for agreement.",
    )


def _early(actor: Actor) -> HomeCard:
    """Sent by health, and not decided yet."""
    waiting = notices_to_settle(actor)
    return HomeCard(
        title="Early notifications",
        order=6,
        rows=[_early_row(actor, each) for each in rows_of(waiting[:MOST_ROWS])],
        total_count=waiting.count(),
        more_address=at(actor, "early"),
        empty="No early notification by health waits.",
    )


def _early_row(actor: Actor, each: NoticeRow) -> CardRow:
    is_received = EarlyStep.RECEIVED in each.days
    return CardRow(
        text=each.name,
        address=at(actor, "early_notice", each.ref),
        note=f"From {each.body}",
        tag="Waits for a decision" if is_received else "Sent",
        tag_colour="amber" if is_received else "blue",
    )


def _card_row(actor: Actor, each: RequestRow, today: date) -> CardRow:
    due, note = due_words(each, today)
    return CardRow(
        text=f"{each.name}: {ADVISERS[each.adviser]}",
        address=at(actor, "request", each.ref),
        note=f"Due: {due}",
        tag=note if note.startswith("Late") else STATES[each.state],
        tag_colour="red" if note.startswith("Late") else STATE_COLOURS[each.state],
    )


def _to_ask(actor: Actor, rows: Sequence[RequestRow], ref: str) -> ToAsk:
    """Whoever asked social care before may ask others: then nothing has to be looked up. Before anybody was asked, no
    body is still to ask.
    """
    if not rows:
        is_too_early = is_too_early_to_ask(actor.area_id, case_ref=ref)
        return ToAsk(is_too_early=is_too_early, is_still_to_ask=False)
    if any(each.side is Side.SOCIAL_CARE for each in rows):
        return ToAsk(is_too_early=False, is_still_to_ask=False)
    return to_ask(actor.area_id, case_ref=ref, body=AdviceBody.SOCIAL_CARE.value)


def _not_asked(actor: Actor, there: ToAsk, ref: str) -> Iterator[RecordedItem]:
    """Social care is asked for every child: said once anybody was asked, until it is."""
    if there.is_still_to_ask:
        yield RecordedItem(
            title=ADVISERS[Adviser.SOCIAL_CARE],
            notes=("Social care is asked for every child, known to it or not.",),
            tag=tag("Not asked yet", "amber"),
            address=at(actor, "ask", ref),
        )


def _item(actor: Actor, each: RequestRow, today: date) -> RecordedItem:
    due, note = due_words(each, today)
    state = STATES[each.state] if each.state in CLOSED or not note.startswith("Late") else note
    colour = "red" if state == note and note else STATE_COLOURS[each.state]
    part = "Part: " if each.is_part else ""
    return RecordedItem(
        title=f"{part}{ADVISERS[each.adviser]}",
        notes=tuple(_notes(each, due, "" if state == note else note)),
        tag=tag(state, colour),
        address=at(actor, "request", each.ref),
    )


def _notes(each: RequestRow, due: str, note: str) -> Iterator[str]:
    yield f"With {each.post}, {each.organisation}"
    yield f"Due: {due}. {note}." if note else f"Due: {due}"


def _oversees(actor: Actor) -> bool:
    return any(actor.may(each) for each in perms.OVERSEERS)


OFFERS = Offers(
    room="advice",
    home_cards=home_cards,
    navigation=navigation,
    beside=beside,
    in_the_way=in_the_way,
    held=held_about,
    indicators=(*computed.INDICATORS, *computed_uses.INDICATORS, *computed_early.INDICATORS),
    computed_in=computed.COMPUTED_IN,
    rows_behind=rows_behind,
)
