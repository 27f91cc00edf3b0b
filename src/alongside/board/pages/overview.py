"""This month: what the chair opens the month with, each thing leading to where it is dealt with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from alongside.board import perms
from alongside.board.pages.follow_ups import state_of
from alongside.board.pages.meeting_trail import papers_due_words
from alongside.board.pages.report_words import month_address, received_words, writing_address
from alongside.board.pages.views import crumbs, tabs
from alongside.board.pages.visit_words import evidence_in_short, within_sentence
from alongside.board.queries.challenge_values import ChallengeView
from alongside.board.queries.decision_values import DecisionView
from alongside.board.queries.follow_ups import FollowUpRow
from alongside.board.queries.overview import Overview
from alongside.board.queries.overview import overview as read
from alongside.board.queries.report_values import MonthReport
from alongside.board.rules.reports import ReportState
from alongside.kernel.actor import Actor
from alongside.kernel.dates import month_in_words
from alongside.web import clock
from alongside.web.components import Crumb, Door, KeyFigure, Tab
from alongside.web.markup import counted, day, instant
from alongside.web.offers import Beside, CardRow, HomeCard, beside
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import shortened

MOST = 6
TEXT_LENGTH = 110
SUBJECT = "board.overview"
ORDER = (
    ReportState.MISSING,
    ReportState.NOT_DUE,
    ReportState.FILED,
    ReportState.NOT_EXPECTED,
)


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """``meeting`` is a sentence about the next one, ``agenda`` its address. ``others`` is what other rooms have for
    the board.
    """

    caption: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    has_board: bool
    doors: tuple[Door, ...]
    meeting: str
    agenda: str
    figures: tuple[KeyFigure, ...]
    cards: tuple[HomeCard, ...]
    others: tuple[Beside, ...]


@page("GET", needs=perms.VIEW)
def overview(request: PageRequest, area: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = read(actor, today=today)
    content = OverviewPage(
        caption=f"{found.board_title or 'Board'}, {month_in_words(today)}",
        crumbs=(*crumbs(actor)[:1], Crumb("Board")),
        tabs=tabs(actor, current="overview"),
        has_board=bool(found.board_title),
        doors=_doors(actor, found),
        meeting=_meeting(found, today),
        agenda=reverse("board:meeting", args=[area, found.meeting.ref]) if found.meeting else "",
        figures=_figures(actor, found),
        cards=tuple(_cards(actor, found, today)),
        others=tuple(each for each in beside(actor, SUBJECT, "", today) if each.items),
    )
    return render_page(request, "board/overview.html", {"page": content})


def _doors(actor: Actor, found: Overview) -> tuple[Door, ...]:
    if found.board_title or not actor.may(perms.RUN):
        return ()
    return (Door("Set up the board", reverse("board:boards", args=[actor.area_slug]), True),)


def _meeting(found: Overview, today: date) -> str:
    meeting = found.meeting
    if meeting is None:
        return "No meeting is planned."
    where = ", ".join(part for part in (meeting.starts, meeting.place) if part)
    said = f"{meeting.board_title} meets on {day(meeting.held_on)}{f', {where}' if where else ''}."
    return f"{said} {papers_due_words(meeting, today)}."


def _figures(actor: Actor, found: Overview) -> tuple[KeyFigure, ...]:
    area = [actor.area_slug]
    expected = [each for each in found.reports if each.state is not ReportState.NOT_EXPECTED]
    came = sum(each.is_filed for each in expected)
    late = sum(each.late_days > 0 for each in found.challenges)
    return (
        KeyFigure(
            f"Reports for {month_in_words(found.month)}", str(came), f"of {len(expected)} expected",
            address=month_address(actor, found.month),
        ),
        KeyFigure(
            "Late", str(found.standing.late.numerator),
            f"of {counted(found.standing.late.denominator, 'line')}",
            address=reverse("plan:overdue", args=area),
        ),
        KeyFigure(
            "A lead is missing", str(found.standing.ownerless.numerator),
            f"of {counted(found.standing.ownerless.denominator, 'unfinished line')}",
            address=reverse("plan:ownerless", args=area),
        ),
        KeyFigure(
            "Done, not yet making a difference", str(found.standing.not_yet.numerator),
            f"of {found.standing.not_yet.denominator} done",
            address=reverse("plan:statements", args=area),
        ),
        KeyFigure(
            "Waiting for an answer", str(len(found.challenges)), f"{late} of them late",
            address=reverse("board:challenges", args=area),
        ),
    )  # fmt: skip


def _cards(actor: Actor, found: Overview, today: date) -> Iterator[HomeCard]:
    yield _reports(actor, found)
    yield _challenges(actor, found.challenges)
    yield _follow_ups(actor, found.follow_ups)
    yield _decisions(actor, found.decisions)
    yield _pack(actor, found)
    yield _visits(actor, found)


def _reports(actor: Actor, found: Overview) -> HomeCard:
    expected = [each for each in found.reports if each.state is not ReportState.NOT_EXPECTED]
    ordered = sorted(expected, key=lambda each: ORDER.index(each.state))
    return HomeCard(
        title=f"Reports for {month_in_words(found.month)}",
        order=1,
        rows=[_report(actor, each) for each in ordered],
        more_address=month_address(actor, found.month),
        empty=received_words(found.reports),
    )


def _report(actor: Actor, each: MonthReport) -> CardRow:
    if each.is_filed:
        address = reverse("board:report", args=[actor.area_slug, each.ref])
    elif each.may_write:
        address = writing_address(actor, each)
    else:
        address = month_address(actor, each.month)
    officer = each.stream.officer or "No officer is named"
    seen = each.seen
    note = ". ".join(seen.notes) if each.is_filed else officer
    return CardRow(
        shortened(each.stream.title, TEXT_LENGTH), address, note, seen.words, seen.colour
    )


def _challenges(actor: Actor, waiting: Sequence[ChallengeView]) -> HomeCard:
    rows = [
        CardRow(
            text=f"{each.number} {shortened(each.text, TEXT_LENGTH)}",
            address=reverse("board:challenge", args=[actor.area_slug, each.ref]),
            note=f"{each.kind_label} to {each.owner}, due on {day(each.due_on)}",
            tag=each.standing_words,
            tag_colour=each.colour,
        )
        for each in waiting[:MOST]
    ]
    return HomeCard(
        title="Challenges and recommendations without an answer",
        order=2,
        rows=rows,
        total_count=len(waiting),
        more_address=reverse("board:challenges", args=[actor.area_slug]),
        empty="Everything that was asked has been answered.",
    )


def _follow_ups(actor: Actor, late: Sequence[FollowUpRow]) -> HomeCard:
    return HomeCard(
        title="Follow-ups that are late or have nobody",
        order=3,
        rows=[_follow_up(actor, each) for each in late[:MOST]],
        total_count=len(late),
        more_address=reverse("board:follow_ups", args=[actor.area_slug]),
        empty="No follow-up is late, and each has somebody.",
    )


def _follow_up(actor: Actor, each: FollowUpRow) -> CardRow:
    words, colour = state_of(each)
    return CardRow(
        text=shortened(each.text, TEXT_LENGTH),
        address=reverse("board:follow_up", args=[actor.area_slug, each.ref]),
        note=f"{each.owner}: {each.holder_words}. Due on {day(each.due_on)}",
        tag=words,
        tag_colour=colour,
    )


def _decisions(actor: Actor, due: Sequence[DecisionView]) -> HomeCard:
    rows = [
        CardRow(
            text=f"{each.number} {shortened(each.text, TEXT_LENGTH)}",
            address=reverse("board:decision", args=[actor.area_slug, each.ref]),
            note=f"Look back from {day(each.next_look)}",
        )
        for each in due[:MOST]
    ]
    return HomeCard(
        title="Decisions to look back on",
        order=4,
        rows=rows,
        total_count=len(due),
        more_address=reverse("board:decisions", args=[actor.area_slug]),
        empty="The board need not look back on a decision yet.",
    )


def _pack(actor: Actor, found: Overview) -> HomeCard:
    rows = []
    if found.pack is not None:
        address = reverse("board:edition", args=[actor.area_slug, found.pack.edition_ref])
        title = f"{found.pack.title}, edition {found.pack.number}"
        rows.append(CardRow(title, address, f"Issued on {instant(found.pack.issued_at)}"))
    return HomeCard(
        title="Latest pack",
        order=5,
        rows=rows,
        more_address=reverse("board:packs", args=[actor.area_slug]),
        empty="No pack of the board has been issued yet.",
    )


def _visits(actor: Actor, found: Overview) -> HomeCard:
    return HomeCard(
        title="Visits and revisit",
        order=6,
        rows=list(_visit_rows(actor, found)),
        more_address=reverse("board:visits", args=[actor.area_slug]),
        empty="No visit is planned, and none is recorded.",
    )


def _visit_rows(actor: Actor, found: Overview) -> Iterator[CardRow]:
    coming, last, letter = found.next_visit, found.last_visit, found.revisit
    if coming is not None:
        yield CardRow(
            f"Next visit: {day(coming.held_on)}",
            reverse("board:visit", args=[actor.area_slug, coming.ref]),
            f"{coming.visitors}. Its evidence: {within_sentence(evidence_in_short(coming))}",
        )
    if last is not None:
        came = f"Outcome letter of {day(last.letter_on)}" if last.letter_on else "No outcome letter"
        address = reverse("board:visit", args=[actor.area_slug, last.ref])
        yield CardRow(f"Last visit: {day(last.held_on)}", address, came)
    if letter is not None:
        address = reverse("board:revisit", args=[actor.area_slug, letter.ref])
        without = f"{letter.without_action_count} of {letter.remaining_count} things that remain"
        yield CardRow(letter.title, address, f"{without} have no action yet")
