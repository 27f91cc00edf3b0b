"""What this room has for others: answers to "what needs me today?", search, own dates, navigation.

Which card a person sees follows from what they may do; the board's cards follow from its roles.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.ledger.remembering import remembered
from alongside.measures import perms as measures_perms
from alongside.plan import computed, perms, resting, shown_by
from alongside.plan.queries import attention, finding, lists, risks, statements
from alongside.plan.queries.loading import load_lines
from alongside.plan.queries.values import LineView
from alongside.plan.rules.codes import AnswerKind, LineKind, RiskKind
from alongside.plan.rules.difference import Difference
from alongside.plan.words import LINE_KINDS, RISK_KINDS
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
MOST_HITS = 20
TEXT_LENGTH = 110
OVERSEES = frozenset(
    {
        "chair",
        "vice_chair",
        "board_member",
        "independent_scrutineer",
        "scrutiny_member",
        "head_of_send",
        "nominated_officer",
        "icb_executive_lead",
        "inspector",
        "department_adviser",
    }
)


def home_cards(actor: Actor, today: date) -> Sequence[HomeCard]:
    if not actor.may_somewhere(perms.VIEW):
        return ()
    return remembered(("plan.cards", actor, today), lambda: tuple(_cards(actor, today)))


def search(actor: Actor, words: str) -> Sequence[SearchHit]:
    words = words.strip()
    if not actor.may_somewhere(perms.VIEW) or not words:
        return ()
    return (
        *_found_lines(actor, words),
        *_found_risks(actor, words),
        *_found_evidence(actor, words),
        *_found_leads(actor, words),
    )


def dates(actor: Actor, today: date) -> Sequence[OwnDate]:
    """End dates and milestones of the person's own unfinished lines, and reviews of their risks."""
    if not actor.may_somewhere(perms.VIEW):
        return ()
    mine = [line for line in lists.my_lines(actor, today=today) if not line.status.is_finished]
    return (*_line_dates(actor, mine), *_review_dates(actor, today))


def navigation(actor: Actor) -> Sequence[NavigationLink]:
    if not actor.may_somewhere(perms.VIEW):
        return ()
    return (NavigationLink("Action plan", reverse("plan:statements", args=[actor.area_slug]), 10),)


def _cards(actor: Actor, today: date) -> Iterator[HomeCard]:
    if actor.may(perms.CONSENT):
        yield _consents(actor)
    if OVERSEES & set(actor.roles):
        yield from _oversight(actor, today)
    if actor.may_somewhere(perms.RECORD_STATUS):
        yield _own_lines(actor, today)
    if actor.may(perms.EDIT):
        yield _questions(actor)
    if actor.may(perms.RISKS):
        yield _risk_reviews(actor, today)
    if actor.may(perms.JUDGE):
        yield _impacts(actor, AnswerKind.BOARD, "Impacts that wait for the board’s judgement", 32)
    if actor.may(perms.FORUM_VIEW):
        yield _impacts(actor, AnswerKind.FORUM, "Impacts that wait for the forum’s view", 12)
    if actor.may(measures_perms.ENTER):
        yield _figures(actor, today)
    yield _plans(actor)


def _consents(actor: Actor) -> HomeCard:
    waiting = lists.date_changes(actor, only_waiting=True)
    rows = [
        CardRow(
            text=f"{change.line_reference} {_short(change.line_text)}",
            address=reverse("plan:date_changes", args=[actor.area_slug]),
            note=f"{change.which} date from {change.old or 'none'} to {change.new}",
        )
        for change in waiting[:MOST_ROWS]
    ]
    return HomeCard(
        title="Date changes that wait for your consent",
        order=10,
        rows=rows,
        total_count=len(waiting),
        more_address=reverse("plan:date_changes", args=[actor.area_slug]),
        empty="No date change waits for your consent.",
    )


def _oversight(actor: Actor, today: date) -> Iterator[HomeCard]:
    lines = load_lines(actor, today=today, within=Q())
    overdue = reverse("plan:overdue", args=[actor.area_slug])
    ownerless = reverse("plan:ownerless", args=[actor.area_slug])
    plans = reverse("plan:statements", args=[actor.area_slug])
    late = lists.late_first(lines, today)
    without = [line for line in lines if line.gaps and not line.status.is_finished]
    not_working = [line for line in lines if line.difference == Difference.NOT_YET]
    yield _lines_card(actor, "Late", 20, late, overdue)
    yield _lines_card(actor, "A lead is missing", 25, without, ownerless)
    yield _lines_card(actor, "Done, not yet making a difference", 30, not_working, plans)


def _own_lines(actor: Actor, today: date) -> HomeCard:
    mine = lists.my_lines(actor, today=today)
    due = lists.lines_without_status_this_month(mine, today=today)
    late = [line for line in mine if line.status.overdue_since is not None]
    needing = tuple(dict.fromkeys((*late, *due)))
    return HomeCard(
        title="Your lines that need a status this month",
        order=14,
        rows=[_line_row(actor, line) for line in needing[:MOST_ROWS]],
        total_count=len(needing),
        more_address=reverse("plan:statements", args=[actor.area_slug]),
        empty="Every line that you lead has a status this month."
        if mine
        else "You do not lead a line of the action plan.",
    )


def _questions(actor: Actor) -> HomeCard:
    waiting = lists.waiting_questions(actor)
    address = reverse("plan:questions", args=[actor.area_slug])
    rows = [
        CardRow(f"{each.line_reference} {each.printed}".strip(), address, each.kind_label)
        for each in waiting[:MOST_ROWS]
    ]
    return HomeCard(
        title="Questions from an import",
        order=40,
        rows=rows,
        total_count=len(waiting),
        more_address=address,
        empty="No question waits for an answer.",
    )


def _risk_reviews(actor: Actor, today: date) -> HomeCard:
    due = risks.risks_to_review(actor, today=today)
    rows = [
        CardRow(
            text=_short(each.title),
            address=reverse("plan:risk", args=[actor.area_slug, each.ref]),
            note=f"review was due on {day_in_words(each.review_on)}",
        )
        for each in due[:MOST_ROWS]
    ]
    return HomeCard(
        title="Risks and issues to review",
        order=45,
        rows=rows,
        total_count=len(due),
        empty="No risk or issue is due for review.",
    )


def _impacts(actor: Actor, kind: AnswerKind, title: str, order: int) -> HomeCard:
    waiting = attention.impacts_awaiting(actor, kind)
    rows = [
        CardRow(
            text=_short(each.text),
            address=_line_address(actor, each.line_ref),
            note=f"outcome {each.line_reference}",
        )
        for each in waiting[:MOST_ROWS]
    ]
    return HomeCard(
        title=title,
        order=order,
        rows=rows,
        total_count=len(waiting),
        more_address=reverse("plan:statements", args=[actor.area_slug]),
        empty="Nothing waits for this.",
    )


def _figures(actor: Actor, today: date) -> HomeCard:
    due = attention.figures_due(actor, today=today)
    rows = [
        CardRow(
            text=f"{each.measure_reference} {_short(each.text)}",
            address=reverse("measures:series", args=[actor.area_slug, each.series_ref]),
            note=f"due since {day_in_words(each.since)}",
        )
        for each in due[:MOST_ROWS]
    ]
    return HomeCard(
        title="Figures that are due",
        order=50,
        rows=rows,
        total_count=len(due),
        empty="No figure is due.",
    )


def _plans(actor: Actor) -> HomeCard:
    found = statements(actor)
    rows = [
        CardRow(
            text=row.title,
            address=reverse("plan:statement", args=[actor.area_slug, row.ref]),
            note=row.kind_label,
        )
        for row in found[:MOST_ROWS]
    ]
    return HomeCard(
        title="The action plan",
        order=60,
        rows=rows,
        total_count=len(found),
        more_address=reverse("plan:statements", args=[actor.area_slug]),
        empty="No action plan has been imported or written yet.",
    )


def _lines_card(
    actor: Actor, title: str, order: int, lines: Sequence[LineView], more: str
) -> HomeCard:
    return HomeCard(
        title=title,
        order=order,
        rows=[_line_row(actor, line) for line in lines[:MOST_ROWS]],
        total_count=len(lines),
        more_address=more,
    )


def _line_row(actor: Actor, line: LineView) -> CardRow:
    return CardRow(
        text=f"{line.reference} {_short(line.text)}",
        address=_line_address(actor, line.ref),
        note="; ".join(line.gaps),
        tag=line.status.words,
        tag_colour=line.status.colour,
    )


def _line_dates(actor: Actor, mine: Sequence[LineView]) -> Iterator[OwnDate]:
    for line in mine:
        if line.end is not None:
            title = f"End date of {line.reference} of the action plan"
            address = _line_address(actor, line.ref)
            yield OwnDate(f"plan-line-{line.ref}", line.end.last, title, address)
    for due in attention.milestones_of_lines(actor, [line.id for line in mine]):
        title = f"Milestone of {due.line_reference} of the action plan"
        address = _line_address(actor, due.line_ref)
        yield OwnDate(f"plan-milestone-{due.ref}", due.on, title, address)


def _review_dates(actor: Actor, today: date) -> Iterator[OwnDate]:
    for ref, on in attention.risk_reviews_of(actor, today=today):
        address = reverse("plan:risk", args=[actor.area_slug, ref])
        yield OwnDate(f"plan-risk-{ref}", on, "Review of a risk in the action plan", address)


def _found_lines(actor: Actor, words: str) -> Iterator[SearchHit]:
    for found in attention.found_lines(actor, words, most=MOST_HITS):
        yield SearchHit(
            title=f"{found.reference} {_short(found.text)}",
            address=_line_address(actor, found.ref),
            kind=LINE_KINDS[LineKind(found.kind)],
            excerpt=found.statement_title,
        )


def _found_risks(actor: Actor, words: str) -> Iterator[SearchHit]:
    for found in finding.found_risks(actor, words, most=MOST_HITS):
        yield SearchHit(
            title=_short(found.title),
            address=reverse("plan:risk", args=[actor.area_slug, found.ref]),
            kind=RISK_KINDS[RiskKind(found.kind)],
            excerpt=found.statement_title,
        )


def _found_evidence(actor: Actor, words: str) -> Iterator[SearchHit]:
    for found in finding.found_evidence(actor, words, most=MOST_HITS):
        yield SearchHit(
            title=_short(found.title),
            address=_line_address(actor, found.line_ref),
            kind="Evidence",
            excerpt=f"of {found.line_reference}",
        )


def _found_leads(actor: Actor, words: str) -> Iterator[SearchHit]:
    """Leads to the lines of that post: its own page is for those who keep posts."""
    for found in finding.found_leads(actor, words, most=MOST_HITS):
        statement = reverse("plan:statement", args=[actor.area_slug, found.statement_ref])
        yield SearchHit(
            title=f"{found.title}, {found.organisation}",
            address=f"{statement}?lead={found.post_ref}",
            kind="Lines that this post leads",
            excerpt=found.statement_title,
        )


def _line_address(actor: Actor, ref: str) -> str:
    return reverse("plan:line", args=[actor.area_slug, ref])


def _short(text: str) -> str:
    return shortened(text, TEXT_LENGTH)


def beside(actor: Actor, subject: str, ref: str, today: date) -> Beside:
    """On a measure, by the series that counts for it: the lines that should turn it. On a page of
    evidence of impact: the impacts that point to it.
    """
    if subject == "measures.series":
        return resting.lines_resting_on(actor, ref, today)
    if subject == "measures.impact":
        return shown_by.impacts_pointing_to(actor, ref)
    return Beside()


OFFERS = Offers(
    room="plan",
    home_cards=home_cards,
    search=search,
    dates=dates,
    navigation=navigation,
    beside=beside,
    ties=resting.ties,
    indicators=computed.INDICATORS,
    computed_in=computed.COMPUTED_IN,
    rows_behind=computed.rows_behind,
)
