"""What learning has for others: what a post, the lead or the board has to see to, and what stands on the board’s page."""

from collections.abc import Iterator, Sequence
from datetime import date

from alongside.kernel.actor import Actor
from alongside.quality import perms
from alongside.quality.learning_words import STANDING_COLOURS, STANDINGS, late_words
from alongside.quality.pages.trail import at
from alongside.quality.queries.learning import (
    for_the_board,
    for_the_boards_page,
    lessons,
    of_own_posts,
    shown_first,
    waits_for,
)
from alongside.quality.queries.learning_values import LessonRow
from alongside.web.components import Door, RecordedItem
from alongside.web.markup import tag
from alongside.web.offers import Beside, CardRow, HomeCard
from alongside.web.writing import counted, day, shortened

BOARD = "board.overview"
TITLE = "Lessons from audits"
MOST_ROWS = 5
SEES_TO = (perms.LEAD, perms.DECIDE, perms.AUDIT, perms.PUT_RIGHT, perms.COMMENT)
"""Who has to do with audits day by day. Another owner of a lesson is told by message and finds it in the list."""
TEXT_LENGTH = 110


def reads_results(actor: Actor) -> bool:
    return any(actor.may(each) for each in perms.READS_RESULTS)


def learning_cards(actor: Actor, today: date) -> Iterator[HomeCard]:
    """One’s own lessons while there are any; for the lead and the board those that somebody has to see to."""
    if not reads_results(actor):
        return
    if not any(actor.may_somewhere(each) for each in SEES_TO):
        return
    looks_after_all = actor.may(perms.LEAD) or actor.may(perms.DECIDE)
    if not looks_after_all and not waits_for(actor, today=today):
        return
    rows = lessons(actor, today=today)
    own = of_own_posts(actor, rows, today=today)
    if own:
        yield _card(actor, "Lessons of yours to act on", own, order=5)
    if looks_after_all:
        yield _card(actor, "Lessons not acted on, or to be decided", for_the_board(rows), order=13)


def beside_the_board(actor: Actor, today: date) -> Beside:
    """Lessons that nobody acts on and lessons that did not work stand first, both of them always."""
    if not reads_results(actor):
        return Beside()
    found = for_the_boards_page(lessons(actor, today=today))
    chosen = shown_first(found, most=MOST_ROWS)
    return Beside(
        doors=(Door("All lessons", at(actor, "lessons")),),
        title=TITLE,
        items=(*(_item(actor, each) for each in chosen), *_more(actor, len(found) - len(chosen))),
    )


def _more(actor: Actor, count: int) -> Iterator[RecordedItem]:
    """ "1 more lesson", with a link to all of them."""
    if count:
        yield RecordedItem(
            title=counted(count, "more lesson"),
            notes=("Not acted on, did not work, being tried again, or to be decided.",),
            address=at(actor, "lessons"),
        )


def _card(actor: Actor, title: str, rows: Sequence[LessonRow], *, order: int) -> HomeCard:
    return HomeCard(
        title=title,
        order=order,
        rows=[_row(actor, each) for each in shown_first(rows, most=MOST_ROWS)],
        total_count=len(rows),
        more_address=at(actor, "lessons"),
        empty="Every lesson is acted on, and none waits for the board.",
    )


def _row(actor: Actor, each: LessonRow) -> CardRow:
    late = late_words(each.days_late)
    return CardRow(
        text=shortened(each.title, TEXT_LENGTH),
        address=at(actor, "lesson", each.ref),
        note=f"{each.owner}, by {day(each.due_on)}",
        tag=late or STANDINGS[each.standing],
        tag_colour=STANDING_COLOURS[each.standing],
    )


def _item(actor: Actor, each: LessonRow) -> RecordedItem:
    late = late_words(each.days_late)
    told = (each.sentence,) if each.sentence else ()
    return RecordedItem(
        title=each.title,
        notes=(*told, f"Seen to by: {each.owner}, by {day(each.due_on)}"),
        tag=tag(late or STANDINGS[each.standing], STANDING_COLOURS[each.standing]),
        address=at(actor, "lesson", each.ref),
    )
