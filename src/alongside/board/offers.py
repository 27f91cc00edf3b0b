"""What this room has for others: answers to "what needs me today?", own dates, search, navigation,
and what it adds beside a line or a workstream of the action plan.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from alongside.board import computed, perms
from alongside.board.queries import home
from alongside.board.queries.challenge_values import ChallengeView
from alongside.board.queries.challenges import challenges_about
from alongside.board.queries.home import (
    Waiting,
    looks_after,
    reports_waiting,
    sees_visits,
    waiting_for,
)
from alongside.board.queries.report_values import MonthReport
from alongside.board.queries.reports import reports_to_write
from alongside.board.queries.searching import CHALLENGE, DECISION, FOLLOW_UP, found_on_board
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words, month_in_words
from alongside.ledger.remembering import remembered
from alongside.web.components import Door, RecordedItem
from alongside.web.markup import tag
from alongside.web.offers import (
    Beside,
    CardRow,
    HomeCard,
    NavigationLink,
    Offers,
    OwnDate,
    SearchHit,
)
from alongside.web.writing import shortened

MOST_ROWS = 5
TEXT_LENGTH = 110
ADDRESSES = {
    home.ANSWER: "board:challenge",
    home.VERDICT: "board:challenge",
    home.FOLLOW_UP: "board:follow_up",
    home.LOOK_BACK: "board:decision",
    home.MEETING: "board:meeting",
    home.PACK: "board:edition",
    home.LATE_ANSWER: "board:challenge",
    home.LATE_FOLLOW_UP: "board:follow_up",
    home.FREEZES: "board:visit",
    home.VISIT: "board:visit",
}
FOUND_AT = {
    CHALLENGE: "board:challenge",
    DECISION: "board:decision",
    FOLLOW_UP: "board:follow_up",
}
WAITED_FOR = {
    home.LATE_ANSWER: ("answer due", "Late", "red"),
    home.LATE_FOLLOW_UP: ("follow-up due", "Late", "red"),
    home.LOOK_BACK: ("to look back on since", "Look back", "amber"),
    home.FREEZES: ("its evidence freezes on", "Freezes soon", "amber"),
}
"""For each kind: what its day means, its state in a word, and the colour that repeats it."""


def home_cards(actor: Actor, today: date) -> Sequence[HomeCard]:
    if not actor.may_somewhere(perms.PACKS):
        return ()
    return remembered(("board.cards", actor, today), lambda: tuple(_cards(actor, today)))


def search(actor: Actor, words: str) -> Sequence[SearchHit]:
    """Challenges, recommendations and decisions by number or by words, follow-ups by words."""
    words = words.strip()
    if not actor.may_somewhere(perms.PACKS) or not words:
        return ()
    return tuple(
        SearchHit(
            title=f"{found.number} {shortened(found.text, TEXT_LENGTH)}".strip(),
            address=reverse(FOUND_AT[found.sort], args=[actor.area_slug, found.ref]),
            kind=found.kind_label,
        )
        for found in found_on_board(actor, words)
    )


def dates(actor: Actor, today: date) -> Sequence[OwnDate]:
    """Meetings, answers and follow-ups that are due, and one's own reports."""
    if not actor.may_somewhere(perms.PACKS):
        return ()
    dated = {
        home.ANSWER: "An answer to the board is due",
        home.FOLLOW_UP: "A follow-up of the board is due",
        home.MEETING: "Meeting of the board",
    }
    found = [
        OwnDate(f"board-{each.kind}-{each.ref}", each.on, dated[each.kind], _address(actor, each))
        for each in waiting_for(actor, today=today)
        if each.kind in dated
    ]
    reports = [
        OwnDate(
            f"board-report-{each.stream.ref}-{each.month:%Y-%m}",
            each.due_on,
            f"Assurance report for {month_in_words(each.month)} is due",
            _writing(actor, each.stream.ref, each.month),
        )
        for each in _to_write(actor, today)
    ]
    return (*found, *reports)


def navigation(actor: Actor) -> Sequence[NavigationLink]:
    if actor.may_somewhere(perms.VIEW):
        return (NavigationLink("Board", reverse("board:overview", args=[actor.area_slug]), 15),)
    if actor.may_somewhere(perms.PACKS):
        return (NavigationLink("Board", reverse("board:packs", args=[actor.area_slug]), 15),)
    return ()


def beside(actor: Actor, subject: str, ref: str, today: date) -> Beside:
    """On a line or a workstream: what the board asked about it, and a way to ask."""
    if subject not in {"plan.line", "plan.workstream"} or not actor.may_somewhere(perms.VIEW):
        return Beside()
    kind = subject.removeprefix("plan.")
    asked = challenges_about(actor, today=today, **{f"{kind}_ref": ref})
    return Beside(
        doors=_challenge_doors(actor, kind, ref),
        title="What the board asked",
        items=tuple(_asked(actor, each) for each in asked),
    )


def _cards(actor: Actor, today: date) -> Iterator[HomeCard]:
    waiting = waiting_for(actor, today=today)
    reports = reports_waiting(actor, today=today)
    if looks_after(actor):
        yield _waited_for(actor, waiting, reports.missing)
    if actor.may_somewhere(perms.REPORT):
        yield _reports(actor, reports.own, today)
    is_asked = any(each.kind == home.ANSWER for each in waiting)
    if is_asked or actor.may_somewhere(perms.ANSWER) or actor.may_somewhere(perms.CHALLENGE):
        yield _own(actor, waiting, today)
    answers = [each for each in waiting if each.kind == home.VERDICT]
    if answers:
        yield _answered(actor, answers, today)
    if sees_visits(actor):
        yield _coming(actor, waiting)
    packs = [each for each in reversed(waiting) if each.kind == home.PACK]
    yield HomeCard(
        title="Packs issued lately",
        order=58,
        rows=[
            CardRow(
                shortened(each.text, TEXT_LENGTH),
                _address(actor, each),
                f"issued {day_in_words(each.on)}",
            )
            for each in packs[:MOST_ROWS]
        ],
        total_count=len(packs),
        more_address=reverse("board:packs", args=[actor.area_slug]),
        empty="No pack was issued in the last month.",
    )


def _waited_for(
    actor: Actor, waiting: Sequence[Waiting], missing: Sequence[MonthReport]
) -> HomeCard:
    """What nobody can make good later comes first: evidence that is about to freeze. Then whatever has
    waited longest.
    """
    due = [each for each in waiting if each.kind in home.OF_THE_BOARD]
    rows = [(each.kind != home.FREEZES, each.on, _waited_row(actor, each)) for each in due]
    rows += [(True, each.due_on, _missing_row(actor, each)) for each in missing]
    rows.sort(key=lambda row: row[:2])
    return HomeCard(
        title="The board waits for",
        order=10,
        rows=[row for _, _, row in rows[:MOST_ROWS]],
        total_count=len(rows),
        more_address=reverse("board:overview", args=[actor.area_slug]),
        empty="Nothing is late, and nothing waits to be looked back on.",
    )


def _waited_row(actor: Actor, each: Waiting) -> CardRow:
    means, word, colour = WAITED_FOR[each.kind]
    text = f"Visit by {each.text}" if each.kind == home.FREEZES else each.text
    note = f"{means} {day_in_words(each.on)}"
    return CardRow(shortened(text, TEXT_LENGTH), _address(actor, each), note, word, colour)


def _missing_row(actor: Actor, each: MonthReport) -> CardRow:
    return CardRow(
        text=f"{each.stream.title}, {month_in_words(each.month)}",
        address=reverse("board:month_of_reports", args=[actor.area_slug, f"{each.month:%Y-%m}"]),
        note=f"report due {day_in_words(each.due_on)}",
        tag=each.words,
        tag_colour=each.colour,
    )


def _reports(actor: Actor, due: Sequence[MonthReport], today: date) -> HomeCard:
    rows = [
        CardRow(
            text=f"{each.stream.title}, {month_in_words(each.month)}",
            address=_writing(actor, each.stream.ref, each.month),
            note=f"due {day_in_words(each.due_on)}",
            tag=each.words if each.due_on < today else "",
            tag_colour=each.colour,
        )
        for each in due[:MOST_ROWS]
    ]
    return HomeCard(
        title="Your assurance reports",
        order=12,
        rows=rows,
        total_count=len(due),
        more_address=reverse("board:reports", args=[actor.area_slug]),
        empty="No report waits for you.",
    )


def _own(actor: Actor, waiting: Sequence[Waiting], today: date) -> HomeCard:
    kinds = {home.ANSWER, home.FOLLOW_UP}
    own = [each for each in waiting if each.kind in kinds]
    return HomeCard(
        title="The board asks you",
        order=11,
        rows=[_row(actor, each, today) for each in own[:MOST_ROWS]],
        total_count=len(own),
        more_address=reverse("board:challenges", args=[actor.area_slug]),
        empty="The board waits for nothing from you.",
    )


def _answered(actor: Actor, answers: Sequence[Waiting], today: date) -> HomeCard:
    """What came back to whoever asked."""
    return HomeCard(
        title="Answered: decide whether it is enough",
        order=11,
        rows=[_row(actor, each, today) for each in answers[:MOST_ROWS]],
        total_count=len(answers),
        more_address=reverse("board:challenges", args=[actor.area_slug]),
        empty="No answer waits for you.",
    )


def _coming(actor: Actor, waiting: Sequence[Waiting]) -> HomeCard:
    """Meetings for those who read the board's work, and visits for advisers too."""
    notes = {home.MEETING: "meeting on", home.VISIT: "visit on"}
    coming = [each for each in waiting if each.kind in notes]
    reads_all = actor.may_somewhere(perms.VIEW)
    return HomeCard(
        title="The board",
        order=16,
        rows=[
            CardRow(
                shortened(each.text, TEXT_LENGTH),
                _address(actor, each),
                f"{notes[each.kind]} {day_in_words(each.on)}",
            )
            for each in coming[:MOST_ROWS]
        ],
        total_count=len(coming),
        more_address=reverse(
            "board:overview" if reads_all else "board:visits", args=[actor.area_slug]
        ),
        empty="No meeting and no visit is planned for the next month."
        if reads_all
        else "No visit is planned for the next month.",
    )


def _row(actor: Actor, each: Waiting, today: date) -> CardRow:
    is_late = each.kind != home.VERDICT and each.on < today
    return CardRow(
        text=shortened(each.text, TEXT_LENGTH),
        address=_address(actor, each),
        note=f"{home.WORDS[each.kind]} {day_in_words(each.on)}",
        tag="Late" if is_late else "",
        tag_colour="red" if is_late else "",
    )


def _to_write(actor: Actor, today: date) -> Sequence[MonthReport]:
    return reports_to_write(actor, today=today) if actor.may_somewhere(perms.REPORT) else ()


def _challenge_doors(actor: Actor, kind: str, ref: str) -> tuple[Door, ...]:
    if not actor.may(perms.CHALLENGE):
        return ()
    address = reverse("board:raise_challenge", args=[actor.area_slug])
    return (Door("Challenge its lead", f"{address}?{kind}={ref}"),)


def _asked(actor: Actor, each: ChallengeView) -> RecordedItem:
    answer = f"{each.answer.verdict_label}: {each.answer.text}" if each.answer else ""
    return RecordedItem(
        title=f"{each.number} {each.text}",
        body=answer,
        notes=(f"{each.by}, {day_in_words(each.raised_on)}. To: {each.owner}",),
        tag=tag(each.standing_words, each.colour),
        address=reverse("board:challenge", args=[actor.area_slug, each.ref]),
    )


def _address(actor: Actor, each: Waiting) -> str:
    return reverse(ADDRESSES[each.kind], args=[actor.area_slug, each.ref])


def _writing(actor: Actor, ref: str, month: date) -> str:
    return reverse("board:write_report", args=[actor.area_slug, ref, f"{month:%Y-%m}"])


OFFERS = Offers(
    room="board",
    home_cards=home_cards,
    search=search,
    dates=dates,
    navigation=navigation,
    beside=beside,
    indicators=computed.INDICATORS,
    computed_in=computed.COMPUTED_IN,
    rows_behind=computed.rows_behind,
)
